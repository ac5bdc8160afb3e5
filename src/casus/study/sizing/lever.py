"""What is asked for in (brigades of a type, in place or on standby, or aircraft), how it is varied and how much there is out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import UnitType
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.asked import Asked
from casus.study.vary.air import with_aircraft
from casus.study.vary.force import WHERE, Where, brigades_of, with_brigades

By = Literal["heavy", "medium", "light", "air"]
BY: tuple[By, ...] = ("heavy", "medium", "light", "air")
BRIGADE_STEP = 0.5  # chosen: two battalions with support; nobody plans a guarantee more finely
SQUADRON = 12.0  # chosen: a squadron of combat aircraft, the least that an air force sends


@dataclass(frozen=True)
class Lever:
    """A kind of force: how a design gets so much of it."""

    by: By | None
    """Type of brigade, or aircraft; None: brigades in the proportions that the design has."""
    where: Where
    unit: Literal["brigades", "aircraft"]
    words: str
    """What it is called after a number."""
    step: float
    own: float
    """How much of it the design has."""
    pool: float
    """How much of it the pact's guarantors have that the design does not use elsewhere, median over worlds."""
    with_force: Callable[[float], Design]
    """The design with so much of it."""


def lever_of(asked: Asked, by: str | None, where: str, design: Design | None = None) -> Lever:
    """How a design's force is varied; raises InputError for a type or place that is none, or an adversary among the guarantors."""
    refuse_unknown(by, where)
    base = design or asked.design
    _refuse_adversary(base)
    if by == "air":
        return _aircraft(asked, base)
    return _brigades(asked, base, cast("UnitType | None", by), cast("Where", where))


def refuse_unknown(by: str | None, where: str) -> None:
    """Raise InputError for a type or a place that cannot be sized."""
    problems = []
    if by not in (None, *BY):
        problems.append(Problem(f"unknown type '{by}'", hint=unknown_name_hint(str(by), BY)))
    if where not in WHERE:
        problems.append(Problem(f"unknown place '{where}'", hint=unknown_name_hint(where, WHERE)))
    if by == "air" and where == "standby":
        hint = "leave --where out: aircraft are those assigned in peacetime, wherever their bases are"
        problems.append(Problem("aircraft have no standby", hint=hint))
    if problems:
        raise InputError(problems)


def _refuse_adversary(design: Design) -> None:
    both = sorted({*design.pact.parties.guarantors} & {*design.pact.parties.adversaries})
    if both:
        what = f"design '{design.id}' names {', '.join(both)} both as guarantor and as adversary"
        raise InputError(
            [Problem(f"{what}: its brigades cannot be counted for the defence", hint="name it under 'veto'")]
        )


def _aircraft(asked: Asked, base: Design) -> Lever:
    pool = float(np.median(_pool(asked.draws, base, ("fighters",))))
    own = base.posture.air.aircraft
    return Lever(
        "air", "in-place", "aircraft", "combat aircraft", SQUADRON, own, pool, lambda n: with_aircraft(base, n)
    )


def _brigades(asked: Asked, base: Design, kind: UnitType | None, where: Where) -> Lever:
    own = brigades_of(base, where, kind)
    pools = {nation: float(np.median(one)) for nation, one in _by_nation(asked.draws, base, _pools_of(kind)).items()}
    used = sum(brigades_of(base, "total", each) for each in _sharers(kind)) - own
    pool = float(np.median(_pool(asked.draws, base, _pools_of(kind)))) - used
    words = f"{kind or ''} brigades {_PLACES[where]}".strip()

    def with_force(brigades: float) -> Design:
        return with_brigades(asked.scenario, base, asked.attack, brigades, where, kind, pools)

    return Lever(kind, where, "brigades", words, BRIGADE_STEP, own, max(0.0, pool), with_force)


_PLACES: dict[Where, str] = {"in-place": "in place", "standby": "on standby", "total": "in place and on standby"}


def _pools_of(kind: UnitType | None) -> tuple[str, ...]:
    """The pools that a type comes from: medium brigades come from that of light ones, as in the scenarios' data."""
    return ("heavy", "light") if kind is None else ("heavy",) if kind == "heavy" else ("light",)


def _sharers(kind: UnitType | None) -> tuple[UnitType | None, ...]:
    """The types that come from the same pool."""
    return (None,) if kind is None else ("heavy",) if kind == "heavy" else ("medium", "light")


def _by_nation(draws: Draws, design: Design, pools: tuple[str, ...]) -> dict[str, Floats]:
    return {
        nation: np.asarray(sum(draws.columns[f"nation.{nation}.{pool}"] for pool in pools))
        for nation in design.pact.parties.guarantors
    }


def _pool(draws: Draws, design: Design, pools: tuple[str, ...]) -> Floats:
    """(draws,) what all guarantors have together."""
    return np.asarray(sum(_by_nation(draws, design, pools).values(), np.zeros(len(draws))))


def over_pool(draws: Draws, design: Design) -> dict[str, float]:
    """Nations that a design asks for more brigades than their pools hold (median), with what it asks."""
    asked: dict[str, float] = {}
    for one in (*design.posture.in_place, *design.posture.standby):
        asked[one.nation] = asked.get(one.nation, 0.0) + one.brigades
    pools = _by_nation(draws, design, ("heavy", "light"))
    return {nation: n for nation, n in asked.items() if nation in pools and n > float(np.median(pools[nation]))}
