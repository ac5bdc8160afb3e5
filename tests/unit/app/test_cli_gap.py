"""`casus gap`: tables, JSON, files, and refusals in words."""

from __future__ import annotations

import json

import pytest
from in_process import run_in_process

FEW = ("--design", "tripwire", "--draws", "20")


def run(*arguments):
    return run_in_process(["casus", "gap", "tutorial", *map(str, arguments)])


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gap") / "out"
    return run(*FEW, "--out", folder), folder


def test_tables_fit_and_say_what_the_numbers_are(shown):
    done, _ = shown
    assert done.returncode == 0
    for words in (
        "Help is in place before the line is lost in",
        "politics",
        "capacity",
        "day 90",
        "how sure",
        "hides",
        "seed 1",
    ):
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_out_holds_answer_tables_and_chart(shown):
    _, out = shown
    assert {file.name for file in out.iterdir()} == {"gap.json", "gap-causes.csv", "gap-days.csv", "gap.png"}
    assert (out / "gap.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads((out / "gap.json").read_text())["design"] == "tripwire"


def test_json_is_one_object_that_repeats(shown):
    _, out = shown
    done = run(*FEW, "--json")
    found = json.loads(done.stdout)
    assert found.pop("seconds") >= 0.0
    assert found == json.loads((out / "gap.json").read_text())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--design", "tripwir"), "did you mean 'tripwire'?"),
        ((*FEW, "--attack", "sideways"), "unknown attack 'sideways'"),
        ((*FEW, "--share", "2"), "share is 2; it must be above 0 and at most 1"),
    ],
)
def test_bad_input_exits_2_in_words(arguments, words):
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_interrupted_it_shows_what_is_finished_and_exits_130(monkeypatch):
    from casus.study.gap import gap as module

    def stop(asked, told):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "other_designs", stop)
    done = run("--design", "tripwire", "--draws", "3")
    assert done.returncode == 130
    assert "PARTIAL" in done.stderr
    assert done.stdout.startswith("PARTIAL")
    assert "Who comes first" in done.stdout
