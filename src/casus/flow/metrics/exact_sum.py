"""Numbers in, their true sum out: exact, so that it does not depend on the order or the pieces in which they are added.

A float is a whole number of at most 53 bits times a power of two. Its two halves are summed apart for each power; such
sums stay below 2^53, where floats are whole numbers and add without error. What comes out is a fraction, which adds to
others exactly.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from casus.flow.handoffs import Floats

BITS = 53
HALF = 27
AT_ONCE = 2 ** (BITS - HALF)
"""Numbers whose lower halves cannot add up to more than 2^53."""


def exact_sum(values: Floats) -> Fraction:
    """The sum of finite numbers, without any rounding; raises ArithmeticError where one is not finite."""
    if not np.isfinite(values).all():
        raise ArithmeticError("numbers that are not finite have no exact sum")
    return sum((_sum(values[start : start + AT_ONCE]) for start in range(0, len(values), AT_ONCE)), Fraction(0))


def _sum(values: Floats) -> Fraction:
    mantissas, exponents = np.frexp(values)
    whole = np.ldexp(mantissas, BITS).astype(np.int64)
    least = int(exponents.min())
    powers = exponents - least
    halves = (np.bincount(powers, weights=half) for half in (whole >> HALF, whole & (2**HALF - 1)))
    by_power = [(int(high) << HALF) + int(low) for high, low in zip(*halves, strict=True)]
    return sum(total << power for power, total in enumerate(by_power)) * Fraction(2) ** (least - BITS)
