"""A quick beta quantile is SciPy's own, and that of one draw does not depend on the others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc, betaincinv

from casus.evidence.beta import FARTHEST, Floats, beta_quantile

SHAPE = st.floats(-2.0, 2.5).map(lambda decades: 10.0**decades)
"""Parameters: from all at the ends to a standard deviation of a thirtieth; far beyond any that we ship."""
PROBABILITY = st.floats(2.0**-53, 1.0 - 2.0**-53)
ENDS = np.array([0.0, 2.0**-53, 1e-12, 1e-9, 1e-8, 0.5, 1.0 - 1e-8, 1.0 - 1e-9, 1.0 - 2.0**-53, 1.0])
NEAR, USUAL = 1e-9, 1e-11
"""Relative; how near SciPy's inverse all values are, and those where most draws of what we ship lie, but for those that are better.

SciPy seeks 0.5 in the middle of a beta of 1.155 and 1.155, and stops at 0.50000001.
"""


def hold_to_scipy(a: float, b: float, p: Floats, relative: float) -> None:
    """Near SciPy's inverse, or nearer to the probability by SciPy's distribution function."""
    ours, theirs = beta_quantile(a, b, p), betaincinv(a, b, p)
    near = np.isclose(ours, theirs, rtol=relative, atol=1e-300)
    miss, other = (np.abs(betainc(a, b, found) - p) for found in (ours, theirs))
    assert (near | (miss < other)).all(), (ours, theirs)


@given(SHAPE, SHAPE, st.lists(PROBABILITY, min_size=1, max_size=40))
def test_it_is_the_inverse_of_the_distribution_function(a: float, b: float, probabilities: list[float]) -> None:
    hold_to_scipy(a, b, np.array(probabilities), NEAR)


@given(st.floats(0.5, 100.0), st.floats(0.5, 100.0), st.lists(st.floats(1e-6, 1.0 - 1e-6), min_size=1, max_size=40))
def test_it_is_closer_where_most_draws_lie(a: float, b: float, probabilities: list[float]) -> None:
    hold_to_scipy(a, b, np.array(probabilities), USUAL)


@given(SHAPE, SHAPE)
def test_so_it_is_at_the_ends(a: float, b: float) -> None:
    hold_to_scipy(a, b, ENDS, NEAR)


@given(st.floats(1.0, 300.0))
def test_the_middle_of_a_symmetric_one_is_a_half(shape: float) -> None:
    assert beta_quantile(shape, shape, np.array([0.5]))[0] == pytest.approx(0.5, rel=1e-12)


@given(SHAPE, SHAPE, st.lists(PROBABILITY, min_size=2, max_size=40), st.data())
def test_each_value_is_the_same_bits_whatever_stands_beside_it(
    a: float, b: float, probabilities: list[float], data: st.DataObject
) -> None:
    p = np.array(probabilities)
    some = np.array(data.draw(st.lists(st.integers(0, len(p) - 1), min_size=1, max_size=60)))
    assert beta_quantile(a, b, p[some]).tobytes() == beta_quantile(a, b, p)[some].tobytes()


@given(SHAPE, st.lists(PROBABILITY, min_size=1, max_size=40))
def test_where_it_is_a_power_it_is_that_power(a: float, probabilities: list[float]) -> None:
    p = np.array(probabilities)
    np.testing.assert_allclose(beta_quantile(a, 1.0, p), p ** (1.0 / a), rtol=1e-12, atol=1e-300)


def test_any_shape_will_do_and_an_empty_one() -> None:
    p = np.linspace(0.01, 0.99, 12).reshape(3, 4)
    assert beta_quantile(2.0, 3.0, p).shape == (3, 4)
    assert beta_quantile(2.0, 3.0, np.array(0.5)).shape == ()
    assert beta_quantile(2.0, 3.0, np.array([])).shape == (0,)
    assert FARTHEST > 5.0  # rare enough for what lies outside to cost nothing
