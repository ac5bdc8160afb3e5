"""Bars that the model's backtests miss today, as data: the documentation's scorecards say the same, and a test compares them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Missed:
    """One bar that was missed."""

    case: str
    """Id of the backtest; `missed-<case>-<number>` says in words what was asked."""
    number: int
    what: str
    """The bar, as the scorecard has it."""
    value: float
    at_least: float


MISSED = (
    Missed("baltics-2016", 1, "posture of 2016: outskirts reached within 60 hours", 0.168, 0.5),
    Missed("battles", 1, "AUC, leaving wars out", 0.708, 0.72),
    Missed("crises", 1, "AUC, reference", 0.592, 0.65),
    Missed("crises", 2, "AUC, reference, over forces in place alone", -0.169, 0.0),
    Missed("decision-clock", 1, "Brier skill of 'within a month' over the rate of the other cases", -0.520, 0.0),
    Missed("decision-clock", 2, "Rhineland 1936 less likely decided than Poland 1939", -0.0825, 0.0),
    Missed("strikes", 1, "skill of the three classes together against the mean of the last six months", -0.00012, 0.0),
)
"""As of the scorecards in docs/reference/backtests."""

LIMITS = (
    "whether",
    "persons",
    "absent",
    "decided",
    "graded",
    "warning",
    "laws",
    "definition",
    "ranks",
    "honour",
    "errors",
)
"""What the model cannot say at all, or says by judgement alone; `limit-<name>` in words, from docs/method/limits.md."""
