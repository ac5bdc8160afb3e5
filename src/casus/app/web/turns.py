"""Work in, its result out, one at a time and no more waiting than can be served: whoever comes too late is told to come again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

MOST_WAITING = 64
"""Chosen: at a tenth of a second each the last of them waits some seconds."""
RETRY_SECONDS = 2


class BusyError(Exception):
    """More wait than can be served soon."""


class Turns:
    """A queue of bounded length before one thread; the campaigns themselves are played on all threads."""

    def __init__(self, most_waiting: int = MOST_WAITING) -> None:
        self.most_waiting = most_waiting
        self.waiting = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="casus-rerun")

    async def run(self, work: Callable[..., T], *given: Any) -> T:
        """What the work gives, when its turn has come; raises BusyError where too many wait already."""
        if self.waiting >= self.most_waiting:
            raise BusyError
        self.waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work, *given)
        finally:
            self.waiting -= 1

    def close(self) -> None:
        """Let go of the thread; what waits is dropped."""
        self._thread.shutdown(wait=False, cancel_futures=True)
