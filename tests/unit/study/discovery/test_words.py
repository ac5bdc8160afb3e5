"""Limits in words: no finer than needed, and honest about rounding."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.draws.described import Described
from casus.study.discovery.words import choice_stated, lower_limit, range_stated, subject, upper_limit


def column(what, unit="1", grade="C", words=()):
    return Described("x", what, unit, grade, "judgement", "", words)


FEW = np.array([0.0, 1.0, 2.0, 3.0])
COARSE = np.array([0.1, 0.3, 0.5, 0.74, 0.98])
FINE = np.linspace(0.0, 1.0, 5001)


def test_a_rounded_limit_that_admits_the_same_values_is_the_limit():
    found = lower_limit(2, COARSE)
    assert (found.value, found.text) == (0.4, "0.40")


def test_one_that_would_not_says_about_and_keeps_the_exact_value():
    found = upper_limit(3141, FINE)
    assert found.text == "about 0.63"
    assert found.value == FINE[3141]


def test_no_limit_is_infinite():
    assert lower_limit(0, FINE).value == -np.inf
    assert upper_limit(5000, FINE).value == np.inf


@pytest.mark.parametrize(
    ("what", "unit", "grade", "first", "last", "levels", "said"),
    [
        ("Ratio of forces", "1", "C", 2, 4, COARSE, "the ratio of forces is above 0.40"),
        ("Days of fuel", "day", "C", 0, 1, COARSE, "the days of fuel is below 0.40 days"),
        ("chance of snow", "1", "chance", 1, 3, COARSE, "the chance of snow is drawn between 0.20 and 0.86"),
        ("Flags", "1", "C", 1, 3, FEW, "the flags is at least 1"),
        ("Flags", "1", "C", 0, 0, FEW, "the flags is 0"),
        ("Year of the arms", "year", "C", 1, 2, 1960.5 + 100.0 * COARSE, "the year of the arms is above 1980"),
    ],
)
def test_ranges(what, unit, grade, first, last, levels, said):
    last = len(levels) - 1 if unit == "year" else last
    assert range_stated(column(what, unit, grade), first, last, levels).text == said


def test_choices_name_the_fewer():
    law = column("Which published law of ground combat applies, one of five", words=tuple("abcde"))
    assert choice_stated(law, ("a",), tuple("bcde")).text == "the published law of ground combat is a"
    assert choice_stated(law, ("a", "b"), tuple("cde")).text == "the published law of ground combat is a or b"
    assert choice_stated(law, tuple("abcd"), ("e",)).text == "the published law of ground combat is not e"
    assert choice_stated(law, tuple("abc"), tuple("de")).text == "the published law of ground combat is neither d nor e"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Which reading of the record is right", "the reading of the record"),
        ("Germany: Share of its forces", "Germany: Share of its forces"),
        ("Riga (port and rail): brigades", "Riga (port and rail): brigades"),
        ("Russian combat aircraft", "the Russian combat aircraft"),
        ("What a brigade costs", "what a brigade costs"),
    ],
)
def test_a_factor_stands_before_is(what, said):
    assert subject(column(what)) == said
