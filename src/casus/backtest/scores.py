"""Predictions and what happened in, proper scores out."""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Floats


def crps(samples: Floats, observed: float) -> float:
    """Continuous ranked probability score of a sample from a predictive distribution; its absolute error where it is one value.

    E|X - y| - E|X - X'|/2 over the empirical distribution, in the unit of the observation; 0 is best.

    >>> crps(np.array([3.0]), 5.0)
    2.0
    """
    ordered = np.sort(samples)
    count = len(ordered)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    return float(np.abs(ordered - observed).mean() - (ranks @ ordered) / count**2)


def skill(score: float, baseline: float) -> float:
    """Share of the baseline's score that is saved: 1 is perfect, 0 no better, negative worse; not a number where it is 0."""
    return 1.0 - score / baseline if baseline > 0.0 else float("nan")


def inside(samples: Floats, observed: float, share: float = 0.8) -> bool:
    """Whether what happened lies in the central interval that holds this share of the sample, ends included."""
    low, high = np.quantile(samples, [(1.0 - share) / 2.0, (1.0 + share) / 2.0])
    return bool(low <= observed <= high)
