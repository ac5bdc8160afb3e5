"""What must be true of the library games, whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.flow.strategy.games.binomial import at_least_probability
from casus.flow.strategy.games.players import MOST_PLAYERS
from casus.flow.strategy.games.volunteer import pivotal_probability, volunteer
from casus.foundation.errors import InputError

ROUNDING = 1e-9
SIMULATED = 40_000
cheap = settings(deadline=None, max_examples=100)

PLAYERS = st.integers(1, 60)
COST_BENEFIT = st.floats(0.001, 0.999)
MEAN_HOURS = st.floats(0.1, 1000.0)
BY_HOURS = st.floats(0.0, 10_000.0)


@st.composite
def players_and_needed(draw):
    n = draw(PLAYERS)
    return n, draw(st.integers(1, n))


def payoff(n, k, cost_benefit, others_act, acts):
    """What a player gains, in benefits, by acting or by waiting, when each other acts with that probability."""
    needed = k - 1 if acts else k
    return float(binom.sf(needed - 1, n - 1, others_act)) - (cost_benefit if acts else 0.0)


# --- volunteer --------------------------------------------------------------------------------------------------------


@cheap
@given(players_and_needed(), COST_BENEFIT)
def test_in_every_mixed_equilibrium_acting_pays_as_much_as_waiting(players, cost_benefit):
    n, k = players
    for root in volunteer(n, cost_benefit, k).roots:
        assert 0.0 < root < 1.0
        acting, waiting = (payoff(n, k, cost_benefit, root, acts) for acts in (True, False))
        assert acting == pytest.approx(waiting, abs=ROUNDING)


@cheap
@given(players_and_needed(), COST_BENEFIT)
def test_roots_are_all_there_and_no_others(players, cost_benefit):
    n, k = players
    grid = [pivotal_probability(n, k, p) > cost_benefit for p in np.linspace(0.0, 1.0, 400).tolist()]
    crossings = sum(one != next_one for one, next_one in zip(grid, grid[1:], strict=False))
    roots = volunteer(n, cost_benefit, k).roots
    assert len(roots) >= crossings
    assert len(roots) <= (0 if n == 1 else 1 if k in {1, n} else 2)
    assert list(roots) == sorted(set(roots))


@cheap
@given(players_and_needed(), COST_BENEFIT)
def test_what_is_played_is_an_equilibrium(players, cost_benefit):
    n, k = players
    found = volunteer(n, cost_benefit, k)
    acting, waiting = (payoff(n, k, cost_benefit, found.act_probability, acts) for acts in (True, False))
    assert found.act_probability < 1.0 or acting >= waiting
    assert found.act_probability > 0.0 or waiting >= acting
    assert 0.0 <= found.nobody_probability <= 1.0
    assert found.enough_probability <= 1.0 - found.nobody_probability + ROUNDING


@cheap
@given(st.integers(1, MOST_PLAYERS - 1), COST_BENEFIT)
def test_the_more_could_act_the_likelier_nobody_does(n, cost_benefit):
    few, more = volunteer(n, cost_benefit), volunteer(n + 1, cost_benefit)
    assert more.nobody_probability > few.nobody_probability
    assert more.act_probability < few.act_probability
    assert more.nobody_probability < cost_benefit


@cheap
@given(st.integers(3, 60), st.data())
def test_no_mixed_equilibrium_where_the_cost_is_above_the_greatest_chance_of_tipping_it(n, data):
    k = data.draw(st.integers(2, n - 1))
    greatest = pivotal_probability(n, k, (k - 1) / (n - 1))
    found = volunteer(n, greatest * 1.001 if greatest < 0.99 else 0.999, k)
    assert (found.roots, found.act_probability, found.nobody_probability) == ((), 0.0, 1.0)
    assert len(volunteer(n, greatest * 0.999, k).roots) == 2
    assert volunteer(n, greatest, k).roots == ((k - 1) / (n - 1),)


@pytest.mark.parametrize("k", [2, 3, 500, 999, 1000])
def test_the_largest_game_is_solved(k):
    roots = volunteer(MOST_PLAYERS, 0.01, k).roots
    assert roots
    assert [pivotal_probability(MOST_PLAYERS, k, p) for p in roots] == pytest.approx([0.01] * len(roots), rel=ROUNDING)


# --- alliance clock ---------------------------------------------------------------------------------------------------


@cheap
@given(players_and_needed(), MEAN_HOURS, BY_HOURS)
def test_to_need_more_members_is_never_quicker(players, mean_hours, by_hours):
    n, k = players
    fewer, more = (alliance_clock(n + 1, needed, mean_hours, by_hours) for needed in (k, k + 1))
    assert more.expected_hours > fewer.expected_hours
    assert more.by_probability <= fewer.by_probability + ROUNDING


@cheap
@given(players_and_needed(), MEAN_HOURS, BY_HOURS)
def test_one_member_more_of_whom_none_more_is_needed_is_never_slower(players, mean_hours, by_hours):
    n, k = players
    fewer, more = (alliance_clock(members, k, mean_hours, by_hours) for members in (n, n + 1))
    assert more.expected_hours < fewer.expected_hours
    assert more.by_probability >= fewer.by_probability - ROUNDING


@cheap
@given(players_and_needed(), MEAN_HOURS, BY_HOURS, BY_HOURS)
def test_by_a_later_deadline_it_is_likelier(players, mean_hours, one, other):
    early, late = (alliance_clock(*players, mean_hours, hours).by_probability for hours in sorted((one, other)))
    assert 0.0 <= early <= late + ROUNDING
    assert late <= 1.0


@cheap
@given(players_and_needed(), MEAN_HOURS)
def test_by_no_hours_nobody_and_in_the_end_all(players, mean_hours):
    assert alliance_clock(*players, mean_hours, 0.0).by_probability == 0.0
    assert alliance_clock(*players, mean_hours, 1e4 * mean_hours).by_probability == pytest.approx(1.0)


@pytest.mark.parametrize(("n", "k"), [(1, 1), (10, 6), (32, 22), (32, 32)])
def test_simulated_members_agree(n, k):
    times = np.random.default_rng(1).exponential(8.0, size=(SIMULATED, n))
    decided = np.sort(times, axis=1)[:, k - 1]
    found = alliance_clock(n, k, mean_hours=8.0, by_hours=12.0)
    four_errors = 4.0 / math.sqrt(SIMULATED)
    assert found.expected_hours == pytest.approx(decided.mean(), abs=four_errors * decided.std())
    assert found.by_probability == pytest.approx((decided <= 12.0).mean(), abs=four_errors * 0.5)


# --- both -------------------------------------------------------------------------------------------------------------


@cheap
@given(players_and_needed(), st.floats(0.0, 1.0))
def test_the_binomial_tail_is_that_of_scipy(players, p):
    n, k = players
    assert at_least_probability(n, k, p) == pytest.approx(float(binom.sf(k - 1, n, p)), abs=ROUNDING)


@pytest.mark.parametrize(
    ("refused", "says"),
    [
        (lambda: volunteer(0, 0.3), "n is 0; a game needs 1 to 1000 players"),
        (lambda: volunteer(1001, 0.3), "n is 1001"),
        (lambda: volunteer(5, 0.0), "cost_benefit is 0.0; it must be above 0 and below 1"),
        (lambda: volunteer(5, 1.0), "cost_benefit is 1.0"),
        (lambda: volunteer(5, math.nan), "cost_benefit is nan"),
        (lambda: volunteer(5, 0.3, 6), "k is 6, but there are only 5 players"),
        (lambda: volunteer(5, 0.3, 0), "k is 0; at least one player must be needed"),
        (lambda: alliance_clock(0, 1, 8.0, 24.0), "n is 0"),
        (lambda: alliance_clock(5, 6, 8.0, 24.0), "k is 6, but there are only 5 players"),
        (lambda: alliance_clock(5, 5, 0.0, 24.0), "mean_hours is 0.0; it must be above 0 and at most 1000000"),
        (lambda: alliance_clock(5, 5, 1e7, 24.0), "mean_hours is 10000000.0"),
        (lambda: alliance_clock(5, 5, 8.0, -1.0), "by_hours is -1.0; it must be 0 or more"),
        (lambda: alliance_clock(5, 5, 8.0, math.inf), "by_hours is inf"),
    ],
)
def test_numbers_outside_a_game_are_refused_in_words(refused, says):
    with pytest.raises(InputError) as error:
        refused()
    assert says in str(error.value)


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(InputError) as error:
        alliance_clock(3, 4, -1.0, -1.0)
    assert len(error.value.problems) == 3
