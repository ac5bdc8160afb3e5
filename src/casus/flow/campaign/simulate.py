"""Draws in, campaigns out: one design against one attack, played in parallel over the draws."""

from __future__ import annotations

import math
import threading

from casus.flow.campaign import arrays
from casus.flow.campaign.blocks import rooms, share_out
from casus.flow.campaign.pack import Packed, pack, pack_worlds
from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

CHUNK_DRAWS = 2000
"""Draws whose worlds are in memory at a time (8 kB each); chosen, and no result depends on it."""

ROOMS = 16
"""Blocks that threads work on (2 MB each), shared out evenly over all; chosen so that a slow draw keeps nobody waiting."""

ONE_AT_A_TIME = threading.Lock()
"""One of Numba's thread layers aborts the process when two callers meet in it."""


def simulate(
    scenario: Scenario, design: Design, attack: AttackOption, draws: Draws, decided_day: float = math.inf
) -> Campaigns:
    """Play a design against an attack in every draw; the same draws give the same records on any number of threads.

    With a finite `decided_day` every guarantor that keeps its word decides on that day after the attack, called or not.
    """
    outcomes = arrays.many(arrays.OUTCOME, len(draws))
    packed = pack(scenario, design, attack, decided_day)
    for start in range(0, len(draws), CHUNK_DRAWS):
        chunk = slice(start, start + CHUNK_DRAWS)
        _play(scenario, packed, draws.take(chunk), outcomes[chunk])
    return Campaigns(design.id, attack.id, outcomes)


def _play(scenario: Scenario, packed: Packed, draws: Draws, outcomes: arrays.Records) -> None:
    """Play a chunk of the draws and fill its outcomes."""
    from casus.flow.campaign.kernel import play_all

    worlds = pack_worlds(scenario, draws)
    blocks = share_out(worlds)
    with ONE_AT_A_TIME:
        play_all(worlds, *packed, *blocks, *rooms(min(ROOMS, len(blocks.rows))), outcomes)
