"""How long nations can relieve what a design asks them to keep in place, from their own pools (first order).

Whether they have offered it is another question: `feasibility`.
"""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import UnitType
from casus.flow.scenario.schema.scenario import Scenario

POOLS: dict[UnitType, str] = {"heavy": "heavy", "medium": "light", "light": "light"}
"""The pool of its nation from which a unit type is relieved; the two do not stand in for each other."""


def sustained_months(design: Design, draws: Draws) -> Floats:
    """(draws,) month from which a nation cannot relieve its forces in place; infinite: none such, NaN: no forces asked.

    0 means that a nation has fewer brigades than it is asked for, so that the posture cannot be filled even once.
    """
    tours = tours_by_nation(design, draws)
    if not tours:
        return np.full(len(draws), np.nan)
    of = draws.columns
    return lasts_months(
        np.min(list(tours.values()), axis=0), of["deployment_rotation_factor"], of["deployment_tour_months"]
    )


def first_out_share(scenario: Scenario, design: Design, draws: Draws) -> Floats:
    """(nations,) share of worlds in which a nation is the first that cannot keep up; NaN where it is asked nothing.

    Worlds in which all keep up count for none. Of several nations that fall short from the start, the one that falls
    furthest short counts.
    """
    tours = tours_by_nation(design, draws)
    if not tours:
        return np.full(len(scenario.guarantors), np.nan)
    fewest = np.argmin(list(tours.values()), axis=0)
    ends = np.isfinite(sustained_months(design, draws))
    share = {nation: float(((fewest == place) & ends).mean()) for place, nation in enumerate(tours)}
    return np.array([share.get(nation.id, np.nan) for nation in scenario.guarantors])


def tours_by_nation(design: Design, draws: Draws) -> dict[str, Floats]:
    """For each nation asked, (draws,) tours that the scarcer of its pools fills before a unit must go a second time."""
    tours: dict[str, Floats] = {}
    for (nation, pool), asked in _asked_of_pools(design).items():
        filled = draws.columns[f"nation.{nation}.{pool}"] / asked
        tours[nation] = np.minimum(tours.get(nation, np.inf), filled)
    return tours


def lasts_months(tours: Floats, rotation_factor: Floats, tour_months: Floats) -> Floats:
    """Months until rested units run out: 0 below one tour, infinite from as many tours as a unit needs to be fit again."""
    ends = np.where(tours < 1.0, 0.0, tours * tour_months)
    return np.where(tours >= rotation_factor, np.inf, ends)


def _asked_of_pools(design: Design) -> dict[tuple[str, str], float]:
    """Brigades in place that a design asks of each nation and pool."""
    asked: dict[tuple[str, str], float] = {}
    for contingent in design.posture.in_place:
        key = contingent.nation, POOLS[contingent.type]
        asked[key] = asked.get(key, 0.0) + contingent.brigades
    return asked
