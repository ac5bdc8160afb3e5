"""What must be true of Biddle's assault, whatever the numbers."""

from __future__ import annotations

import math
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign.laws import biddle2004 as law

ROUNDING = 1.0 + 1e-9


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


class Assault(NamedTuple):
    """The inputs of an assault in the order in which the law takes them."""

    attackers: float
    defenders: float
    width_km: float
    assault_width_km: float
    position_depth_km: float
    reserve_share: float
    exposed_share: float
    assault_km_per_day: float
    reserve_km_per_day: float
    weapon_year_attacker: float
    weapon_year_defender: float


PERSONS = numbers(0.0, 2e6)
SHARE = numbers(0.0, 1.0)
KM = numbers(0.0, 600.0)
SPEED = numbers(0.0, 200.0)
YEAR = numbers(1890.0, 2050.0)
ASSAULTS = st.builds(Assault, PERSONS, PERSONS, KM, KM, KM, SHARE, SHARE, SPEED, SPEED, YEAR, YEAR)


def days(case: Assault) -> float:
    return law.days_until_halted(*case)


def per_km(case: Assault) -> float:
    return law.attacker_casualties_per_km(*case[1:8], *case[9:])


@given(ASSAULTS)
def test_everything_is_finite_and_never_negative(case: Assault) -> None:
    lasting, gain, breakthrough, casualties = law.assault(*case)
    assert 0.0 <= lasting <= law.LONGEST_DAYS
    assert gain == lasting * case.assault_km_per_day
    assert breakthrough == (1.0 if gain > case.position_depth_km else 0.0)
    assert math.isfinite(casualties)
    assert casualties >= law.OFF_AXIS_CASUALTIES
    assert 0.0 <= per_km(case) < math.inf


@given(ASSAULTS, PERSONS)
def test_more_attackers_never_shorten_the_assault(case: Assault, others: float) -> None:
    few, many = sorted((case.attackers, others))
    assert days(case._replace(attackers=few)) <= days(case._replace(attackers=many)) * ROUNDING


@given(ASSAULTS, PERSONS)
def test_more_defenders_never_lengthen_the_assault(case: Assault, others: float) -> None:
    few, many = sorted((case.defenders, others))
    assert days(case._replace(defenders=many)) <= days(case._replace(defenders=few)) * ROUNDING


@given(ASSAULTS, SHARE)
def test_a_more_exposed_garrison_never_halts_sooner_and_never_kills_more(case: Assault, other: float) -> None:
    hidden, exposed = (case._replace(exposed_share=share) for share in sorted((case.exposed_share, other)))
    assert days(hidden) <= days(exposed) * ROUNDING
    assert per_km(exposed) <= per_km(hidden)


@given(ASSAULTS, SPEED)
def test_a_faster_assault_never_costs_less_a_km_and_is_never_halted_later(case: Assault, other: float) -> None:
    slow, fast = (case._replace(assault_km_per_day=speed) for speed in sorted((case.assault_km_per_day, other)))
    assert per_km(slow) <= per_km(fast)
    assert days(fast) <= days(slow) * ROUNDING


@given(ASSAULTS, KM)
def test_a_deeper_position_is_never_denser(case: Assault, other: float) -> None:
    shallow, deep = (case._replace(position_depth_km=depth) for depth in sorted((case.position_depth_km, other)))
    assert per_km(deep) <= per_km(shallow)


@given(YEAR, YEAR, SPEED, SPEED)
def test_reserves_survive_in_shares_that_fall_with_speed_and_weapons(
    year_a: float, year_b: float, speed_a: float, speed_b: float
) -> None:
    (old, new), (slow, fast) = sorted((year_a, year_b)), sorted((speed_a, speed_b))
    worst, best = law.reserves_surviving_share(new, fast), law.reserves_surviving_share(old, slow)
    assert 0.0 <= worst <= best <= 1.0


@given(ASSAULTS)
def test_nobody_is_halted_where_nobody_defends(case: Assault) -> None:
    undefended = case._replace(defenders=0.0, attackers=max(1.0, case.attackers))
    assert days(undefended) == law.LONGEST_DAYS
    assert days(case._replace(attackers=0.0)) == 0.0


@given(ASSAULTS)
def test_the_best_speed_is_a_speed(case: Assault) -> None:
    speed = law.best_assault_km_per_day(*case[2:6], *case[8:])
    assert 0.0 <= speed <= law.FASTEST_KM_PER_DAY


@given(numbers(0.2, 5.0))
def test_no_speed_gains_more_in_the_base_case_than_the_best_one(factor: float) -> None:
    base = Assault(1.25e6, 1e6, 500.0, 25.0, 15.0, 0.4, 0.0, 0.0, 100.0, 1910.0, 1910.0)
    best = law.best_assault_km_per_day(*base[2:6], *base[8:])
    gain, other = (law.assault(*base._replace(assault_km_per_day=speed))[1] for speed in (best, best * factor))
    if days(base._replace(assault_km_per_day=best * factor)) < base.width_km / base.reserve_km_per_day:
        assert other <= gain * ROUNDING


@given(numbers(0.0, 1e5), SPEED, numbers(0.0, 1e5), SHARE)
def test_defenders_lost_are_never_fewer_than_those_overrun(
    density: float, speed: float, arriving: float, surviving: float
) -> None:
    assert law.defender_casualties_per_day(density, speed, arriving, surviving) >= density * speed
