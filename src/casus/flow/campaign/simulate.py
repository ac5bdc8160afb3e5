"""Draws in, campaigns out: one design against one attack, played in parallel over the draws."""

from __future__ import annotations

import math

from casus.flow.campaign import arrays, threads
from casus.flow.campaign.blocks import Blocks, a_room
from casus.flow.campaign.device import CPU, device
from casus.flow.campaign.pack import Packed, pack, pack_blocks, world_type
from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

CHUNK_DRAWS = 2000
"""Draws whose worlds are in memory at a time (8 kB each); chosen, and no result depends on it."""


def simulate(
    scenario: Scenario, design: Design, attack: AttackOption, draws: Draws, decided_day: float = math.inf
) -> Campaigns:
    """Play a design against an attack in every draw; the same draws give the same records on any number of threads.

    With a finite `decided_day` every guarantor that keeps its word decides on that day after the attack, called or not.
    """
    outcomes = arrays.many(arrays.OUTCOME, len(draws))
    packed = pack(scenario, design, attack, decided_day)
    size = _chunk_draws(scenario)
    for start in range(0, len(draws), size):
        chunk = slice(start, start + size)
        _play(scenario, packed, draws if len(draws) <= size else draws.take(chunk), outcomes[chunk])
    return Campaigns(design.id, attack.id, outcomes)


def _chunk_draws(scenario: Scenario) -> int:
    """Draws whose worlds are in memory at a time."""
    if device() == CPU:
        return CHUNK_DRAWS
    from casus.flow.campaign.on_card import campaigns_at_a_time

    return campaigns_at_a_time(world_type(scenario).itemsize)


def _play(scenario: Scenario, packed: Packed, draws: Draws, outcomes: arrays.Records) -> None:
    """Play a chunk of the draws and fill its outcomes."""
    worlds, blocks = pack_blocks(scenario, draws)
    if device() == CPU:
        _play_on_threads(worlds, packed, blocks, outcomes)
    else:
        from casus.flow.campaign.on_card import play_blocks

        play_blocks(worlds, packed, blocks, outcomes)


def _play_on_threads(worlds: arrays.Records, packed: Packed, blocks: Blocks, outcomes: arrays.Records) -> None:
    """Play every block on the processor and fill the outcomes."""
    from casus.flow.campaign.kernel import play_all

    rows, filled, lanes = blocks

    def play(part: slice) -> None:
        with a_room() as room:
            play_all(worlds, *packed, rows[part], filled[part], lanes[part], *room, outcomes)

    threads.share_out(len(rows), play)
