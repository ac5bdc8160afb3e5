"""The benchmark that times the phases plays what the kernel plays; it refuses to time anything else."""

from __future__ import annotations

import subprocess
import sys
from json import loads
from pathlib import Path

import pytest
from phases import PHASES

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "phases.py"


@pytest.mark.verify
def test_the_timed_phases_give_the_kernels_outcomes():
    run = subprocess.run([sys.executable, BENCHMARK, "--draws", "20"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    phases = loads(run.stdout)
    assert set(PHASES) <= set(phases)
    assert all(spent > 0.0 for spent in phases.values())
