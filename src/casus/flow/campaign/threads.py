"""How many threads play campaigns, and the loop that shares draws out among them; no result depends on it.

Compiled code lets go of Python's lock, so that plain threads play side by side; a thread takes the next part when it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from casus.foundation.errors import InputError, Problem

PART_DRAWS = 64
"""Draws that a thread takes at a time; chosen: some tens of milliseconds, so that none waits long for another."""

_wanted: list[int] = []
"""The number of threads that was asked for; empty: as many as the machine gives."""


def use_threads(count: int | None) -> None:
    """Use this many threads (None: as before); raises InputError for a number that the machine cannot give."""
    if count is None:
        return
    if not 1 <= count <= most_threads():
        raise InputError([Problem(f"threads is {count}; this machine gives 1 to {most_threads()}")])
    _wanted[:] = [count]


def threads() -> int:
    """Threads that play campaigns now."""
    return _wanted[0] if _wanted else most_threads()


def most_threads() -> int:
    """Threads that the machine gives, or NUMBA_NUM_THREADS where that is set."""
    import numba

    return int(numba.config.NUMBA_NUM_THREADS)


def share_out(draws: int, play: Callable[[slice], object], part_draws: int | None = None) -> None:
    """Have every part of so many draws played, by all threads together; a part is of PART_DRAWS where nothing else is said."""
    size = part_draws or PART_DRAWS
    parts = [slice(start, start + size) for start in range(0, draws, size)]
    if threads() == 1 or len(parts) == 1:
        for part in parts:
            play(part)
        return
    with ThreadPoolExecutor(threads()) as pool:
        for _ in pool.map(play, parts):
            pass
