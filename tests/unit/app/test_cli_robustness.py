"""`casus robustness`: tables, JSON, files, a saved study without playing, and refusals in words."""

from __future__ import annotations

import json
from functools import partial

import pytest
from in_process import run_in_process

from casus.study.compare import compare

DRAWS = 60


def run(*arguments):
    return run_in_process(["casus", "robustness", *map(str, arguments)])


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return compare("tutorial", draws=DRAWS, seed=2, lenses=False).save(tmp_path_factory.mktemp("study") / "saved")


@pytest.fixture(scope="module")
def shown(saved, tmp_path_factory):
    folder = tmp_path_factory.mktemp("robustness") / "out"
    return run(saved, "--out", folder), folder


def test_tables_fit_and_say_how_firm_it_is(shown):
    done, _ = shown
    assert done.returncode == 0
    for words in ("Best by this metric:", "Its lead over the next", "It costs", "regret", "Ranks", "What would reverse it",
                  "Kendall's W", "Knowing everything first", "how sure", "hides", "seed 2"):  # fmt: skip
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_out_holds_answer_tables_and_charts(shown):
    _, out = shown
    names = {
        "robustness.json",
        "regret.csv",
        "ranks.csv",
        "information.csv",
        "reversal.csv",
        "ranks.png",
        "information.png",
    }
    assert {file.name for file in out.iterdir()} == names
    for picture in ("ranks.png", "information.png"):
        assert (out / picture).read_bytes().startswith(b"\x89PNG")


def test_a_scenario_played_gives_what_its_saved_study_gives(shown, monkeypatch):
    _, out = shown
    monkeypatch.setattr("casus.study.compare.compare", partial(compare, lenses=False))
    done = run("tutorial", "--draws", DRAWS, "--seed", 2, "--json")
    found = json.loads(done.stdout)
    assert found.pop("seconds") >= 0.0
    assert found == json.loads((out / "robustness.json").read_text())


def test_what_is_required_is_shown(saved):
    done = run(saved, "--require", "held@full", "--require", "cost_meur_year<=2000", "--designs", "tripwire,memorandum")
    assert "cost_meur_year <= 2,000" in done.stdout
    assert "forward-defence" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--metric", "helt"), "did you mean 'held'?"),
        (("--draws", 10), "--draws: a saved study has its own worlds"),
        (("--grades", "--seed", 3), "--seed, --grades: a saved study has its own worlds"),
    ],
)
def test_bad_input_is_refused_in_words(saved, arguments, words):
    done = run(saved, *arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_an_unknown_scenario_is_refused():
    done = run("tutorialx")
    assert done.returncode == 2
    assert "tutorial" in done.stderr


def test_an_interruption_of_the_grades_keeps_the_rest_and_says_so(monkeypatch):
    def stopped(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("casus.study.compare.compare", partial(compare, lenses=False))
    monkeypatch.setattr("casus.study.robustness.resting.resting", stopped)
    done = run("tutorial", "--draws", DRAWS, "--designs", "memorandum,tripwire", "--grades", "--json")
    assert done.returncode == 130
    assert json.loads(done.stdout)["complete"] is False
