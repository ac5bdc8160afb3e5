"""What a slider moves: each lever reads its number from a design, and makes the design with another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.vary.air import with_aircraft
from casus.study.vary.force import brigades_of
from casus.study.vary.levers import with_arms, with_force_in_place, with_hours_to_decide, with_stock


@dataclass(frozen=True)
class Of:
    """What a lever is moved on."""

    scenario: Scenario
    design: Design
    attack: AttackOption
    pools: Mapping[str, float]
    """Median brigades of each nation's pools."""


@dataclass(frozen=True)
class Lever:
    """One slider: numbers from `low` to `high` by `step`, or a few `stops` of which one may be 'none'."""

    id: str
    label: str
    unit: str
    help: str
    read: Callable[[Design], float | None]
    move: Callable[[Of, float | None], Design]
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    stops: tuple[tuple[float | None, str], ...] = ()
    field: str = ""
    """The field of a design that it moves, whose name says on which drawn quantities it rests."""
    blocked: Callable[[Design], str | None] = lambda _: None
    """Why it cannot be moved on a design; None where it can."""


CLOCKS: tuple[tuple[float | None, str], ...] = (
    (None, "no clock"), (336.0, "336 h (two weeks)"), (168.0, "168 h (a week)"), (72.0, "72 h"), (48.0, "48 h"),
    (24.0, "24 h"), (12.0, "12 h"), (6.0, "6 h"),
)  # fmt: skip
"""Hours within which guarantors decide; chosen: from none to the shortest that a text has set, in steps that can be told apart."""
BUILDUPS: tuple[tuple[float | None, str], ...] = (
    (None, "as drawn"), (0.0, "none"), (3.0, "3 days"), (7.0, "7 days"), (14.0, "14 days"), (21.0, "21 days"),
    (30.0, "30 days"), (45.0, "45 days"), (60.0, "60 days"),
)  # fmt: skip
"""Days of build-up before every attack; chosen: from a bolt out of the blue to the months before February 2022."""


def _no_troops(design: Design) -> str | None:
    if design.settlement.foreign_troops == "banned":
        return "the settlement bans foreign troops"
    return None if design.pact.parties.guarantors else "the pact has no guarantors"


def _no_guarantors(design: Design) -> str | None:
    return None if design.pact.parties.guarantors else "the pact has no guarantors"


LEVERS: tuple[Lever, ...] = (
    Lever(
        "force", "Force in place", "brigades",
        "Guarantors' brigades inside the protected state. Contingents grow or shrink alike; where there are none, the guarantors "
        "share them by their pools, in the zones that the shown attack presses. One below 0.2 brigades is left out.",
        lambda design: round(brigades_of(design), 2),
        lambda of, value: with_force_in_place(of.scenario, of.design, of.attack, value or 0.0, of.pools),
        high=30.0, step=0.5, blocked=_no_troops, field="brigades",
    ),
    Lever(
        "decide", "Decide within", "hours",
        "The pact's deadline to decide. Some miss it: a promise to decide is kept with a drawn probability. Clocks to meet and to "
        "act move with it where they would contradict it.",
        lambda design: design.pact.deadlines.decide_h,
        lambda of, value: with_hours_to_decide(of.design, value),
        stops=CLOCKS, field="decide_h", blocked=_no_guarantors,
    ),
    Lever(
        "stock", "Ammunition forward", "days",
        "Days of ammunition at combat intensity placed forward for the defence, in peacetime.",
        lambda design: design.posture.forward_stock_days,
        lambda of, value: with_stock(of.design, value or 0.0),
        high=180.0, step=5.0, field="forward_stock_days",
    ),
    Lever(
        "air", "Combat aircraft", "aircraft",
        "Guarantors' combat aircraft assigned in peacetime; alert and patrol stations stay as far as there are aircraft for them.",
        lambda design: design.posture.air.aircraft,
        lambda of, value: with_aircraft(of.design, value or 0.0),
        high=240.0, step=6.0, field="aircraft", blocked=_no_guarantors,
    ),
    Lever(
        "arms", "Arms a year", "million euro",
        "Arms that guarantors give each year in peacetime.",
        lambda design: design.posture.arms_meur_year,
        lambda of, value: with_arms(of.design, value or 0.0),
        high=30_000.0, step=500.0, field="arms_meur_year",
    ),
)  # fmt: skip

WARNING_HELP = (
    "Days of visible build-up before every attack, in every world. No design sets this: it is a question about the attack, and "
    "the designs and the pinned one are all played in the changed worlds."
)


def lever_of(id: str) -> Lever:
    """The lever of that name; raises KeyError without one."""
    return {lever.id: lever for lever in LEVERS}[id]
