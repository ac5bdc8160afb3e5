"""A key and some places in, what a random order of any length has at these places out, without the rest of the order.

The order is a Feistel network (Luby and Rackoff 1988) over the least power of two that is large enough; a number beyond the
end goes through it again until it is within (Black and Rogaway 2002). It takes the time and the memory of the places asked for.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.uint64]

ROUNDS = 8
"""Chosen: four make an order that cannot be told from a random one where halves are long; a few bits need more."""
STEP = 0x9E3779B97F4A7C15
MULTIPLIERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
SHIFTS = (30, 27, 31)
"""Of SplitMix64 (Steele, Lea and Flood 2014), as are the multipliers and the step."""


def shuffled(key: int, count: int, part: range) -> Whole:
    """(part,) the numbers at these places of a random order of 0 to `count` - 1, which the key decides."""
    bits, keys = max(2, (count - 1).bit_length()), _keys(key)
    numbers = _through(np.arange(part.start, part.stop, dtype=np.uint64), bits, keys)
    while len(beyond := np.flatnonzero(numbers >= count)):
        numbers[beyond] = _through(numbers[beyond], bits, keys)
    return numbers


def _keys(key: int) -> Whole:
    """One for each round."""
    return _mixed(np.uint64(key) + np.arange(1, ROUNDS + 1, dtype=np.uint64) * np.uint64(STEP))


def _through(numbers: Whole, bits: int, keys: Whole) -> Whole:
    """Numbers of so many bits, each to another: a round turns one half by what the other one is, and they change places."""
    low, high = bits // 2, bits - bits // 2
    one, other = numbers >> np.uint64(low), numbers & np.uint64(2**low - 1)
    for key in keys:
        one, other, low, high = other, one ^ (_mixed(other + key) >> np.uint64(64 - high)), high, low
    return (one << np.uint64(low)) | other


def _mixed(numbers: Whole) -> Whole:
    """Every bit of the number turns about half of the bits that come out."""
    for shift, multiplier in zip(SHIFTS, MULTIPLIERS, strict=False):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * np.uint64(multiplier)
    return numbers ^ (numbers >> np.uint64(SHIFTS[-1]))
