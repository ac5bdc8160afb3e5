"""What is asked of a study and a range of its draws in, every campaign in that range out: the piece that a study is made of.

A range can be played anywhere: what goes in and what comes out can be pickled, and ranges put together are the whole,
bit for bit, however it was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from casus.evidence.register import Register
from casus.flow.campaign.simulate import Match, simulate_each
from casus.flow.draws.sample import sample
from casus.flow.draws.streams import Sampling
from casus.flow.handoffs import Draws, joined_draws
from casus.flow.outcome.narrow import Kept, put, room_for
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.courses import Courses, Player, joined

Pair = tuple[str, str]
Progress = Callable[[Design, AttackOption], None]


@dataclass(frozen=True)
class Asked:
    """What is asked of a study."""

    scenario: Scenario
    register: Register
    designs: tuple[Design, ...]
    attacks: tuple[AttackOption, ...]
    draws: int
    """Of the whole study."""
    seed: int
    sampling: Sampling
    lenses: bool
    """Whether it asks if designs deter."""


@dataclass(frozen=True)
class PlayedRange:
    """The campaigns of a range of a study's draws."""

    worlds: Draws
    """The draws of the range."""
    kept: Kept
    """What is kept of its campaigns; missing (NaN) of what was not finished."""
    finished: int
    """Designs against an attack that were played, in the order of the study: attack by attack within each design."""
    courses: Mapping[Pair, Courses]
    """What the lenses need beside them; empty where they are not asked for, or the scenario has no aims."""
    interrupted: bool = False
    """Whether it was, after the first campaigns."""


def play_range(asked: Asked, part: range, progress: Progress | None = None) -> PlayedRange:
    """Every design against every attack in the draws of `part`.

    An interruption keeps the campaigns that are finished, and goes on upwards where there are none.
    """
    worlds = sample(asked.scenario, asked.register, asked.draws, asked.seed, asked.sampling, part)
    has_courses = asked.lenses and asked.scenario.setup.aims is not None
    player = Player(asked.scenario, worlds, simulate_each) if has_courses else None
    kept = room_for(asked.scenario, len(asked.designs), len(asked.attacks), len(part))
    courses: dict[Pair, Courses] = {}
    finished, interrupted = 0, False
    try:
        with closing(simulate_each(asked.scenario, _matches(asked, worlds, player))) as campaigns:
            for i, design in enumerate(asked.designs):
                for j, attack in enumerate(asked.attacks):
                    played = next(campaigns)
                    put(played, kept, i, j)
                    if player is not None:
                        courses[design.id, attack.id] = player.courses_from(design, attack, played.records, campaigns)
                    finished += 1
                    if progress is not None:
                        progress(design, attack)
    except KeyboardInterrupt:
        if not finished:
            raise
        interrupted = True
        _forget(kept, finished)
    return PlayedRange(worlds, kept, finished, courses, interrupted)


def _matches(asked: Asked, worlds: Draws, player: Player | None) -> Iterator[Match]:
    """Every design against every attack, each followed by what the lenses need beside it."""
    for design in asked.designs:
        for attack in asked.attacks:
            yield Match(design, attack, worlds)
            if player is not None:
                yield from player.beside(design, attack)


def joined_ranges(parts: Sequence[PlayedRange]) -> PlayedRange:
    """One range from several that follow each other; a design and attack counts where it was finished in all of them."""
    if len(parts) == 1:
        return parts[0]
    kept = {name: np.concatenate([part.kept[name] for part in parts], axis=2) for name in parts[0].kept}
    finished = min(part.finished for part in parts)
    _forget(kept, finished)
    courses = {
        pair: joined([part.courses[pair] for part in parts])
        for pair in parts[0].courses
        if all(pair in part.courses for part in parts)
    }
    worlds = joined_draws([part.worlds for part in parts])
    return PlayedRange(worlds, kept, finished, courses, any(part.interrupted for part in parts))


def _forget(kept: Kept, finished: int) -> None:
    """Make what is kept of all but the first so many designs against an attack missing."""
    for array in kept.values():
        array.reshape(-1, *array.shape[2:])[finished:] = np.nan
