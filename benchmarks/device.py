"""Campaigns a second on a graphics card where there is one, beside the processor's, and how far the two lie apart.

The same campaigns as `campaigns_per_second_all`: the full attack on the design with the most forces of `ukraine`. Each device
plays in a process of its own. Without a card nothing is measured, and the figures are none.

python benchmarks/device.py [--draws N]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

DRAWS = 200_000  # chosen: three times what is played on a card at a time
REPEATS = 3
NOT_MEASURED: dict[str, Any] = {
    "device": "not measured: no GPU",
    "device_campaigns_per_second": None,
    "device_over_processor": None,
    "device_apart": None,
}


def main() -> None:
    """Measure and print; with --play, be the process that plays."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=DRAWS)
    arguments.add_argument("--play", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.play is None:
        print(json.dumps(device_figures(given.draws), indent=2))
    else:
        print(json.dumps(_play(given.draws, given.play)))


def device_figures(draws: int = DRAWS) -> dict[str, Any]:
    """The card and its campaigns a second (with copies to and fro), over the processor's, and how many campaigns differ."""
    if not _has_card():
        print("device: not measured: no GPU", file=sys.stderr)
        return NOT_MEASURED
    with tempfile.TemporaryDirectory() as folder:
        files = {device: Path(folder) / f"{device}.npy" for device in ("cpu", "cuda")}
        played = {device: _played_on(device, draws, file) for device, file in files.items()}
        apart = _apart(*(np.load(file) for file in files.values()))
    return {
        "device": played["cuda"]["device"],
        "device_campaigns_per_second": round(draws / played["cuda"]["seconds"]),
        "device_over_processor": round(played["cpu"]["seconds"] / played["cuda"]["seconds"], 2),
        "device_apart": apart,
    }


def _has_card() -> bool:
    """Whether a process of its own can play on a card."""
    ask = "from casus.flow.campaign.device import use_device; use_device('cuda')"
    return subprocess.run([sys.executable, "-c", ask], capture_output=True, check=False).returncode == 0


def _played_on(device: str, draws: int, file: Path) -> dict[str, Any]:
    """What a process of its own found on a device."""
    command = [sys.executable, __file__, "--draws", str(draws), "--play", str(file)]
    around = {**os.environ, "CASUS_DEVICE": device}
    found: dict[str, Any] = json.loads(subprocess.run(command, env=around, stdout=subprocess.PIPE, check=True).stdout)
    return found


def _play(count: int, file: Path) -> dict[str, Any]:
    """The device and the least seconds of some runs, sampling left out; keeps the records in the file."""
    from casus.flow.campaign.device import device_name
    from casus.flow.campaign.simulate import simulate
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    scenario = read_scenario("ukraine")
    draws = sample(scenario, scenario_register(scenario_folder("ukraine")), count)
    asked = scenario, scenario.design("forward-defence"), scenario.attacks[-1]
    simulate(*asked, draws.take(slice(2)))  # compiles
    seconds = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        records = simulate(*asked, draws).records
        seconds.append(time.perf_counter() - started)
    np.save(file, np.asarray(records))
    return {"device": device_name(), "seconds": min(seconds)}


def _apart(here: Any, there: Any) -> dict[str, Any]:
    """Campaigns that differ by more than 1e-9 (relative or absolute), and the lines that broke on one device alone."""
    beyond = np.zeros(len(here), bool)
    for field in here.dtype.names:
        same = np.isclose(there[field], here[field], rtol=1e-9, atol=1e-9, equal_nan=True)
        beyond |= ~same.reshape(len(here), -1).all(axis=1)
    other = int((here["held"] != there["held"]).sum())
    return {"campaigns": len(here), "beyond_1e-9": int(beyond.sum()), "held_on_one_alone": other}


if __name__ == "__main__":
    main()
