"""How long nations can relieve what a design asks them to keep in place, from their own pools (first order).

Whether they have offered it is another question: `feasibility`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.feasibility import asked_brigades
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario


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
    shares = {nation: float(first.mean()) for nation, first in first_out(design, draws).items()}
    return np.array([shares.get(nation.id, np.nan) for nation in scenario.guarantors])


def first_out(design: Design, draws: Draws) -> dict[str, npt.NDArray[np.bool_]]:
    """For each nation asked, (draws,) whether it is the first that cannot keep up."""
    tours = tours_by_nation(design, draws)
    if not tours:
        return {}
    fewest = np.argmin(list(tours.values()), axis=0)
    ends = np.isfinite(sustained_months(design, draws))
    return {nation: (fewest == place) & ends for place, nation in enumerate(tours)}


def tours_by_nation(design: Design, draws: Draws) -> dict[str, Floats]:
    """For each nation asked, (draws,) tours that its pools fill before a unit must go a second time.

    Spare heavy brigades relieve medium and light ones, not the other way round: for so many tours the heavy pool must
    hold out for the heavy forces asked, and both pools together for all.
    """
    heavy, every = asked_brigades(design, "heavy"), asked_brigades(design)
    tours: dict[str, Floats] = {}
    for nation, asked in every.items():
        of_heavy = draws.columns[f"nation.{nation}.heavy"]
        tours[nation] = (of_heavy + draws.columns[f"nation.{nation}.light"]) / asked
        if nation in heavy:
            tours[nation] = np.minimum(tours[nation], of_heavy / heavy[nation])
    return tours


def lasts_months(tours: Floats, rotation_factor: Floats, tour_months: Floats) -> Floats:
    """Months until rested units run out: 0 below one tour, infinite from as many tours as a unit needs to be fit again."""
    ends = np.where(tours < 1.0, 0.0, tours * tour_months)
    return np.where(tours >= rotation_factor, np.inf, ends)
