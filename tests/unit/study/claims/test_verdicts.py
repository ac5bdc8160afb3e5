"""Verdicts: what a share, its interval, the laws and resampled studies make of a claim, on truths that are made up."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.metrics.measure import Share, share
from casus.study.claims.averages import judged_on_average, resampled
from casus.study.claims.claim import Claim
from casus.study.claims.laws import Laws
from casus.study.claims.verdict import THRESHOLDS, against, final, of_resamples, of_share, strongest
from casus.study.claims.worlds import judged_by_world, judged_once

NO_LAWS = Laws({})
WORLDS = 1000


def claim(strength="usually"):
    return Claim(id="made-up", who="nobody", says="so", hypothesis="held(a, b)", strength=strength)


def truths(true, worlds=WORLDS):
    holds = np.zeros(worlds)
    holds[: round(true * worlds)] = 1.0
    return holds


@pytest.mark.parametrize(
    ("true", "strength", "verdict"),
    [
        (1.0, "always", "supported"),
        (0.95, "always", "contested"),
        (0.9, "always", "refuted"),
        (0.8, "usually", "supported"),
        (0.75, "usually", "contested"),
        (0.55, "in most worlds", "supported"),
        (0.5, "in most worlds", "contested"),
        (0.45, "in most worlds", "refuted"),
        (0.1, "in some worlds", "supported"),
        (0.0, "in some worlds", "refuted"),
    ],
)
def test_the_whole_interval_must_be_on_one_side(true, strength, verdict):
    found = judged_by_world(claim(strength), truths(true), NO_LAWS)
    assert found.verdict == verdict
    assert found.holds_share == pytest.approx(true)
    assert found.ci == found.holds.interval
    assert f"asks for {THRESHOLDS[strength]:g}" in found.why


def test_an_interval_that_ends_at_the_threshold_supports():
    of = share(truths(0.8) > 0)
    low, high = of.interval
    assert of_share(of, low) == "supported"
    assert of_share(of, np.nextafter(low, 1.0)) == "contested"
    assert of_share(of, high) == "contested"
    assert of_share(of, np.nextafter(high, 1.0)) == "refuted"


def test_worlds_in_which_it_does_not_apply_are_left_out():
    holds = np.where(np.arange(WORLDS) < 400, truths(0.4), np.nan)
    found = judged_by_world(claim(), holds, NO_LAWS)
    assert (found.worlds, found.holds_share, found.verdict) == (400, 1.0, "supported")


@pytest.mark.parametrize(("worlds", "testable"), [(29, False), (30, True), (0, False)])
def test_too_few_worlds_decide_nothing(worlds, testable):
    holds = np.where(np.arange(WORLDS) < worlds, 1.0, np.nan)
    found = judged_by_world(claim(), holds, NO_LAWS)
    assert (found.verdict != "not testable") is testable
    assert testable or f"applies in {worlds} of 1,000 worlds; fewer than 30" in found.why


def test_one_law_that_decides_the_other_way_contests_it():
    holds = truths(0.9)
    laws = Laws({"one": np.arange(WORLDS) < 880, "other": np.arange(WORLDS) >= 880})
    found = judged_by_world(claim(), holds, laws)
    assert of_share(share(holds > 0), 0.75) == "supported"
    assert (found.verdict, found.laws_against) == ("contested", ("other",))
    assert "the other way under other (0.17)" in found.why
    assert found.by_law["other"].worlds == 120


def test_a_law_of_few_worlds_is_not_heard():
    laws = Laws({"one": np.arange(WORLDS) < 951, "other": np.arange(WORLDS) >= 951})
    found = judged_by_world(claim(), truths(0.951), laws)
    assert set(found.by_law) == {"one"}
    assert found.verdict == "supported"


def test_a_law_that_only_doubts_contests_nothing():
    assert against("supported", {"a": "contested", "b": "supported"}) == ()
    assert final("supported", {"a": "contested"}) == "supported"
    assert final("refuted", {"a": "supported"}) == "contested"
    assert final("contested", {"a": "supported", "b": "refuted"}) == "contested"


@pytest.mark.parametrize(
    ("true", "name"),
    [(1.0, "always"), (0.85, "usually"), (0.6, "in most worlds"), (0.2, "in some worlds"), (0.0, None)],
)
def test_the_strongest_strength_that_a_share_supports(true, name):
    assert strongest(Share(true, 0.0, WORLDS)) == name


def test_what_is_calculated_once_has_no_interval():
    for true, verdict in ((1.0, "supported"), (0.0, "refuted")):
        found = judged_once(claim(), np.full(WORLDS, true))
        assert (found.verdict, found.ci, found.worlds, found.about) == (verdict, None, 1, "one calculation")


def mean_above(values, bar):
    """A claim about averages: the mean is above a bar."""

    def of(selections):
        margins = np.array([values[places].mean() - bar for places in selections])
        return (margins > 0).astype(float), margins

    return of


@pytest.fixture(scope="module")
def values():
    return np.random.default_rng(1).normal(size=WORLDS)


@pytest.mark.parametrize(("bar", "verdict"), [(-0.5, "supported"), (0.5, "refuted")])
def test_resampled_studies_that_agree_decide(values, bar, verdict):
    found = judged_on_average(claim("on average"), mean_above(values, bar), np.ones(WORLDS, dtype=bool), NO_LAWS)
    assert (found.verdict, found.true_here, found.ci) == (verdict, verdict == "supported", None)
    assert found.margin == pytest.approx(values.mean() - bar)
    low, high = found.margin_ci
    assert low < found.margin < high
    assert high - low == pytest.approx(2 * 1.96 / np.sqrt(WORLDS), rel=0.15)


def test_resampled_studies_that_do_not_agree_contest(values):
    found = judged_on_average(claim("on average"), mean_above(values, values.mean()), np.ones(WORLDS, bool), NO_LAWS)
    assert found.verdict == "contested"
    assert "between 5% and 95%" in found.why


def test_averages_under_one_law_may_decide_the_other_way(values):
    some = np.arange(WORLDS) < 100
    moved = values - 5.0 * some
    laws = Laws({"here": some, "there": ~some})
    found = judged_on_average(claim("on average"), mean_above(moved + 5.0, 2.0), np.ones(WORLDS, bool), laws)
    assert (found.verdict, found.laws_against) == ("contested", ("here",))


def test_averages_over_few_worlds_or_of_nothing_decide_nothing(values):
    few = np.arange(WORLDS) < 20
    assert judged_on_average(claim("on average"), mean_above(values, 0), few, NO_LAWS).verdict == "not testable"
    undefined = judged_on_average(claim("on average"), lambda some: (np.full(len(some), np.nan),) * 2, ~few, NO_LAWS)
    assert (undefined.verdict, undefined.why) == (
        "not testable",
        "what it averages does not arise in any world of this study",
    )


def test_resamples_are_the_same_on_every_run(values):
    once, again = (resampled(mean_above(values, 0.0), np.arange(WORLDS), 20) for _ in range(2))
    assert np.array_equal(once.margins, again.margins)
    assert len(set(once.margins)) == 20


def test_the_share_of_resamples_is_judged_at_both_ends():
    assert [of_resamples(share) for share in (1.0, 0.95, 0.94, 0.06, 0.05, 0.0)] == [
        "supported",
        "supported",
        "contested",
        "contested",
        "refuted",
        "refuted",
    ]
