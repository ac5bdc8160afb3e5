"""Speed of the main job outside the kernel, stage by stage; of a rerun of one design; of starting.

python benchmarks/job.py [--draws N]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from stopwatch import median_seconds, seconds

import casus.study.compare as compared
from casus.flow import pipeline, ranges
from casus.flow.scenario.read import read_scenario
from casus.flow.views.gallery import draw_gallery, draw_lenses

DESIGN = "forward-defence"
STAGES = {
    ranges: ("sample",),
    pipeline: ("play_range", "assemble", "judge"),
    compared: ("answer", "deterrence"),
}
"""What is timed inside a comparison, by the module that calls it."""


def job_figures(draws: int = 2000) -> dict[str, float]:
    """Seconds of each stage of `casus compare ukraine --out`, of a warm rerun with and without lenses, and of imports."""
    spent = _timed_stages()
    scenario = read_scenario("ukraine")
    study = compared.compare(scenario, draws=draws)
    spent["campaigns"] = spent.pop("play_range") - spent["sample"]
    with tempfile.TemporaryDirectory() as folder:
        spent["save"] = seconds(lambda: study.save(folder))
        spent["table"] = seconds(lambda: (study.table().to_csv(index=False), json.dumps(study.as_json())))
        spent["charts"] = seconds(lambda: draw_gallery(study.handoff, Path(folder)))
        spent["charts"] += seconds(lambda: draw_lenses(study.handoff, study.deterrence, Path(folder)))
    figures = {f"job_{stage}_seconds": took for stage, took in spent.items()}
    for name, lenses in (("rerun", False), ("rerun_lenses", True)):
        ask = {"scenario": scenario, "designs": [DESIGN], "draws": draws, "lenses": lenses}
        whole = median_seconds(lambda ask=ask: compared.compare(**ask))
        spent["play_range"], spent["sample"] = 0.0, 0.0
        compared.compare(**ask)
        played = spent["play_range"] - spent["sample"]
        figures |= {f"{name}_seconds": whole, f"{name}_outside_kernel_seconds": max(0.0, whole - played)}
    figures["read_seconds"] = median_seconds(lambda: read_scenario("ukraine"))
    figures["import_seconds"] = median_seconds(lambda: _start("import casus.study.compare"))
    figures["help_seconds"] = median_seconds(lambda: _start("from casus.app.cli.main import casus; casus(['--help'])"))
    return {name: round(took, 3) for name, took in figures.items()}


def _timed_stages() -> dict[str, float]:
    """Seconds that each stage takes from now on, whenever it is called."""
    spent: dict[str, float] = defaultdict(float)
    for module, names in STAGES.items():
        for name in names:
            setattr(module, name, _timed(name, getattr(module, name), spent))
    return spent


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return stage(*given, **named)
        finally:
            spent[name] += time.perf_counter() - started

    return timed


def _start(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=2000)
    print(json.dumps(job_figures(arguments.parse_args().draws), indent=2))
