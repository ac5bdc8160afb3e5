"""What is wrong with the numbers of a game: problems in words, one for each number or order that does not fit."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from casus.foundation.errors import Problem

LARGEST = 1e9
"""Chosen: payoffs are compared with one another, so that a larger one is a slip of the pen."""


def size_problems(numbers: Mapping[str, float], least: float = -LARGEST) -> list[Problem]:
    """A problem for each number that is not from `least` to a thousand million."""
    return [
        Problem(f"{name} is {value}; it must be from {least:g} to {LARGEST:g}")
        for name, value in numbers.items()
        if not least <= value <= LARGEST
    ]


def probability_problems(numbers: Mapping[str, float]) -> list[Problem]:
    """A problem for each number that is not from 0 to 1."""
    return [
        Problem(f"{name} is {value}; it must be from 0 to 1")
        for name, value in numbers.items()
        if not 0.0 <= value <= 1.0
    ]


def positive_problems(numbers: Mapping[str, float], most: float = LARGEST) -> list[Problem]:
    """A problem for each number that is not above 0 and at most `most`."""
    return [
        Problem(f"{name} is {value}; it must be above 0 and at most {most:g}")
        for name, value in numbers.items()
        if not 0.0 < value <= most
    ]


def order_problems(numbers: Mapping[str, float], orders: Iterable[tuple[str, str]]) -> list[Problem]:
    """A problem for each pair (larger, smaller) by name that is not in that order."""
    return [
        Problem(f"{larger} is {numbers[larger]} and {smaller} is {numbers[smaller]}; {larger} must be above {smaller}")
        for larger, smaller in orders
        if not numbers[larger] > numbers[smaller] and not math.isnan(numbers[larger] + numbers[smaller])
    ]
