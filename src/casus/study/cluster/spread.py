"""Ranges of draws in, what each gives out in their order, played by whichever worker is free; lost workers are survived."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Generic, TypeVar

from casus.flow.ranges import Asked
from casus.foundation.errors import CasusError, ClusterError
from casus.study.cluster.build import Build, this_build
from casus.study.cluster.reach import unlike
from casus.study.cluster.worker import as_sent, packed

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
Play = Callable[[bytes, Build, range], T]
"""What a worker does with a range: what was asked as it was sent, the build it must have, and the range of draws."""

AHEAD = 3
"""Ranges for each thread that are asked for beyond the first unfinished one; chosen: workers stay busy and their memory bounded."""
MOST_BACK = 8
"""Results that wait here for their turn; the others wait on their workers. Chosen: the memory of this process is bounded."""
LOOK_SECONDS = 1.0
"""How often the workers are counted."""
FETCH_SECONDS = 120.0
"""Wait for what a range gave before it is asked for again; chosen: 100 MB at 1 MB a second."""
PATIENCE_SECONDS = 60.0
"""A study that has had no worker for so long ends; chosen: a lost process is replaced in a few."""


@dataclass(frozen=True)
class Spread:
    """How far a study has come on its workers."""

    done: int
    """Ranges played."""
    parts: int
    campaigns: int
    """Campaigns played."""
    seconds: float
    workers: int
    """Workers alive."""


Heard = Callable[[Spread], None]


@dataclass
class _Work(Generic[T]):
    """Ranges that are asked for, and how far each of them is."""

    parts: Sequence[range]
    asked_for: dict[int, Future[T]] = field(default_factory=dict)
    news: SimpleQueue[int] = field(default_factory=SimpleQueue)
    """Ranges that have just ended."""
    ended: set[int] = field(default_factory=set)
    """Those whose results wait on their workers."""
    back: dict[int, T] = field(default_factory=dict)
    """Results that wait here."""
    played: set[int] = field(default_factory=set)


def spread(
    client: Client,
    asked: Asked,
    parts: Sequence[range],
    play: Play[T],
    heard: Heard,
    patience_seconds: float = PATIENCE_SECONDS,
) -> Generator[T]:
    """What `play` gives for each range on a worker, in the order of `parts`, whichever ends first.

    A range whose worker is lost is played again elsewhere. Raises ClusterError where that cannot go on: no worker, no scheduler,
    or a range that ends every worker which plays it.
    """
    work: _Work[T] = _Work(parts)
    watch, pairs = _Watch(client, patience_seconds), len(asked.designs) * len(asked.attacks)
    name = f"casus-{uuid.uuid4().hex[:8]}"
    sent = client.submit(as_sent, packed(asked), key=f"{name}-asked", pure=False)

    def ask_for(place: int) -> None:
        part, build = parts[place], this_build()
        key = f"{name}-draws-{part.start}-{part.stop - 1}"
        future = client.submit(play, sent, build, part, key=key, priority=-place, pure=False)
        work.asked_for[place] = future
        future.add_done_callback(lambda _: work.news.put(place))

    try:
        following = 0
        for place in range(len(parts)):
            while place not in work.back:
                while following < min(len(parts), place + AHEAD * watch.threads + 1):
                    ask_for(following)
                    following += 1
                _take_back(work, place)
                watch.look()
                campaigns = pairs * sum(len(parts[one]) for one in work.played)
                heard(Spread(len(work.played), len(parts), campaigns, watch.seconds, watch.workers))
            yield work.back.pop(place)
    finally:
        if client.status == "running":
            client.cancel([sent, *work.asked_for.values()], force=True)


def _take_back(work: _Work[T], turn: int) -> None:
    """Fetch what one range gave, that whose turn it is first; or wait a moment for one that has ended."""
    wanted = [place for place in sorted(work.ended) if place == turn or len(work.back) < MOST_BACK]
    try:
        place = work.news.get(block=not wanted, timeout=LOOK_SECONDS)
        work.ended.add(place)
        work.played.add(place)
    except Empty:
        if wanted:
            _fetch(work, wanted[0])


def _fetch(work: _Work[T], place: int) -> None:
    """What a range gave, brought here; raises ClusterError in words for whatever keeps it away."""
    from distributed.scheduler import KilledWorker

    part = work.parts[place]
    draws = f"draws {part.start} to {part.stop - 1}"
    try:
        work.back[place] = work.asked_for[place].result(timeout=FETCH_SECONDS)
    except KilledWorker as error:
        raise ClusterError(
            f"{draws}: {error.allowed_failures + 1} workers were lost while they had this range; it is not tried again "
            f"(the last: {error.last_worker.address})\n"
            "    hint: too little memory for a worker is the usual reason; its log says more"
        ) from error
    except TimeoutError:  # its worker was lost, and it is played again
        return
    except CasusError:
        raise
    except (CancelledError, OSError) as error:
        raise _scheduler_lost() from error
    except Exception as error:
        raise unlike(error, f"{draws}: a worker") from error
    work.ended.remove(place)
    del work.asked_for[place]  # Dask forgets a result that nobody holds


class _Watch:
    """The workers alive, counted now and then."""

    def __init__(self, client: Client, patience_seconds: float) -> None:
        self._client, self._patience = client, patience_seconds
        self._started = self._seen = self._looked = time.monotonic()
        self.workers, self.threads = self._count()

    @property
    def seconds(self) -> float:
        """Seconds since the study was sent."""
        return time.monotonic() - self._started

    def look(self) -> None:
        """Count the workers again; raises ClusterError where there has been none for too long, or the scheduler is lost."""
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return
        self._looked, (self.workers, self.threads) = now, self._count()
        if self.workers:
            self._seen = now
        elif now - self._seen > self._patience:
            raise ClusterError(
                f"the scheduler has had no worker for {self._patience:.0f} seconds\n"
                "    hint: start workers (`dask worker ADDRESS`), or see in their logs why they ended"
            )

    def _count(self) -> tuple[int, int]:
        """Workers, and threads of all of them, at least one."""
        try:
            if self._client.status != "running":
                raise OSError(self._client.status)
            ask = self._client.scheduler.ncores  # type: ignore[union-attr]  # it runs
            threads = self._client.sync(ask, callback_timeout=FETCH_SECONDS).values()
        except (OSError, CancelledError, TimeoutError) as error:
            raise _scheduler_lost() from error
        return len(threads), max(1, sum(threads))


def _scheduler_lost() -> ClusterError:
    return ClusterError(
        "the scheduler is lost: it ended, or the way to it is broken\n"
        "    hint: start scheduler and workers again, then this command"
    )
