"""How many threads play campaigns, and the loop that shares work out among them; no result depends on it.

Compiled code lets go of Python's lock, so that plain threads play side by side; a thread takes the next part when it is done.
Parts become smaller towards the end, so that they are few and none waits long for another (guided self-scheduling, Polychronopoulos
and Kuck 1987).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Self

from casus.foundation.errors import InputError, Problem

Wait = Callable[[], None]

SHARE = 2
"""A part is what is left to do over the threads and this; chosen: half of what would be a thread's share."""

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
    """Threads that the machine gives, or NUMBA_NUM_THREADS where that is set, as for anything else that Numba compiles."""
    if given := os.environ.get("NUMBA_NUM_THREADS"):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """The threads, at work on one thing after another.

    What is begun while another thing is at work fills the time in which most threads wait for the last.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(threads()) if threads() > 1 else None

    def __enter__(self) -> Self:
        """As it is."""
        return self

    def __exit__(self, *trouble: object) -> None:
        """Wait for what is at work, and begin nothing else."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def begin(self, count: int, play: Callable[[slice], object], least: int = 1) -> Wait:
        """Have so many things played, by all threads together, in parts of at least so many; what comes back waits for them.

        A thread that is alone plays them then.
        """
        parts = _parts(count, threads(), least)
        if self._pool is None:
            return lambda: _exhaust(map(play, parts))
        begun = [self._pool.submit(play, part) for part in parts]
        return lambda: _exhaust(part.result() for part in begun)


def _exhaust(done: Iterable[object]) -> None:
    for _ in done:
        pass


def share_out(count: int, play: Callable[[slice], object], least: int = 1) -> None:
    """Have so many things played, by all threads together, in parts of at least so many."""
    with Crew() as crew:
        crew.begin(count, play, least)()


def _parts(count: int, takers: int, least: int) -> Iterator[slice]:
    """Parts that follow each other and are the whole; the last may be smaller than `least`."""
    start = 0
    while start < count:
        end = min(count, start + max(least, (count - start) // (SHARE * takers)))
        yield slice(start, end)
        start = end
