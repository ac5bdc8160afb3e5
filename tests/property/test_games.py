"""What must be true of the library games, whatever the numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.flow.strategy.games.binomial import at_least_probability
from casus.flow.strategy.games.deterrence_one_sided import deterrence_one_sided
from casus.flow.strategy.games.deterrence_two_sided import ATTACK, BLUFF, SEPARATING, Payoffs, deterrence_two_sided
from casus.flow.strategy.games.fait_accompli import fait_accompli
from casus.flow.strategy.games.players import MOST_PLAYERS
from casus.flow.strategy.games.signals import signals
from casus.flow.strategy.games.strategic_qre import strategic_qre
from casus.flow.strategy.games.ultimatum import ultimatum
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


# --- deterrence -------------------------------------------------------------------------------------------------------

PROBABILITY = st.floats(0.0, 1.0)
PAID = Payoffs(1.0, 0.5, 0.25, 0.0, -0.5, 1.0, 0.9, 0.3, 0.0, -0.6)


@st.composite
def falling(draw, count):
    """So many payoffs, each below the one before by a hundredth at least."""
    steps = [draw(st.floats(0.01, 5.0)) for _ in range(count)]
    return [10.0 - sum(steps[: place + 1]) for place in range(count)]


@st.composite
def two_sided_payoffs(draw):
    c_dc, c_sq, c_dd_hard, c_cd, c_dd_soft = draw(falling(5))
    d_sq, d_cd, d_dd_hard, d_dc, d_dd_soft = draw(falling(5))
    return Payoffs(c_dc, c_sq, c_dd_hard, c_cd, c_dd_soft, d_sq, d_cd, d_dd_hard, d_dc, d_dd_soft)


@cheap
@given(falling(3), PROBABILITY)
def test_an_attacker_is_deterred_just_where_attacking_is_worth_less(payoffs, p_hard):
    a_dc, a_sq, a_dd = payoffs
    found = deterrence_one_sided(a_dc, a_sq, a_dd, p_hard)
    assert 0.0 < found.threshold < 1.0
    attack = p_hard * a_dd + (1.0 - p_hard) * a_dc
    if abs(attack - a_sq) > ROUNDING:
        assert found.deterred == (attack < a_sq)


@cheap
@given(two_sided_payoffs(), PROBABILITY, PROBABILITY)
def test_nobody_gains_by_playing_otherwise_in_the_two_sided_game(pay, p, q):
    found = deterrence_two_sided(pay, p, q)
    defied = q + (1.0 - q) * found.y
    gains = {
        kind: defied * fought + (1.0 - defied) * pay.c_dc - pay.c_sq
        for kind, fought in (("hard", pay.c_dd_hard), ("soft", pay.c_cd))
    }
    hard_attacks = float(found.region in {SEPARATING, ATTACK, BLUFF})
    for kind, attacks in (("hard", hard_attacks), ("soft", found.x)):
        assert attacks == 0.0 or gains[kind] >= -ROUNDING
        assert attacks == 1.0 or gains[kind] <= ROUNDING
    attackers = p * hard_attacks + (1.0 - p) * found.x
    if attackers > 1e-6:
        hard = p * hard_attacks / attackers
        defying = hard * pay.d_dd_soft + (1.0 - hard) * pay.d_cd - pay.d_dc
        assert found.y == 0.0 or defying >= -1e-6
        assert found.y == 1.0 or defying <= 1e-6


@cheap
@given(two_sided_payoffs(), PROBABILITY, PROBABILITY)
def test_the_ends_of_the_two_sided_game_are_probabilities(pay, p, q):
    found = deterrence_two_sided(pay, p, q)
    ends = (found.sq_probability, found.dc_probability, found.cd_probability, found.war_probability)
    assert math.fsum(ends) == pytest.approx(1.0)
    assert all(-ROUNDING <= end <= 1.0 + ROUNDING for end in (*ends, found.x, found.y))
    assert 0.0 < found.c_soft < found.c_hard < 1.0


@cheap
@given(two_sided_payoffs(), st.floats(0.05, 0.95))
def test_war_is_the_likeliest_just_before_it_is_deterred(pay, share):
    """Not the more credible, the rarer: up to the last threshold war grows likelier, and then there is none."""
    c_hard = deterrence_two_sided(pay, 0.5, 0.0).c_hard
    p = share * deterrence_two_sided(pay, 0.5, 0.0).d_fight
    war = [deterrence_two_sided(pay, p, q).war_probability for q in np.linspace(0.0, c_hard * (1.0 - 1e-9), 9)]
    assert all(later >= earlier - ROUNDING for earlier, later in zip(war, war[1:], strict=False))
    assert war[-1] > war[0]
    assert deterrence_two_sided(pay, p, c_hard).war_probability == 0.0


# --- signals, bargaining, errors, fait accompli -----------------------------------------------------------------------


@cheap
@given(st.floats(0.05, 0.95), st.floats(0.01, 0.99), st.floats(1.01, 20.0))
def test_tying_hands_pays_more_at_a_higher_risk_of_war_than_sinking_costs(p_win, cost_share, room):
    found = signals(p_win, cost_share * p_win, room * (1.0 - p_win))
    assert 0.0 < found.tie.threshold < found.sink.threshold < 1.0
    assert found.tie.payoff > found.sink.payoff
    assert found.tie.war_probability > found.sink.war_probability


def test_simulated_signals_agree():
    rng = np.random.default_rng(1)
    value, cost = rng.random(SIMULATED), rng.uniform(0.0, 2.0, SIMULATED)
    found, attacked = signals(0.5, 0.2, 2.0), cost < 0.5
    for signal, sunk in ((found.tie, 0.0), (found.sink, found.sink.cost)):
        sends = value >= signal.threshold
        paid = np.where(sends, np.where(attacked, 0.5 * value - 0.2, value) - sunk, 0.0)
        assert signal.payoff == pytest.approx(paid.mean(), abs=4.0 * paid.std() / math.sqrt(SIMULATED))
        assert signal.war_probability == pytest.approx((sends & attacked).mean(), abs=2.0 / math.sqrt(SIMULATED))


@cheap
@given(PROBABILITY, st.floats(0.0, 2.0), st.floats(0.01, 2.0))
def test_no_other_demand_is_worth_more(w, a, c):
    found = ultimatum(w, a, c)

    def worth(demand):
        war = np.clip((demand - w) / c, 0.0, 1.0)
        return (1.0 - war) * demand + war * (w - a)

    assert worth(found.demand_share) >= worth(np.linspace(0.0, 1.0, 1001)).max() - ROUNDING
    assert found.war_probability == pytest.approx(np.clip((found.demand_share - w) / c, 0.0, 1.0), abs=ROUNDING)


PAYOFF = st.floats(-5.0, 5.0)


@cheap
@given(PAYOFF, PAYOFF, PAYOFF, PAYOFF, PAYOFF)
def test_who_errs_without_end_tosses_a_coin_and_who_does_not_plays_best(a_sq, a_resist, a_concede, b_resist, b_concede):
    numbers = (a_sq, a_resist, a_concede, b_resist, b_concede)
    for found in (strategic_qre(*numbers, 0.0).logit, strategic_qre(*numbers, 0.0).probit):
        assert (found.resist_probability, found.attack_probability) == (0.5, 0.5)
    if abs(b_resist - b_concede) > 0.01:
        sure = strategic_qre(*numbers, 1e4)
        for found in (sure.logit, sure.probit):
            assert found.resist_probability == pytest.approx(float(b_resist > b_concede), abs=1e-6)
            answered = a_resist if b_resist > b_concede else a_concede
            if abs(answered - a_sq) > 0.01:
                assert found.attack_probability == pytest.approx(float(answered > a_sq), abs=1e-6)


@cheap
@given(st.floats(0.1, 10.0), st.floats(0.0, 5.0), st.floats(0.0, 5.0), st.floats(0.1, 100.0), st.floats(0.1, 100.0))
def test_the_promise_that_is_needed_makes_the_seizure_worth_nothing(value, cost, loss, fait_days, arrival_mean_days):
    found = fait_accompli(value, cost, loss, fait_days, arrival_mean_days)
    assert found.arrive_in_time_probability == pytest.approx(1.0 - math.exp(-fait_days / arrival_mean_days))
    failed = found.honour_needed * found.arrive_in_time_probability
    worth = (1.0 - failed) * value - failed * loss - cost
    assert worth == pytest.approx(min(value - cost, 0.0), abs=ROUNDING * (value + loss))
    sooner = fait_accompli(value, cost, loss, fait_days, 0.5 * arrival_mean_days)
    assert sooner.honour_needed <= found.honour_needed


# --- all --------------------------------------------------------------------------------------------------------------


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
        (lambda: deterrence_one_sided(0.5, 0.6, -0.5, 0.3), "a_dc is 0.5 and a_sq is 0.6; a_dc must be above a_sq"),
        (lambda: deterrence_one_sided(1.0, 0.6, -0.5, 1.3), "p_hard is 1.3; it must be from 0 to 1"),
        (lambda: deterrence_one_sided(1.0, math.nan, -0.5, 0.3), "a_sq is nan; it must be from -1e+09 to 1e+09"),
        (lambda: deterrence_two_sided(PAID, -0.1, 0.3), "p is -0.1; it must be from 0 to 1"),
        (lambda: deterrence_two_sided(replace(PAID, c_cd=0.3), 0.1, 0.3), "c_dd_hard must be above c_cd"),
        (lambda: deterrence_two_sided(replace(PAID, d_dd_soft=0.1), 0.1, 0.3), "d_dc must be above d_dd_soft"),
        (lambda: signals(0.5, 0.6, 2.0), "p_win is 0.5 and war_cost is 0.6; p_win must be above war_cost"),
        (lambda: signals(0.5, 0.0, 2.0), "war_cost is 0.0; it must be above 0"),
        (lambda: signals(0.5, 0.2, 0.5), "most_cost is 0.5; it must be above 1 - p_win, here 0.5"),
        (lambda: ultimatum(0.5, -0.1, 0.4), "a is -0.1; it must be from 0 to 1e+09"),
        (lambda: ultimatum(0.5, 0.1, 0.0), "c is 0.0; it must be above 0"),
        (lambda: strategic_qre(0.0, -1.0, 1.0, 0.5, 0.0, -1.0), "lambda is -1.0; it must be from 0 to 1e+09"),
        (lambda: strategic_qre(math.inf, -1.0, 1.0, 0.5, 0.0, 1.0), "a_sq is inf"),
        (lambda: fait_accompli(0.0, 0.1, 0.8, 10.0, 5.0), "value is 0.0; it must be above 0"),
        (lambda: fait_accompli(1.0, 0.1, 0.8, 0.0, 5.0), "fait_days is 0.0; it must be from 0.001 to 100000 days"),
        (lambda: fait_accompli(1.0, 0.1, 0.8, 10.0, math.inf), "arrival_mean_days is inf"),
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
