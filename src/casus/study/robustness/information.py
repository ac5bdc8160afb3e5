"""Compared designs in, what it would be worth to know a fact before choosing out: of everything, and of each factor alone.

The expected value of perfect information is the mean regret of the design that is best on average. That of one factor is what
choosing by its curve gives more (Strong, Oakley and Brennan 2014). The plain estimate is biased upwards, for a maximum picks noise:
so the value that is reported is that of choosing by curves fitted to other worlds, and only factors count whose plain estimate is
above what chance alone would give among so many, and whose value is above 0 in the other worlds too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Z95
from casus.study.robustness.chance_alone import by_chance, worth_of
from casus.study.robustness.curves import Curve, Places, spline_basis
from casus.study.robustness.turns import Turn, turns_of

ERROR = 0.05
"""Chosen: probability that any factor of no bearing passes for one that has some (Bonferroni's bound)."""
FOLDS = 10
FOR_CHOICES = 10_000
"""Chosen: draws of the null of a choice, whose own it is."""


@dataclass(frozen=True)
class Worth:
    """What knowing one factor would be worth."""

    column: Described
    plain: float
    """Choosing by curves fitted to the same worlds: biased upwards."""
    value: float
    """Choosing by curves fitted to other worlds, at least 0: rather too low."""
    se: float
    ceiling: float
    """The value of knowing everything, which no fact exceeds."""
    known: bool
    """Whether the plain estimate is more than chance alone would give among so many, and the value above 0."""
    turns: tuple[Turn, ...]
    """Where another design is best."""

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval, between nothing and knowing everything."""
        return max(0.0, self.value - Z95 * self.se), min(self.ceiling, self.value + Z95 * self.se)


@dataclass(frozen=True)
class Information:
    """What knowing would be worth before choosing, in the metric's unit."""

    everything: float
    everything_se: float
    factors: int
    """Factors that were looked at."""
    threshold: float
    """Plain estimate of a number above which it counts."""
    worths: tuple[Worth, ...]
    """Of the factors that count, the most valuable first."""
    nearest: Worth | None
    """Of those that do not, the one of the greatest plain estimate."""


def information_of(better: Floats, curves: Sequence[Curve], rng: np.random.Generator) -> Information:
    """What knowing each factor would be worth, from (designs, worlds) values of which more is better."""
    best = int(np.argmax(better.mean(axis=1)))
    regret = better.max(axis=0) - better[best]
    everything, worlds = float(regret.mean()), better.shape[1]
    error = ERROR / max(len(curves), 1)
    threshold = by_chance(better, spline_basis(worlds), error, rng)
    plain = np.array([float(worth_of(curve.fitted, curve.basis.weight)) for curve in curves])
    bars = [_bar(curve, plain[k], threshold, better, error, rng) for k, curve in enumerate(curves)]
    counts = [k for k in range(len(curves)) if plain[k] > bars[k]]
    others = sorted((k for k in range(len(curves)) if plain[k] <= bars[k]), key=lambda k: -plain[k])
    folds = rng.permutation(worlds) % FOLDS
    looked_at = [
        _worth(curves[k], float(plain[k]), better, folds, everything, k in counts) for k in [*counts, *others[:1]]
    ]
    found = sorted((one for one in looked_at if one.known), key=lambda one: (-one.value, -one.plain))
    near = max((one for one in looked_at if not one.known and one.plain > 0.0), key=lambda one: one.plain, default=None)
    se = float(regret.std(ddof=1) / np.sqrt(worlds))
    return Information(everything, se, len(curves), threshold, tuple(found), near)


def _bar(curve: Curve, plain: float, threshold: float, better: Floats, error: float, rng: np.random.Generator) -> float:
    """What chance alone would give: the same for all numbers, its own for a choice, and not asked where there is nothing."""
    if not curve.is_choice or plain <= 0.0:
        return threshold
    return by_chance(better, curve.basis, error, rng, FOR_CHOICES)


def _worth(curve: Curve, plain: float, better: Floats, folds: Places, everything: float, known: bool) -> Worth:
    gain = gained_elsewhere(curve, better, folds)
    value, se = float(gain.mean()), float(gain.std(ddof=1) / np.sqrt(gain.size))
    known = known and value > 0.0
    return Worth(curve.column, min(plain, everything), max(0.0, value), se, everything, known, turns_of(curve, better))


def gained_elsewhere(curve: Curve, better: Floats, folds: Places) -> Floats:
    """(worlds,) what choosing by the factor gives more than the best design, by curves fitted to the other folds alone."""
    values, parts, rows = better[:, curve.order], folds[curve.order], curve.basis.rows
    best = int(np.argmax(better.mean(axis=1)))
    gain = np.empty(values.shape[1])
    for part in np.unique(parts):
        held = parts == part
        fitted = np.linalg.lstsq(rows[~held], values[:, ~held].T, rcond=None)[0].T @ rows[held].T
        gain[held] = _chosen(values[:, held], fitted) - values[best, held]
    return gain


def _chosen(values: Floats, fitted: Floats) -> Floats:
    """(worlds,) the value of the design that is best by the curves."""
    return np.asarray(np.take_along_axis(values, fitted.argmax(axis=0)[None], axis=0)[0])
