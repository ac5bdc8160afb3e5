"""The curves of designs over one factor in, where along it another design is best out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.robustness.curves import POINTS, Curve


@dataclass(frozen=True)
class Turn:
    """A range of one factor in which another design is best on average."""

    best: int
    """Place of the design that is best there."""
    share: float
    """Share of the worlds that lie there."""
    low: float
    """Value at which it begins, in the factor's unit; minus infinity where it has no lower end."""
    high: float
    word: str | None
    """Of a choice, the word."""
    lead: float
    """By how much it is ahead there of the design that is best in all worlds, in the metric's unit."""
    se: float


def turns_of(curve: Curve, better: Floats) -> tuple[Turn, ...]:
    """Where a design other than the one that is best in all worlds is best, the widest range first."""
    overall = int(np.argmax(better.mean(axis=1)))
    best = curve.fitted.argmax(axis=0)
    runs = [run for run in _runs(best, curve.is_choice) if best[run[0]] != overall]
    turns = [_turn(curve, better, overall, int(best[run[0]]), run) for run in runs]
    return tuple(sorted(turns, key=lambda turn: -turn.share))


def _runs(best: np.ndarray, each: bool) -> list[np.ndarray]:
    """Points in a row at which the same design is best; of a choice, each point."""
    cuts = np.arange(1, len(best)) if each else np.flatnonzero(np.diff(best)) + 1
    return np.split(np.arange(len(best)), cuts)


def _turn(curve: Curve, better: Floats, overall: int, best: int, run: np.ndarray) -> Turn:
    weight = curve.basis.weight[run]
    ahead = curve.fitted[best, run] - curve.fitted[overall, run]
    row = weight @ curve.basis.points[run] / weight.sum()
    leverage = float(row @ curve.basis.inverse @ row)
    spread = float((better[best] - better[overall]).std(ddof=1))
    low, high = _ends(curve, run)
    word = word_at(curve, int(run[0])) if curve.is_choice else None
    return Turn(
        best, float(weight.sum()), low, high, word, float(weight @ ahead / weight.sum()), spread * leverage**0.5
    )


def _ends(curve: Curve, run: np.ndarray) -> tuple[float, float]:
    """Values half way to the neighbouring points, or no end where the range reaches that of the factor."""
    if curve.is_choice:
        return float(curve.values[run[0]]), float(curve.values[run[0]])
    low = -np.inf if run[0] == 0 else (curve.values[run[0] - 1] + curve.values[run[0]]) / 2
    high = np.inf if run[-1] == POINTS - 1 else (curve.values[run[-1]] + curve.values[run[-1] + 1]) / 2
    return float(low), float(high)


def word_at(curve: Curve, point: int) -> str:
    """The word, or the number as text, that a point of a choice stands for."""
    value = curve.values[point]
    return curve.column.words[int(value)] if curve.column.words else f"{value:g}"
