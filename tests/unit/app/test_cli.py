"""The command line as a user meets it: contract, exit codes, refusals in words."""

from __future__ import annotations

import contextlib
import csv
import gc
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from in_process import run_in_process

import casus
from casus.app.cli import main
from casus.app.cli.main import COMMANDS
from casus.foundation.codes import LAWS

CASUS = [sys.executable, "-m", "casus.app.cli.main"]


def run(*arguments, cwd="."):
    with contextlib.chdir(cwd):
        return run_in_process(["casus", *map(str, arguments)])


def run_alone(*arguments, **environment):
    """The command in a process of its own, as users run it."""
    words, around = [*CASUS, *map(str, arguments)], {**os.environ, **environment}
    return subprocess.run(words, capture_output=True, text=True, check=False, env=around)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """A study of a process of its own, on one thread and with hashes of its own."""
    folder = tmp_path_factory.mktemp("study")
    done = run_alone(
        "compare",
        "tutorial",
        "--draws",
        30,
        "--json",
        "--csv",
        folder / "t.csv",
        "--out",
        folder / "out",
        NUMBA_NUM_THREADS="1",
        OPENBLAS_NUM_THREADS="1",
        PYTHONHASHSEED="77",
    )
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command):
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"casus {command}" in done.stdout.replace("Usage: casus " + command, "")


def test_compare_prints_one_json_object_with_the_contract(compared):
    _, found = compared
    assert set(found["designs"]) == {"memorandum", "consult-24h", "tripwire", "forward-defence"}
    assert {"draws", "seed", "version", "seconds"} <= set(found)
    assert found["draws"] == 30
    for design in found["designs"].values():
        assert {"p_held", "p_honoured", "movement_to_contact", "cost_meur_year", "feasibility"} <= set(design)
        assert {"p10", "p50", "p90"} <= set(design["contact_hours"])
        assert {"mean", "p05", "p50", "p95"} <= set(design["area_lost_km2"])
        assert set(design["by_attack"]) == {"grey", "probe", "limited", "full"}
        assert tuple(design["by_combat_model"]) == LAWS
        assert set(design["price_of_aggression"]["meur"]) == {"p05", "p50", "p95"}
        assert set(design["p_attack_10y"]) == {"price", "game", "reference"}


def test_out_holds_study_table_answers_and_pictures(compared):
    folder, found = compared
    out = folder / "out"
    assert json.loads((out / "answers.json").read_text())["designs"] == found["designs"]
    names = {file.name for file in out.iterdir()}
    assert {
        "study.json",
        "outcomes.nc",
        "table.csv",
        "held.png",
        "fronts-full.png",
        "price.png",
        "survival.png",
    } <= names
    with (folder / "t.csv").open() as stream:
        assert len(list(csv.DictReader(stream))) == 16


def test_replayed_here_it_has_the_same_bits_on_all_threads_and_from_python(compared):
    folder, _ = compared
    found = casus.replay(folder / "out")
    assert found.same_bits
    assert found.elsewhere == {}
    assert "price_meur" in found.outcomes.data


def test_a_saved_study_is_shown_without_rerunning(compared):
    folder, found = compared
    done = run("show", folder / "out", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["designs"] == found["designs"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("compare", "ukrane"), "did you mean 'ukraine'?"),
        (("compare", "tutorial", "--designs", "trip"), "did you mean 'tripwire'?"),
        (
            ("compare", "tutorial", "--draws", "0"),
            "draws is 0; here it must be 1 to 62,500",
        ),
        (("compare", "tutorial", "--out", "/dev/null/x"), "cannot be written"),
        (("compare", "tutorial", "--csv", "/dev/null/x.csv"), "cannot be written"),
        (("compare", "tutorial", "--threads", "9999"), "threads is 9999; this machine gives 1 to"),
        (("compare", "tutorial", "--drows", "5"), "--draws"),
        (("compar", "tutorial"), "did you mean 'compare'?"),
        (("show", "forward-defense"), "did you mean 'forward-defence'?"),
        (("evidence", "ground-lew"), "did you mean 'ground-law'?"),
        (("new", "Bad Name"), "is not a name"),
        (("show", "tutorial", "--map", "map.gif"), ".png"),
    ],
)
def test_bad_input_exits_with_2_and_words(arguments, says, tmp_path):
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_new_then_check_then_compare(tmp_path):
    assert run("new", "mine", cwd=tmp_path).returncode == 0
    assert "mine: sound" in run("check", "mine", cwd=tmp_path).stdout
    assert run("new", "mine", cwd=tmp_path).returncode == 2
    theatre = tmp_path / "mine" / "theatre.yaml"
    theatre.write_text(theatre.read_text().replace("terrain:", "terrian:", 1))
    done = run("check", "mine", "--json", cwd=tmp_path)
    assert done.returncode == 2
    problem = json.loads(done.stdout)["problems"][0]
    assert Path(problem["file"]).name == "theatre.yaml"
    assert problem["line"] > 1
    assert "terrain" in str(json.loads(done.stdout))


