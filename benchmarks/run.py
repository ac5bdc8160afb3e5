"""Speed of the kernel, the main job, pages, analysis, big studies, clusters and cards, against C and peers, into latest.json.

Every ratio is of one run.

make bench        (or: python benchmarks/run.py [--draws N])
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis import analysis_seconds
from big import big_study_figures
from cluster import cluster_figures
from device import device_figures
from limit.limit import limit_figures
from pages import page_figures
from peers.measure import peers
from phases import phase_microseconds

HERE = Path(__file__).parent
TURNS = 9
"""Of one thread, two and all, one after the other, so that their ratios are of the same minute."""
JOB_TURNS = 3
ROUNDS = 3
"""Times that the campaigns are played in a row, as those of a study are."""
PLAIN_DRAWS = 3


def main() -> None:
    """Measure, print and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=2000, help="draws of the main job")
    arguments.add_argument("--plain", action="store_true", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.plain:
        print(json.dumps({"seconds": _seconds(PLAIN_DRAWS, None)}))
        return
    results: dict[str, Any] = {
        "date": time.strftime("%Y-%m-%d"),
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 2),
    }
    parts: tuple[Callable[[], dict[str, Any]], ...] = (
        _kernel, _phases, limit_figures, lambda: _main_job(given.draws), _stages, _cold_start, page_figures,
        analysis_seconds, big_study_figures, cluster_figures, device_figures, peers,
    )  # fmt: skip
    for part in parts:
        results |= part()
        print(f"{time.strftime('%H:%M:%S')} {len(results)} figures", file=sys.stderr)
    (HERE / "latest.json").write_text(json.dumps(results, indent=2) + "\n", "utf-8")
    print(json.dumps(results, indent=2))


def _kernel() -> dict[str, float]:
    """The full attack on the design with the most forces, `ukraine`: one thread, all threads, uncompiled."""
    from casus.flow.campaign.threads import most_threads

    draws, most = 2000, most_threads()
    _seconds(2, None)
    turns = [{count: _seconds(draws, count, ROUNDS) for count in {1, min(2, most), most}} for _ in range(TURNS)]
    one, two, every = (statistics.median(turn[count] for turn in turns) for count in (1, min(2, most), most))
    command = [sys.executable, __file__, "--plain"]
    plain = subprocess.run(
        command, env={**os.environ, "NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, check=True
    )
    seconds_plain = json.loads(plain.stdout)["seconds"] / PLAIN_DRAWS
    return {
        "campaigns_per_second_1": round(draws / one),
        "campaigns_per_second_all": round(draws / every),
        "efficiency_2": round(one / two / 2, 3),
        "over_python": round(seconds_plain / (one / draws)),
    }


def _seconds(count: int, threads: int | None, rounds: int = 1) -> float:
    """Seconds to play the full attack against forward-defence in `count` draws, sampling and packing left out."""
    from casus.flow.campaign.pack import pack_blocks
    from casus.flow.campaign.simulate import Match, simulate_each
    from casus.flow.campaign.threads import most_threads, use_threads
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    use_threads(threads or most_threads())
    scenario = read_scenario("ukraine")
    draws = sample(scenario, scenario_register(scenario_folder("ukraine")), count)
    match = Match(scenario.design("forward-defence"), scenario.attacks[-1], draws)
    pack_blocks(scenario, draws)
    started = time.perf_counter()
    for _ in simulate_each(scenario, [match] * rounds):
        pass
    return (time.perf_counter() - started) / rounds


def _phases() -> dict[str, Any]:
    return {"phase_microseconds": phase_microseconds()}


def _main_job(draws: int) -> dict[str, float]:
    """`casus compare ukraine` with its folder of tables and charts, warm, in processes of their own: seconds and peak memory.

    In turns with and without the lenses, for which it plays as many campaigns again; medians.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    turns = [[_compared(draws, *options) for options in ((), ("--no-lenses",))] for _ in range(JOB_TURNS)]
    peak = max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    seconds, without = (statistics.median(each) for each in zip(*turns, strict=True))
    return {
        "main_job_draws": draws,
        "main_job_seconds": round(seconds, 1),
        "main_job_without_lenses_seconds": round(without, 1),
        "main_job_peak_mib": round(peak / 1024),
    }


def _compared(draws: int, *options: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return _casus("compare", "ukraine", "--draws", str(draws), "--json", "--out", folder, *options)


def _stages() -> dict[str, float]:
    """The stages of the main job, in a process of their own: taking their time wraps the functions that are timed."""
    code = "import json, sys; sys.path.insert(0, sys.argv[1]); from job import job_figures; print(json.dumps(job_figures()))"
    done = subprocess.run([sys.executable, "-c", code, str(HERE)], capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _cold_start() -> dict[str, float]:
    """Seconds from nothing compiled to the first table, and to the same once more."""
    with tempfile.TemporaryDirectory() as cache:
        ask = ("compare", "tutorial", "--draws", "200")
        seconds = {name: _casus(*ask, CASUS_CACHE_DIR=cache) for name in ("cold_start_seconds", "warm_start_seconds")}
    return {name: round(value, 1) for name, value in seconds.items()}


def _casus(*arguments: str, **environment: str) -> float:
    """Seconds that a command takes."""
    casus = Path(sys.executable).with_name("casus")
    started = time.perf_counter()
    subprocess.run([casus, *arguments], env={**os.environ, **environment}, capture_output=True, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
