"""Two designs and worlds in; what must be built between them, how long that takes, and when the attack comes, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casus.evidence.distribution import quantile
from casus.evidence.register import Register
from casus.flow.campaign.arrays import COMMANDS
from casus.flow.draws.streams import uniforms
from casus.flow.handoffs import Columns, Floats
from casus.flow.scenario.schema.design import Contingent, Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.strategy.risk import MONTHS_PER_YEAR, YEARS
from casus.study.adaptation.watched import DAYS_PER_MONTH
from casus.study.adaptation.written import Building, Part


def parts_to_build(before: Design, after: Design) -> tuple[Part, ...]:
    """The parts of which the stronger design has more, or others."""
    return tuple(_differing(before, after))


def _differing(before: Design, after: Design) -> Iterator[Part]:
    old, new = before.posture, after.posture
    if _more(old.in_place, new.in_place):
        yield "troops"
    if _more(old.standby, new.standby):
        yield "standby"
    if new.air != old.air:
        yield "aircraft"
    if new.air_defence != old.air_defence:
        yield "air-defence"
    if new.forward_stock_days > old.forward_stock_days:
        yield "stocks"
    if new.works != old.works and new.works:
        yield "works"
    if COMMANDS.index(new.command) > COMMANDS.index(old.command):
        yield "command"
    if new.monitoring is not None and new.monitoring != old.monitoring:
        yield "monitoring"
    if new.arms_meur_year > old.arms_meur_year:
        yield "arms"
    if (new.delegated and not old.delegated) or (new.mandate and not old.mandate):
        yield "authority"
    if after.pact != before.pact:
        yield "text"
    if after.settlement != before.settlement:
        yield "settlement"


def _more(old: Sequence[Contingent], new: Sequence[Contingent]) -> bool:
    """Whether any nation has more brigades of a type there than before."""
    have = _by_nation(old)
    return any(brigades > have.get(key, 0.0) for key, brigades in _by_nation(new).items())


def _by_nation(forces: Sequence[Contingent]) -> dict[tuple[str, str], float]:
    total: dict[tuple[str, str], float] = {}
    for one in forces:
        total[one.nation, one.type] = total.get((one.nation, one.type), 0.0) + one.brigades
    return total


def build_months(
    parts: Sequence[Part], building: Sequence[Building], register: Register, worlds: int, seed: int
) -> Floats:
    """(worlds,) months from the decision until the last of the parts is in place; each part has a stream of its own."""
    times = [_months(one, register, worlds, seed) for one in building if one.part in parts]
    return np.max(times, axis=0) if times else np.zeros(worlds)


def _months(one: Building, register: Register, worlds: int, seed: int) -> Floats:
    stream = f"adaptation.building.{one.part}"
    chance = uniforms("monte-carlo", seed, [stream], worlds)[stream]
    if one.evidence is None:
        return quantile("lognormal", chance, value=None, interval=one.months, bounds=(0.0, None))
    entry = register.entry(one.evidence)
    days = quantile(entry.distribution, chance, value=entry.value, interval=entry.range, bounds=(0.0, None))
    return np.asarray(days / DAYS_PER_MONTH)


def attack_months(of: Columns, design: Design, attack: AttackOption, seed: int) -> Floats | None:
    """(worlds,) months from the ceasefire to the attack; None where the scenario does not say when the aggressor is ready.

    It waits until it is ready for an attack of this scale and then for an occasion, of which one comes within the years that
    the lenses look ahead (`strategy.risk`); in the worlds in which it is ready later, it attacks when it is ready.
    """
    if "aims.readiness" not in of:
        return None
    slowed = of["sanctions_regeneration_factor"] if design.settlement.sanctions == "kept" else 1.0
    ready = of["aims.readiness"] * attack.intensity * slowed
    mean, left = of["opportunity_years"] * MONTHS_PER_YEAR, np.maximum(0.0, YEARS * MONTHS_PER_YEAR - ready)
    chance = uniforms("monte-carlo", seed, ["adaptation.occasion"], len(ready))["adaptation.occasion"]
    return np.asarray(ready - mean * np.log1p(-chance * -np.expm1(-left / mean)))


def in_time(lead: Floats, attack: Floats | None, build: Floats) -> Floats:
    """(worlds,) 1 where what is begun when the signpost can be seen is in place at the attack, 0 where it is not."""
    if attack is None:
        return np.ones_like(build)
    return (np.minimum(lead, attack) >= build).astype(np.float64)
