"""Proper scores: what is known of the continuous ranked probability score in closed form, and that honesty pays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from casus.backtest.scores import crps, inside, skill

VALUES = st.floats(-1e4, 1e4)
SAMPLES = st.lists(VALUES, min_size=1, max_size=30).map(np.array)
EVEN = (np.arange(4000) + 0.5) / 4000
"""Chosen: so many equally likely values of a normal distribution that the score is within 0.001 of the closed form."""


def by_definition(samples, observed):
    """E|X - y| - E|X - X'|/2, every pair written out."""
    return np.abs(samples - observed).mean() - np.abs(samples[:, None] - samples[None, :]).mean() / 2


def normal_crps(mean, sd, observed):
    """Closed form for a normal forecast (Gneiting and Raftery 2007)."""
    z = (observed - mean) / sd
    return sd * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / math.sqrt(math.pi))


@given(VALUES, VALUES)
def test_the_score_of_one_value_is_its_absolute_error(value, observed):
    assert crps(np.array([value]), observed) == pytest.approx(abs(value - observed))


@given(SAMPLES, VALUES)
def test_the_score_is_what_its_definition_says(samples, observed):
    assert crps(samples, observed) == pytest.approx(by_definition(samples, observed), abs=1e-7)


@given(SAMPLES, VALUES)
def test_the_score_is_never_negative_nor_worse_than_the_mean_absolute_error(samples, observed):
    assert -1e-8 <= crps(samples, observed) <= np.abs(samples - observed).mean() + 1e-8


@pytest.mark.parametrize(("mean", "sd"), [(0.0, 1.0), (40.0, 12.0)])
@pytest.mark.parametrize("z", [-3.0, -0.7, 0.0, 1.5])
def test_a_normal_sample_scores_as_the_closed_form(mean, sd, z):
    sample, observed = norm.ppf(EVEN, mean, sd), mean + z * sd
    assert crps(sample, observed) == pytest.approx(normal_crps(mean, sd, observed), abs=1e-3 * sd)


@given(SAMPLES, SAMPLES)
def test_no_forecast_beats_the_truth_in_expectation(truth, forecast):
    def expected(sample):
        return np.mean([crps(sample, value) for value in truth])

    assert expected(truth) <= expected(forecast) + 1e-7


def test_too_narrow_and_too_wide_both_cost():
    seen = norm.ppf(EVEN[::40])
    mean = {sd: np.mean([crps(norm.ppf(EVEN[::4], 0.0, sd), value) for value in seen]) for sd in (0.3, 1.0, 3.0)}
    assert mean[1.0] < mean[0.3]
    assert mean[1.0] < mean[3.0]


@given(SAMPLES, VALUES, VALUES, st.floats(0.1, 10.0))
def test_the_score_has_the_unit_of_the_observation_and_no_origin(samples, observed, shift, scale):
    moved = crps(samples * scale + shift, observed * scale + shift)
    assert moved == pytest.approx(scale * crps(samples, observed), abs=1e-6)


@given(SAMPLES, VALUES, st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_sample_do_not_matter(samples, observed, random):
    shuffled = samples.tolist() * 3
    random.shuffle(shuffled)
    assert crps(np.array(shuffled), observed) == pytest.approx(crps(samples, observed), abs=1e-7)


def test_the_sample_is_left_as_it_was():
    sample = np.array([3.0, 1.0, 2.0])
    crps(sample, 2.0)
    assert sample.tolist() == [3.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("score", "baseline", "saved"), [(0.0, 2.0, 1.0), (1.0, 2.0, 0.5), (2.0, 2.0, 0.0), (3.0, 2.0, -0.5)]
)
def test_skill_is_the_share_of_the_baseline_that_is_saved(score, baseline, saved):
    assert skill(score, baseline) == saved


@pytest.mark.parametrize("baseline", [0.0, math.nan])
def test_there_is_no_skill_against_a_baseline_without_error(baseline):
    assert math.isnan(skill(1.0, baseline))


@pytest.mark.parametrize(
    ("observed", "held"), [(10.0, True), (90.0, True), (50.0, True), (9.999, False), (90.001, False), (math.nan, False)]
)
def test_the_ends_of_the_interval_belong_to_it(observed, held):
    assert inside(np.arange(101.0), observed) is held


@given(SAMPLES, VALUES, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_wider_interval_holds_all_that_a_narrower_one_does(samples, observed, one, other):
    assert inside(samples, observed, min(one, other)) <= inside(samples, observed, max(one, other))


def test_a_right_interval_holds_its_share():
    sample = norm.ppf(EVEN)
    held = np.mean([inside(sample, value) for value in norm.ppf(EVEN[::8])])
    assert held == pytest.approx(0.8, abs=0.005)
