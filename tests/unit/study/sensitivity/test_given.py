"""How much of a result a factor explains alone, where the answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.draws.described import Described
from casus.study.factors import Factors
from casus.study.sensitivity.given import explained_alone

WORLDS = 4000


def factors(values):
    columns = tuple(
        Described(f"x{place}", f"factor {place}", "1", "C", "judgement", "") for place in range(values.shape[1])
    )
    return Factors(values, columns)


def uniform(seed, count=6, worlds=WORLDS):
    return np.random.default_rng(seed).random((worlds, count))


def test_shares_of_a_linear_function_are_its_squared_slopes():
    values = uniform(1)
    found = explained_alone(factors(values), values @ np.array([3.0, 2.0, 1.0, 0.0, 0.0, 0.0]))
    assert found.share[:3] == pytest.approx(np.array([9.0, 4.0, 1.0]) / 14.0, abs=0.04)
    assert found.strongest(9) == [0, 1, 2]


def test_what_works_only_together_is_not_seen():
    """Ishigami's third factor has no first-order index."""
    values = uniform(2, 3) * 2 * np.pi - np.pi
    found = explained_alone(factors(values), np.sin(values[:, 0]) * (1.0 + 0.1 * values[:, 2] ** 4))
    assert found.share[2] == pytest.approx(0.0, abs=0.02)
    assert not found.known[2]


@given(st.integers(0, 10_000))
def test_noise_explains_nothing(seed):
    values = uniform(seed, 40, 400)
    found = explained_alone(factors(values[:, 1:]), values[:, 0])
    assert found.share.max() < 0.12
    assert found.known.sum() <= 1


def test_noise_seldom_passes_for_something():
    passed = [
        explained_alone(factors(v[:, 1:]), v[:, 0]).known.any() for v in (uniform(seed, 40, 400) for seed in range(200))
    ]
    assert np.mean(passed) < 0.10


def test_what_chance_alone_gives_is_taken_away():
    """Ten bins of 400 worlds explain 9/399 of noise; freed of that, half are nought and the rest make up for it."""
    shares = [
        explained_alone(factors(v[:, 1:]), v[:, 0]).share.mean() for v in (uniform(seed, 40, 400) for seed in range(10))
    ]
    assert np.mean(shares) < 0.5 * 9 / 399


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_order_of_worlds_and_of_factors_and_scale_of_a_factor_do_not_matter(seed, random):
    values = uniform(seed, 4, 300)
    result = values[:, 0] ** 2 + values[:, 1] + np.random.default_rng(seed + 1).random(300)
    order = random.sample(range(4), 4)
    worlds = np.array(random.sample(range(300), 300))
    one = explained_alone(factors(values), result)
    other = explained_alone(factors(np.exp(3.0 * values[worlds][:, order])), result[worlds])
    assert other.share == pytest.approx(one.share[order], abs=1e-9)


def test_worlds_in_which_the_question_does_not_arise_are_left_out():
    values = uniform(3)
    result = values[:, 0].copy()
    result[::3] = np.nan
    rest = np.arange(WORLDS) % 3 != 0
    found, plain = explained_alone(factors(values), result), explained_alone(factors(values[rest]), result[rest])
    assert np.array_equal(found.share, plain.share)


def test_a_result_that_never_differs_has_no_reasons():
    found = explained_alone(factors(uniform(4, 3, 100)), np.ones(100))
    assert found.strongest(3) == []
