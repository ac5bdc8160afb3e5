"""Truth with three values over worlds: 1 true, 0 false, NaN not known (Kleene 1952, section 64).

What is known decides where it can: 'false and unknown' is false, 'true or unknown' is true.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.claims.language.nodes import Sign

Flags = npt.NDArray[np.bool_]
Bounds = tuple[Floats, Floats]
"""The least and the greatest that a number can be; the same where it is known, both NaN where nothing is."""


def negation(of: Floats) -> Floats:
    """True where the other is false."""
    return 1.0 - of


def both(one: Floats, other: Floats) -> Floats:
    """True where both are, false where one is false."""
    return np.where((one == 0.0) | (other == 0.0), 0.0, one * other)


def either(one: Floats, other: Floats) -> Floats:
    """True where one is, false where both are false."""
    return np.where((one == 1.0) | (other == 1.0), 1.0, one + other)


def compared(left: Bounds, sign: Sign, right: Bounds) -> Floats:
    """Whether two numbers stand as the sign says, known where it is so, or is not, within all their bounds."""
    match sign:
        case "<":
            return _decided(left[1] < right[0], left[0] >= right[1])
        case "<=":
            return _decided(left[1] <= right[0], left[0] > right[1])
        case ">":
            return compared(right, "<", left)
        case ">=":
            return compared(right, "<=", left)
        case "==":
            same = (left[0] == left[1]) & (right[0] == right[1]) & (left[0] == right[0])
            return _decided(same, (left[1] < right[0]) | (left[0] > right[1]))
        case "!=":
            return negation(compared(left, "==", right))


def _decided(true: Flags, false: Flags) -> Floats:
    return np.where(true, 1.0, np.where(false, 0.0, np.nan))
