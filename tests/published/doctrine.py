"""The table of doctrine, row by row."""

from __future__ import annotations

from casus.flow.campaign.laws.atp2020 import PLANNING_RATIO


def planning_ratio(mission: str) -> tuple[float, float]:
    """Friendly to enemy."""
    return PLANNING_RATIO[mission]
