"""Streamed studies: seconds and peak memory at several sizes, and whether the one is linear and the other flat.

python benchmarks/big.py [draws draws draws [chunk]]
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

SIZES = (4_000, 16_000, 64_000)
CHUNK = 5_000
PLAY = """
import json, resource, sys, tempfile, time
import casus
draws, chunk = int(sys.argv[1]), int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    asked = ("ukraine", f"{folder}/warm", ["forward-defence"], ["full"])
    casus.streaming.stream(*asked, draws=2, lenses=False)
    started, worked = time.perf_counter(), time.process_time()
    casus.streaming.stream(asked[0], f"{folder}/study", *asked[2:], draws=draws, chunk=chunk, lenses=False)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
print(json.dumps([seconds, cpu_seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


class Run(NamedTuple):
    """What a streamed study took."""

    seconds: float
    cpu_seconds: float
    """Of all threads; other work on the machine hardly changes it."""
    peak_mib: float


def big_study_figures(sizes: Sequence[int] = SIZES, chunk: int = CHUNK) -> dict[str, object]:
    """Of one design of `ukraine` under the full attack; outcomes are kept on the disk.

    `big_linear` is the processor time of a further draw between the larger two sizes over that between the smaller two, 1 where
    cost is linear; `big_flat` is the peak memory of the largest over that of the smallest.
    """
    runs = [_run(draws, chunk) for draws in sizes]
    steps = [(b.cpu_seconds - a.cpu_seconds) / (m - n) for (n, a), (m, b) in pairwise(zip(sizes, runs, strict=True))]
    return {
        "big_draws": list(sizes),
        "big_seconds": [round(run.seconds, 2) for run in runs],
        "big_cpu_seconds": [round(run.cpu_seconds, 2) for run in runs],
        "big_linear": round(steps[-1] / steps[0], 3),
        "big_peak_mib": [round(run.peak_mib) for run in runs],
        "big_flat": round(runs[-1].peak_mib / runs[0].peak_mib, 3),
    }


def _run(draws: int, chunk: int) -> Run:
    done = subprocess.run(
        [sys.executable, "-c", PLAY, str(draws), str(chunk)], capture_output=True, text=True, check=True
    )
    return Run(*json.loads(done.stdout))


if __name__ == "__main__":
    asked = [int(size.replace("_", "")) for size in sys.argv[1:]]
    print(json.dumps(big_study_figures(asked[:3] or SIZES, *asked[3:]), indent=2))
