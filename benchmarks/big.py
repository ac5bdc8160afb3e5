"""Streamed studies: seconds and peak memory at several sizes, and whether the one is linear in the draws and the other flat.

python benchmarks/big.py                        10,000, 30,000 and 90,000 draws of `ukraine`: what `make bench` measures
python benchmarks/big.py --draws 1_000_000      a million, a quarter, a sixteenth and a 64th of it, of `tutorial`, as a table

Each size is a process of its own. A size that is measured is kept in out/big.json, so that Ctrl-C loses the one at work alone
and the same command goes on; --anew measures all again.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

SIZES = (10_000, 30_000, 90_000)
CHUNK = 5_000
TURNS = 3
USUAL = ("ukraine", "forward-defence", "full")
SMALL = ("tutorial", "forward-defence", "full")
"""Few axes, so that a million draws take minutes: chosen, as the question is what a draw costs, not what an axis does."""
PARTS = (64, 16, 4, 1)
KEPT = Path("out/big.json")
PLAY = """
import json, resource, sys, tempfile, time
from pathlib import Path
import casus

def peak_mib():
    try:  # a process inherits the peak that `resource` knows from the one that starts it
        return next(int(line.split()[1]) for line in Path("/proc/self/status").open() if line.startswith("VmHWM")) / 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

draws, chunk, scenario, design, attack, sampling = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]
with tempfile.TemporaryDirectory() as folder:
    asked = (scenario, f"{folder}/warm", [design], [attack])
    casus.streaming.stream(*asked, draws=2, lenses=False, sampling=sampling)
    started, worked = time.perf_counter(), time.process_time()
    casus.streaming.stream(
        scenario, f"{folder}/study", *asked[2:], draws=draws, chunk=chunk, lenses=False, sampling=sampling
    )
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
print(json.dumps([seconds, cpu_seconds, peak_mib()]))
"""


class Run(NamedTuple):
    """What a streamed study took."""

    seconds: float
    cpu_seconds: float
    """Of all threads; other work on the machine hardly changes it."""
    peak_mib: float


def big_study_figures(sizes: Sequence[int] = SIZES, chunk: int = CHUNK) -> dict[str, object]:
    """Of one design of `ukraine` under the full attack; outcomes are kept on the disk; medians of a few runs in turns.

    `big_linear` is the processor time of a further draw between the larger two sizes over that between the smaller two, 1 where
    cost is linear; `big_flat` is the peak memory of the largest over that of the next, which has a third of its draws.
    """
    _run(1, chunk, USUAL, "monte-carlo")  # a process that compiles the kernel takes twice the memory
    turns = [[_run(draws, chunk, USUAL, "monte-carlo") for draws in sizes] for _ in range(TURNS)]
    runs = {draws: Run(*map(median, zip(*same, strict=True))) for draws, *same in zip(sizes, *turns, strict=True)}
    *_, third, last = runs.values()
    slopes = further_draw_seconds(runs)
    return {
        "big_draws": list(sizes),
        "big_seconds": [round(run.seconds, 2) for run in runs.values()],
        "big_cpu_seconds": [round(run.cpu_seconds, 2) for run in runs.values()],
        "big_linear": round(slopes[-1] / slopes[0], 3),
        "big_peak_mib": [round(run.peak_mib) for run in runs.values()],
        "big_flat": round(last.peak_mib / third.peak_mib, 3),
    }


def further_draw_seconds(runs: dict[int, Run]) -> list[float]:
    """Processor time of a further draw between each size and the next."""
    return [(b.cpu_seconds - a.cpu_seconds) / (m - n) for (n, a), (m, b) in pairwise(sorted(runs.items()))]


def table(runs: dict[int, Run]) -> Iterator[str]:
    """The sizes measured so far, one a line: time of a further draw and peak memory, over those of the smallest sizes."""
    yield f"{'draws':>10}{'seconds':>10}{'CPU s':>9}{'ms a further draw':>19}{'over first':>12}{'peak MiB':>10}{'over first':>12}"
    slopes = further_draw_seconds(runs)
    ordered = sorted(runs.items())
    for place, (draws, run) in enumerate(ordered):
        further = (
            f"{1000 * slopes[place - 1]:19.3f}{slopes[place - 1] / slopes[0]:12.3f}" if place else f"{'-':>19}{'-':>12}"
        )
        memory = f"{run.peak_mib:10.0f}{run.peak_mib / ordered[0][1].peak_mib:12.3f}"
        yield f"{draws:10,}{run.seconds:10.1f}{run.cpu_seconds:9.1f}{further}{memory}"


def _run(draws: int, chunk: int, asked: Sequence[str], sampling: str) -> Run:
    command = [sys.executable, "-c", PLAY, str(draws), str(chunk), *asked, sampling]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Run(*json.loads(done.stdout))


def _measured(sizes: Sequence[int], chunk: int, sampling: str, anew: bool) -> Iterator[dict[int, Run]]:
    """All that is measured after each size; those of an earlier run of the same are not measured again."""
    asked = " ".join([*SMALL, sampling, f"chunk {chunk}"])
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() and not anew else {}
    runs = {int(draws): Run(*run) for draws, run in kept.get(asked, {}).items()}
    if any(draws not in runs for draws in sizes):
        _run(1, chunk, SMALL, sampling)  # compiles the kernel, which takes memory
    for draws in sizes:
        runs[draws] = runs.get(draws) or _run(draws, chunk, SMALL, sampling)
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(json.dumps({**kept, asked: runs}, indent=2), "utf-8")
        yield {size: runs[size] for size in sizes if size in runs}


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--draws", type=lambda text: int(text.replace("_", "")), help="of the largest study")
    given.add_argument("--chunk", type=int, default=CHUNK, help="draws of a chunk")
    given.add_argument("--sampling", default="monte-carlo")
    given.add_argument("--anew", action="store_true", help="measure again what an earlier run measured")
    asked = given.parse_args()
    if asked.draws is None:
        print(json.dumps(big_study_figures(chunk=asked.chunk), indent=2))
        return
    runs: dict[int, Run] = {}
    try:
        for runs in _measured([asked.draws // part for part in PARTS], asked.chunk, asked.sampling, asked.anew):
            print(f"measured: {', '.join(f'{draws:,}' for draws in runs)} draws", file=sys.stderr)
    except KeyboardInterrupt:
        print(f"PARTIAL: interrupted; the same command goes on from {KEPT}")
        sys.exit(130)
    finally:
        print("\n".join(table(runs)))


if __name__ == "__main__":
    main()
