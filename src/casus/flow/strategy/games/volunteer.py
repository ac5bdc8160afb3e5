"""The volunteer's dilemma: players, cost over benefit and how many must act in; who acts, and whether anyone does, out.

Each of n players acts or waits, unseen by the others. All gain the benefit b if at least k act; each who acts pays the
cost c, also in vain. In a symmetric mixed equilibrium acting and waiting are worth the same to each player, so that the
chance of being the one who tips it, with exactly k-1 of the other n-1 acting, equals c/b.

Source: A. Diekmann, Volunteer's Dilemma, Journal of Conflict Resolution 29 (1985), for k = 1; T. Palfrey and
H. Rosenthal, Participation and the provision of discrete public goods, Journal of Public Economics 24 (1984), for k of n.
Neither was read; the equation is derived above, and its numbers are checked (tests/published/games.yaml).

Domain of validity: equal players with the same cost and benefit who know both, move once, at once, and cannot agree on
who goes first. Equilibria in which players differ (a lead nation acts, the others wait) exist as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from casus.flow.strategy.games.binomial import at_least_probability, exactly_probability
from casus.flow.strategy.games.players import player_problems
from casus.foundation.errors import InputError, Problem

TOUCHING = 1e-12
"""Chosen: relative distance, above rounding, within which c/b counts as the maximum itself (one root, not two or none)."""


@dataclass(frozen=True)
class Volunteering:
    """The symmetric equilibrium that is played, and every mixed one."""

    act_probability: float
    """Of each player: the largest of `roots`; without one, 0, or 1 for a player on its own."""
    nobody_probability: float
    enough_probability: float
    """That at least k act."""
    roots: tuple[float, ...]
    """Every probability in (0, 1) that is a symmetric equilibrium, rising."""


def volunteer(n: int, cost_benefit: float, k: int = 1) -> Volunteering:
    """How likely each of n equal players is to act, and nobody or enough of them, when k are needed.

    For k = 1: p = 1 - (c/b)^(1/(n-1)), and P(nobody) = (c/b)^(n/(n-1)), which rises with n towards c/b.
    For k > 1 nobody acting is an equilibrium too, and the only symmetric one where c/b is above the greatest chance of
    tipping it: then p = 0. With two roots the larger is the stable one and the smaller its tipping point.
    For k = n > 1 the one root is a tipping point: below it all wait, above it all act, which is an equilibrium as well.

    Raises InputError unless 1 <= k <= n <= 1000 and 0 < cost_benefit < 1.
    """
    problems = player_problems(n, k)
    if not 0.0 < cost_benefit < 1.0:
        problems.append(
            Problem(
                f"cost_benefit is {cost_benefit}; it must be above 0 and below 1", hint="cost over benefit of acting"
            )
        )
    if problems:
        raise InputError(problems)
    roots = _roots(n, cost_benefit, k)
    played = roots[-1] if roots else float(n == 1)
    return Volunteering(played, exactly_probability(n, 0, played), at_least_probability(n, k, played), roots)


def pivotal_probability(n: int, k: int, p: float) -> float:
    """Chance that exactly k-1 of the other n-1 act, C(n-1,k-1) p^(k-1) (1-p)^(n-k): that one more decides it."""
    return exactly_probability(n - 1, k - 1, p)


def _roots(n: int, cost_benefit: float, k: int) -> tuple[float, ...]:
    """Every p in (0, 1) at which the chance of tipping it is c/b: it rises to p = (k-1)/(n-1) and falls from there."""
    if n == 1:
        return ()
    if k == 1:
        return (-math.expm1(math.log(cost_benefit) / (n - 1)),)
    if k == n:
        return (math.exp(math.log(cost_benefit) / (n - 1)),)
    peak = (k - 1) / (n - 1)
    greatest = pivotal_probability(n, k, peak)
    if abs(greatest / cost_benefit - 1.0) <= TOUCHING:
        return (peak,)
    if greatest < cost_benefit:
        return ()

    def pays(p: float) -> bool:
        return pivotal_probability(n, k, p) >= cost_benefit

    return _edge(pays, 0.0, peak), _edge(pays, 1.0, peak)


def _edge(holds: Callable[[float], bool], outside: float, inside: float) -> float:
    """The last number, going outwards, for which it holds; by halving, to the last digit."""
    while (middle := (outside + inside) / 2.0) not in (outside, inside):
        outside, inside = (outside, middle) if holds(middle) else (middle, inside)
    return inside
