"""Bargaining in a crisis with the other's cost unknown: odds and costs of war in; what is demanded, and how likely war is, out.

A demands a share x of what is at stake, worth 1; B accepts or fights. A would win with w at a cost a; B's cost is uniform
from 0 to c and known to B alone. B accepts if 1 - x is no less than 1 - w less its cost, so that P(war) = (x - w) / c, and A
weighs a larger share against a likelier war:

    max over x of (1 - P(war)) x + P(war) (w - a)        x* = w + (c - a) / 2        P(war) = (c - a) / (2 c)

If a >= c A asks for w only, and there is no war; if x* would be above 1, A asks for all.

Source: J. Fearon, Rationalist explanations for war, International Organization 49 (1995), for the game; not read. The
equations are derived above, and a search over a grid agrees (tests/published/games.yaml).

Domain of validity: one demand, taken or left; what is at stake can be shared; A's odds and cost are known to both.
"""

from __future__ import annotations

from dataclasses import dataclass

from casus.flow.strategy.games.numbers import positive_problems, probability_problems, size_problems
from casus.foundation.errors import InputError


@dataclass(frozen=True)
class Ultimatum:
    """What A demands, and the risk it takes."""

    demand_share: float
    war_probability: float


def ultimatum(w: float, a: float, c: float) -> Ultimatum:
    """The share that A demands, and the probability that B fights rather than grants it.

    Raises InputError unless w is a probability, a is not below 0 and c is above 0, each at most a thousand million.
    """
    problems = [
        *probability_problems({"w": w}),
        *size_problems({"a": a}, least=0.0),
        *positive_problems({"c": c}),
    ]
    if problems:
        raise InputError(problems)
    above_odds = min(max((c - a) / 2.0, 0.0), 1.0 - w)
    return Ultimatum(w + above_odds, above_odds / c)
