"""A quick seizure against help on its way: stakes and days in; how sure the promise of help must be out.

An attacker gains `value` by a seizure that takes fait_days unless help arrives first, and then loses `loss`; the attempt costs
`cost` either way. Help comes with probability h, the promise's, and then after an exponential time with mean
arrival_mean_days. Attacking is not worth it if

    h P(arrive) >= (value - cost) / (value + loss)        P(arrive) = 1 - exp(-fait_days / arrival_mean_days)

so that honour_needed = (value - cost) / ((value + loss) P(arrive)). Above 1 no promise deters; only being there sooner does.

Source: derived by us, above; an independent run gives the same numbers (tests/published/games.yaml).

Domain of validity: help in time always fails the attack and later help never does; nothing else deters; the attacker counts
with averages.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from casus.flow.strategy.games.numbers import positive_problems, size_problems
from casus.foundation.errors import InputError, Problem

LEAST_DAYS, MOST_DAYS = 1e-3, 1e5
"""Chosen: from a minute to centuries; beyond, a slip of the pen."""


@dataclass(frozen=True)
class FaitAccompli:
    """What it takes to deter the seizure."""

    honour_needed: float
    """The least probability that the promise is kept that deters; above 1 where none does, 0 where nothing is to be gained."""
    arrive_in_time_probability: float


def fait_accompli(value: float, cost: float, loss: float, fait_days: float, arrival_mean_days: float) -> FaitAccompli:
    """How likely the promise must be kept to deter the seizure, and how likely help would be in time.

    Raises InputError unless value is above 0, cost and loss are not below 0, and days are from a thousandth to 100,000.
    """
    problems = [*positive_problems({"value": value}), *size_problems({"cost": cost, "loss": loss}, least=0.0)]
    problems += [
        Problem(f"{name} is {days}; it must be from {LEAST_DAYS:g} to {MOST_DAYS:g} days")
        for name, days in (("fait_days", fait_days), ("arrival_mean_days", arrival_mean_days))
        if not LEAST_DAYS <= days <= MOST_DAYS
    ]
    if problems:
        raise InputError(problems)
    in_time = -math.expm1(-fait_days / arrival_mean_days)
    return FaitAccompli(max(value - cost, 0.0) / ((value + loss) * in_time), in_time)
