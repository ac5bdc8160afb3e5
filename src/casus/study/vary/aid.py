"""A design in, the same design with more arms, or with sanctions that return, out."""

from __future__ import annotations

from casus.flow.scenario.schema.design import Design
from casus.study.vary.change import Change
from casus.study.vary.parts import with_posture, with_settlement

STEP_MEUR_YEAR = 1000.0  # chosen: a tenth of the most that a shipped design gives
MOST_MEUR_YEAR = 200_000.0
"""The most that a design may state."""


def arms_changes() -> tuple[Change, ...]:
    """More arms each year in peacetime."""
    return (
        Change(
            "arms", "arms", f"{STEP_MEUR_YEAR:,.0f} million euro more of arms a year",
            "taxpayers of the guarantors, every year", _more_arms,
        ),
    )  # fmt: skip


def sanctions_changes() -> tuple[Change, ...]:
    """Sanctions that are lifted with the peace and return with a breach."""
    return (
        Change(
            "sanctions", "sanctions", "sanctions lifted with the peace that snap back with a breach",
            "governments that agree beforehand to what they have fought over each time",
            lambda design: with_settlement(design, sanctions="snap-back"),
        ),
    )  # fmt: skip


def _more_arms(design: Design) -> Design:
    return with_posture(design, arms_meur_year=min(MOST_MEUR_YEAR, design.posture.arms_meur_year + STEP_MEUR_YEAR))
