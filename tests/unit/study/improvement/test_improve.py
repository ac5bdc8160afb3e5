"""An improvement of the tutorial's designs: what it keeps, what it says of itself, what it refuses."""

from __future__ import annotations

import csv
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from casus.app.cli.main import casus as cli
from casus.flow.metrics.measure import Z95, Difference
from casus.flow.scenario.read import read_scenario, scenario_names
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.write import design_yaml, write_scenario_with
from casus.flow.views.picture import save_picture
from casus.foundation.documents import parse_document
from casus.foundation.errors import InputError, StoreError
from casus.foundation.validation import validate_document
from casus.study.improvement.draw import draw_improvement, improvement_table
from casus.study.improvement.improve import improve
from casus.study.improvement.prune import prune, rebuilt
from casus.study.vary.change import Change
from casus.study.vary.parts import content, with_posture

FEW = {"draws": 160, "price_draws": 10, "steps": 2}
OPTIONS = ("--draws", "160", "--price-draws", "10", "--steps", "2")


def run(*arguments):
    return CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)


@pytest.fixture(scope="module")
def found():
    return improve("tutorial", "tripwire", 600.0, **FEW)


def test_it_stays_within_the_budget_and_keeps_what_gains(found):
    assert found.gains
    assert found.complete
    assert found.after.added_meur.p50 <= 600.0
    assert found.after.held.value > found.before.held.value
    assert found.whole.value == pytest.approx(found.after.held.value - found.before.held.value)
    assert all(one.loss.value > Z95 * one.loss.se for one in found.taken)


def test_the_sequence_is_what_makes_the_design(found):
    base = read_scenario("tutorial").design("tripwire")
    assert content(found.improved) == content(rebuilt(base, [one.change for one in found.taken]))
    assert found.taken[-1].after.held == found.after.held
    assert [one.after.added_meur.p50 for one in found.taken] == sorted(one.after.added_meur.p50 for one in found.taken)
    assert found.improved.id == "tripwire-improved"


def test_free_changes_are_listed_first_and_both_gains_stand_beside_each(found):
    free = [one.free for one in found.marginal]
    assert free == sorted(free, reverse=True)
    assert all(one.price_meur is not None and math.isfinite(one.held.value) for one in found.marginal)
    assert all(math.isnan(one.per_beur(one.held)) for one in found.marginal if one.free)
    assert {row["step"] for row in found.rows()} >= {1, 2}
    assert sum(row["taken"] for row in found.rows()) == len(found.taken) + len(found.dropped)


def test_clauses_that_no_campaign_reads_gain_nothing_and_are_named(found):
    silent = [one for one in found.marginal if one.unread]
    assert silent
    assert all(one.held == Difference(0.0, 0.0) for one in silent)
    assert all(one.change.rule in " ".join(found.reservations.hides) for one in silent if one.change.rule)


