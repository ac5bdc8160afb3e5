"""Attack and resistance by players who err: payoffs and their precision in; how likely each attacks and resists out.

A keeps the status quo (worth a_sq) or attacks; B concedes or resists. Each adds an error to what its choice is worth and
expects the other's errors, so that B resists and A attacks the likelier, the more it is worth to them. With precision l and

    r = b_resist - b_concede            s = P(resist) a_resist + (1 - P(resist)) a_concede - a_sq

    logit   P(resist) = 1 / (1 + exp(-l r))      P(attack) = 1 / (1 + exp(-l s))
    probit  P(resist) = Phi(l r / sqrt 2)        P(attack) = Phi(l s / sqrt 2)

As l grows both come to play for certain; at 0 they toss a coin. The logit is the agent quantal-response equilibrium
of R. McKelvey and T. Palfrey, Experimental Economics 1 (1998), which the solver of the game lens follows.

Source: C. Signorino, Strategic interaction and the statistical analysis of international conflict, American Political Science
Review 93 (1999), not read; the forms were read in the code of B. Kenkel and C. Signorino's R package `games` (2014). Gambit gives
the logit values to six decimals (tests/published/games.yaml).

Domain of validity: errors of the same size at both choices, of A and B alike, and independent. Private information in place of
errors divides A's index by another root; the backtest `strategic-probit` has that form.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from casus.flow.strategy.games.numbers import size_problems
from casus.foundation.errors import InputError


@dataclass(frozen=True)
class Errors:
    """Choices with one distribution of errors."""

    resist_probability: float
    attack_probability: float


@dataclass(frozen=True)
class StrategicQre:
    """Choices with logistic and with normal errors."""

    logit: Errors
    probit: Errors


def strategic_qre(
    a_sq: float, a_resist: float, a_concede: float, b_resist: float, b_concede: float, precision: float
) -> StrategicQre:
    """How likely B resists and A attacks.

    Raises InputError for a payoff of more than a thousand million, or a precision that is below 0 or above that.
    """
    payoffs = {
        "a_sq": a_sq,
        "a_resist": a_resist,
        "a_concede": a_concede,
        "b_resist": b_resist,
        "b_concede": b_concede,
    }
    if problems := [*size_problems(payoffs), *size_problems({"lambda": precision}, least=0.0)]:
        raise InputError(problems)

    def chosen(probability: Callable[[float], float]) -> Errors:
        resist = probability(precision * (b_resist - b_concede))
        attack = probability(precision * (resist * a_resist + (1.0 - resist) * a_concede - a_sq))
        return Errors(resist, attack)

    return StrategicQre(logit=chosen(_logistic), probit=chosen(_normal))


def _logistic(index: float) -> float:
    """1 / (1 + exp(-index)), without overflow."""
    part = math.exp(-abs(index))
    return (1.0 if index >= 0.0 else part) / (1.0 + part)


def _normal(index: float) -> float:
    """Phi(index / sqrt 2), the difference of two standard normal errors being sqrt 2 wide."""
    return math.erfc(-index / 2.0) / 2.0
