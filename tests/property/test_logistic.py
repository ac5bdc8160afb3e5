"""What must be true of the logistic regression under normal priors, whatever the cases."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from examples import few_examples
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from scipy.optimize import minimize

from casus.pacts.honour.logistic import Fitted, fit

Floats = npt.NDArray[np.float64]
Problem = tuple[Floats, Floats, Floats, Floats]

FEW = few_examples(20)  # each fits a model, some of them twice


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_subnormal=False).map(lambda number: round(number, 3))


@st.composite
def problems(draw: st.DrawFn, least: int = 0, sharp: bool = False) -> Problem:
    """Terms, what happened, and priors of moderate size."""
    cases, terms = draw(st.integers(least, 25)), draw(st.integers(1, 5))
    outcome = st.sampled_from([0.0, 1.0]) if sharp else numbers(0.0, 1.0)
    return (
        draw(arrays.arrays(float, (cases, terms), elements=numbers(-3.0, 3.0))),
        draw(arrays.arrays(float, cases, elements=outcome)),
        draw(arrays.arrays(float, terms, elements=numbers(-3.0, 3.0))),
        draw(arrays.arrays(float, terms, elements=numbers(0.05, 4.0))),
    )


def probability(logits: Floats) -> Floats:
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)))


def same(one: Fitted, other: Fitted) -> None:
    np.testing.assert_allclose(one.coefficients, other.coefficients, rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(one.covariance, other.covariance, rtol=1e-5, atol=1e-8)
    assert one.log_likelihood == pytest.approx(other.log_likelihood, abs=1e-6)


@FEW
@given(problems())
def test_at_the_optimum_the_slope_is_nought(given_problem: Problem) -> None:
    terms, happened, mean, deviation = given_problem
    found = fit(terms, happened, mean, deviation).coefficients
    slope = terms.T @ (happened - probability(terms @ found)) - (found - mean) / deviation**2
    np.testing.assert_allclose(slope, 0.0, atol=1e-6)


@FEW
@given(problems())
def test_the_covariance_is_the_inverse_of_information_and_prior_precision(given_problem: Problem) -> None:
    terms, happened, mean, deviation = given_problem
    found = fit(terms, happened, mean, deviation)
    chance = probability(terms @ found.coefficients)
    information = (terms.T * (chance * (1.0 - chance))) @ terms + np.diag(deviation**-2.0)
    np.testing.assert_allclose(found.covariance @ information, np.eye(len(mean)), atol=1e-6)
    assert (found.standard_errors <= deviation * (1.0 + 1e-9)).all(), "cases never make a coefficient less sure"


@FEW
@given(problems(least=1, sharp=True))
def test_the_log_likelihood_is_that_of_what_happened(given_problem: Problem) -> None:
    terms, happened, mean, deviation = given_problem
    found = fit(terms, happened, mean, deviation)
    chance = probability(terms @ found.coefficients)
    expected = np.log(np.where(happened == 1.0, chance, 1.0 - chance)).sum()
    assert found.log_likelihood == pytest.approx(expected, rel=1e-6, abs=1e-6)


@FEW
@given(problems())
def test_a_prior_without_doubt_is_kept_and_one_of_little_doubt_nearly(given_problem: Problem) -> None:
    terms, happened, mean, _ = given_problem
    certain = fit(terms, happened, mean, 0.0)
    np.testing.assert_array_equal(certain.coefficients, mean)
    np.testing.assert_array_equal(certain.covariance, 0.0)
    np.testing.assert_allclose(fit(terms, happened, mean, 1e-4).coefficients, mean, atol=1e-5)


@FEW
@given(problems())
def test_a_coefficient_that_is_held_leaves_the_others_as_if_it_were_known(given_problem: Problem) -> None:
    terms, happened, mean, deviation = given_problem
    held = np.append(deviation, 0.0), np.append(mean, 0.7)
    again = np.column_stack([terms, np.zeros(len(terms))])
    found = fit(again, happened, held[1], held[0])
    np.testing.assert_allclose(found.coefficients[:-1], fit(terms, happened, mean, deviation).coefficients, atol=1e-7)
    assert found.coefficients[-1] == 0.7


@FEW
@given(problems(least=1))
def test_a_share_counts_like_that_share_of_cases(given_problem: Problem) -> None:
    terms, happened, mean, deviation = given_problem
    quarters = np.round(4.0 * happened)
    whole = np.concatenate([np.arange(4) < count for count in quarters]).astype(float)
    shares = fit(np.repeat(terms, 4, axis=0), np.repeat(quarters / 4.0, 4), mean, deviation)
    same(shares, fit(np.repeat(terms, 4, axis=0), whole, mean, deviation))


@FEW
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(given_problem: Problem, random: object) -> None:
    terms, happened, mean, deviation = given_problem
    order = list(range(len(happened)))
    random.shuffle(order)  # type: ignore[attr-defined]
    same(fit(terms[order], happened[order], mean, deviation), fit(terms, happened, mean, deviation))


@FEW
@given(problems(), arrays.arrays(float, 5, elements=st.sampled_from([0.01, 0.5, 2.0, 100.0])))
def test_the_units_of_terms_do_not_matter(given_problem: Problem, units: Floats) -> None:
    terms, happened, mean, deviation = given_problem
    unit = units[: len(mean)]
    found = fit(terms * unit, happened, mean / unit, deviation / unit)
    expected = fit(terms, happened, mean, deviation)
    np.testing.assert_allclose(found.coefficients * unit, expected.coefficients, rtol=1e-6, atol=1e-7)
    assert found.log_likelihood == pytest.approx(expected.log_likelihood, abs=1e-6)


@FEW
@given(problems(least=1))
def test_what_happened_turned_round_turns_the_coefficients_round(given_problem: Problem) -> None:
    terms, happened, mean, deviation = given_problem
    there, back = fit(terms, happened, mean, deviation), fit(terms, 1.0 - happened, -mean, deviation)
    np.testing.assert_allclose(there.coefficients, -back.coefficients, rtol=1e-6, atol=1e-7)


@FEW
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_without_a_prior_it_is_the_best_that_another_optimiser_finds(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    terms = np.column_stack([np.ones(60), random.normal(size=(60, count))])
    happened = random.uniform(0.05, 0.95, 60)  # shares inside 0 and 1 are never separated

    def loss(slopes: Floats) -> float:
        logits = terms @ slopes
        return float(np.logaddexp(0.0, logits).sum() - happened @ logits)

    other = minimize(loss, np.zeros(count + 1), method="BFGS", options={"gtol": 1e-8})
    found = fit(terms, happened, 0.0, math.inf)
    np.testing.assert_allclose(found.coefficients, other.x, atol=1e-4)
    assert found.log_likelihood >= -other.fun - 1e-9


@FEW
@given(problems(least=1))
def test_a_wide_prior_is_nearly_none(given_problem: Problem) -> None:
    terms, happened, mean, _ = given_problem
    inner = 0.1 + 0.8 * happened
    information = terms.T @ terms
    assume(np.linalg.matrix_rank(terms) == len(mean))
    assume(np.linalg.cond(information) < 100.0)
    assume(np.linalg.eigvalsh(information)[0] > 0.01)  # far above the precision of the prior, 1e-8
    wide, none = fit(terms, inner, mean, 1e4), fit(terms, inner, math.nan, math.inf)
    np.testing.assert_allclose(wide.coefficients, none.coefficients, rtol=1e-3, atol=1e-3)
