"""A design and its worlds in, the same with one thing that might bind taken away out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casus.flow.draws.streams import SMALLEST
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Design, Settlement
from casus.flow.strategy.kept import word_kept
from casus.study.asked import Asked
from casus.study.sizing.lever import By
from casus.study.vary.force import zone_weights
from casus.study.vary.parts import with_pact, with_posture

EARLY_DAY = -30.0  # as the question asks: a month before the attack
STOCK_DAYS = 60.0  # chosen: twice what the best supplied of the shipped designs have
LEAST_AIRCRAFT = 200.0  # chosen: more than any shipped design for Ukraine assigns
BATTERIES = {
    "cruise_batteries": 20.0,
    "ballistic_batteries": 10.0,
    "interceptors": 1000.0,
    "ballistic_interceptors": 500.0,
}
"""Air defence added; chosen: some three times what the best defended of the shipped designs hand over."""
NO_LIMIT = 1e6  # chosen: brigades a day that no entry point will ever see

ChangeDesign = Callable[[Asked, Design], Design]
ChangeWorlds = Callable[[Draws], Draws]


@dataclass(frozen=True)
class Relaxation:
    """One thing taken away that may keep the line from holding; everything else stays."""

    id: str
    words: str
    design: ChangeDesign = lambda _, design: design
    worlds: ChangeWorlds = lambda draws: draws
    decided_day: float = math.inf
    priced: bool = False
    """Whether the yearly cost of a design knows its price."""


def relaxations(by: By | None) -> tuple[Relaxation, ...]:
    """What may bind beside the force that is sized, one by one."""
    air = Relaxation(
        "air", f"twice the aircraft, at least {LEAST_AIRCRAFT:.0f}, on bases inside", _more_aircraft, priced=True
    )
    return (
        Relaxation("warned", "a warning that is believed in every world", worlds=_warned),
        Relaxation("manned", "a line fully manned in peacetime", worlds=_manned),
        Relaxation("word-kept", "every word kept", worlds=_kept),
        Relaxation("duty", "a duty to respond by force, without a new decision", _with_duty),
        Relaxation("decided", "a decision 30 days before the attack by all who keep their word", decided_day=EARLY_DAY),
        Relaxation("works", "fortified works in all attacked zones", _fortified, priced=True),
        Relaxation("stocks", f"{STOCK_DAYS:.0f} days of ammunition forward", _stocked, priced=True),
        *(() if by == "air" else (air,)),
        Relaxation(
            "air-defence", "20 medium and 10 ballistic batteries more, with interceptors", _defended, priced=True
        ),
        Relaxation(
            "reinforcements", "reinforcements unhindered by permits, entry points and strikes", worlds=_unhindered
        ),
        Relaxation("command", "an integrated command without national zones", _commanded, priced=True),
        Relaxation("heavy", "every brigade heavy", _all_heavy, priced=True),
        Relaxation("settlement", "no ceded ground, no cap on the army, no neutrality", _unbound),
        Relaxation("allies", "no ally that opens its ground to the aggressor", worlds=_allies_shut),
    )


def all_together(each: Sequence[Relaxation]) -> Relaxation:
    """All of them at once."""

    def design(asked: Asked, changed: Design) -> Design:
        for one in each:
            changed = one.design(asked, changed)
        return changed

    def worlds(draws: Draws) -> Draws:
        for one in each:
            draws = one.worlds(draws)
        return draws

    return Relaxation(
        "all",
        "all that alone do no harm, together",
        design,
        worlds,
        min((one.decided_day for one in each), default=math.inf),
    )


# --- worlds -----------------------------------------------------------------------------------------------------------


def _kept(draws: Draws) -> Draws:
    return word_kept(draws, len(draws))


def _warned(draws: Draws) -> Draws:
    return _set(draws, {"event.belief": SMALLEST})  # below every probability of belief


def _manned(draws: Draws) -> Draws:
    return _set(draws, {"warning_peacetime_manning_share": 1.0})


def _unhindered(draws: Draws) -> Draws:
    waits = (
        "deployment_permission_days",
        "deployment_gauge_days",
        "deployment_reception_days",
        "strike_delay_per_leaker",
    )
    entries = [name for name in draws.columns if name.startswith("entry.") and name.endswith(".capacity")]
    return _set(draws, dict.fromkeys(waits, 0.0) | dict.fromkeys(entries, NO_LIMIT))


def _allies_shut(draws: Draws) -> Draws:
    return _set(draws, {name: 1.0 - SMALLEST for name in draws.columns if name.startswith("event.ally.")})


def _set(draws: Draws, values: dict[str, float]) -> Draws:
    """The same worlds, with some quantities the same in all; what a scenario has not is left out."""
    return draws.with_columns({name: value for name, value in values.items() if name in draws.columns})


# --- designs ----------------------------------------------------------------------------------------------------------


def _with_duty(_: Asked, design: Design) -> Design:
    return with_pact(design, "obligation", level=5.0, automaticity="action", discretion=(), means=("force",))


def _fortified(asked: Asked, design: Design) -> Design:
    works = {**design.posture.works, **dict.fromkeys(zone_weights(asked.scenario, asked.attack), "fortified")}
    return with_posture(design, works=works)


def _stocked(_: Asked, design: Design) -> Design:
    return with_posture(design, forward_stock_days=max(STOCK_DAYS, design.posture.forward_stock_days))


def _more_aircraft(_: Asked, design: Design) -> Design:
    air = design.posture.air
    more = {"aircraft": max(2.0 * air.aircraft, LEAST_AIRCRAFT), "base": "inside"}
    return with_posture(design, air=air.model_copy(update=more))


def _defended(_: Asked, design: Design) -> Design:
    defence = design.posture.air_defence
    more = {name: getattr(defence, name) + extra for name, extra in BATTERIES.items()}
    return with_posture(design, air_defence=defence.model_copy(update=more))


def _commanded(_: Asked, design: Design) -> Design:
    return with_posture(design, command="integrated", zones_by_nation=False)


def _all_heavy(_: Asked, design: Design) -> Design:
    posture = design.posture
    heavy = {
        part: tuple(one.model_copy(update={"type": "heavy"}) for one in getattr(posture, part))
        for part in ("in_place", "standby")
    }
    return with_posture(design, **heavy)


def _unbound(_: Asked, design: Design) -> Design:
    return design.model_copy(update={"settlement": Settlement(sanctions=design.settlement.sanctions)})
