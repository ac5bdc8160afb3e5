"""What a design costs each year in peacetime, line by line, in every draw (first order; budgets come later)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from casus.flow.campaign.arrays import WORKS
from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import AirDefence, Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis

LIFE_YEARS = 10.0  # chosen: works, stocks and air defence are written off over ten years


def yearly_cost_meur(scenario: Scenario, design: Design, draws: Draws) -> Floats:
    """(draws,) million euro a year: the sum of all lines."""
    total: Floats = np.sum(list(cost_lines_meur(scenario, design, draws).values()), axis=0)
    return total


def cost_lines_meur(scenario: Scenario, design: Design, draws: Draws) -> dict[str, Floats]:
    """For each line of cost (draws,) million euro a year."""
    posture, of = design.posture, draws.columns
    in_place = sum(contingent.brigades for contingent in posture.in_place)
    standby = sum(contingent.brigades for contingent in posture.standby)
    thousand = of["brigade_persons"] / 1000.0
    army = of["protected.heavy"] + of["protected.medium"] + of["protected.light"]
    return {
        "forces in place": in_place * thousand * of["cost_soldier_year"],
        "forces on standby": standby * thousand * of["cost_soldier_year"] * of["cost_standby_share"],
        "air patrol": posture.air.aircraft * of["cost_aircraft_year"],
        "works": new_works_km(scenario, design) * of["cost_works_km"] / LIFE_YEARS,
        "forward stocks": posture.forward_stock_days * army * of["cost_stock_brigade_day"] / LIFE_YEARS,
        "air defence": air_defence_meur(posture.air_defence, of) / LIFE_YEARS,
        "headquarters": float(posture.command in {"lead", "integrated"}) * of["cost_headquarters_year"],
        "arms": np.full(len(draws), posture.arms_meur_year),
    }


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
    gone = design.settlement.start_km.get(axis.id, 0.0)
    for segment in axis.segments:
        gone -= segment.length_km
        if gone < 0:
            return segment.width_km if WORKS.index(planned) > WORKS.index(segment.works) else 0.0
    return 0.0
