"""What must be true of the law of recorded opposed advance, whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.campaign.arrays import WORKS as WORKS_NAMES
from casus.flow.campaign.laws import hero1972


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


RATIO = numbers(0.0, 40.0)
SHARE = numbers(0.0, 1.0)
INTENSITY = numbers(0.0, 3.0)
THRESHOLD = numbers(0.5, 3.0)
DEVIATE = numbers(-5.0, 5.0)
WORKS = st.integers(0, len(WORKS_NAMES) - 1)
A_LITTLE = 1.0 + 1e-12


def log_of(ratio: float) -> float:
    return math.log(ratio) if ratio > 0.0 else -math.inf


def resistance(works: int, thin: float, ratio: float) -> float:
    return float(hero1972.resistance(hero1972.WORKS_INTENSITY[works], thin, log_of(ratio)))


def advance(ratio: float, thin: float, works: int, threshold: float, deviate: float) -> float:
    intensity = resistance(works, thin, ratio)
    return float(hero1972.advance_km_per_day(ratio, threshold, intensity, deviate))


@given(RATIO, RATIO, SHARE, WORKS, THRESHOLD, DEVIATE)
def test_the_advance_never_falls_with_the_ratio(
    a: float, b: float, thin: float, works: int, threshold: float, deviate: float
) -> None:
    low, high = sorted((a, b))
    slow = advance(low, thin, works, threshold, deviate)
    assert 0.0 <= slow <= advance(high, thin, works, threshold, deviate) * A_LITTLE


@given(RATIO, SHARE, SHARE, WORKS, THRESHOLD, DEVIATE)
def test_the_advance_never_falls_as_the_line_thins(
    ratio: float, a: float, b: float, works: int, threshold: float, deviate: float
) -> None:
    dense, thin = sorted((a, b))
    assert (
        advance(ratio, dense, works, threshold, deviate) <= advance(ratio, thin, works, threshold, deviate) * A_LITTLE
    )


@given(RATIO, SHARE, st.integers(0, len(WORKS_NAMES) - 2), THRESHOLD, DEVIATE)
def test_better_works_never_speed_the_advance(
    ratio: float, thin: float, works: int, threshold: float, deviate: float
) -> None:
    better = advance(ratio, thin, works + 1, threshold, deviate)
    assert better <= advance(ratio, thin, works, threshold, deviate) * A_LITTLE


@given(INTENSITY, DEVIATE, DEVIATE)
def test_a_luckier_day_is_never_slower(intensity: float, a: float, b: float) -> None:
    bad, good = sorted((a, b))
    slow = hero1972.advance_km_per_day(2.0, 1.2, intensity, bad)
    assert 0.0 < slow <= hero1972.advance_km_per_day(2.0, 1.2, intensity, good) * A_LITTLE


@given(RATIO, THRESHOLD, INTENSITY, DEVIATE)
def test_nothing_moves_below_the_threshold(ratio: float, threshold: float, intensity: float, deviate: float) -> None:
    moves = hero1972.advance_km_per_day(ratio, threshold, intensity, deviate) > 0.0
    assert moves == (ratio >= threshold)


@given(WORKS, SHARE, numbers(1.2, 3.0), numbers(1.2, 3.0))
def test_between_the_threshold_and_three_the_ratio_does_not_count(works: int, thin: float, a: float, b: float) -> None:
    assert advance(a, thin, works, 1.2, 0.0) == advance(b, thin, works, 1.2, 0.0)


@given(WORKS, SHARE, RATIO)
def test_resistance_is_a_class_and_an_overwhelming_attack_lowers_it_by_one_at_most(
    works: int, thin: float, ratio: float
) -> None:
    level = resistance(works, thin, ratio)
    assert 0.0 <= level <= 3.0
    assert level >= resistance(works, thin, 1.0) - 1.0 - 1e-12


@given(INTENSITY, INTENSITY, RATIO, SHARE)
def test_attackers_lose_more_against_stiffer_resistance_and_less_when_stopped(
    a: float, b: float, ratio: float, holding: float
) -> None:
    slack, stiff = sorted((a, b))
    moving = hero1972.loss_shares_per_day(log_of(ratio), stiff, True, holding)
    assert hero1972.loss_shares_per_day(log_of(ratio), slack, True, holding)[0] <= moving[0] * A_LITTLE
    stopped = hero1972.loss_shares_per_day(log_of(ratio), stiff, False, holding)
    assert all(0.0 <= less <= more < 1.0 for less, more in zip(stopped, moving, strict=True))


@pytest.mark.parametrize("ratio", [0.0, 1e-300, 1.0, 1e300])
@pytest.mark.parametrize("level", [0.0, 3.0, 1e300])
def test_the_law_is_finite_for_every_number_that_is_not_negative(ratio: float, level: float) -> None:
    found = (
        resistance(3, level, ratio),
        hero1972.usual_km_per_day(level),
        hero1972.advance_km_per_day(ratio, 0.0, level, level),
        *hero1972.loss_shares_per_day(log_of(ratio), level, True, 0.3),
    )
    assert all(math.isfinite(number) for number in found)


def test_the_points_of_the_recorded_distributions_rise_and_fall_in_order() -> None:
    table = hero1972.ADVANCE_KM_PER_DAY
    assert (np.diff(table, axis=1) > 0.0).all()
    assert (np.diff(table, axis=0) < 0.0).all()