def test_the_command_says_the_same_keeps_its_files_and_the_new_design_is_ready(found, tmp_path):
    done = run("improve", "tutorial", "--design", "tripwire", "--budget", "600", *OPTIONS, "--out", tmp_path, "--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert told.pop("seconds") > 0
    assert told == json.loads(json.dumps(found.as_json()))
    assert json.loads((tmp_path / "improvement.json").read_text())["taken"] == told["taken"]
    rows = list(csv.DictReader((tmp_path / "improvement.csv").open()))
    assert [row["change"] for row in rows] == [row["change"] for row in found.rows()]
    assert (tmp_path / "improvement.png").is_file()
    assert run("check", tmp_path / "tutorial").exit_code == 0
    assert "tripwire-improved" in run("show", tmp_path / "tutorial", "--design", "tripwire-improved").output


def test_json_is_plain_and_whole(found):
    told = json.loads(json.dumps(found.as_json()))
    assert {
        "design",
        "attack",
        "budget_meur_year",
        "before",
        "after",
        "taken",
        "marginal",
        "reservations",
        "seed",
    } <= set(told)
    assert told["for"] == "held"
    assert validate_document(parse_document(json.dumps(told["improved"]).encode(), Path("improved.yaml")), Design)


def test_reservations_carry_the_numbers_of_the_answer(found):
    of = found.reservations
    assert f"{found.whole.value:+.3f}" in of.confidence
    assert f"{found.fresh.value:+.3f}" in of.confidence
    assert "move" in of.alternative
    assert any(found.taken[0].change.asks in hidden for hidden in of.hides)


def test_for_the_price_it_takes_what_raises_the_price():
    found = improve("tutorial", "tripwire", 300.0, aim="price", draws=40, price_draws=40, steps=1)
    assert found.aim == "price"
    assert found.after.added_meur.p50 <= 300.0
    assert all(one.gain.value > 0.0 for one in found.taken)
    assert found.taken
    assert found.after.price.meur.p50 >= found.before.price.meur.p50


def test_the_chart_shows_every_change_and_those_taken_in_order(found, tmp_path):
    rows = improvement_table(found)
    assert [row["order"] for row in rows if row["order"]] == list(range(1, len(found.taken) + 1))
    assert {one.change.id for one in found.marginal} <= {row["change"] for row in rows}
    assert save_picture(draw_improvement(found), tmp_path / "chart.png").stat().st_size > 10_000


def test_an_interruption_keeps_what_is_finished():
    played = []

    def stop(what):
        played.append(what)
        if len(played) == 34:
            raise KeyboardInterrupt

    found = improve("tutorial", "tripwire", 600.0, progress=stop, **FEW)
    assert not found.complete
    assert found.fresh is None
    assert all(one.loss is None for one in found.taken)


@pytest.mark.parametrize("budget", [0.0, -5.0, math.nan, math.inf])
def test_a_budget_that_is_none_is_refused_with_its_unit(budget):
    with pytest.raises(InputError, match=r"the budget is .*; it must be a number above 0, in million euro a year"):
        improve("tutorial", "tripwire", budget)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"design": "tripwir"}, "unknown design 'tripwir'"),
        ({"attack": "fulll"}, "unknown attack 'fulll'"),
        ({"aim": "prize"}, "unknown aim 'prize'"),
        ({"steps": 0}, "steps is 0"),
        ({"price_draws": 1}, "price draws is 1"),
        ({"draws": 0}, "draws is 0"),
    ],
)
def test_what_will_not_do_is_named(wrong, says):
    asked = {"scenario": "tutorial", "design": "tripwire", "budget_meur_year": 100.0} | wrong
    with pytest.raises(InputError, match=says):
        improve(**asked)


# --- dropping what is not needed --------------------------------------------------------------------------------------


def _arms(number):
    def more(design):
        return with_posture(design, arms_meur_year=design.posture.arms_meur_year + number)

    return Change(f"arms-{number}", "arms", "more", "money", more)


def test_of_two_that_do_the_same_one_is_dropped():
    """Gain is a step: arms beyond 100 add nothing, so that either of two changes of 100 would do."""
    base = with_posture(read_scenario("tutorial").design("memorandum"), arms_meur_year=0.0)

    def gain(after, before):
        worth = [min(one.posture.arms_meur_year, 100.0) for one in (after, before)]
        return Difference(worth[0] - worth[1], 1.0)

    kept, dropped = prune(base, [_arms(100), _arms(100)], gain)
    assert [one.place for one in kept] == [0]
    assert [one.place for one in dropped] == [1]
    assert kept[0].loss.value == 100.0


def test_nothing_is_dropped_that_the_whole_needs():
    base = with_posture(read_scenario("tutorial").design("memorandum"), arms_meur_year=0.0)
    kept, dropped = prune(
        base, [_arms(100), _arms(30)], lambda a, b: Difference(a.posture.arms_meur_year - b.posture.arms_meur_year, 1.0)
    )
    assert len(kept) == 2
    assert dropped == ()


# --- the design as a file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", scenario_names())
def test_a_design_that_is_written_reads_as_it_was(name):
    for design in read_scenario(name).designs:
        text = design_yaml(design)
        assert validate_document(parse_document(text.encode(), Path("design.yaml")), Design) == design


def test_the_scenario_with_the_new_design_is_sound(found, tmp_path):
    folder = write_scenario_with(read_scenario("tutorial"), found.improved, tmp_path)
    again = read_scenario(str(folder))
    assert again.design("tripwire-improved") == found.improved
    assert write_scenario_with(read_scenario("tutorial"), found.improved, tmp_path) == folder


def test_nothing_is_written_over_the_scenario_or_over_what_is_none(found, tmp_path):
    folder = write_scenario_with(read_scenario("tutorial"), found.improved, tmp_path)
    with pytest.raises(StoreError, match="is the scenario itself"):
        write_scenario_with(read_scenario(str(folder)), found.improved, tmp_path)
    (tmp_path / "other" / "tutorial").mkdir(parents=True)
    with pytest.raises(StoreError, match="holds no scenario"):
        write_scenario_with(read_scenario("tutorial"), found.improved, tmp_path / "other")


def test_a_partial_answer_says_so(found, capsys):
    from casus.study.improvement.show import print_improvement

    print_improvement(replace(found, complete=False), None)
    shown = capsys.readouterr().out
    assert "PARTIAL" in shown
    assert max(len(line) for line in shown.splitlines()) <= 112
