"""Workers and schedulers killed from outside (`make verify`): the same bits, or words and nothing that looks whole."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.verify
pytest.importorskip("distributed")

CASUS = [sys.executable, "-m", "casus.app.cli.main"]
STUDY = ["compare", "tutorial", "--designs", "memorandum,tripwire", "--attacks", "full"]
DRAWS = "16000"
PATIENT_SECONDS = 300


def begun(*words, **options):
    return subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, **options
    )


def children(pid):
    """Processes of workers: those that a Python process of ours spawned and that are alive."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if stat[3] == str(pid) and stat[0] != "Z" and any("spawn_main" in word for word in words):
            found.append(int(folder.name))
    return found


def spent(pid):
    """Seconds that a processor spent on a process; starting a worker takes about three."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def wait_until(happened, seconds=PATIENT_SECONDS):
    end = time.monotonic() + seconds
    while not (what := happened()):
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.2)
    return what


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The files of the study, played by this machine."""
    folder = tmp_path_factory.mktemp("whole")
    subprocess.run([*CASUS, *STUDY, "--draws", DRAWS, "--out", folder], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("kills", [1, 3])
def test_workers_killed_from_outside_change_no_bit(whole, tmp_path, kills):
    chance = random.Random(kills)
    study = begun(*CASUS, *STUDY, "--draws", DRAWS, "--out", tmp_path, "--json", "--cluster", "local:2")
    killed = 0
    while killed < kills and study.poll() is None:
        at_work = wait_until(
            lambda: [pid for pid in children(study.pid) if spent(pid) > 4.0] or study.poll() is not None
        )
        time.sleep(chance.uniform(0.0, 2.0))
        if at_work is not True and study.poll() is None:
            with suppress(ProcessLookupError):  # it has ended by itself since
                os.kill(chance.choice(at_work), signal.SIGKILL)
                killed += 1
    said, told = study.communicate(timeout=PATIENT_SECONDS)
    assert study.returncode == 0, told
    assert killed, "the study ended before a worker could be killed"
    assert json.loads(said)["complete"]
    for name in ("answers.json", "outcomes.nc", "table.csv"):
        assert (tmp_path / name).read_bytes() == (whole / name).read_bytes(), name


@pytest.mark.parametrize("seconds", [0.5, 3.0, 10.0, 20.0])
def test_ctrl_c_ends_all_processes_and_keeps_what_is_finished(tmp_path, seconds):
    study = begun(*CASUS, *STUDY, "--draws", "100000", "--out", tmp_path, "--json", "--cluster", "local:2")
    time.sleep(seconds)
    os.killpg(study.pid, signal.SIGINT)  # as a terminal does: to all of them
    said, told = study.communicate(timeout=PATIENT_SECONDS)
    assert study.returncode == 130, told
    assert "Traceback" not in told
    assert not children(study.pid)
    if said:
        kept = json.loads(said)
        assert not kept["complete"]
        assert 0 < kept["draws"] < 100_000
    else:
        assert "interrupted; nothing was finished" in told
        assert not (tmp_path / "study.json").exists()


def test_workers_end_when_the_one_who_asked_is_killed(tmp_path):
    study = begun(*CASUS, *STUDY, "--draws", "100000", "--cluster", "local:2")
    wait_until(lambda: len(children(study.pid)) == 2)
    time.sleep(3.0)
    study.kill()
    study.communicate()
    wait_until(lambda: not children(study.pid), 30)


def test_a_scheduler_that_is_killed_is_told_of_and_leaves_no_study(tmp_path):
    at = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m"]
    scheduler = begun(*dask, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                      "--scheduler-file", at)  # fmt: skip
    wait_until(at.exists)
    time.sleep(0.5)
    url = json.loads(at.read_text())["address"]
    worker = begun(*dask, "distributed.cli.dask_worker", url, "--nworkers", "1", "--nthreads", "1", "--no-dashboard",
                   cwd=tmp_path)  # fmt: skip
    try:
        study = begun(*CASUS, *STUDY, "--draws", "100000", "--out", tmp_path / "out", "--cluster", url)
        time.sleep(15.0)
        scheduler.kill()
        _, told = study.communicate(timeout=PATIENT_SECONDS)
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.communicate()
    assert study.returncode == 2
    assert "the scheduler is lost" in told
    assert "Traceback" not in told
    assert not (tmp_path / "out" / "study.json").exists()
