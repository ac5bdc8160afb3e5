"""Coded crises: the file keeps its rule, codes move the lenses as they must, an empty record scores a half, bad files fail."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from casus.backtest.cases import run_case
from casus.backtest.crises import DATA, LEAST_AUC, RIVALS
from casus.backtest.crises_course import CHANCES, WANTS, judged, owed, places
from casus.backtest.crises_data import Situation, pact_of, read_situations
from casus.backtest.crises_lenses import Drawn, by_game, by_price, by_reference, drawn, kept_probabilities, seen
from casus.backtest.crises_recoded import QUIETER, quieter
from casus.backtest.ranking import auc, auc_interval, rank_correlation
from casus.backtest.scorecard import Scorecard, Settings
from casus.backtest.series import shipped
from casus.evidence.register import read_register
from casus.foundation.documents import read_document
from casus.foundation.errors import InputError
from casus.pacts.honour.terms import cases as known_calls
from casus.pacts.read import read_casebook

DRAWS = 6  # worlds for the whole card, games among them; what needs more asks for it
HELD = read_document(shipped(DATA)).data["cases"]
SITUATIONS = read_situations(shipped(DATA))
HAPPENED = np.array([float(case.attacked) for case in SITUATIONS])
LEVELS = {"local": ("low", "even", "high"), "want": ("limited", "major", "vital")}


@pytest.fixture(scope="module")
def worlds() -> Drawn:
    return drawn(200, 1)


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return run_case("crises", Settings(draws=DRAWS))


def named(id: str) -> Situation:
    return next(case for case in SITUATIONS if case.id == id)


def own(folder: Path, *rows: dict[str, Any]) -> Path:
    file = folder / "mine.yaml"
    file.write_text(yaml.safe_dump({"cases": list(rows)}, sort_keys=False), "utf-8")
    return file


# --- the record -------------------------------------------------------------------------------------------------------


def test_the_record_is_long_enough_and_every_row_has_a_source_and_a_reason():
    assert len(SITUATIONS) >= 12
    assert {case.source for case in SITUATIONS} <= set(read_register().sources)
    assert max(Counter(case.id for case in SITUATIONS).values()) == 1
    assert max(Counter(case.why for case in SITUATIONS).values()) == 1


def test_a_row_from_memory_says_so():
    sources = read_register().sources
    assert [case.id for case in SITUATIONS if case.status == "seen" and not sources[case.source].seen] == []
    assert any(case.status == "recalled" for case in SITUATIONS)


def test_attacks_and_their_absence_are_there_with_forces_and_without_and_in_the_base():
    groups = Counter((case.forces != "none", case.attacked) for case in SITUATIONS)
    assert set(groups) == {(True, True), (True, False), (False, True), (False, False)}
    assert {case.attacked for case in SITUATIONS if not case.guarantors} == {True, False}
    assert {case.years[1] < 1945 for case in SITUATIONS} == {True, False}


def test_a_call_that_is_left_out_is_in_the_casebook():
    events = {call.event for call in known_calls(read_casebook())}
    named_calls = {month for case in SITUATIONS for month in case.calls}
    assert named_calls
    assert named_calls <= events


def test_an_attack_ends_its_window_and_its_own_call_is_left_out():
    own_call = {"belgium-1914", "poland-1939", "rhineland-1936", "ukraine-2014", "ukraine-2022", "armenia-2022"}
    assert all(any(month.startswith(str(named(id).years[1])) for month in named(id).calls) for id in own_call)


# --- codes and lenses -------------------------------------------------------------------------------------------------


def test_levels_are_in_order_and_do_not_leave_a_probability():
    for levels in (CHANCES, WANTS):
        lows, highs = zip(*levels.values(), strict=True)
        assert list(lows) == sorted(lows)
        assert list(highs) == sorted(highs)
    assert all(0.0 <= low < high <= 1.0 for low, high in CHANCES.values())


def test_a_promise_of_talks_brings_nobody_and_one_of_forces_all():
    assert owed(named("ukraine-2022")) == (0.0, 0.0)
    assert owed(named("korea-1950")) == (1.0, 0.0)
    assert owed(named("west-germany-1990")) == (1.0, 1.0)
    assert owed(named("kuwait-1990")) == (0.0, 0.0)


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case.id)
def test_help_never_makes_the_attack_succeed_more_often(case):
    course = judged(case, 0.5, places(50, 1))
    assert (course.kept.broken <= course.backed.broken).all()
    assert (course.backed.broken <= course.alone.broken).all()
    assert all((field >= 0.0).all() for field in (*course.alone, *course.kept))


@pytest.mark.parametrize("code", LEVELS)
@pytest.mark.parametrize("id", ["belgium-1914", "west-germany-1990", "kuwait-1990", "taiwan-2026"])
def test_the_price_sees_more_danger_in_a_higher_level(code, id, worlds):
    rows = [named(id).model_copy(update={code: level}) for level in LEVELS[code]]
    chance = by_price(rows, kept_probabilities(rows), worlds)
    assert (np.diff(chance) >= 0.0).all()
    assert chance[0] < chance[-1]


def test_a_promise_kept_for_sure_deters_more_where_help_matters(worlds):
    row = [named("west-germany-1990")]
    chance = [float(by_price(row, [q], worlds)[0]) for q in (0.0, 0.5, 1.0)]
    assert chance[0] > chance[1] > chance[2]


def test_the_same_codes_give_the_same_chance(worlds):
    twins = [named("georgia-2008"), named("georgia-2008").model_copy(update={"id": "elsewhere-2008"})]
    kept = kept_probabilities(twins)
    assert kept == [0.0, 0.0]
    for chance in (by_price(twins, kept, worlds), by_game(twins, kept, worlds).chance, by_reference(twins, worlds)):
        assert chance[0] == chance[1]


def test_no_case_foretells_itself():
    armenia = named("armenia-2022")
    blind, told = kept_probabilities([armenia, armenia.model_copy(update={"calls": ()})])
    assert blind > told, "its promise was broken; who knows that expects less of it"


def test_the_reference_class_sees_no_pact_where_the_aggressor_sits_at_the_table():
    assert not seen(named("ukraine-2014")).defence
    assert seen(named("ukraine-2014")).aggressor_consents
    assert seen(named("west-germany-1990")).defence
    assert not seen(named("kuwait-1990")).defence
    assert pact_of(named("kuwait-1990")).obligation.level == 0.0


# --- the score --------------------------------------------------------------------------------------------------------


def test_the_card_has_every_situation_by_every_lens(card):
    assert {(row["case"], row["lens"]) for row in card.rows} == {
        (case.id, lens) for case in SITUATIONS for lens in RIVALS
    }
    assert all(0.0 <= row["chance"] <= 1.0 for row in card.rows)
    assert card.n == len(SITUATIONS)
    for lens in RIVALS:
        chance = np.array([row["chance"] for row in card.rows if row["lens"] == lens])
        assert card.score[f"auc_{lens}"] == pytest.approx(auc(chance, HAPPENED), abs=0.02)
        assert card.score[f"auc_{lens}_case_low"] <= card.score[f"auc_{lens}"] <= card.score[f"auc_{lens}_case_high"]
    assert card.score["game_solved_share"] > 0.9


def test_the_bars_are_those_of_the_page(card):
    assert LEAST_AUC == 0.65
    assert [bar.low for bar in card.bars] == [0.65] * 3 + [0.0] * 3


def test_shuffled_outcomes_score_a_half(card):
    rng = np.random.default_rng(1)
    for lens in RIVALS:
        chance = np.array([row["chance"] for row in card.rows if row["lens"] == lens])
        scores = [auc(chance, rng.permutation(HAPPENED)) for _ in range(400)]
        assert np.mean(scores) == pytest.approx(0.5, abs=0.025)


def test_an_empty_ranking_reaches_the_bar_in_about_one_record_of_twelve():
    rng = np.random.default_rng(1)
    reached = np.mean([auc(rng.random(len(HAPPENED)), HAPPENED) >= LEAST_AUC for _ in range(4000)])
    assert reached == pytest.approx(1 / 12, abs=0.02)


def test_turned_outcomes_turn_the_score():
    chance = np.random.default_rng(1).random(len(HAPPENED))
    assert auc(chance, HAPPENED) + auc(chance, 1.0 - HAPPENED) == pytest.approx(1.0)
    assert auc(np.ones(len(HAPPENED)), HAPPENED) == 0.5
    assert np.isnan(auc(chance, np.ones(len(HAPPENED))))


def test_fewer_independent_cases_give_a_wider_interval():
    chance = np.repeat(np.arange(8.0), 8)
    happened = np.repeat([0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0], 8)
    narrow = auc_interval(chance, happened, [str(place) for place in range(64)])
    wide = auc_interval(chance, happened, [str(place // 8) for place in range(64)])
    assert wide[1] - wide[0] > 1.5 * (narrow[1] - narrow[0])
    assert rank_correlation(chance, chance**3) == pytest.approx(1.0)
    assert np.isnan(rank_correlation(chance, np.ones(64)))


def test_recoding_against_hindsight_touches_the_attacked_alone():
    moved = quieter(SITUATIONS, QUIETER)
    for before, after in zip(SITUATIONS, moved, strict=True):
        assert before.attacked or after == before
    assert any(after != before for before, after in zip(SITUATIONS, moved, strict=True))


# --- files of a user's own --------------------------------------------------------------------------------------------


def broken(folder: Path, **fields: Any) -> str:
    rows = [dict(row) for row in HELD[:3]]
    rows[1] |= fields
    with pytest.raises(InputError) as caught:
        run_case("crises", Settings(data=own(folder, *rows), draws=DRAWS))
    return str(caught.value)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"local": "hihg"}, "hihg"),
        ({"attacked": "perhaps"}, "attacked"),
        ({"years": [1926, 1945]}, "a window runs forward and is ten years at most"),
        ({"guarantors": []}, "guarantors and a pact go together"),
        ({"pact": {"form": "treaty"}}, "give either an instrument of the casebook, or form and level"),
        ({"force": "heavy"}, "force"),
    ],
)
def test_a_bad_row_is_named_with_line_and_column(fields, says, tmp_path):
    said = broken(tmp_path, **fields)
    assert says in said
    place = next(line for line in said.splitlines() if "mine.yaml:" in line).split("mine.yaml:")[1].split(":")
    assert int(place[0]) > 1
    assert int(place[1]) >= 1


def test_an_unknown_instrument_is_refused_with_the_nearest(tmp_path):
    assert "locarno-1925" in broken(tmp_path, pact={"instrument": "locarno-1952"})
