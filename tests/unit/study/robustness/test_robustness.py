"""The answer about robustness: read off a study, the same in its tables and its JSON, and what is refused in words."""

from __future__ import annotations

import json
from contextlib import suppress
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.handoffs import Outcomes
from casus.foundation.errors import InputError
from casus.study.compare import compare
from casus.study.robustness.grades import KINDS
from casus.study.robustness.requirements import requirements_of
from casus.study.robustness.resting import resting
from casus.study.robustness.robustness import robustness
from casus.study.robustness.words import headline

DRAWS = 120


def with_lenses(study):
    """The study, with lenses made up for the test, which take long to play: price and survival fall with depth."""
    data = study.outcomes
    chance = data["max_depth_km"] / data["max_depth_km"].max()
    alike = ["memorandum", "consult-24h"]
    survival = (1.0 - 0.5 * chance.max("attack")).expand_dims(year=[0.0, 10.0], axis=-1)
    lensed = data.assign(
        price_meur=1e6 * (1.5 - chance),
        attack_probability=chance,
        challenge_in_time_probability=chance.isel(draw=slice(24)).rename(draw="game_world"),
        survival=survival.where(~data["design"].isin(alike), 0.8),
    )
    handoff = Outcomes(lensed)
    return SimpleNamespace(
        handoff=handoff, outcomes=lensed, provenance=study.provenance, complete=True, table=study.table
    )


@pytest.fixture(scope="module")
def study():
    return with_lenses(compare("tutorial", draws=DRAWS, seed=3, lenses=False))


@pytest.fixture(scope="module")
def found(study):
    return robustness(study)


def test_the_recommendation_is_the_best_of_the_table(study, found):
    table = study.table()
    held = table[table.attack == "full"].set_index("design")["p_held"]
    rows = {row["design"]: row for row in found.rows()}
    assert held[found.recommended] == held.max()
    assert {design: row["mean"] for design, row in rows.items()} == pytest.approx(held.to_dict(), rel=1e-5)
    assert [row["mean"] for row in found.rows()] == sorted((row["mean"] for row in found.rows()), reverse=True)


def test_everything_is_worth_the_mean_regret_of_the_best(found):
    assert found.information.everything == pytest.approx(found.regret.mean[found.best.best])
    assert found.facts()[0]["factor"] == "everything"


def test_splits_are_of_all_worlds_or_by_other_measures(found):
    names = [split.name for split in found.splits]
    assert {"honour_prior_family", "ground_law", "attack", "lens"} <= set(names)
    assert "reference_specification" not in names  # no campaign reads it
    for split in found.splits:
        assert split.ranks.shape == (len(split.groups), len(found.designs))
        assert np.allclose(split.ranks.sum(axis=1), len(found.designs) * (len(found.designs) + 1) / 2)
        assert not split.of_worlds or sum(split.worlds) <= DRAWS


def test_every_rival_has_a_row_and_every_impossible_one_is_never_better(found):
    rows = found.changes()
    assert {row["rival"] for row in rows} == set(found.designs) - {found.recommended}
    for row in rows:
        assert row["lead"] >= 0.0
        assert row["possible"] == (row["rival_better_share"] > 0.0 and row["lead"] > 0.0)


def test_json_is_plain_and_complete(study, found):
    told = json.loads(json.dumps(found.as_json(), allow_nan=False))
    assert set(told["designs"]) == set(found.designs)
    assert (told["metric"], told["attack"], told["seed"], told["complete"]) == ("held", "full", 3, True)
    assert set(told["reservations"]) == {"confidence", "alternative", "hides"}
    assert sum(sum(one["rank_probability"]) for one in told["designs"].values()) == pytest.approx(len(found.designs))
    assert told == json.loads(json.dumps(robustness(study).as_json()))


@pytest.mark.parametrize(
    ("metric", "attack", "lens"),
    [("depth_km", "probe", None), ("lost_day", None, None), ("decision_hours", None, None), ("cost_meur_year", None, None),
     ("price_of_aggression", None, None), ("attack_10y", None, "reference"), ("attack_10y", None, "game")],
)  # fmt: skip
def test_any_metric_with_a_better_way_can_be_asked_for(study, metric, attack, lens):
    found = robustness(study, metric, attack, lens)
    best = found.of.values[found.best.best].mean()
    means = found.of.values.mean(axis=1)
    assert best == pytest.approx(means.max() if found.of.metric.better == "higher" else means.min())
    assert np.isfinite(found.of.values).all()
    assert all(headline(found))
    json.dumps(found.as_json(), allow_nan=False)
    if metric == "lost_day":
        assert found.of.never_counts_as == 90.0
        assert any("never comes counts as 90" in text for text in found.reservations.hides)
    if lens == "reference":
        assert found.split("reference_specification") is not None


def test_designs_that_are_the_same_in_every_world_are_named(study):
    found = robustness(study, "guarantor_lost", designs=["memorandum", "tripwire"])
    assert found.recommended == "memorandum"
    twins = robustness(study, "attack_10y", lens="reference", designs=["memorandum", "consult-24h"])
    assert twins.ties == ("consult-24h",)
    assert "same in every world" in headline(twins)[0]
    assert "nothing to rank" in twins.reservations.confidence


