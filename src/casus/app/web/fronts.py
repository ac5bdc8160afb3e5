"""What is shown in; the numbers of the map and of the fronts out, each with what stands behind it."""

from __future__ import annotations

from typing import Any

from casus.app.web.notes import basis_of
from casus.app.web.numbers import Behind, Number, worlds_line
from casus.app.web.rerun import Shown
from casus.app.web.rests_on import RESTS_ON
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.views.cells import NONE

Row = dict[str, Any]


def moved_number(shown: Shown, row: Row, days: int) -> Number:
    """How far the front has moved on one axis: of the map's table."""
    lines = (
        f"{row['q50']:.1f} km in the median world, no more than {row['q95']:.1f} km in 95 % of them",
        f"Front on the axis {row['name']}, km beyond where it starts, {days} days after the attack. Each axis has quantiles of its "
        "own; the deepest one differs by world.",
        *_behind(shown),
    )
    return Number(f"{row['q50']:.0f}–{row['q95']:.0f} km", lines)


def standing_number(shown: Shown, design: Design, row: Row) -> Number:
    """Guarantors' brigades in one zone: a choice of the design, and what a brigade rests on."""
    who = ", ".join(
        f"{one.nation} {one.brigades:g} {one.type}" for one in design.posture.in_place if one.zone == row["zone"]
    )
    grounds = basis_of(shown.bench.scenario, RESTS_ON["brigades"])
    lines = (
        f"{row['brigades']:g} brigades in place in {row['name']}",
        f"{who}. A choice of the design, under Posture; no evidence sets it.",
        *(f"Rests on: {one.what}: {one.value}, grade {one.grade}" for one in grounds),
    )
    return Number(f"{row['brigades']:.3g} brigades", lines)


def front_number(shown: Shown, row: Row) -> Number:
    """Where the deepest front of a design stands at the horizon: of the last row of its table."""
    if row.get("q50") is None:
        return Number(NONE, ("not played yet",))
    low, middle, high = (row[name] for name in ("q05", "q50", "q95"))
    lines = (
        f"{middle:.1f} km, 90 % of worlds [{low:.1f}, {high:.1f}]",
        f"Deepest front on any axis, km beyond where it starts, {row['day']:g} days after the attack: median; a range over worlds, "
        "not an error.",
        f"What it is held against: {row['baseline_q50']:.1f} km [{row['baseline_q05']:.1f}, {row['baseline_q95']:.1f}].",
        *_behind(shown),
    )
    return Number(f"{middle:.0f} km", lines, f"[{low:.0f}, {high:.0f}]")


def hold_number(scenario: Scenario) -> Number:
    """The depth beyond which an axis is lost: the scenario's setting."""
    theatre = scenario.theatre
    own = [f"{axis.name} {axis.hold_depth_km:g} km" for axis in theatre.axes if axis.hold_depth_km is not None]
    lines = (
        f"Hold depth {theatre.hold_depth_km:g} km",
        "An axis on which the front lies deeper counts as lost. A setting of the scenario (theatre.yaml), the same in every world: "
        "it says what 'held' means.",
        *([f"Axes with one of their own: {', '.join(own)}."] if own else []),
    )
    return Number(f"{theatre.hold_depth_km:g} km", lines)


def horizon_number(shown: Shown, days: int) -> Number:
    """The day at which campaigns end: the scenario's setting."""
    lines = (
        f"{days} days after the attack",
        "Where every campaign ends: a setting of the scenario (scenario.yaml), the same in every world.",
        worlds_line(shown),
    )
    return Number(f"{days} days", lines)


def _behind(shown: Shown) -> tuple[str, ...]:
    return Behind(shown, "moved_km", shown.bench.attack).lines
