"""Runs a second of EMA Workbench and Mesa, as JSON: `python -m peers.elsewhere`, in `.venv-peers`, where they are installed."""

from __future__ import annotations

import json
import os
from importlib.metadata import version

from . import ema, mesa_model
from .race import runs_per_second

PLAIN_DRAWS, COMPILED_DRAWS = 200, 2000


def figures() -> dict[str, float]:
    """Runs a second: EMA with the plain and the compiled function, in one process and in one a core; Mesa."""
    found = {"mesa": runs_per_second("Mesa", mesa_model.play_all, PLAIN_DRAWS)}
    for key, function, draws in (
        ("ema", ema.plain_function, PLAIN_DRAWS),
        ("ema_compiled", ema.compiled_function, COMPILED_DRAWS),
    ):
        for suffix, processes in (("", 1), ("_processes", os.cpu_count() or 1)):
            with ema.player(function, processes) as play_all:
                found[key + suffix] = runs_per_second(f"EMA Workbench ({key}{suffix})", play_all, draws)
    return found


if __name__ == "__main__":
    versions = {name: version(name) for name in ("ema-workbench", "mesa")}
    print(json.dumps({"runs_per_second": figures(), "versions": versions}))
