"""`casus dropout`: the leader first, tables, JSON, files, and refusals in words."""

from __future__ import annotations

import json

import pytest
from in_process import run_in_process

FEW = ("--design", "tripwire", "--draws", "20")


def run(*arguments):
    return run_in_process(["casus", "dropout", "tutorial", *map(str, arguments)])


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dropout") / "out"
    return run(*FEW, "--out", folder), folder


def test_the_leader_comes_first(shown):
    done, _ = shown
    assert done.returncode == 0
    assert done.stdout.startswith("If the leader, Dorvan, stays out: p_held ")


def test_where_the_pact_names_no_lead_it_is_said():
    done = run("--design", "consult-24h", "--draws", "5")
    assert done.stdout.startswith("If the largest contributor (the pact names no lead), ")


def test_never_joined_says_who_leads_instead():
    done = run(*FEW, "--how", "never-joined", "--up-to", "1")
    assert " had never joined, with " in done.stdout.splitlines()[0]


def test_tables_fit_and_say_what_the_numbers_are(shown):
    done, _ = shown
    for words in ("Shapley", "only with", "beyond the sum", "Redundant", "how sure", "hides", "seed 1"):
        assert words in done.stdout
    assert max(len(line.rstrip()) for line in done.stdout.splitlines()) <= 112


def test_out_holds_answer_tables_and_chart(shown):
    _, out = shown
    names = {file.name for file in out.iterdir()}
    assert names == {"dropout.json", "dropout-guarantors.csv", "dropout-sets.csv", "dropout.png"}
    assert (out / "dropout.png").read_bytes().startswith(b"\x89PNG")


def test_json_is_one_object_that_repeats(shown):
    _, out = shown
    found = json.loads(run(*FEW, "--json").stdout)
    assert found.pop("seconds") >= 0.0
    assert found == json.loads((out / "dropout.json").read_text())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--design", "tripwir"), "did you mean 'tripwire'?"),
        ((*FEW, "--up-to", "0"), "up to 0 guarantors absent; it must be at least 1"),
        ((*FEW, "--how", "never-join"), "did you mean 'never-joined'?"),
    ],
)
def test_bad_input_exits_2_in_words(arguments, words):
    done = run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
