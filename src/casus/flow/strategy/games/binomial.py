"""How many of several independent players act: probabilities from their number and the probability of each."""

from __future__ import annotations

import math


def exactly_probability(n: int, count: int, p: float) -> float:
    """Probability that exactly so many of n act, C(n, count) p^count (1-p)^(n-count), for p in [0, 1]."""
    if p in (0.0, 1.0):
        return float(count == n * p)
    return math.exp(math.log(math.comb(n, count)) + count * math.log(p) + (n - count) * math.log1p(-p))


def at_least_probability(n: int, count: int, p: float) -> float:
    """Probability that so many of n act, or more, for p in [0, 1]."""
    return min(1.0, math.fsum(exactly_probability(n, many, p) for many in range(count, n + 1)))
