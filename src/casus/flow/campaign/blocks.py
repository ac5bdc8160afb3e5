"""Blocks: which draws the kernel plays in step. Draws of one law share a block, so that a block looks up no law but its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.campaign import arrays


class Blocks(NamedTuple):
    """Draws shared out over blocks."""

    rows: npt.NDArray[np.int64]
    """(blocks, lanes): the world that each lane plays."""
    filled: npt.NDArray[np.int64]
    """(blocks,): how many lanes play one; the rest repeat the last, and nothing is kept of them."""
    lanes: arrays.Records
    """(blocks,): what the lanes read of their worlds."""


def form_blocks(worlds: arrays.Records, sites: npt.NDArray[np.int64]) -> Blocks:
    """Worlds shared out over blocks of one law each, in their own order; `sites` are the axes' streams of random numbers."""
    from casus.flow.campaign.fortunes import tell_all

    law = worlds["ground_law"]
    parts = [_blocks_of(np.flatnonzero(law == number)) for number in np.unique(law)]
    rows, filled = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    lanes = arrays.many(arrays.WORLDS, len(rows))
    for name in arrays.WORLDS_FIELDS:
        lanes[name] = worlds[name][rows]
    tell_all(worlds, sites, rows, lanes)
    return Blocks(rows, filled, lanes)


def _blocks_of(rows: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """(rows, lanes filled) of blocks for worlds of one law."""
    spare = -len(rows) % arrays.LANES
    padded = np.append(rows, np.repeat(rows[-1:], spare)).reshape(-1, arrays.LANES)
    filled = np.full(len(padded), arrays.LANES)
    filled[-1] -= spare
    return padded, filled


class Rooms(NamedTuple):
    """Room for some blocks to be played in at a time; the order is that of `kernel.play_all`."""

    empty: tuple[arrays.Records, ...]
    """Empty records of each kind in `arrays.LANED`, to begin with."""
    used: tuple[arrays.Records, ...]
    """One of each for each room, and a `STATE` for each of its lanes."""


_free: list[Rooms] = []
"""Rooms that nobody uses now: memory is dear the first time that it is touched."""


@contextmanager
def a_room() -> Iterator[Rooms]:
    """Room for one block, used again by who comes next."""
    try:
        room = _free.pop()
    except IndexError:
        room = rooms(1)
    yield room
    _free.append(room)


def rooms(count: int) -> Rooms:
    """Room for so many blocks."""
    states = arrays.many(arrays.STATE, count * arrays.LANES).reshape(count, arrays.LANES)
    empty = tuple(arrays.many(record, 1) for record in arrays.LANED.values())
    return Rooms(empty, (*(arrays.many(record, count) for record in arrays.LANED.values()), states))
