"""Worlds in blocks of one lane in, their campaigns played on a graphics card out: a thread each, in the phases of `kernel`.

Nothing of the model is here. Numba compiles the functions of the kernel for the card as it does for the processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numba import cuda

from casus.flow.campaign import arrays
from casus.flow.campaign.blocks import Blocks, rooms
from casus.flow.campaign.compiled import CACHE
from casus.flow.campaign.kernel import block_in, play
from casus.flow.campaign.pack import Packed

THREADS = 64
"""Threads of a group; chosen: at 128 registers a thread, a multiprocessor of a card keeps eight such groups at work."""
MOST_CAMPAIGNS = 65_536
"""Campaigns at a time; chosen: 2.4 GB of rooms, and as many threads as the 132 multiprocessors of an H200 take."""
MEMORY_SHARE = 0.8  # of what is free; chosen: the rest is for the compiled code and for others

Array = Any
"""An array on the card."""


@cuda.jit(cache=CACHE is not None)
def play_each(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, filled, lanes, empty, used, outcomes
):  # fmt: skip
    """Play one design against one attack in every world, as `kernel.play_all` does: a block, and a room for it, a thread."""
    index = cuda.grid(1)
    if index < len(rows):
        block = block_in(lanes[index], filled[index], empty, used, index)
        play(
            worlds, theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
            rows[index], block, used[-1][index], outcomes,
        )  # fmt: skip


def play_blocks(worlds: arrays.Records, packed: Packed, blocks: Blocks, outcomes: arrays.Records) -> None:
    """Play every block and fill the outcomes; no more of them than `campaigns_at_a_time`."""
    count = len(blocks.rows)
    records = (_aligned(array) for array in (worlds, *packed))
    sent = [cuda.to_device(array) for array in (*records, blocks.rows, blocks.filled, _aligned(blocks.lanes))]
    measured = cuda.to_device(_aligned(outcomes))
    with _room_for(count) as (empty, used):
        play_each[-(-count // THREADS), THREADS](*sent, empty, used, measured)
        measured.copy_to_host(_aligned(outcomes))


def _aligned(records: arrays.Records) -> arrays.Records:
    """The same records, of a type that says that every number lies where a card can load it whole and not byte by byte."""
    return records.view(np.dtype((np.record, np.dtype(records.dtype.descr, align=True))))


def campaigns_at_a_time(world_bytes: int) -> int:
    """Campaigns that the card's free memory holds at a time, with the worlds that they read and what they measured."""
    free, _ = cuda.current_context().get_memory_info()
    each = world_bytes + sum(
        record.itemsize for record in (arrays.WORLDS, arrays.OUTCOME, *arrays.LANED.values(), arrays.STATE)
    )
    free += _kept_bytes()
    return max(1, int(min(MOST_CAMPAIGNS, MEMORY_SHARE * free / each)))


Room = tuple[tuple[Array, ...], tuple[Array, ...]]
_free: list[Room] = []
"""Room on the card that nobody uses now; it is asked for once."""


@contextmanager
def _room_for(count: int) -> Iterator[Room]:
    """Room for so many blocks, used again by who comes next."""
    room = _free.pop() if _free else None
    if room is None or len(room[1][0]) < count:
        room = None  # lets go of the smaller one first
        room = _new_room(count)
    yield room
    _free.append(room)


def _new_room(count: int) -> Room:
    """Room for so many blocks on the card, what they begin with among it."""
    begin, kinds = rooms(1)
    empty = tuple(cuda.to_device(_aligned(record)) for record in begin)
    used = tuple(cuda.device_array((count, *kind.shape[1:]), _aligned(kind).dtype) for kind in kinds)
    return empty, used


def _kept_bytes() -> int:
    """Bytes of the room that is kept for who comes next."""
    return sum(array.nbytes for _, used in _free for array in used)
