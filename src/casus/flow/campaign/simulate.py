"""Draws in, campaigns out: one design against one attack, played in parallel over the draws."""

from __future__ import annotations

import threading

from casus.flow.campaign import arrays
from casus.flow.campaign.pack import pack, pack_worlds
from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

_ONE_AT_A_TIME = threading.Lock()  # one of Numba's thread layers aborts the process when two callers meet in it


def simulate(scenario: Scenario, design: Design, attack: AttackOption, draws: Draws) -> Campaigns:
    """Play a design against an attack in every draw; the same draws give the same records on any number of threads."""
    from casus.flow.campaign.kernel import play_all

    count = len(draws)
    worlds, outcomes = pack_worlds(scenario, draws), arrays.many(arrays.OUTCOME, count)
    state = (arrays.many(record, count) for record in (arrays.COUNCIL, arrays.FRONT, arrays.UNITS))
    with _ONE_AT_A_TIME:
        play_all(worlds, *pack(scenario, design, attack), *state, outcomes)
    return Campaigns(design.id, attack.id, outcomes)
