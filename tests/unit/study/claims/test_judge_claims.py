"""Claims over a study: what is said of each, where it fails, what it rests on, and what cannot be tested."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from casus.flow.metrics.measure import share
from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError
from casus.study.claims.averages import resampled
from casus.study.claims.claims import check_ahead, judge_claims, try_hypotheses
from casus.study.claims.fails import courses, turning_halves
from casus.study.claims.leans import leanings
from casus.study.claims.read import claims_file
from casus.study.compare import compare
from casus.study.factors import factors_of

DRAWS = 150


@pytest.fixture(scope="module")
def study():
    return compare("tutorial", attacks=["full"], draws=DRAWS, seed=2)


@pytest.fixture(scope="module")
def found(study):
    return study.claims()


def one(study, text):
    (tested,) = try_hypotheses(study.handoff, [text]).claims
    return tested


def test_every_shipped_claim_gets_a_verdict_and_a_reason(found):
    assert len(found.claims) == 7
    for tested in found.claims:
        assert tested.verdict in {"supported", "contested", "refuted", "not testable"}
        assert tested.why
        assert tested.verdict == "not testable" or tested.fails_when or tested.no_conditions
    assert found.of("who-is-to-blame").why == "A study plays what would happen, and blames nobody."


def test_a_share_is_that_of_the_worlds(study):
    held = study.outcomes["held"].sel(design="tripwire", attack="full").values
    tested = one(study, "held(tripwire, full)")
    assert tested.holds == share(held > 0)
    assert one(study, "not held(tripwire, full)").holds_share == pytest.approx(1.0 - held.mean())


def test_a_condition_narrows_the_worlds(study):
    law = study.outcomes["law"].sel(design="tripwire", attack="full").values
    tested = one(study, "given drawn(ground_law) == positional2023: held(tripwire, full)")
    assert tested.worlds == (law == 5).sum()
    assert set(tested.by_law) == {"positional2023"}


def test_what_is_said_of_averages_is_resampled(study):
    tested = one(study, "probability(held(forward-defence, full)) > probability(held(memorandum, full))")
    held = study.outcomes["held"].sel(attack="full")
    gain = held.sel(design="forward-defence").values - held.sel(design="memorandum").values
    assert tested.about == "averages"
    assert tested.margin == pytest.approx(gain.mean())
    assert tested.margin_ci == pytest.approx(
        tuple(gain.mean() + z * gain.std() / math.sqrt(DRAWS) for z in (-1.96, 1.96)), abs=0.015
    )


def test_what_holds_for_one_law_alone_names_the_law(study):
    tested = one(study, "drawn(ground_law) == positional2023 or held(memorandum, full) and not held(memorandum, full)")
    (box, *_) = tested.fails_when
    assert "law of ground combat" in box.sentence
    assert box.density == 1.0
    assert tested.rests_on[0].evidence == "ground-law"
    assert sum(tested.grades.values()) == pytest.approx(1.0)


def test_what_happens_on_the_way_does_not_repeat_the_claim(study):
    factors = factors_of(study.handoff)
    added = {
        metric: set(courses(study.handoff, factors, [(metric, "tripwire", "full", None)]).names) - set(factors.names)
        for metric in ("held", "acted", "warning_days", "price_of_aggression")
    }
    assert added["held"] == {"course.warning_days", "course.acted_share", "course.combat_share"}
    assert added["acted"] == {"course.warning_days"}
    assert added["warning_days"] == {"course.acted_share", "course.combat_share"}
    assert added["price_of_aggression"] == set()
    two = courses(study.handoff, factors, [("held", "tripwire", "full", None), ("held", "memorandum", "full", None)])
    assert "course.warning_days.tripwire.full" in two.names


def test_an_average_turns_over_in_the_half_that_decides_it(study):
    factors = factors_of(study.handoff)
    place = factors.names.index("price_failure")
    values = factors.values[:, place]
    y = np.where(values > np.median(values), 1.0, -0.4)

    def truths(selections):
        margins = np.array([y[places].mean() for places in selections])
        return (margins > 0).astype(float), margins

    found = leanings(factors, [y])
    halves, none = turning_halves(truths, np.ones(DRAWS, dtype=bool), float(y.mean()), found)
    assert found.strongest[0].name == "price_failure"
    assert halves[0].detail["factor"] == "price_failure"
    assert halves[0].density == 1.0
    assert "at most" in halves[0].sentence
    assert none == ""
    assert resampled(truths, np.arange(DRAWS), 10).agreeing == 1.0


def test_nothing_is_made_of_quantities_that_do_not_matter(study):
    factors = factors_of(study.handoff)
    noise = np.random.default_rng(0).normal(size=DRAWS)
    found = leanings(factors, [noise])
    assert found.strongest == ()
    assert found.by_grade == {}


def test_what_a_study_lacks_is_not_testable_and_named():
    small = compare("tutorial", designs=["memorandum"], attacks=["probe"], draws=40, lenses=False)
    assert one(small, "held(tripwire, probe)").why.startswith("this study has no design 'tripwire'")
    assert one(small, "held(memorandum, full)").verdict == "not testable"
    assert "lens" in one(small, "price_of_aggression(memorandum) > 1").why
    found = judge_claims(small.handoff)
    assert all(tested.verdict == "not testable" for tested in found.claims)
    json.dumps(found.as_json(), allow_nan=False)


def test_the_game_of_a_typical_world_is_one_calculation(study):
    tested = one(study, "crisis_war(tripwire, full, 1) >= crisis_war(tripwire, full, 0)")
    assert (tested.about, tested.worlds, tested.ci) == ("one calculation", 1, None)


def test_json_has_the_contract_first_and_repeats(study, found):
    first = found.as_json()
    assert list(first)[:1] == ["claims"]
    assert list(first["claims"][0])[:5] == ["id", "holds_share", "ci", "verdict", "fails_when"]
    assert json.dumps(first, allow_nan=False) == json.dumps(judge_claims(study.handoff).as_json(), allow_nan=False)
    assert first["scenario"] == "tutorial"
    assert first["draws"] == DRAWS


def test_only_some_claims_are_asked_for(study):
    assert [c.claim.id for c in judge_claims(study.handoff, only=["paper-tears"]).claims] == ["paper-tears"]
    with pytest.raises(InputError, match="did you mean 'paper-tears'"):
        judge_claims(study.handoff, only=["paper-tear"])


def test_rows_make_a_table(found):
    rows = found.rows()
    assert len({tuple(row) for row in rows}) == 1
    assert [row["id"] for row in rows] == [tested.claim.id for tested in found.claims]


def test_reservations_count_what_is_there(found):
    sure = found.reservations
    assert sure.confidence.startswith("Of 7 claims ")
    untested = sum(tested.verdict == "not testable" for tested in found.claims)
    assert f"{untested} not testable" in sure.confidence
    assert "The source of 7 claims was not read" in " ".join(sure.hides)


def test_lenses_are_played_only_where_a_claim_asks_for_one():
    tutorial, file = read_scenario("tutorial"), claims_file("tutorial")
    assert check_ahead(tutorial, file).lenses
    assert not check_ahead(tutorial, file, only=["paper-tears", "who-is-to-blame"]).lenses
    assert not check_ahead(tutorial, None, texts=["held(tripwire, full)"]).lenses
    assert check_ahead(tutorial, None, texts=["price_of_aggression(tripwire) > 1"]).lenses


def test_what_holds_in_every_world_is_said_to_be_structure(found):
    sure = [tested for tested in found.claims if tested.about == "worlds" and tested.holds_share in {0.0, 1.0}]
    assert sure
    assert f"Claims that hold in all of the worlds or in none: {len(sure)}." in " ".join(found.reservations.hides)


def test_claims_say_which_variants_they_need():
    ukraine = read_scenario("ukraine")
    asks = check_ahead(ukraine, None, texts=["held(forward-defence-joint, full) or held(tripwire, full)"])
    assert asks.variants == ("forward-defence-joint",)
