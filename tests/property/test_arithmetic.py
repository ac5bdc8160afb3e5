"""What must be true of exp, expm1 and log in plain arithmetic, of safe ratios, and of tables that are read to their end."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casus.flow.campaign.arithmetic import LEAST_EXPONENT, MOST_EXPONENT, either, exp, expm1, log, ratio_or
from casus.flow.campaign.laws import dupuy1979, hero1972
from casus.flow.campaign.laws.tables import band_of, interpolate

TABLES = (
    (dupuy1979.OWN_RATIO, dupuy1979.OPPOSITION),
    (dupuy1979.AIR_CONTROL, dupuy1979.AIR_MOBILITY),
    (dupuy1979.RIVER_M, dupuy1979.RIVER_UNFORDABLE),
    (hero1972.BATTLE_LOG_RATIO, hero1972.DEFENDER_LOSS_PER_DAY),
    (np.array([1.0, 3.0]), np.array([5.0, 4.0])),
)
ENDS = (
    (exp, -math.inf, 0.0), (exp, -1e300, 0.0), (exp, math.nextafter(LEAST_EXPONENT, -math.inf), 0.0), (exp, 0.0, 1.0),
    (exp, math.nextafter(MOST_EXPONENT, math.inf), math.inf), (exp, math.inf, math.inf), (exp, math.nan, math.nan),
    (expm1, -math.inf, -1.0), (expm1, 0.0, 0.0), (expm1, 5e-324, 5e-324), (expm1, 1e300, math.inf), (expm1, math.nan, math.nan),
    (log, 0.0, -math.inf), (log, 1.0, 0.0), (log, math.inf, math.inf), (log, -1.0, math.nan), (log, -math.inf, math.nan),
    (log, math.nan, math.nan),
)  # fmt: skip


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high, allow_nan=False)


def last_places(value: float, true: float) -> float:
    """Difference of two numbers in units in the last place of the second."""
    return abs(value - true) / math.ulp(true)


@given(numbers(LEAST_EXPONENT, MOST_EXPONENT) | numbers(-2.0, 2.0))
def test_exp_is_the_librarys_within_2_last_places(number: float) -> None:
    assert last_places(exp(number), math.exp(number)) <= 2.0


@given(numbers(LEAST_EXPONENT, MOST_EXPONENT) | numbers(-2.0, 2.0) | numbers(-1e-9, 1e-9))
def test_expm1_is_the_librarys_within_2_last_places(number: float) -> None:
    assert last_places(expm1(number), math.expm1(number)) <= 2.0


@given(st.floats(5e-324, 1.7e308) | numbers(0.1, 10.0))
@example(5e-324)
@example(math.nextafter(1.0, 0.0))
def test_log_is_the_librarys_within_2_last_places(number: float) -> None:
    assert last_places(log(number), math.log(number)) <= 2.0


@given(numbers(-800.0, 800.0), numbers(-800.0, 800.0))
def test_exp_never_falls_as_its_number_rises(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert 0.0 <= exp(low) <= exp(high)


@given(st.floats(0.0, 1e308), st.floats(0.0, 1e308))
def test_log_never_falls_as_its_number_rises(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert log(low) <= log(high)


@pytest.mark.parametrize(("function", "number", "end"), ENDS)
def test_ends_are_defined(function, number: float, end: float) -> None:
    assert function(number) == pytest.approx(end, rel=0.0, abs=0.0, nan_ok=True)


@pytest.mark.parametrize("number", [-700.0, -0.3, 0.0, 1e-12, 0.5, 709.0])
def test_uncompiled_steps_give_the_same_bits(number: float) -> None:
    for function, argument in ((exp, number), (expm1, number), (log, abs(number))):
        assert function.py_func(argument) == function(argument)


@given(numbers(-1e9, 1e9), numbers(-1e9, 1e9), numbers(-10.0, 10.0))
def test_a_ratio_is_one_where_something_stands_below_it(numerator: float, denominator: float, otherwise: float) -> None:
    expected = numerator / denominator if denominator > 0.0 else otherwise
    assert ratio_or(numerator, denominator, otherwise) == expected


@given(st.booleans(), numbers(-1.0, 1.0), numbers(-1.0, 1.0))
def test_either_of_two_numbers_is_chosen(condition: bool, a: float, b: float) -> None:
    assert either(condition, a, b) == (a if condition else b)


@pytest.mark.parametrize("table", range(len(TABLES)))
@given(number=st.floats(-600.0, 600.0) | st.floats(-2.0, 8.0) | st.floats())
def test_a_table_read_to_its_end_gives_the_bits_of_one_left_at_the_right_row(table: int, number: float) -> None:
    points, values = TABLES[table]
    assert read(number, points, values) == pytest.approx(left_early(number, points, values), rel=0.0, abs=0.0)
    assert all(read(point, points, values) == left_early(point, points, values) for point in points)


@given(st.floats(-5.0, 50.0))
def test_a_band_found_at_the_end_is_that_of_a_search_that_stops(number: float) -> None:
    floors = dupuy1979.BAND_FLOOR
    assert band_of(floors, number) == max(0, int(np.searchsorted(floors, number, side="right")) - 1)


read = interpolate.py_func  # compiled, it is put in the place of each call


def left_early(number: float, points: np.ndarray, values: np.ndarray) -> float:
    """Value at a number, by a search that stops at the first point that the number does not pass."""
    if number <= points[0]:
        return float(values[0])
    for right in range(1, len(points)):
        if number <= points[right]:
            slope = (values[right] - values[right - 1]) / (points[right] - points[right - 1])
            return float(values[right - 1] + (number - points[right - 1]) * slope)
    return float(values[-1])
