"""Draws in, campaigns out: designs against attacks, each played in parallel over the draws."""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Iterator
from functools import partial
from itertools import chain, pairwise
from typing import NamedTuple

from casus.flow.campaign import arrays
from casus.flow.campaign.blocks import Blocks, a_room
from casus.flow.campaign.device import CPU, device
from casus.flow.campaign.pack import Packed, pack, pack_blocks, world_type
from casus.flow.campaign.threads import Crew, Wait
from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

CHUNK_DRAWS = 2000
"""Draws whose worlds are in memory at a time (8 kB each); chosen, and no result depends on it."""


Begun = tuple[Wait, Campaigns | None]
"""What waits for a chunk, and the campaigns of which it is the last."""
NOTHING: Begun = (lambda: None, None)


class Match(NamedTuple):
    """What is played: a design against an attack in every draw."""

    design: Design
    attack: AttackOption
    draws: Draws
    decided_day: float = math.inf
    """Where finite, every guarantor that keeps its word decides on that day after the attack, called or not."""


def simulate(
    scenario: Scenario, design: Design, attack: AttackOption, draws: Draws, decided_day: float = math.inf
) -> Campaigns:
    """Play a design against an attack in every draw; the same draws give the same records on any number of threads.

    With a finite `decided_day` every guarantor that keeps its word decides on that day after the attack, called or not.
    """
    return next(simulate_each(scenario, [Match(design, attack, draws, decided_day)]))


def simulate_each(scenario: Scenario, matches: Iterable[Match]) -> Generator[Campaigns, None, None]:
    """The same of several, in their order; while the caller looks at one, the next is played."""
    with Crew() as crew:
        for (wait, played), _ in pairwise(chain(_begin_each(scenario, matches, crew), [NOTHING])):
            wait()
            if played is not None:
                yield played


def _begin_each(scenario: Scenario, matches: Iterable[Match], crew: Crew) -> Iterator[Begun]:
    """Chunk after chunk of each match, begun when it is asked for; with the last come the match's campaigns."""
    for match in matches:
        outcomes = arrays.many(arrays.OUTCOME, len(match.draws))
        played = Campaigns(match.design.id, match.attack.id, outcomes)
        if not len(outcomes):
            yield NOTHING[0], played
            continue
        packed = pack(scenario, match.design, match.attack, match.decided_day)
        size = _chunk_draws(scenario)
        for start in range(0, len(match.draws), size):
            chunk = slice(start, start + size)
            draws = match.draws if len(match.draws) <= size else match.draws.take(chunk)
            wait = _begin(scenario, packed, draws, outcomes[chunk], crew)
            yield wait, played if start + size >= len(match.draws) else None


def _chunk_draws(scenario: Scenario) -> int:
    """Draws whose worlds are in memory at a time."""
    if device() == CPU:
        return CHUNK_DRAWS
    from casus.flow.campaign.on_card import campaigns_at_a_time

    return campaigns_at_a_time(world_type(scenario).itemsize)


def _begin(scenario: Scenario, packed: Packed, draws: Draws, outcomes: arrays.Records, crew: Crew) -> Wait:
    """Begin to play a chunk of the draws, which fills its outcomes."""
    worlds, blocks = pack_blocks(scenario, draws)
    if device() == CPU:
        return _begin_on_threads(worlds, packed, blocks, outcomes, crew)
    from casus.flow.campaign.on_card import play_blocks

    return partial(play_blocks, worlds, packed, blocks, outcomes)


def _begin_on_threads(
    worlds: arrays.Records, packed: Packed, blocks: Blocks, outcomes: arrays.Records, crew: Crew
) -> Wait:
    """Begin to play every block on the processor."""
    from casus.flow.campaign.kernel import play_all

    rows, filled, lanes = blocks

    def play(part: slice) -> None:
        with a_room() as room:
            play_all(worlds, *packed, rows[part], filled[part], lanes[part], *room, outcomes)

    return crew.begin(len(rows), play)
