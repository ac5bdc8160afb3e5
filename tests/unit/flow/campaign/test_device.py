"""A device is chosen once, before the kernel; one that is unknown, not there or chosen too late is refused in words."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from in_process import run_in_process

from casus.flow.campaign.device import device, device_name, use_device
from casus.foundation import sizes
from casus.foundation.errors import InputError
from casus.study.compare import asked_of
from casus.study.streaming.plan import plan_of, refuse_changed

COMPARE = ["compare", "tutorial", "--draws", "2"]


def test_the_processor_plays_where_nothing_else_is_asked() -> None:
    assert device() == device_name() == sizes.DEVICE == "cpu"
    use_device(None)
    use_device("cpu")


def test_an_unknown_device_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match=r"unknown device 'gpu'\n    hint: did you mean 'cpu'\? allowed: cpu, cuda"):
        use_device("gpu")
    monkeypatch.setenv("CASUS_DEVICE", "opencl")
    with pytest.raises(InputError, match="unknown device 'opencl'"):
        use_device(None)


def test_another_device_is_refused_once_the_kernel_is_laid_out() -> None:
    done = run_in_process(["casus", *COMPARE, "--device", "cuda"])
    assert done.returncode == 2
    assert "device is cuda; this process plays on cpu already" in done.stderr
    assert "CASUS_DEVICE=cuda" in done.stderr
    assert os.environ.get("CASUS_DEVICE", "cpu") == "cpu"


@pytest.mark.parametrize(
    ("around", "says"),
    [
        ({}, "this machine has no graphics card that Numba can use\n    hint: needs an NVIDIA card with its driver"),
        ({"NUMBA_ENABLE_CUDASIM": "1"}, "the simulator plays uncompiled code, a card compiled code"),
    ],
)
def test_without_a_card_one_sentence_says_so(around: dict[str, str], says: str) -> None:
    hidden = {"CUDA_VISIBLE_DEVICES": "-1", **around}  # whatever the machine has
    done = subprocess.run(
        [sys.executable, "-m", "casus.app.cli.main", *COMPARE, "--device", "cuda"],
        env={**os.environ, **hidden, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(f"device is cuda; {says}")


def test_on_a_cluster_the_device_is_the_workers_own() -> None:
    done = run_in_process(["casus", *COMPARE, "--cluster", "local:2", "--device", "cuda"])
    assert done.returncode == 2
    assert "--device: with --cluster, the device is the workers' own" in done.stderr


def test_a_streamed_study_goes_on_only_on_its_own_device() -> None:
    asked = asked_of("tutorial", None, None, 4, 1, "monte-carlo", False)
    plan = plan_of(asked, 2, 0, "summaries")
    refuse_changed(plan, asked)
    unsaid = {name: value for name, value in plan.said.items() if name != "device"}
    refuse_changed(replace(plan, said=unsaid), asked)
    with pytest.raises(InputError, match="the device that plays is not what the study was begun with"):
        refuse_changed(replace(plan, said={**plan.said, "device": "cuda NVIDIA H200"}), asked)
