"""What a design costs in peacetime, line by line, in every draw: each year, and once at the start (first order; not a budget).

The yearly cost spreads what is paid at the start over ten years; a present value (`study.burden`) pays it up front.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from casus.flow.campaign.arrays import WORKS
from casus.flow.handoffs import Columns, Draws, Floats
from casus.flow.scenario.schema.design import AirDefence, Contingent, Design, Posture
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis

LIFE_YEARS = 10.0  # chosen: works, stocks and air defence are written off over ten years
MONTHS_PER_YEAR = 12.0


def yearly_cost_meur(scenario: Scenario, design: Design, draws: Draws) -> Floats:
    """(draws,) million euro a year: the sum of all lines."""
    total: Floats = np.sum(list(cost_lines_meur(scenario, design, draws).values()), axis=0)
    return total


def cost_lines_meur(scenario: Scenario, design: Design, draws: Draws) -> dict[str, Floats]:
    """For each line of cost (draws,) million euro a year; what is paid at the start is written off over ten years."""
    once = one_off_meur(scenario, design, draws)
    return recurring_meur(design, draws) | {line: meur / LIFE_YEARS for line, meur in once.items()}


def recurring_meur(design: Design, draws: Draws) -> dict[str, Floats]:
    """For each line that comes again every year (draws,) million euro a year."""
    posture, of = design.posture, draws.columns
    monitors = 0.0 if posture.monitoring is None else posture.monitoring.persons / 1000.0
    return {
        **forces_meur(posture.in_place, posture.standby, of),
        "air patrol": posture.air.aircraft * of["cost_aircraft_year"],
        "headquarters": float(posture.command in {"lead", "integrated"}) * of["cost_headquarters_year"],
        "monitors": monitors * of["cost_monitors_year"],
        "arms": np.full(len(draws), posture.arms_meur_year),
    }


def forces_meur(in_place: Sequence[Contingent], standby: Sequence[Contingent], of: Columns) -> dict[str, Floats]:
    """For each line of forces (draws,) million euro a year.

    Rotation is what relieving the forces in place adds to their being there: each tour ends with a relief, which is moved,
    made ready and away from home. The units that recover and train behind them are in their nations' budgets in any case.
    """
    thousand = of["brigade_persons"] / 1000.0
    there, ready = (thousand * sum(one.brigades for one in forces) for forces in (in_place, standby))
    reliefs_a_year = MONTHS_PER_YEAR / of["deployment_tour_months"]
    return {
        "forces in place": there * of["cost_soldier_year"],
        "rotation": there * reliefs_a_year * of["cost_relief"],
        "forces on standby": ready * of["cost_soldier_year"] * of["cost_standby_share"],
    }


def one_off_meur(scenario: Scenario, design: Design, draws: Draws) -> dict[str, Floats]:
    """For each line that is paid once, at the start (draws,) million euro."""
    posture, of = design.posture, draws.columns
    army = of["protected.heavy"] + of["protected.medium"] + of["protected.light"]
    return {
        "works": new_works_km(scenario, design) * of["cost_works_km"],
        "forward stocks": posture.forward_stock_days * army * of["cost_stock_brigade_day"],
        "air defence": air_defence_meur(posture.air_defence, of),
    }


def own_meur(posture: Posture, nation: str, of: Columns) -> Floats:
    """(draws,) million euro a year of the forces that one nation sends or holds ready."""
    in_place, standby = (
        [one for one in forces if one.nation == nation] for forces in (posture.in_place, posture.standby)
    )
    return np.asarray(sum(forces_meur(in_place, standby, of).values()))


def air_defence_meur(given: AirDefence, of: Mapping[str, Floats]) -> Floats:
    """(draws,) million euro for the batteries and the interceptors that lie ready in peacetime; drone defence is not priced."""
    batteries = given.ballistic_batteries * of["cost_ballistic_battery"]
    batteries = batteries + given.cruise_batteries * of["cost_cruise_battery"]
    return batteries + (given.interceptors + given.ballistic_interceptors) * of["cost_interceptor"]


def new_works_km(scenario: Scenario, design: Design) -> float:
    """Kilometres of front on which a design builds better works than stand there."""
    return sum(_built_km(axis, design) for axis in scenario.theatre.axes)


def _built_km(axis: Axis, design: Design) -> float:
    planned = design.posture.works.get(axis.zone)
    if planned is None:
        return 0.0
    first = axis.segment_behind(design.settlement.start_km.get(axis.id, 0.0))
    if first is None:
        return 0.0
    return first.width_km if WORKS.index(planned) > WORKS.index(first.works) else 0.0
