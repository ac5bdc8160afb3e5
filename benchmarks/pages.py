"""How long pages take: a report from a saved study, and the workbench after a lever has moved (without a browser, and in one).

python benchmarks/pages.py [--draws N] [--repeats N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from in_browser import browser_figures

from casus.app.web.rerun import Reruns
from casus.app.web.session import Session
from casus.study.compare import compare, open_study

STAGES = {"attack": "table", "attacks": "attacks", "price": "price"}
"""What the workbench shows, one after the other: the attack that is looked at (map, fronts, table), other attacks, the price."""


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=2000)
    arguments.add_argument("--repeats", type=int, default=9)
    given = arguments.parse_args()
    print(json.dumps(page_figures(given.draws, given.repeats), indent=2))


def page_figures(draws: int = 2000, repeats: int = 9) -> dict[str, float | None]:
    """Seconds and size of the main job's report, and seconds from a move to each stage of the workbench."""
    return {**_report(draws), **_workbench(draws, repeats), **browser_figures(draws)}


def _report(draws: int) -> dict[str, float]:
    """`casus report` in a process of its own, on a study that is there; the better of two, for the first warms the disk."""
    with tempfile.TemporaryDirectory() as folder:
        compare("ukraine", draws=draws).save(folder)
        opened = min(_seconds_to_open(folder) for _ in range(3))
        file = Path(folder) / "report.html"
        command = [sys.executable, "-m", "casus.app.cli.main", "report", folder, "--out", str(file)]
        took = min(_seconds_of(command) for _ in range(2))
        megabytes = file.stat().st_size / 1e6
    return {
        "open_study_seconds": round(opened, 2),
        "report_seconds": round(took, 1),
        "report_megabytes": round(megabytes, 1),
    }


def _seconds_to_open(folder: str) -> float:
    started = time.perf_counter()
    open_study(folder)
    return time.perf_counter() - started


def _seconds_of(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


def _workbench(draws: int, repeats: int) -> dict[str, float]:
    """Medians over moves of one lever of one of four designs, the others and the baseline as they were."""
    session, reruns = Session("ukraine", draws), Reruns()
    session.add("consult-24h")
    session.add("article5-like")
    session.select(1)
    for shown in reruns.stages(session.bench):
        session.show(shown)
    taken: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for repeat in range(repeats):
        started = time.perf_counter()
        session.move_lever("force", 6.0 + 0.5 * repeat)
        for shown in reruns.stages(session.bench):
            taken[shown.stage].append(time.perf_counter() - started)
    return {f"workbench_{STAGES[stage]}_seconds": round(sorted(all_)[repeats // 2], 2) for stage, all_ in taken.items()}


if __name__ == "__main__":
    main()
