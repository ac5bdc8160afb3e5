"""Streamed studies: seconds and peak memory at several sizes, and whether the one is linear and the other flat.

python benchmarks/big.py [draws draws draws]
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise

SIZES = (10_000, 40_000, 160_000)
CHUNK = 5_000
PLAY = """
import json, resource, sys, tempfile, time
import casus
draws, chunk = int(sys.argv[1]), int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    asked = ("ukraine", f"{folder}/warm", ["forward-defence"], ["full"])
    casus.streaming.stream(*asked, draws=2, lenses=False)
    started = time.perf_counter()
    casus.streaming.stream(asked[0], f"{folder}/study", *asked[2:], draws=draws, chunk=chunk, lenses=False)
    seconds = time.perf_counter() - started
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def big_study_figures(sizes: Sequence[int] = SIZES, chunk: int = CHUNK) -> dict[str, object]:
    """Of one design of `ukraine` under the full attack; outcomes are kept on the disk.

    `big_linear` is the time of a further draw between the larger two sizes over that between the smaller two, 1 where cost is
    linear; `big_flat` is the peak memory of the largest over that of the smallest.
    """
    runs = [_run(draws, chunk) for draws in sizes]
    steps = [(b[0] - a[0]) / (m - n) for (n, a), (m, b) in pairwise(zip(sizes, runs, strict=True))]
    return {
        "big_draws": list(sizes),
        "big_seconds": [round(seconds, 2) for seconds, _ in runs],
        "big_draws_per_second": round(1.0 / steps[-1]),
        "big_linear": round(steps[-1] / steps[0], 3),
        "big_peak_mib": [round(mib) for _, mib in runs],
        "big_flat": round(runs[-1][1] / runs[0][1], 3),
    }


def _run(draws: int, chunk: int) -> tuple[float, float]:
    """Seconds and peak MiB of a streamed study."""
    done = subprocess.run(
        [sys.executable, "-c", PLAY, str(draws), str(chunk)], capture_output=True, text=True, check=True
    )
    seconds, mib = json.loads(done.stdout)
    return seconds, mib


if __name__ == "__main__":
    print(json.dumps(big_study_figures([int(size) for size in sys.argv[1:]] or SIZES), indent=2))
