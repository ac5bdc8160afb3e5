"""What is asked of a study and a chunk of its draws in, what its campaigns come to out, a few thousand in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arrays import OUTCOME_SCALARS
from casus.flow.metrics.tally import Tally, tally
from casus.flow.ranges import Asked, play_range

AT_ONCE = 50_000
"""Campaigns whose records are in memory at a time (4.3 kB each); chosen, and no result depends on it."""
PIECES = 4
"""Such pieces of a chunk where nobody says how long it is; chosen: so much is lost when a run is killed."""

Kept = Mapping[str, npt.NDArray[np.float32]]
"""Outcomes by name, each (designs, attacks, draws)."""
Told = Callable[[int], None]
"""Hears how many campaigns were played."""


@dataclass(frozen=True)
class Chunk:
    """A chunk of a study's draws, played."""

    tally: Tally
    outcomes: Kept | None
    """In single precision, about seven digits; None where they are not to be kept."""


def usual_chunk(pairs: int) -> int:
    """Draws of a chunk, for so many designs and attacks."""
    return PIECES * _draws_at_once(pairs)


def play_chunk(asked: Asked, part: range, keep: bool, told: Told) -> Chunk:
    """A chunk of a study; an interruption goes on upwards."""
    pairs = len(asked.designs) * len(asked.attacks)
    step = _draws_at_once(pairs)
    pieces = [range(start, min(start + step, part.stop)) for start in range(part.start, part.stop, step)]
    played = [_play_piece(asked, piece, keep, told) for piece in pieces]
    total = sum((one.tally for one in played[1:]), start=played[0].tally)
    kept = [one.outcomes for one in played if one.outcomes is not None]
    joined = {name: np.concatenate([one[name] for one in kept], axis=2) for name in OUTCOME_SCALARS} if kept else None
    return Chunk(total, joined)


def _draws_at_once(pairs: int) -> int:
    """A draw's own numbers take about as much as one of its campaigns."""
    return max(1, AT_ONCE // (pairs + 1))


def _play_piece(asked: Asked, piece: range, keep: bool, told: Told) -> Chunk:
    played = play_range(asked, piece, lambda *_: told(len(piece)))
    if played.interrupted:
        raise KeyboardInterrupt
    attacks = [attack.id for attack in asked.attacks]
    counted = tally(asked.scenario, asked.designs, attacks, played.worlds, played.kept)
    return Chunk(counted, {name: played.kept[name].astype(np.float32) for name in OUTCOME_SCALARS} if keep else None)
