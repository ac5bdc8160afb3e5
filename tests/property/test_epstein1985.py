"""What must be true of Epstein's adaptive law, whatever the numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign.laws import epstein1985 as law


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


STRENGTH = numbers(0.0, 1e7)
SHARE = numbers(0.0, 1.0)
KM = numbers(0.0, 100.0)
EXCHANGE = numbers(0.0, 10.0)
DAYS = numbers(0.0, 2.0)


@given(STRENGTH, STRENGTH, KM, KM, SHARE, EXCHANGE)
def test_loss_shares_are_shares(
    attack: float, defence: float, withdrawal: float, most: float, prosecution: float, exchange: float
) -> None:
    for share in law.loss_shares_per_day(attack, defence, withdrawal, most, prosecution, exchange):
        assert 0.0 <= share <= 1.0


@given(STRENGTH, STRENGTH, numbers(1.0, 1e7), KM, KM, SHARE, EXCHANGE)
def test_more_attackers_never_cost_the_defence_a_smaller_share(
    a: float, b: float, defence: float, withdrawal: float, most: float, prosecution: float, exchange: float
) -> None:
    few, many = sorted((a, b))
    less = law.loss_shares_per_day(few, defence, withdrawal, most, prosecution, exchange)[1]
    assert less <= law.loss_shares_per_day(many, defence, withdrawal, most, prosecution, exchange)[1] * (1.0 + 1e-12)


@given(numbers(1.0, 1e7), numbers(1.0, 1e7), KM, KM, numbers(0.1, 50.0), SHARE)
def test_a_faster_retreat_never_costs_either_side_more(
    attack: float, defence: float, a: float, b: float, most: float, prosecution: float
) -> None:
    slow, fast = sorted((a, b))
    staying = law.loss_shares_per_day(attack, defence, slow, most, prosecution, 1.5)
    leaving = law.loss_shares_per_day(attack, defence, fast, most, prosecution, 1.5)
    assert leaving[0] <= staying[0]
    assert leaving[1] <= staying[1]


@given(KM, SHARE, SHARE, KM, DAYS)
def test_the_rate_of_withdrawal_stays_between_none_and_the_most(
    withdrawal: float, share: float, threshold: float, most: float, days: float
) -> None:
    assert 0.0 <= law.next_withdrawal_km(withdrawal, share, threshold, most, days) <= most


@given(KM, SHARE, SHARE, KM, DAYS)
def test_the_front_never_moves_while_the_defence_loses_no_more_than_it_bears(
    withdrawal: float, a: float, b: float, most: float, days: float
) -> None:
    share, threshold = sorted((a, b))
    assert law.next_withdrawal_km(withdrawal, share, threshold, most, days) == 0.0


@given(SHARE, SHARE, SHARE, numbers(0.0, 1.0), numbers(0.1, 50.0), DAYS)
def test_heavier_losses_never_slow_the_withdrawal(
    a: float, b: float, threshold: float, speed: float, most: float, days: float
) -> None:
    light, heavy = sorted((a, b))
    slow = law.next_withdrawal_km(speed * most, light, threshold, most, days)
    assert slow <= law.next_withdrawal_km(speed * most, heavy, threshold, most, days) + 1e-12


@given(numbers(0.0, 3.0), numbers(0.0, 3.0), SHARE, DAYS)
def test_prosecution_stays_between_none_and_what_the_attack_bears(
    prosecution: float, share: float, threshold: float, days: float
) -> None:
    assert 0.0 <= law.next_prosecution(prosecution, share, threshold, days) <= threshold


@given(SHARE, SHARE, numbers(0.001, 1.0), DAYS)
def test_the_attack_presses_harder_below_its_threshold_and_less_hard_above(
    prosecution: float, share: float, threshold: float, days: float
) -> None:
    now = min(prosecution, threshold)
    later = law.next_prosecution(now, share, threshold, days)
    assert later >= now if share <= threshold else later <= now


@given(KM, SHARE, SHARE, KM, SHARE)
def test_no_time_changes_nothing_but_a_halt(
    withdrawal: float, share: float, threshold: float, most: float, prosecution: float
) -> None:
    standing = law.next_withdrawal_km(withdrawal, share, threshold, most, 0.0)
    assert standing in (0.0, min(withdrawal, most))
    assert law.next_prosecution(prosecution, share, threshold, 0.0) == min(prosecution, threshold)


@given(STRENGTH, SHARE, STRENGTH, numbers(0.0, 1.0))
def test_strength_never_grows_or_turns_negative(strength: float, share: float, air: float, days: float) -> None:
    after = law.strength_after(strength, share, air, days)
    assert 0.0 <= after <= strength
    assert 0.0 <= law.total_share(strength, after) <= 1.0


@given(numbers(0.0, 2000.0), numbers(0.0, 6.0), numbers(0.0, 1.0), numbers(0.0, 5.0), STRENGTH, numbers(0.0, 5000.0))
def test_close_air_kills_are_finite_and_never_exceed_those_of_aircraft_that_all_survive(
    aircraft: float, sorties: float, loss: float, kills: float, lethality: float, vehicles: float
) -> None:
    found = law.close_air_kills(aircraft, sorties, loss, kills, lethality, vehicles)
    assert found >= 0.0
    assert math.isfinite(found)
    rounding = 1e-6 + 1e-12 * lethality  # chosen: kills are taken off a lethality of up to millions
    assert found <= law.close_air_kills(aircraft, sorties, 0.0, kills, lethality, vehicles) * (1.0 + 1e-9) + rounding


@given(numbers(0.0, 2000.0), numbers(0.0, 6.0), SHARE, numbers(0.0, 100.0), numbers(0.0, 100.0))
def test_aircraft_are_never_gained(aircraft: float, sorties: float, loss: float, a: float, b: float) -> None:
    early, late = sorted((a, b))
    left = law.aircraft_left(aircraft, sorties, loss, late)
    assert 0.0 <= left <= law.aircraft_left(aircraft, sorties, loss, early) <= aircraft


@pytest.mark.parametrize(("attack", "defence"), [(0.0, 10.0), (10.0, 0.0), (0.0, 0.0)])
def test_nobody_loses_anything_to_a_side_that_is_not_there(attack: float, defence: float) -> None:
    assert law.loss_shares_per_day(attack, defence, 0.0, 20.0, 0.02, 1.5) == (0.0, 0.0)


def test_a_defence_that_kills_nobody_in_exchange_is_destroyed_and_no_more() -> None:
    assert law.loss_shares_per_day(10.0, 10.0, 0.0, 20.0, 0.02, 0.0) == (0.02, 1.0)
