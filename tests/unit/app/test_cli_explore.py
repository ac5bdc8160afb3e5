"""`casus explore`: tables, JSON, files, and refusals in words."""

from __future__ import annotations

import json

import pytest
from in_process import run_in_process

FEW = ("--design", "tripwire", "--draws", "32", "--most", "2")


def run(*arguments):
    return run_in_process(["casus", "explore", "tutorial", *map(str, arguments)])


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("explore") / "out"
    return run(*FEW, "--out", folder), folder


def test_tables_fit_and_say_what_the_numbers_are(shown):
    done, _ = shown
    assert done.returncode == 0
    for words in (
        "'held': the line holds to the horizon",
        "all_the_rest",
        "By subject",
        "By grade of evidence",
        "Mean with one factor at its ends",
        "within each law",
        "Where it fails",
        "how sure",
        "hides",
        "seed 1",
    ):
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_out_holds_answer_tables_and_charts(shown):
    _, out = shown
    files = {"explore.json", "indices.csv", "tornado.csv", "indices.png", "tornado.png"}
    assert {file.name for file in out.iterdir()} == files
    assert (out / "tornado.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads((out / "explore.json").read_text())["design"] == "tripwire"
    assert (out / "indices.csv").read_text().startswith("metric,design,attack,name,")


def test_json_is_one_object_that_repeats(shown):
    _, out = shown
    done = run(*FEW, "--json")
    found = json.loads(done.stdout)
    assert found.pop("seconds") >= 0.0
    assert found == json.loads((out / "explore.json").read_text())


def test_what_never_varies_is_said_in_words():
    done = run("--design", "memorandum", "--metric", "contact", "--draws", "32")
    assert done.returncode == 0
    assert "there is no variance to explain" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--design", "tripwir"), "did you mean 'tripwire'?"),
        ((*FEW, "--metric", "hold"), "unknown metric 'hold'"),
        ((*FEW, "--metric", "crisis_war"), "cannot be had here"),
        ((*FEW, "--metric", "contact_moved_km"), "does not arise in"),
    ],
)
def test_bad_input_exits_2_in_words(arguments, words):
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_interrupted_it_shows_what_is_finished_and_exits_130(monkeypatch):
    from casus.study.sensitivity import explore as module

    def stop(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "in_each_law", stop)
    done = run(*FEW)
    assert done.returncode == 130
    assert "PARTIAL" in done.stderr
    assert done.stdout.startswith("PARTIAL")
    assert "Sobol indices" in done.stdout
