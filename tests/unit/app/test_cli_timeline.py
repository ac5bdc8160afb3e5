"""`casus show SCENARIO --design D` as a user meets it: in words, played as a table, a chart and JSON, and refused in words."""

from __future__ import annotations

import json

import pytest
from in_process import run_in_process

import casus

DRAWS = ("--draws", "30")
TRIPWIRE = ("tutorial", "--design", "tripwire")


def run(*arguments):
    return run_in_process(["casus", "show", *map(str, arguments)])


def shown(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_design_of_a_scenario_is_shown_as_under_its_own_name():
    assert shown("ukraine", "--design", "forward-defence") == shown("forward-defence")
    assert json.loads(shown(*TRIPWIRE, "--json"))["id"] == "tripwire"


def test_the_table_is_that_of_the_study():
    said = json.loads(shown(*TRIPWIRE, "--timeline", "--json", *DRAWS))
    study = casus.compare("tutorial", designs=["tripwire"], attacks=["full"], draws=30)
    assert said == study.timeline("tripwire").as_json()
    assert said["attack"] == "full", "the heaviest"
    assert {one["nation"] for one in said["nations"]} == {"dorvan", "elmere", "farland", "gildern"}
    assert said["seed"] == 1


def test_attack_and_seed_are_taken():
    said = json.loads(shown(*TRIPWIRE, "--timeline", "--json", "--attack", "limited", "--seed", 7, *DRAWS))
    assert (said["attack"], said["seed"], said["draws"]) == ("limited", 7, 30)


def test_in_the_terminal():
    said = shown(*TRIPWIRE, "--timeline", *DRAWS)
    for stated in ("decides to fight", "mostly by", "brigades in the theatre", "Dorvan", "30 draws"):
        assert stated in said


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_chart_is_written_with_or_without_the_numbers(tmp_path, suffix):
    file = tmp_path / f"when.{suffix}"
    done = run(*TRIPWIRE, "--gantt", file, "--json", *DRAWS)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_size > 10_000
    assert f"wrote {file}" in done.stderr
    assert json.loads(done.stdout)["design"] == "tripwire"


def test_a_chart_alone_leaves_stdout_empty_and_makes_its_folder(tmp_path):
    file = tmp_path / "new" / "when.svg"
    assert shown("tutorial", "--design", "memorandum", "--gantt", file, *DRAWS) == ""
    assert "In no world do combat forces come" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("tutorial", "--gantt", "when.png"), "--gantt needs a design"),
        (("tutorial", "--timeline"), "--timeline needs a design"),
        (("tutorial", "--attack", "full"), "--attack needs a design"),
        ((*TRIPWIRE, "--attack", "full"), "--attack needs --timeline or --gantt"),
        (
            ("tutorial", "--design", "tripwir", "--timeline"),
            "unknown design 'tripwir'\n    hint: did you mean 'tripwire'?",
        ),
        ((*TRIPWIRE, "--timeline", "--attack", "ful"), "unknown attack 'ful'\n    hint: did you mean 'full'?"),
        (("tutorail", "--design", "tripwire", "--timeline"), "'tutorail' is no scenario"),
        (("tutorail", "--design", "tripwire"), "did you mean 'tutorial'?"),
        (("forward-defence", "--gantt", "when.png"), "'forward-defence' is no scenario"),
        ((*TRIPWIRE, "--gantt", "when.gif"), "allowed: .png, .svg"),
        ((*TRIPWIRE, "--gantt", "when"), "needs a suffix"),
        ((*TRIPWIRE, "--timeline", "--draws", "0"), "draws is 0"),
        ((*TRIPWIRE, "--timeline", "--seed", "-1"), "seed is -1"),
        ((*TRIPWIRE, "--timeline", "--map", "map.png"), "--map does not go with --design"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(arguments, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_everything_that_is_wrong_is_said_at_once():
    said = run("forward-defence", "--gantt", "when.png").stderr
    assert "is no scenario" in said
    assert "--gantt needs a design" in said


def test_a_file_that_cannot_be_written_is_refused_before_anything_is_played(tmp_path, monkeypatch):
    monkeypatch.setattr("casus.study.compare.play_study", lambda *_: pytest.fail("was played"))
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.png").mkdir()
    for file in (tmp_path / "file" / "when.png", tmp_path / "folder.png"):
        done = run(*TRIPWIRE, "--gantt", file, *DRAWS)
        assert done.returncode == 2
        assert f"{file if file.is_dir() else file.parent}: cannot be written" in done.stderr


def test_a_study_refuses_names_that_it_does_not_have():
    study = casus.compare("tutorial", designs=["tripwire"], attacks=["full"], draws=5)
    for names in (("tripwir",), ("memorandum",), ("tripwire", "probe")):
        with pytest.raises(casus.InputError, match="unknown"):
            study.timeline(*names)


def test_a_kept_study_has_the_same_timeline(tmp_path):
    study = casus.compare("tutorial", designs=["tripwire"], attacks=["full"], draws=20)
    study.save(tmp_path)
    assert casus.open_study(tmp_path).timeline("tripwire").as_json() == study.timeline("tripwire").as_json()
