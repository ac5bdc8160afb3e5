"""The curves of two designs over every factor in, how far a single factor must be pinned before the rival is better out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.study.robustness.curves import Curve
from casus.study.robustness.turns import word_at

ERROR = 0.05
"""Chosen: probability that any factor of no bearing passes for one that reverses the order (Bonferroni's bound)."""
MIDDLE = 0.5


@dataclass(frozen=True)
class Pinned:
    """One factor held at one value."""

    column: Described
    percentile: float
    """Share of worlds in which the factor is lower, with half of those at the value."""
    value: float
    """In its unit."""
    word: str | None
    """Of a choice, its word."""
    probability: float
    """Share of worlds at least as far from the median on that side; of a choice, that have the word."""
    lead: float
    """Lead of the recommended design there, in the metric's unit: below 0 the rival is better."""
    se: float
    sure: bool
    """Whether somewhere along this factor the rival is better by more than error, among so many factors."""

    @property
    def distance(self) -> float:
        """How far it is from what is expected: percentiles from the median; of a choice, half of what its word is not given."""
        return (1.0 - self.probability) / 2.0 if self.word is not None else abs(self.percentile - MIDDLE)


def pinned_against(
    rival: int, best: int, curves: Sequence[Curve], better: Floats
) -> tuple[list[Pinned], Pinned | None]:
    """Every factor that alone makes the rival better by more than error, the one to be pinned least far first.

    Where none does, the second is the factor that narrows the lead most, in standard errors.
    """
    from scipy.special import ndtri

    spread = float((better[best] - better[rival]).std(ddof=1))
    if spread == 0.0 or not curves:
        return [], None
    leads = [curve.fitted[best] - curve.fitted[rival] for curve in curves]
    errors = [spread * np.sqrt(curve.basis.leverage) for curve in curves]
    least = np.array([(lead / se).min() for lead, se in zip(leads, errors, strict=True)])
    z = -float(ndtri(ERROR / sum(curve.basis.points.shape[1] for curve in curves)))
    found = [_nearest(curves[k], leads[k], errors[k]) for k in np.flatnonzero(least < -z).tolist()]
    if found:
        return sorted(found, key=lambda one: one.distance), None
    k = int(np.argmin(least))
    return [], _at(curves[k], int(np.argmin(leads[k] / errors[k])), leads[k], errors[k], sure=False)


def _nearest(curve: Curve, lead: Floats, se: Floats) -> Pinned:
    """The point nearest to what is expected at which the rival is better."""
    below = np.flatnonzero(lead < 0.0)
    points = [_at(curve, int(point), lead, se, sure=True) for point in below]
    return min(points, key=lambda one: one.distance)


def _at(curve: Curve, point: int, lead: Floats, se: Floats, sure: bool) -> Pinned:
    percentile = float(curve.percentiles[point])
    choice = curve.is_choice
    return Pinned(
        curve.column,
        percentile,
        float(curve.values[point]),
        word_at(curve, point) if choice else None,
        float(curve.basis.weight[point]) if choice else min(percentile, 1.0 - percentile),
        float(lead[point]),
        float(se[point]),
        sure,
    )
