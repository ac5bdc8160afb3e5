"""How much of what a design asks for its nations have offered and can sustain (first order)."""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design


def feasible_share(design: Design, draws: Draws) -> Floats:
    """(draws,) share of the forces in place that is both offered and sustainable by rotation; NaN where none is asked.

    A nation sustains its pool over the rotation factor, and gives no more than it has publicly offered.
    """
    asked = _asked_brigades(design)
    if not asked:
        return np.full(len(draws), np.nan)
    of = draws.columns
    covered = np.zeros(len(draws))
    for nation, brigades in asked.items():
        offered = of[f"nation.{nation}.offer"] * 1000.0 / of["brigade_persons"]
        pool = of[f"nation.{nation}.heavy"] + of[f"nation.{nation}.light"]
        covered += np.minimum(brigades, np.minimum(offered, pool / of["deployment_rotation_factor"]))
    return covered / sum(asked.values())


def _asked_brigades(design: Design) -> dict[str, float]:
    asked: dict[str, float] = {}
    for contingent in design.posture.in_place:
        asked[contingent.nation] = asked.get(contingent.nation, 0.0) + contingent.brigades
    return asked
