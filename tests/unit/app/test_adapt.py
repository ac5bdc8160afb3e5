"""`casus adapt`: sentences, tables, JSON, files, and refusals in words."""

from __future__ import annotations

import json

import pytest
from few_signposts import few_signposts
from in_process import run_in_process

FEW = ("--design", "tripwire", "--to", "forward-defence", "--draws", "60")


def run(*arguments):
    return run_in_process(["casus", "adapt", "tutorial", *map(str, arguments)])


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return few_signposts(tmp_path_factory.mktemp("signposts"))


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("adapt") / "out"
    return run(*FEW, "--out", folder), folder


def test_tables_fit_and_say_what_the_numbers_are(shown):
    done, _ = shown
    assert done.returncode == 0
    for words in (
        "As it is, the line holds",
        "Whoever knew everything",
        "Strengthen into forward-defence where",
        "how sure",
        "hides",
        "seed 1",
    ):
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_out_holds_answer_tables_and_chart(shown):
    _, out = shown
    assert {file.name for file in out.iterdir()} == {
        "adapt.json",
        "adapt-policies.csv",
        "adapt-designs.csv",
        "adapt.png",
    }
    assert (out / "adapt.png").read_bytes().startswith(b"\x89PNG")


def test_json_is_one_object_that_repeats(shown):
    _, out = shown
    found = json.loads(run(*FEW, "--json").stdout)
    assert found.pop("seconds") >= 0.0
    assert found == json.loads((out / "adapt.json").read_text())


def test_tables_fit_where_many_designs_are_tried(few):
    done = run("--design", "consult-24h", "--draws", "60", "--signposts", few)
    assert done.returncode == 0
    assert "Designs that it could be strengthened into" in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--design", "tripwir"), "did you mean 'tripwire'?"),
        ((*FEW, "--metric", "hold"), "did you mean 'held'?"),
        ((*FEW, "--signposts", "nowhere.yaml"), "cannot be read"),
        ((*FEW, "--budget", "-1"), "the budget is -1; it must be a number above 0"),
    ],
)
def test_what_will_not_do_is_refused(arguments, words):
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
