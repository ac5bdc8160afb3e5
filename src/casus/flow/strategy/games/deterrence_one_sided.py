"""The rudimentary deterrence game: an attacker's payoffs and the chance that the other is hard in; whether it is deterred out.

The attacker keeps the status quo (worth a_sq to it) or attacks; the other concedes (a_dc) or resists (a_dd). A hard one
resists, a soft one concedes, each for certain, for so it prefers. The attacker knows only how likely the other is hard, p_hard:

    p_hard a_dd + (1 - p_hard) a_dc <= a_sq        deterred if p_hard >= (a_dc - a_sq) / (a_dc - a_dd)

Source: F. Zagare and D. M. Kilgour, Perfect Deterrence (2000), for the game; not read in full. The threshold is derived above;
Gambit attacks on one side of it and does not on the other (tests/published/games.yaml).

Domain of validity: one attack, once; a_dd < a_sq < a_dc; the other's payoffs matter only in that its two types differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from casus.flow.strategy.games.numbers import order_problems, probability_problems, size_problems
from casus.foundation.errors import InputError


@dataclass(frozen=True)
class OneSided:
    """How likely the other must be hard, and whether it is."""

    threshold: float
    """The least probability of a hard answer that deters."""
    deterred: bool


def deterrence_one_sided(a_dc: float, a_sq: float, a_dd: float, p_hard: float) -> OneSided:
    """The least probability of resistance that deters, and whether p_hard reaches it.

    Raises InputError unless a_dd < a_sq < a_dc, all of at most a thousand million, and p_hard is a probability.
    """
    payoffs = {"a_dc": a_dc, "a_sq": a_sq, "a_dd": a_dd}
    problems = [
        *size_problems(payoffs),
        *order_problems(payoffs, [("a_dc", "a_sq"), ("a_sq", "a_dd")]),
        *probability_problems({"p_hard": p_hard}),
    ]
    if problems:
        raise InputError(problems)
    threshold = (a_dc - a_sq) / (a_dc - a_dd)
    return OneSided(threshold, p_hard >= threshold)
