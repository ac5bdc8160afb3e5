"""How much of what a design asks its nations have offered and can sustain, and would carry through, by nation (first order)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import UnitType
from casus.flow.scenario.schema.scenario import Scenario

HALF = 0.5
"""Share of voters at which the evidence states how often an offer is carried through."""
POINTS = 10.0
"""Percentage points of support that the evidence counts in, out of 100, as 10 a unit share."""


def feasible_share(design: Design, draws: Draws) -> Floats:
    """(draws,) share of the forces in place that nations have offered and can sustain; NaN where none is asked."""
    return _share(design, draws, lambda nation, asked: covered_brigades(nation, asked, draws))


def carried_share(design: Design, draws: Draws) -> Floats:
    """(draws,) the same, counting only offers that their nations carry through."""
    return _share(
        design, draws, lambda nation, asked: covered_brigades(nation, asked, draws) * offer_stands(nation, draws)
    )


def feasible_by_nation(scenario: Scenario, design: Design, draws: Draws) -> Floats:
    """(nations, draws) share of what a design asks of each nation that is offered and sustainable; NaN where it asks nothing."""
    asked = asked_brigades(design)
    nothing = np.full(len(draws), np.nan)
    shares = [
        covered_brigades(nation.id, asked[nation.id], draws) / asked[nation.id] if nation.id in asked else nothing
        for nation in scenario.guarantors
    ]
    return np.array(shares).reshape(len(scenario.guarantors), len(draws))


def pool_brigades(nation: str, draws: Draws) -> Floats:
    """(draws,) brigades that a nation could send within half a year."""
    return np.asarray(draws.columns[f"nation.{nation}.heavy"] + draws.columns[f"nation.{nation}.light"])


def covered_brigades(nation: str, asked: float, draws: Draws) -> Floats:
    """(draws,) brigades of those asked of a nation that are covered: no more than offered, no more than rotation sustains."""
    of = draws.columns
    offered = of[f"nation.{nation}.offer"] * 1000.0 / of["brigade_persons"]
    sustained = pool_brigades(nation, draws) / of["deployment_rotation_factor"]
    return np.asarray(np.minimum(asked, np.minimum(offered, sustained)))


def offer_stands(nation: str, draws: Draws) -> Floats:
    """(draws,) 1 where the nation carries its public offer through: likelier, the more voters back the mission."""
    of = draws.columns
    kept = of["willingness_offer_kept_probability"]
    logit = np.log(kept / (1.0 - kept))
    logit += of["willingness_support_logit"] * (of[f"nation.{nation}.peacekeeping"] - HALF) * POINTS
    chance = of[f"nation.{nation}.event_offer"]
    return np.asarray(logit > np.log(chance / (1.0 - chance)), dtype=np.float64)


def asked_brigades(design: Design, only: UnitType | None = None) -> dict[str, float]:
    """Brigades in place that a design asks of each nation, of one type or of all."""
    asked: dict[str, float] = {}
    for contingent in design.posture.in_place:
        if only in (None, contingent.type):
            asked[contingent.nation] = asked.get(contingent.nation, 0.0) + contingent.brigades
    return asked


def _share(design: Design, draws: Draws, covered: Callable[[str, float], Floats]) -> Floats:
    asked = asked_brigades(design)
    if not asked:
        return np.full(len(draws), np.nan)
    total = sum((covered(nation, brigades) for nation, brigades in asked.items()), np.zeros(len(draws)))
    return np.asarray(total / sum(asked.values()))
