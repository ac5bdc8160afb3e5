"""Helmbold's diagnostics of a battle under the square law: who had the advantage, and how bitter it was.

In: the shares of both forces that were left. Out: mu, the defender's advantage V, bitterness eps, intensity lambda, the
ratio of activities D/A, and the probability that the attacker wins (the logit of the CHASE study, refitted).

Source: the BOB18 sheet of Helmbold's "Personnel Attrition Rates" diskettes (1993-94), after RAND P-4548 (1971); the sheet was
seen, the formulae are ours, worked back from it and equal on all 18 rows. Domain of validity: a battle that is over. The
diagnostics use losses at the end, so they describe and do not forecast. The logit holds for battles with a winner.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, exp, log
from casus.flow.campaign.compiled import compiled, compiled_in_place

LEAST_LOSS = 1e-12  # chosen: stands for no loss at all, which would make the advantage infinite

LEAST_DAYS = 1e-9  # chosen: a tenth of a millisecond; what is shorter has no duration

INTERCEPT, SLOPE = 0.11, -3.04
"""Logit of the attacker's win on V: 578 decisive battles 1600-1982 of CDB90, our own fit (area under the curve 0.86)."""

INTERCEPT_SINCE_1914, SLOPE_SINCE_1914 = 0.15, -2.23
"""The same on the 334 decisive battles from 1914 on (area under the curve 0.82)."""


@compiled
def mu(attacker_left, defender_left):  # type: ignore[no-untyped-def]
    """sqrt((1 - a^2) / (1 - d^2)) for the shares left a of the attacker and d of the defender; above 1 favours the defender."""
    return math.sqrt(_lost(attacker_left) / _lost(defender_left))


@compiled_in_place
def advantage(attacker_left, defender_left):  # type: ignore[no-untyped-def]
    """V = ln(mu), the defender's advantage (ADV); 0 where the square law sees two equals."""
    return 0.5 * log(_lost(attacker_left) / _lost(defender_left))


@compiled
def bitterness(attacker_left, defender_left):  # type: ignore[no-untyped-def]
    """Bitterness eps = ln((1 + mu) / (a + mu d)): how far the battle was fought; 0 for no losses."""
    worth = mu(attacker_left, defender_left)
    left = max(0.0, attacker_left) + worth * max(0.0, defender_left)
    return max(0.0, log((1.0 + worth) / max(LEAST_LOSS, left)))


@compiled
def intensity(attacker_left, defender_left, days):  # type: ignore[no-untyped-def]
    """Intensity lambda = eps / T, bitterness per day; 0 for a battle without duration."""
    return bitterness(attacker_left, defender_left) / days if days > LEAST_DAYS else 0.0


@compiled
def activity_ratio(attackers, defenders, attacker_left, defender_left):  # type: ignore[no-untyped-def]
    """D/A = mu^2 (x/y)^2, killing rate of one defender over that of one attacker; 0 where no defender stood."""
    if defenders <= 0.0:
        return 0.0
    root = mu(attacker_left, defender_left) * attackers / defenders
    return root * root


@compiled_in_place
def win_probability(v, since_1914):  # type: ignore[no-untyped-def]
    """Probability that the attacker wins a decided battle, from the defender's advantage V; falls as V rises."""
    logit = either(since_1914, INTERCEPT_SINCE_1914 + SLOPE_SINCE_1914 * v, INTERCEPT + SLOPE * v)
    less_likely = exp(-abs(logit))  # the odds of the less likely end, which cannot overflow
    return either(logit >= 0.0, 1.0, less_likely) / (1.0 + less_likely)


@compiled_in_place
def _lost(left):  # type: ignore[no-untyped-def]
    """1 - left^2, at least LEAST_LOSS; shares outside 0 to 1 are taken as their nearest end."""
    share = min(1.0, max(0.0, left))
    return max(LEAST_LOSS, (1.0 - share) * (1.0 + share))