def test_check_accepts_every_shipped_scenario():
    from casus.flow.scenario.read import scenario_names

    assert scenario_names()
    for name in scenario_names():
        assert run("check", name).returncode == 0


def test_evidence_filters(tmp_path):
    every = json.loads(run("evidence", "--json").stdout)["entries"]
    graded = json.loads(run("evidence", "--grade", "A", "--json").stdout)["entries"]
    assert len(every) >= 120
    assert 0 < len(graded) < len(every)
    assert {entry["grade"] for entry in graded} == {"A"}
    shown = run("evidence", "decision-parliament-days").stdout
    assert "sources" in shown


def test_show_describes_each_kind_of_thing():
    assert "attack options" in run("show", "tutorial").stdout
    assert "posture" in run("show", "forward-defence").stdout
    pact = run("show", "consult-24h", "--as", "text").stdout
    assert "decide within 24 h" in pact
    assert "ground_law" in run("show", "ukraine", "--quantities").stdout


def test_without_lenses_a_comparison_plays_half_of_the_campaigns_and_draws_no_lens(tmp_path):
    done = run("compare", "tutorial", "--no-lenses", "--draws", "10", "--json", "--out", tmp_path)
    assert done.returncode == 0
    assert not {"price_of_aggression", "p_attack_10y"} & set(json.loads(done.stdout)["designs"]["tripwire"])
    names = {file.name for file in tmp_path.iterdir()}
    assert "fronts-full.png" in names
    assert not {"price.png", "survival.png"} & names


def test_dask_is_hidden_from_xarray_for_the_time_of_a_command_unless_workers_play(monkeypatch):
    monkeypatch.delitem(sys.modules, "dask", raising=False)
    monkeypatch.setattr(sys, "argv", ["casus", "show", "tutorial"])
    with main._without_dask():
        assert sys.modules["dask"] is None
    assert "dask" not in sys.modules
    monkeypatch.setattr(sys, "argv", ["casus", "compare", "tutorial", "--cluster=local:2"])
    with main._without_dask():
        assert "dask" not in sys.modules


def test_circles_are_looked_for_late_and_then_more_often():
    usual, others = gc.get_threshold(), [*gc.callbacks]
    gc.callbacks.clear()
    try:
        main._seldom_look_for_circles()
        assert gc.get_threshold()[0] == main.FIRST_COLLECT_AFTER > main.COLLECT_AFTER[0]
        gc.collect()
        assert gc.get_threshold() == main.COLLECT_AFTER
        assert not gc.callbacks
    finally:
        gc.set_threshold(*usual)
        gc.callbacks[:] = others


def test_interrupted_before_anything_is_finished_it_says_so_and_exits_with_130(monkeypatch):
    def stopped(name):
        raise KeyboardInterrupt

    import_module("casus.study.gap.gap")  # a module that is loaded meanwhile would keep what stands in for the reader
    monkeypatch.setattr("casus.flow.scenario.read.read_scenario", stopped)
    done = run_in_process(["casus", "gap", "tutorial", "--design", "tripwire"])
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip() == "interrupted; nothing was finished"
