"""`casus diff` as a user meets it: fields, rules of the linter, outcomes in the same worlds, refusals."""

from __future__ import annotations

import json
import math
import shutil

import pytest
from in_process import run_in_process

import casus
from casus.flow.metrics.pair import change_of_cost, changes
from casus.pacts.read import casebook_file

TUTORIAL = ("--scenario", "tutorial")
QUICK = (*TUTORIAL, "--draws", "20", "--attacks", "full")


def run(*arguments):
    return run_in_process(["casus", "diff", *map(str, arguments)])


def found(*arguments):
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def played():
    return found("memorandum", "tripwire", *QUICK)


def test_fields_that_differ_are_named_with_both_values():
    fields = {
        one["field"]: (one["a"], one["b"]) for one in found("budapest-1994", "north-atlantic-1949")["differences"]
    }
    assert fields["obligation.level"] == (1.0, 3.0)
    assert fields["parties.veto"] == (["russia"], None)
    assert "trigger.grey" not in fields, "both are silent"
    text = run("budapest-1994", "north-atlantic-1949").stdout
    assert "obligation.level" in text
    assert "No outcomes" in text


def test_rules_that_only_one_trips():
    only = found("budapest-1994", "north-atlantic-1949")["lint"]
    assert "budapest-1994" in {one["pact"] for one in only}
    tripped = {
        name: {one["rule"] for one in only if one["pact"] == name} for name in ("budapest-1994", "north-atlantic-1949")
    }
    assert not tripped["budapest-1994"] & tripped["north-atlantic-1949"]
    assert "P601" in tripped["budapest-1994"]


def test_designs_compare_posture_and_settlement(played):
    fields = {one["field"] for one in played["differences"]}
    assert "posture.in_place.1.brigades" in fields
    assert not {field for field in fields if field.startswith(("peacetime", "terms"))}, "they are read from the posture"


def test_two_designs_are_played_in_the_same_worlds(played):
    outcomes = played["outcomes"]
    assert outcomes["draws"] == 20
    assert set(outcomes["by_attack"]) == {"full"}
    for change in outcomes["by_attack"]["full"].values():
        assert set(change) == {"a", "b", "difference", "se", "worlds"}
    sent = outcomes["by_attack"]["full"]["p_combat_forces"]
    assert sent["a"] == 0 < sent["b"]
    assert sent["difference"] == pytest.approx(sent["b"] - sent["a"])
    assert outcomes["cost_meur_year"]["difference"] > 0


def test_the_numbers_are_those_of_the_study(played):
    study = casus.compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full"], draws=20, seed=1)
    table = study.table().set_index("design")
    full = played["outcomes"]["by_attack"]["full"]
    for measure, column in (("p_held", "p_held"), ("p_decided", "p_decided"), ("p_combat_forces", "p_combat")):
        assert full[measure]["a"] == pytest.approx(table.loc["memorandum", column])
        assert full[measure]["b"] == pytest.approx(table.loc["tripwire", column])
    assert full["p_held"]["difference"] == pytest.approx(table.loc["tripwire", "gain"])
    assert full["contact_hours"]["b"] == pytest.approx(table.loc["tripwire", "contact_hours_p50"])
    assert played["outcomes"]["cost_meur_year"]["b"] == pytest.approx(table.loc["tripwire", "cost_meur_year"], rel=1e-5)


def test_the_other_way_round_the_difference_changes_its_sign():
    study = casus.compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full", "probe"], draws=20)
    there, back = (changes(study.handoff, *pair) for pair in (("memorandum", "tripwire"), ("tripwire", "memorandum")))
    assert set(there) == {"full", "probe"}
    for attack in there:
        for one, other in zip(there[attack], back[attack], strict=True):
            assert one.worlds == other.worlds
            assert one.difference.value == -other.difference.value or math.isnan(one.difference.value)
    same = change_of_cost(study.handoff, "tripwire", "tripwire").difference
    assert (same.value, same.se) == (0.0, 0.0)


def test_the_text_shows_all_three_tables():
    text = run("memorandum", "tripwire", *QUICK).stdout
    assert (
        text.index("Fields that differ") < text.index("Rules that only one trips") < text.index("Outcomes in the same")
    )
    assert "troops sent" in text
    assert "20 draws, seed 1" in text


def test_the_play_can_be_left_out():
    done = found("memorandum", "tripwire", *TUTORIAL, "--no-play")
    assert done["outcomes"] is None
    assert done["not_played"] == "not asked for"


@pytest.mark.parametrize(
    ("pair", "why"),
    [
        (("budapest-1994", "tutorial/tripwire"), "budapest-1994: a text alone"),
        (("tutorial/tripwire", "ukraine/tripwire"), "different scenarios: tutorial and ukraine"),
        (("paris-2026", "ukraine/paris-2026"), "paris-2026: a text alone"),
    ],
)
def test_what_cannot_be_played_says_why(pair, why):
    assert why in found(*pair)["not_played"]


def test_identical_pacts_say_so(tmp_path):
    copy = tmp_path / "copy.yaml"
    shutil.copy(casebook_file("rio-1947"), copy)
    done = run("rio-1947", copy)
    assert done.returncode == 0
    assert "are the same, field by field" in " ".join(done.stdout.split())
    assert found("rio-1947", copy)["identical"] is True
    assert found("memorandum", "memorandum", *TUTORIAL)["outcomes"] is None


def test_all_bad_names_are_said_at_once():
    done = run("budapst-1994", "north-atlantc-1949")
    assert done.returncode == 2
    assert "did you mean 'budapest-1994'?" in done.stderr
    assert "did you mean 'north-atlantic-1949'?" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--attacks", "ful"), "did you mean 'full'?"),
        (("--draws", "0"), "draws is 0"),
        (("--seed", "-1"), "seed is -1"),
    ],
)
def test_bad_settings_are_refused(arguments, says):
    done = run("memorandum", "tripwire", *TUTORIAL, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
