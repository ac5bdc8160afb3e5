"""Curves over every factor in, the share of variance that each explains alone out: of designs, or of differences between them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.robustness.curves import Curve
from casus.study.sensitivity.given import ERROR, beyond_chance


def explained(curves: Sequence[Curve], better: Floats, contrasts: Floats | None = None) -> Floats:
    """(factors, rows) share of variance, freed of what chance alone would give, and 0 where it is not more than that.

    The rows are the designs; or, with (rows, designs) contrasts, those sums and differences of them.
    """
    rows = np.eye(len(better)) if contrasts is None else contrasts
    worlds, variance = better.shape[1], (rows @ better).var(axis=1)
    ratio = np.array([_between(rows @ curve.fitted, curve.basis.weight) for curve in curves]).reshape(-1, len(rows))
    ratio = np.clip(ratio / np.where(variance > 0.0, variance, np.inf), 0.0, 1.0)
    functions = np.array([curve.basis.points.shape[1] for curve in curves]).reshape(-1, 1)
    share, p = beyond_chance(ratio, functions, worlds)
    return np.where(p < ERROR / max(len(curves), 1), share, 0.0)


def _between(fitted: Floats, weight: Floats) -> Floats:
    """(rows,) variance of curves."""
    return np.asarray((fitted - (fitted @ weight)[:, None]) ** 2 @ weight)
