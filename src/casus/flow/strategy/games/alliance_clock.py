"""The clock of an alliance: members, votes needed and a member's mean time in; the hours until it has decided out.

The members decide independently, each after an exponential time of the same mean m. The alliance has decided when k of n
have, so that its time is the k-th order statistic: the sum of k independent waits, the i-th with mean m/(n-i+1).

Source: order statistics of the exponential distribution, A. Rényi, On the theory of order statistics (1953), not read; the
equations are derived above, and their numbers are checked (tests/published/games.yaml).

Domain of validity: members of like speed who do not wait for one another, none of whom refuses; nobody prepares the vote.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from casus.flow.strategy.games.binomial import at_least_probability
from casus.flow.strategy.games.players import player_problems
from casus.foundation.errors import InputError, Problem

MOST_HOURS = 1e6
"""Chosen: over a century; a longer mean is a slip of the pen."""


@dataclass(frozen=True)
class AllianceTime:
    """When an alliance decides."""

    expected_hours: float
    by_probability: float
    """That it has decided by the deadline."""


def alliance_clock(n: int, k: int, mean_hours: float, by_hours: float) -> AllianceTime:
    """Hours until k of n members have decided, and the probability that they have by a deadline.

    E = m (H_n - H_(n-k)) with H_j = 1 + 1/2 + ... + 1/j; P(by T) = sum over j >= k of C(n,j) F^j (1-F)^(n-j) with
    F = 1 - exp(-T/m).

    Raises InputError unless 1 <= k <= n <= 1000, mean_hours is above 0 and at most a million, and by_hours is finite and
    not below 0.
    """
    problems = player_problems(n, k)
    if not 0.0 < mean_hours <= MOST_HOURS:
        problems.append(Problem(f"mean_hours is {mean_hours}; it must be above 0 and at most {MOST_HOURS:.0f}"))
    if not 0.0 <= by_hours < math.inf:
        problems.append(Problem(f"by_hours is {by_hours}; it must be 0 or more"))
    if problems:
        raise InputError(problems)
    one_by = -math.expm1(-by_hours / mean_hours)
    expected = mean_hours * math.fsum(1.0 / left for left in range(n - k + 1, n + 1))
    return AllianceTime(expected, at_least_probability(n, k, one_by))
