"""The logistic regression by hand, and what it refuses in words."""

from __future__ import annotations

import math

import numpy as np
import pytest

from casus.foundation.errors import InputError
from casus.pacts.honour.logistic import fit

ONES = np.ones((8, 1))
LINE = np.column_stack([np.ones(6), np.arange(6.0)])


def test_the_constant_alone_is_the_log_odds_with_the_textbook_error():
    found = fit(ONES, np.array([1.0] * 6 + [0.0] * 2), 0.0, math.inf)
    assert found.coefficients == pytest.approx([math.log(3.0)])
    assert found.standard_errors == pytest.approx([math.sqrt(1.0 / 6.0 + 1.0 / 2.0)])
    assert found.log_likelihood == pytest.approx(6.0 * math.log(0.75) + 2.0 * math.log(0.25))


def test_a_term_that_marks_two_groups_is_the_log_odds_ratio():
    group = np.repeat([0.0, 1.0], [8, 12])
    kept = np.array([1.0] * 2 + [0.0] * 6 + [1.0] * 9 + [0.0] * 3)
    found = fit(np.column_stack([np.ones(20), group]), kept, 0.0, math.inf)
    assert found.coefficients == pytest.approx([-math.log(3.0), math.log(9.0)])
    assert found.standard_errors[1] == pytest.approx(math.sqrt(1 / 2 + 1 / 6 + 1 / 9 + 1 / 3))


def test_without_cases_the_prior_comes_back():
    found = fit(np.ones((0, 2)), np.zeros(0), np.array([1.0, -2.0]), np.array([0.5, 3.0]))
    assert found.coefficients.tolist() == [1.0, -2.0]
    assert found.covariance == pytest.approx(np.diag([0.25, 9.0]))
    assert found.log_likelihood == 0.0


def test_a_prior_keeps_separated_cases_finite():
    found = fit(LINE, np.array([0.0, 0.0, 0.0, 1.0, 1.0, 1.0]), 0.0, 2.5)
    assert np.isfinite(found.coefficients).all()
    assert found.coefficients[1] > 0.5


def test_a_prior_on_one_coefficient_leaves_the_other_free():
    happened = np.array([0.0, 1.0, 0.0, 1.0, 1.0, 1.0])
    flat = fit(LINE, happened, 0.0, math.inf).coefficients
    pulled = fit(LINE, happened, np.array([math.nan, 0.0]), np.array([math.inf, 0.3])).coefficients
    assert 0.0 < pulled[1] < flat[1]


@pytest.mark.parametrize(
    ("terms", "happened"),
    [
        (LINE, [0, 0, 0, 1, 1, 1]),
        (LINE, [0, 0, 0, 0, 0, 1]),
        (LINE, [1, 1, 1, 1, 1, 1]),
        (LINE[:, :1], [0, 0, 0, 0, 0, 0]),
        (np.column_stack([LINE, LINE[:, 1] > 2]), [0, 1, 0, 1, 1, 1]),
        (np.column_stack([LINE, 2.0 * LINE[:, 1] - 1.0]), [0, 1, 0, 0, 1, 1]),
        (np.column_stack([LINE, np.zeros(6)]), [0, 1, 0, 0, 1, 1]),
    ],
    ids=["separated", "one apart", "all", "none", "partly separated", "alike", "empty"],
)
def test_where_no_finite_coefficients_are_best_it_says_so(terms, happened):
    with pytest.raises(InputError) as caught:
        fit(np.asarray(terms, dtype=float), np.array(happened, dtype=float), 0.0, math.inf)
    (problem,) = caught.value.problems
    assert problem.what == "no finite coefficients fit best: terms without a prior separate the cases, or say the same"
    assert problem.hint == "give each term a prior with a finite standard deviation"


def test_terms_and_priors_out_of_all_reach_are_refused_in_words():
    # A hundredth of these comes to rest on some processors, by the last bits of its steps.
    terms = [[1e6, 2e4, 500], [-1e6, 4e6, 700], [3e5, 1e6, 100], [5e5, -7e5, 900], [4e5, -2e5, 300], [-4e5, 2e6, -300]]
    happened = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 1.0])
    with pytest.raises(InputError, match=r"not come to rest in 100 steps\n    hint: bring the terms to scales near 1"):
        fit(np.array(terms), happened, np.array([30.0, -60.0, 4.0]), 100.0)


@pytest.mark.parametrize(
    ("terms", "happened", "mean", "deviation", "says"),
    [
        (np.ones(3), np.ones(3), 0.0, 1.0, r"terms are \(3,\) and happened \(3,\)"),
        (np.ones((3, 1)), np.ones(2), 0.0, 1.0, r"terms are \(3, 1\) and happened \(2,\)"),
        (np.full((3, 1), np.nan), np.ones(3), 0.0, 1.0, "not a finite number"),
        (np.ones((3, 1)), np.full(3, 1.1), 0.0, 1.0, "must lie in 0 to 1"),
        (np.ones((3, 1)), np.full(3, np.nan), 0.0, 1.0, "must lie in 0 to 1"),
        (np.ones((3, 1)), np.ones(3), 0.0, -1.0, "prior_sd must be 0 or above"),
        (np.ones((3, 1)), np.ones(3), 0.0, math.nan, "prior_sd must be 0 or above"),
        (np.ones((3, 1)), np.ones(3), math.nan, 1.0, "prior_mean must be finite"),
        (np.ones((3, 1)), np.ones(3), np.zeros(2), 1.0, "broadcast"),
    ],
)
def test_numbers_that_make_no_sense_are_refused(terms, happened, mean, deviation, says):
    with pytest.raises(ValueError, match=says):
        fit(terms, happened, mean, deviation)
