"""What a study on workers costs beyond its campaigns: starting, sending, each range, bytes over the wire and on the disk.

python benchmarks/cluster.py (prints what `make bench` writes; two processes on this machine)
"""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.flow.ranges import Asked
from casus.study.asked import scenario_and_register
from casus.study.cluster.address import Local
from casus.study.cluster.build import Build, this_build
from casus.study.cluster.reach import reached
from casus.study.cluster.spread import spread
from casus.study.cluster.worker import as_sent, opened, packed

if TYPE_CHECKING:
    from distributed import Client

    from casus.study.streaming.chunk import Chunk

WORKERS = 2
DRAWS = 50
EMPTY = 400
"""Ranges in which nothing is played."""
TILES = 40
"""Copies of a range's outcomes that make one of a usual length, for the time that writing it takes."""


def cluster_figures() -> dict[str, float]:
    """The unit costs of a study on workers, on the usual designs and attacks of `ukraine`.

    Seconds are a processor's, not a clock's, so that other work on the machine hardly moves them.
    """
    scenario, register = scenario_and_register("ukraine")
    asked = Asked(scenario, register, scenario.designs, scenario.attacks, 10**9, 1, "monte-carlo", False)
    with reached(Local(WORKERS)) as client:
        figures = _on_workers(client, asked)
    return {name: float(f"{value:.3g}") for name, value in (figures | _bytes(asked)).items()}


def _on_workers(client: Client, asked: Asked) -> dict[str, float]:
    """What starts, and what ranges cost; the scheduler runs in this process."""
    sent = packed(asked)
    held = client.submit(as_sent, sent, pure=False)
    one = next(iter(client.nthreads()))
    started = client.run(time.process_time, workers=[one])[one]

    def seconds(part: range) -> float:
        spent: float = client.submit(_spent, held, this_build(), part, workers=[one], pure=False).result()
        return spent

    first, again, many = seconds(range(1)), seconds(range(1, 2)), seconds(range(2, 2 + DRAWS))
    empty = [range(place, place + 1) for place in range(EMPTY)]
    return {
        "cluster_start_seconds": started,
        "cluster_sent_bytes": len(sent),
        "cluster_first_range_seconds": first - again,
        "cluster_range_fixed_seconds": again,
        "cluster_campaigns_per_second_core": (DRAWS - 1) * _pairs(asked) / (many - again),
        "cluster_ranges_per_second": EMPTY / _seconds(lambda: list(spread(client, asked, empty, _nothing, _unheard))),
    }


def _bytes(asked: Asked) -> dict[str, float]:
    """Bytes of a campaign over the wire and on the disk, and what writing and adding up cost the one process that does it."""
    from casus.flow.ranges import play_range
    from casus.study.streaming.chunk import play_chunk
    from casus.study.streaming.outcomes import add_outcomes, begin_outcomes
    from casus.study.streaming.plan import plan_of
    from casus.study.streaming.summaries import SUMMARIES, save_tally

    part = range(DRAWS)
    campaigns = DRAWS * _pairs(asked)
    whole, chunk = play_range(asked, part), play_chunk(asked, part, True, _unheard)
    with TemporaryDirectory() as kept:
        folder = Path(kept)
        plan = plan_of(replace(asked, draws=DRAWS), DRAWS, 0, "outcomes")
        begin_outcomes(plan, folder)
        empty = _size(folder)
        add_outcomes(plan, folder, part, chunk.outcomes or {})
        adding = _seconds(lambda: save_tally(chunk.tally + chunk.tally, folder))
        summaries = (folder / SUMMARIES).stat().st_size
        on_disk = _size(folder) - summaries - empty
    return {
        "cluster_wire_bytes_campaign": len(pickle.dumps(whole)) / campaigns,
        "cluster_wire_bytes_campaign_streamed": len(pickle.dumps(chunk)) / campaigns,
        "cluster_wire_bytes_range_summaries": len(pickle.dumps(replace(chunk, outcomes=None))),
        "cluster_disk_bytes_campaign": on_disk / campaigns,
        "cluster_disk_bytes_summaries": summaries,
        "cluster_write_campaigns_per_second": _written_per_second(asked, chunk),
        "cluster_add_range_seconds": adding,
    }


def _written_per_second(asked: Asked, chunk: Chunk) -> float:
    """Campaigns a second that one process writes."""
    from casus.study.streaming.outcomes import add_outcomes, begin_outcomes
    from casus.study.streaming.plan import plan_of

    draws = DRAWS * TILES
    long = {name: np.tile(values, (1, 1, TILES)) for name, values in (chunk.outcomes or {}).items()}
    plan = plan_of(replace(asked, draws=draws), draws, 0, "outcomes")
    with TemporaryDirectory() as folder:
        begin_outcomes(plan, Path(folder))
        return draws * _pairs(asked) / _seconds(partial(add_outcomes, plan, Path(folder), range(draws), long))


def _spent(sent: bytes, build: Build, part: range) -> float:
    """Seconds that a worker's processor spends on playing a range and counting what it comes to."""
    from casus.study.streaming.chunk import play_chunk

    return _seconds(lambda: play_chunk(opened(sent, build), part, False, _unheard))


def _seconds(work: Callable[[], Any]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _pairs(asked: Asked) -> int:
    return len(asked.designs) * len(asked.attacks)


def _nothing(sent: bytes, build: Build, part: range) -> None:
    """A range in which nothing is played."""


def _unheard(*_: object) -> None:
    """Progress that nobody hears."""


if __name__ == "__main__":
    print(json.dumps(cluster_figures(), indent=2))
