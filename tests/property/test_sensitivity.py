"""What is true of Sobol indices whatever the model, of the screening whatever is hidden in it, and of worlds that are exchanged."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from known_functions import flag, gfunction, interaction, ishigami, played

from casus.flow.draws.described import Described, described
from casus.flow.draws.sample import chance_names, worlds_of
from casus.flow.draws.streams import uniforms
from casus.flow.handoffs import Draws
from casus.study.asked import scenario_and_register
from casus.study.factors import Factors
from casus.study.sensitivity.by_grade import by_standing
from casus.study.sensitivity.given import explained_alone
from casus.study.sensitivity.indices import Played, sobol
from casus.study.sensitivity.play import mixed
from casus.study.sensitivity.screen import screen
from casus.study.sensitivity.subjects import by_subject
from casus.study.sensitivity.ties import factors_alone

WORLDS, FACTORS = 512, 5
ERROR = 0.25
"""Four standard errors and more of an index in so few worlds."""
weights = st.lists(st.floats(-2.0, 2.0), min_size=FACTORS + 2, max_size=FACTORS + 2).filter(
    lambda w: max(map(abs, w)) > 0.3
)


def model(weights):
    """A polynomial whose last column is inert."""
    *linear, first_pair, second_pair = weights
    linear[-1] = 0.0

    def function(x):
        z = x - 0.5
        return (
            z @ np.array(linear)
            + first_pair * 4.0 * z[:, 0] * z[:, 1]
            + second_pair * (z[:, 2] > 0.2) * (z[:, 3] > 0.1)
        )

    return function


def samples(seed, count=FACTORS):
    chance = np.random.default_rng(seed)
    return chance.random((WORLDS, count)), chance.random((WORLDS, count))


@given(weights, st.integers(0, 1000))
@settings(max_examples=25)
def test_indices_are_shares_and_the_total_is_never_less_than_the_first(weights, seed):
    of = played(model(weights), *samples(seed))
    found = sobol(of, resamples=20)
    if found.variance == 0.0:
        return
    assert (found.first > -ERROR).all()
    assert (found.total >= 0.0).all()
    assert (found.total < 1.0 + ERROR).all()
    assert (found.total > found.first - ERROR).all()
    assert found.first.sum() < 1.0 + ERROR
    assert found.total[-1] == found.first[-1] == 0.0
    assert (found.total_ci[-1] == 0.0).all()
    assert (found.total_ci[:, 0] <= found.total_ci[:, 1]).all()


@given(weights, st.permutations(range(FACTORS)), st.floats(0.5, 50.0), st.floats(-100.0, 100.0))
@settings(max_examples=15)
def test_order_of_factors_and_unit_of_the_result_change_nothing(weights, order, scale, shift):
    of = played(model(weights), *samples(3))
    found = sobol(of, resamples=20)
    moved = sobol(
        Played(scale * of.a + shift, scale * of.b + shift, scale * of.exchanged[list(order)] + shift), resamples=20
    )
    np.testing.assert_allclose(moved.first, found.first[list(order)], atol=1e-6)
    np.testing.assert_allclose(moved.total, found.total[list(order)], atol=1e-6)
    np.testing.assert_allclose(moved.total_ci, found.total_ci[list(order)], atol=1e-6)


@pytest.mark.parametrize(("function", "count"), [(ishigami, 3), (interaction, 2), (flag, 2)])
def test_points_are_those_of_scipy_and_intervals_as_wide(function, count):
    from scipy.stats import sobol_indices

    of = played(function, *samples(5, count))
    ours = sobol(of)
    theirs = sobol_indices(func={"f_A": of.a[None], "f_B": of.b[None], "f_AB": of.exchanged[:, None]}, n=WORLDS)
    np.testing.assert_allclose(ours.first, theirs.first_order.ravel(), atol=1e-12)
    np.testing.assert_allclose(ours.total, theirs.total_order.ravel(), atol=1e-12)
    spread = theirs.bootstrap(n_resamples=400)
    for ends, errors in ((ours.first_ci, spread.first_order), (ours.total_ci, spread.total_order)):
        half = 0.5 * (ends[:, 1] - ends[:, 0])
        np.testing.assert_allclose(half, 1.96 * errors.standard_error.ravel(), rtol=0.2, atol=0.01)


def hidden(function, matter, count, places):
    """The function of columns at these places among many that are inert."""

    def of(x):
        return function(x[..., list(places)[:matter]])

    return of


@pytest.mark.parametrize(
    ("function", "matter", "must_keep"), [(ishigami, 3, 3), (gfunction, 8, 2), (interaction, 2, 2), (flag, 2, 2)]
)
@given(seed=st.integers(0, 10_000))
@settings(max_examples=4)
def test_what_matters_is_never_screened_out_though_it_does_nothing_alone(function, matter, must_keep, seed):
    count, chance = 300, np.random.default_rng(seed)
    places = chance.permutation(count)[:8].tolist()
    a, b = chance.random((192, count)), chance.random((192, count))
    of = hidden(function, matter, count, places)
    found = screen(lambda rows, mask: of(np.where(mask, b[rows], a[rows])), of(a), range(count), count, 12, seed)
    assert set(places[:must_keep]) <= set(found.kept)
    assert not set(found.kept) - set(places[:matter])
    scores = found.score[list(places[:must_keep])]
    assert (scores > np.median(found.score)).all()


def test_the_cheap_look_does_not_see_what_acts_only_with_others():
    x = np.random.default_rng(8).random((2000, 3))
    columns = tuple(Described(name, name, "1", "C", "judgement", "") for name in "abc")
    assert explained_alone(Factors(x, columns), ishigami(x)).known.tolist() == [True, True, False]
    assert not explained_alone(Factors(x, columns), interaction(x)).known.any()


@pytest.fixture(scope="module")
def asked():
    return scenario_and_register("ukraine")


@pytest.fixture(scope="module")
def halves(asked):
    """Uniform numbers of two samples, and their worlds."""
    scenario, register = asked
    chance = [uniforms("monte-carlo", seed, chance_names(scenario), 6) for seed in (1, 2)]
    numbers = [np.arange(6), np.arange(6, 12)]
    worlds = [worlds_of(scenario, register, c, n, 1, "monte-carlo") for c, n in zip(chance, numbers, strict=True)]
    return chance, worlds


def test_exchanging_the_columns_of_a_factor_is_exchanging_the_chance_that_draws_them(asked, halves):
    """Only ties make this true: one correlated column exchanged alone would be no world that the scenario allows."""
    scenario, register = asked
    (first, second), (a, b) = halves
    factors = factors_alone(scenario, described(scenario, register))
    ties = [factor for factor in factors if len(factor.columns) > 1]
    assert len(ties) == len(scenario.setup.correlations) + 1
    for factor in [*ties, factors[0], factors[-2]]:
        chance = {**first, **{name: second[name] for name in factor.columns}}
        drawn = worlds_of(scenario, register, chance, np.arange(6), 1, "monte-carlo")
        swapped = mixed(a, b, [factor], np.ones((6, 1), bool))
        assert set(swapped.columns) == set(drawn.columns)
        assert all(np.array_equal(swapped.columns[name], drawn.columns[name]) for name in drawn.columns)


def test_a_mask_mixes_worlds_as_one_exchange_after_another(asked, halves):
    scenario, register = asked
    _, (a, b) = halves
    factors = factors_alone(scenario, described(scenario, register))
    places = [0, 100, len(factors) - 1]
    mask = np.zeros((6, len(factors)), bool)
    mask[::2, places] = True
    whole = Draws(a.columns, a.numbers, 1, "monte-carlo")
    for place in places:
        whole = mixed(whole, b, [factors[place]], np.ones((6, 1), bool))
    found = mixed(a, b, factors, mask)
    even = np.arange(6) % 2 == 0
    assert (found.numbers == np.where(even, b.numbers, a.numbers)).all()
    assert all((found.columns[n] == np.where(even, whole.columns[n], a.columns[n])).all() for n in a.columns)


@pytest.mark.parametrize("name", ["ukraine", "baltics-2016", "tutorial"])
def test_groups_hold_every_column_once_and_the_small_numbers(name):
    scenario, register = scenario_and_register(name)
    columns = described(scenario, register)
    factors = factors_alone(scenario, columns)
    for groups in (factors, by_standing(factors), by_subject(factors, "full")):
        held = [column for group in groups for column in group.columns]
        assert sorted(held) == sorted(column.name for column in columns)
        assert sum(group.numbers for group in groups) == 1
        assert len({group.name for group in groups}) == len(groups)


def test_a_bootstrap_of_forty_factors_takes_less_than_three_seconds():
    chance = np.random.default_rng(1)
    of = Played(chance.random(1024), chance.random(1024), chance.random((40, 1024)))
    started = time.process_time()
    sobol(of, resamples=1000)
    assert time.process_time() - started < 3.0
