"""A design in, the same design with more ammunition forward out."""

from __future__ import annotations

from casus.flow.scenario.schema.design import Design
from casus.study.vary.change import Change
from casus.study.vary.parts import with_posture

STEP_DAYS = 10.0  # chosen: a third of what the most of the shipped designs places forward
MOST_DAYS = 180.0
"""The most that a design may state."""


def stock_changes() -> tuple[Change, ...]:
    """More days of ammunition forward."""
    return (
        Change(
            "stock-days",
            "stocks",
            f"{STEP_DAYS:g} more days of ammunition forward",
            "makers' capacity, which other armies want too",
            _more_days,
        ),
    )


def _more_days(design: Design) -> Design:
    return with_posture(design, forward_stock_days=min(MOST_DAYS, design.posture.forward_stock_days + STEP_DAYS))
