"""What happened in the campaigns of one attack in, what that war costs protected state and guarantors out, line by line.

First order, in million euro of 2025, world by world. The days that are played are counted from the campaign; a war that has
not reached its aims goes on as the aggressor's own ledger has it (`flow.strategy.price`), at the rates that the record of
2022-25 gives. Guarantors lose soldiers, a part of what it is worth to them that the aims are not reached, and what war with
such an enemy costs beyond: the three that the game lens counts. What the aggressor loses is not in it, nor what it is to lose
a person or a country.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.course import course_of
from casus.flow.strategy.price import gained_share

DAYS_PER_YEAR = 365.25
WIDER_WAR = "wider war"
"""Line of what war with the aggressor costs the guarantors beyond their soldiers: the widest number of all."""

Lines = dict[str, Floats]


def war_lines_meur(scenario: Scenario, attack: AttackOption, played: Mapping[str, Floats], draws: Draws) -> Lines:
    """(draws,) by line, of one design under one attack; `played` holds the study's variables, (draws,) each."""
    of, scale = draws.columns, attack.intensity
    brigade = of["brigade_persons"] / 1000.0
    gained = gained_share(course_of(scenario, played, draws), of)
    later = scale * of["price_further_days"] * (1.0 - gained)  # the war goes on for the aims that are not reached
    later_thousand = later * of["war_attrition_day"] / 1000.0
    lost_brigades = played["protected_lost"] + played["guarantor_lost"] + later_thousand / brigade
    at_war_years = (scale * float(scenario.setup.horizon_days) + later) / DAYS_PER_YEAR
    return {
        "soldiers": (played["protected_lost"] * brigade + later_thousand) * of["war_soldier"],
        "guarantors' soldiers": played["guarantor_lost"] * brigade * of["guarantor_price_soldier"],
        "equipment": lost_brigades * of["war_equipment_brigade"] + played["aircraft_lost_defence"] * of["war_aircraft"],
        "damage": played["damage_meur"] + later * of["war_damage_day"],
        "output": at_war_years * of["war_output"] * of["war_output_loss_share"],
        "places lost": _people_share(played, draws) * of["war_output"] * of["war_occupied_years"],
        "guarantors' stake": gained * of.get("aims.guarantors_value", np.zeros(len(draws))),
        WIDER_WAR: scale * played["combat_share"] * of["guarantor_dread"],
    }


def _people_share(played: Mapping[str, Floats], draws: Draws) -> Floats:
    """(draws,) share of the protected state's inhabitants in cities that are lost."""
    return np.asarray(np.minimum(1.0, played["people"] / 1000.0 / draws.columns["war_people"]))
