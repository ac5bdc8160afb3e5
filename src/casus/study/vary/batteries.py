"""A design in, the same design with more air defence out."""

from __future__ import annotations

from functools import partial

from casus.flow.scenario.schema.design import Design
from casus.study.vary.change import Change
from casus.study.vary.parts import with_posture

# Chosen: interceptors for each battery as in `forward-defence` of the scenario on Ukraine, rounded.
BALLISTIC = {"ballistic_batteries": 1.0, "ballistic_interceptors": 40.0, "ballistic_interceptors_month": 4.0}
CRUISE = {"cruise_batteries": 2.0, "interceptors": 60.0, "interceptors_month": 6.0}
ASKS = "batteries that guarantors' own cities have now, and crews"
MOST = {"ballistic_batteries": 100.0, "cruise_batteries": 200.0}
"""The most that a design may state."""


def battery_changes() -> tuple[Change, ...]:
    """One battery against ballistic missiles, or two against cruise missiles, with what they fire."""
    return (
        Change(
            "battery-ballistic", "batteries", "1 battery against ballistic missiles, 40 interceptors and 4 a month", ASKS,
            partial(_added, BALLISTIC),
        ),
        Change(
            "battery-cruise", "batteries", "2 batteries against cruise missiles, 60 interceptors and 6 a month", ASKS,
            partial(_added, CRUISE),
        ),
    )  # fmt: skip


def _added(more: dict[str, float], design: Design) -> Design:
    given = design.posture.air_defence
    grown = {name: getattr(given, name) + number for name, number in more.items()}
    if any(grown.get(name, 0.0) > most for name, most in MOST.items()):
        return design
    return with_posture(design, air_defence=given.model_copy(update=grown))
