"""The machine in; out come the runs a second of every implementation of the small campaign, and the ratios of the contract.

A ratio above 1 means that Casus's way is faster.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ELSEWHERE = ROOT / ".venv-peers"
PLAIN_DRAWS, ARRAY_DRAWS, COMPILED_DRAWS = 200, 6000, 20000  # a good part of a second each
NOT_THERE = (
    "EMA Workbench and Mesa are not installed in .venv-peers (an air-gapped machine?): their figures stay empty."
)


def peers() -> dict[str, Any]:
    """Keys of latest.json; those of EMA Workbench and Mesa are None where these are not installed."""
    speeds: dict[str, float | None] = dict(_here())
    elsewhere = _elsewhere()
    speeds |= elsewhere["runs_per_second"]
    return {
        "over_numpy": _over(speeds, "ours_1", "numpy"),
        "over_ema": _over(speeds, "ours_1", "ema"),
        "over_mesa": _over(speeds, "ours_1", "mesa"),
        "over_ema_processes": _over(speeds, "ours_all", "ema_processes"),
        "over_ema_compiled": _over(speeds, "ours_1", "ema_compiled"),
        "over_ema_compiled_processes": _over(speeds, "ours_all", "ema_compiled_processes"),
        "peers_runs_per_second": {name: speed and round(speed) for name, speed in speeds.items()},
        "peers_versions": elsewhere["versions"],
    }


def _here() -> dict[str, float]:
    """Runs a second of what needs only Casus's own environment."""
    from casus.flow.campaign.threads import use_threads

    from . import compiled, ours, over_draws, plain
    from .race import runs_per_second

    found = {
        "plain": runs_per_second("plain Python", plain.play_all, PLAIN_DRAWS),
        "numpy": runs_per_second("NumPy over draws", over_draws.play_all, ARRAY_DRAWS),
    }
    for suffix, threads in (("1", 1), ("all", os.cpu_count() or 1)):
        use_threads(threads)
        found[f"compiled_{suffix}"] = runs_per_second("plain.py compiled", compiled.play_all, ARRAY_DRAWS)
        found[f"ours_{suffix}"] = runs_per_second("Casus's way", ours.play_all, COMPILED_DRAWS)
    return found


def _elsewhere() -> dict[str, Any]:
    """Runs a second of EMA Workbench and Mesa in a process of their own environment, or None for each."""
    from . import RIVALS

    if not (ELSEWHERE / ".ready").exists():
        print(NOT_THERE, file=sys.stderr)
        return {"runs_per_second": dict.fromkeys(RIVALS), "versions": {}}
    run = subprocess.run(
        [ELSEWHERE / "bin" / "python", "-W", "ignore", "-m", "peers.elsewhere"],
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'benchmarks'}", "PYTHONWARNINGS": "ignore"},
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise SystemExit("benchmarks/peers: EMA Workbench or Mesa could not be measured, for the reason above")
    return dict(json.loads(run.stdout))


def _over(speeds: dict[str, float | None], ours: str, theirs: str) -> float | None:
    """How many times faster ours is, from one run."""
    mine, other = speeds[ours], speeds[theirs]
    return round(mine / other, 2) if mine and other else None