def test_what_is_asked_jointly_is_met_no_more_often_than_each(study):
    found = robustness(study, require=["held@full", "held@probe", "cost_meur_year<=1000"])
    for each, jointly in zip(found.enough.each, found.enough.jointly, strict=True):
        assert jointly.value <= min(share.value for share in each)
        assert jointly.value >= sum(share.value for share in each) - 2.0 - 1e-9
    assert found.enough.jointly[found.of.place("forward-defence")].value == 0.0  # it costs more
    threshold = robustness(study, "depth_km", threshold=20.0)
    deep = threshold.of.values[0] <= 20.0
    assert threshold.enough.meets[0].value == pytest.approx(deep.mean())


def test_what_does_not_arise_is_not_met(study):
    found = robustness(
        study, designs=["memorandum", "tripwire"], require=["contact_moved_km < 1000", "contact_moved_km >= 0"]
    )
    contact = np.isfinite(study.outcomes["contact_day"].sel(design="tripwire", attack="full").values).mean()
    assert [share.value for share in found.enough.each[0]] == [0.0, 0.0]  # nobody comes under a memorandum
    assert [share.value for share in found.enough.each[1]] == pytest.approx([contact, contact])


def test_worlds_are_halved_at_the_median_of_what_explains_the_lead(study):
    found = robustness(study, "cost_meur_year", designs=["tripwire", "forward-defence"])
    halves = [split for split in found.splits if split.groups[0].startswith("below")]
    assert halves
    assert all(split.worlds == (DRAWS // 2, DRAWS // 2) for split in halves)


def test_another_seed_is_a_split_of_its_own(study):
    other = compare("tutorial", draws=60, seed=4, lenses=False)
    found = robustness(study, second=other)
    assert found.split("seed").groups == ("seed 3", "seed 4")
    assert found.split("seed").worlds == (DRAWS, 60)
    with pytest.raises(InputError, match="both studies are of seed 3"):
        robustness(study, second=study)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"metric": "helt"}, "did you mean 'held'?"),
        ({"metric": "combat"}, "is neither better nor worse when higher"),
        ({"metric": "crisis_war"}, "one number for a typical world"),
        ({"attack": "sideways"}, "unknown attack 'sideways'"),
        ({"metric": "attack_10y", "lens": "prise"}, "did you mean 'price'?"),
        ({"designs": ["tripwire"]}, "only 1 design is there to compare"),
        ({"designs": ["tripwir"]}, "did you mean 'tripwire'?"),
        ({"metric": "feasible_share"}, "leave designs out with --designs"),
        ({"require": ["held@ful"]}, "did you mean 'full'?"),
        ({"require": ["depth_km"]}, "needs a bound"),
        ({"require": ["depth_km < ten"]}, "'ten' is not a number"),
        ({"require": ["held@full and held@probe", "helt"]}, "unknown metric 'helt'"),
        ({"require": ["cost_meur_year@full<3"]}, "is read at no attack"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(study, asked, words):
    with pytest.raises(InputError) as refused:
        robustness(study, **asked)
    assert words in str(refused.value)


def test_what_results_rest_on_is_shown_for_each_design(study):
    ids = ["memorandum", "tripwire"]
    rests = resting("tutorial", ids, draws=64, seed=3)
    told = robustness(study, designs=ids, rests=rests).as_json()["designs"]
    for design in ids:
        for kind in KINDS:
            low, high = told[design]["rests_on"][kind]["interval"]
            assert -1e-9 <= low <= told[design]["rests_on"][kind]["total"] <= high
    assert sum(rests["tripwire"].total) > 0.9  # totals count what is shared more than once
    assert all(np.isnan(resting("tutorial", ["memorandum"], "guarantor_lost", draws=32)["memorandum"].total))


@pytest.mark.parametrize(
    ("metric", "words"),
    [
        ("price_of_aggression", "its indices cannot be had here"),
        ("attack_10y", "reference lens alone"),
        ("hel", "did you mean 'held'?"),
    ],
)
def test_grades_of_what_needs_the_lenses_are_refused(metric, words):
    with pytest.raises(InputError) as refused:
        resting("tutorial", ["memorandum"], metric, draws=32)
    assert words in str(refused.value)


@settings(max_examples=60)
@given(st.text(st.sampled_from("held@full<>=10. cost_meur_year-nai'\"()_\n"), max_size=25))
def test_no_text_of_a_requirement_breaks_the_reader(study, text):
    with suppress(InputError):
        assert np.isfinite(requirements_of(study.handoff, [text])[0].bound)


def test_variants_are_compared_only_where_they_are_named():
    names = ["memorandum", "consult-24h", "consult-24h-each"]
    study = compare("ukraine", designs=names, attacks=["limited"], draws=40, lenses=False)
    assert set(robustness(study).designs) == {"memorandum", "consult-24h"}
    assert set(robustness(study, designs=names).designs) == set(names)
