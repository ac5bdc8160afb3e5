"""What must be true of the generalised Lanchester law and of Helmbold's diagnostics, whatever the numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casus.flow.campaign.laws import bracken1995 as law
from casus.flow.campaign.laws import helmbold1993 as helmbold

SLACK = 1.0 + 1e-9


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


STRENGTH = numbers(0.1, 1e5)
ANY = st.floats(0.0, 1e100, allow_nan=False)
RATE = numbers(1e-4, 1.0)
TIME = numbers(0.0, 50.0)
NORM = numbers(0.0, 0.1)
P, Q, D = numbers(0.0, 2.0), numbers(0.0, 1.0), numbers(0.2, 5.0)
SHARE = numbers(0.0, 1.0)


# --- the square law ---------------------------------------------------------------------------------------------------


@given(STRENGTH, STRENGTH, RATE, RATE, TIME)
def test_the_square_law_keeps_its_invariant_while_both_fight(
    x: float, y: float, by_x: float, by_y: float, time: float
) -> None:
    assume(time < law.square_end(x, y, by_x, by_y)[0])
    left = law.square_survivors(x, y, by_x, by_y, time)
    size = by_x * x * x + by_y * y * y
    assert law.square_invariant(*left, by_x, by_y) == pytest.approx(
        law.square_invariant(x, y, by_x, by_y), abs=1e-9 * size
    )


@given(STRENGTH, STRENGTH, RATE, RATE)
def test_the_winner_keeps_what_the_invariant_gives(x: float, y: float, by_x: float, by_y: float) -> None:
    _, x_left, y_left = law.square_end(x, y, by_x, by_y)
    size = by_x * x * x + by_y * y * y
    assert law.square_invariant(x_left, y_left, by_x, by_y) == pytest.approx(
        law.square_invariant(x, y, by_x, by_y), abs=1e-9 * size
    )
    assert min(x_left, y_left) == 0.0


@given(STRENGTH, STRENGTH, RATE, RATE)
def test_survivors_run_into_the_end(x: float, y: float, by_x: float, by_y: float) -> None:
    end, *left = law.square_end(x, y, by_x, by_y)
    assume(end < law.NEVER)
    just_before = law.square_survivors(x, y, by_x, by_y, end * (1.0 - 1e-12))
    assert just_before == pytest.approx(tuple(left), abs=1e-4 * max(x, y))


@given(STRENGTH, STRENGTH, RATE, RATE, TIME, TIME)
def test_nobody_rises_from_the_dead(x: float, y: float, by_x: float, by_y: float, a: float, b: float) -> None:
    early, late = sorted((a, b))
    before, after = (law.square_survivors(x, y, by_x, by_y, time) for time in (early, late))
    for then, now, start in zip(before, after, (x, y), strict=True):
        assert 0.0 <= now <= then + 1e-9 * max(x, y) <= start + 2e-9 * max(x, y)


@given(STRENGTH, STRENGTH, RATE, RATE, TIME)
def test_the_square_law_does_not_care_for_names(x: float, y: float, by_x: float, by_y: float, time: float) -> None:
    ours, theirs = law.square_survivors(x, y, by_x, by_y, time)
    swapped = law.square_survivors(y, x, by_y, by_x, time)
    assert swapped == pytest.approx((theirs, ours), abs=1e-6 * max(x, y))


# --- losses -----------------------------------------------------------------------------------------------------------


@given(STRENGTH, STRENGTH, RATE, RATE)
def test_named_laws_are_cases_of_the_general_one(x: float, y: float, by_x: float, by_y: float) -> None:
    square = law.losses_per_day(x, y, by_x, by_y, 1.0, 0.0, 1.0)
    linear = law.losses_per_day(x, y, by_x, by_y, 1.0, 1.0, 1.0)
    logarithmic = law.losses_per_day(x, y, by_x, by_y, 0.0, 1.0, 1.0)
    assert square == pytest.approx((min(x, by_y * y), min(y, by_x * x)))
    assert linear == pytest.approx((min(x, by_y * x * y), min(y, by_x * x * y)))
    assert logarithmic == pytest.approx((min(x, by_y * x), min(y, by_x * y)))


@given(STRENGTH, STRENGTH, NORM, NORM, P, Q, D, numbers(1e-3, 1e3))
def test_shares_do_not_depend_on_the_unit_of_power(
    attack: float, defence: float, norm_a: float, norm_d: float, p: float, q: float, d: float, unit: float
) -> None:
    shares = law.loss_shares_per_day(attack, defence, norm_a, norm_d, p, q, d)
    assert law.loss_shares_per_day(attack * unit, defence * unit, norm_a, norm_d, p, q, d) == pytest.approx(
        shares, rel=1e-9
    )


@given(STRENGTH, NORM, NORM, P, numbers(0.0, 6.0))
def test_shares_are_the_norms_at_parity(power: float, norm_a: float, norm_d: float, p: float, q: float) -> None:
    assert law.loss_shares_per_day(power, power, norm_a, norm_d, p, q, 1.0) == pytest.approx(
        (norm_a, norm_d), rel=1e-12
    )


@given(STRENGTH, STRENGTH, STRENGTH, NORM, NORM, P, Q, D)
def test_more_attackers_never_spare_the_defender_nor_cost_the_attacker_a_larger_share(
    a: float, b: float, defence: float, norm_a: float, norm_d: float, p: float, q: float, d: float
) -> None:
    few, many = sorted((a, b))
    own_few, theirs_few = law.loss_shares_per_day(few, defence, norm_a, norm_d, p, q, d)
    own_many, theirs_many = law.loss_shares_per_day(many, defence, norm_a, norm_d, p, q, d)
    assert theirs_few <= theirs_many * SLACK
    assert own_many <= own_few * SLACK


@given(STRENGTH, STRENGTH, STRENGTH, NORM, NORM, P, Q, D)
def test_more_defenders_never_lose_a_larger_share_nor_spare_the_attacker(
    attack: float, a: float, b: float, norm_a: float, norm_d: float, p: float, q: float, d: float
) -> None:
    few, many = sorted((a, b))
    theirs_few, own_few = law.loss_shares_per_day(attack, few, norm_a, norm_d, p, q, d)
    theirs_many, own_many = law.loss_shares_per_day(attack, many, norm_a, norm_d, p, q, d)
    assert own_many <= own_few * SLACK
    assert theirs_few <= theirs_many * SLACK


@given(STRENGTH, STRENGTH, NORM, NORM, P, Q, D, D)
def test_the_tactical_factor_only_ever_helps_the_defender(
    attack: float, defence: float, norm_a: float, norm_d: float, p: float, q: float, a: float, b: float
) -> None:
    low, high = sorted((a, b))
    own_low, theirs_low = law.loss_shares_per_day(attack, defence, norm_a, norm_d, p, q, low)
    own_high, theirs_high = law.loss_shares_per_day(attack, defence, norm_a, norm_d, p, q, high)
    assert own_low <= own_high * SLACK
    assert theirs_high <= theirs_low * SLACK


@given(STRENGTH, STRENGTH, NORM, NORM, P, numbers(0.0, 6.0), D)
def test_shares_mirror_when_the_roles_do(
    attack: float, defence: float, norm_a: float, norm_d: float, p: float, q: float, d: float
) -> None:
    forth = law.loss_shares_per_day(attack, defence, norm_a, norm_d, p, q, d)
    back = law.loss_shares_per_day(defence, attack, norm_d, norm_a, p, q, 1.0 / d)
    assert back == pytest.approx(forth[::-1], rel=1e-9)


# --- whatever comes in ------------------------------------------------------------------------------------------------


@given(ANY, ANY, ANY, ANY, numbers(0.0, 10.0), numbers(0.0, 10.0), numbers(0.0, 10.0), TIME)
def test_every_number_is_finite_and_no_share_beyond_its_bounds(
    x: float, y: float, by_x: float, by_y: float, p: float, q: float, d: float, time: float
) -> None:
    shares = law.loss_shares_per_day(x, y, by_x, by_y, p, q, d)
    losses = law.losses_per_day(x, y, by_x, by_y, p, q, d)
    end = law.square_end(x, y, by_x, by_y)
    left = law.square_survivors(x, y, by_x, by_y, time)
    assert all(math.isfinite(value) for value in (*shares, *losses, *end, *left))
    assert all(0.0 <= share <= 1.0 for share in shares)
    assert 0.0 <= losses[0] <= x
    assert 0.0 <= losses[1] <= y
    assert 0.0 <= left[0] <= x
    assert 0.0 <= left[1] <= y


# --- Helmbold's diagnostics -------------------------------------------------------------------------------------------


@given(SHARE, SHARE, numbers(0.0, 100.0), ANY, numbers(0.0, 1e6))
def test_helmbolds_numbers_are_finite(a: float, d: float, days: float, x: float, y: float) -> None:
    x = min(x, 1e6)
    values = (helmbold.mu(a, d), helmbold.advantage(a, d), helmbold.bitterness(a, d), helmbold.intensity(a, d, days))
    assert all(math.isfinite(value) for value in values)
    assert math.isfinite(helmbold.activity_ratio(x, max(y, 1e-3), a, d))
    assert helmbold.bitterness(a, d) >= 0.0


@given(SHARE, SHARE)
def test_the_advantage_changes_sign_with_the_sides(a: float, d: float) -> None:
    assert helmbold.advantage(a, d) == pytest.approx(-helmbold.advantage(d, a), abs=1e-9)


@given(numbers(-20.0, 20.0), numbers(-20.0, 20.0), st.booleans())
def test_an_attacker_never_wins_more_often_against_a_greater_advantage(a: float, b: float, since_1914: bool) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= helmbold.win_probability(high, since_1914) <= helmbold.win_probability(low, since_1914) <= 1.0


@given(numbers(1.0, 1e4), numbers(1.0, 1e4), numbers(1e-3, 0.5), numbers(1e-3, 0.5), numbers(0.05, 1.0))
def test_the_diagnostics_give_back_the_rates_of_a_square_law_battle(
    x: float, y: float, by_x: float, by_y: float, part: float
) -> None:
    time = part * 0.9 * min(10.0, law.square_end(x, y, by_x, by_y)[0])
    x_left, y_left = law.square_survivors(x, y, by_x, by_y, time)
    a, d = x_left / x, y_left / y
    assume(1.0 - a > 1e-4 and 1.0 - d > 1e-4)
    assert helmbold.activity_ratio(x, y, a, d) == pytest.approx(by_y / by_x, rel=1e-4)
    assert helmbold.bitterness(a, d) == pytest.approx(math.sqrt(by_x * by_y) * time, rel=1e-4)
