"""How much single facts would seem to be worth if none of them bore on anything: the threshold above which one counts.

Dealing a factor's values to the worlds by chance leaves curves whose coefficients are normal (the limit law of permutations,
Hoeffding 1951), with the covariance of the designs' values. So the null is drawn from that law, not by dealing.
"""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.robustness.curves import Basis

DRAWS = 40_000
"""Chosen: the quantile of one in several hundred factors is still read off some draws."""
AT_ONCE = 2000


def worth_of(fitted: Floats, weight: Floats) -> Floats:
    """(...,) what choosing by the (..., designs, points) curves gives more than choosing once for all."""
    best = (fitted @ weight).argmax(axis=-1)
    once = np.take_along_axis(fitted, best[..., None, None], axis=-2)[..., 0, :]
    return np.asarray((fitted.max(axis=-2) - once) @ weight)


def by_chance(better: Floats, basis: Basis, error: float, rng: np.random.Generator, draws: int = DRAWS) -> float:
    """The worth that a factor of no bearing exceeds with so small a probability."""
    mean, spread = better.mean(axis=1), np.atleast_2d(np.cov(better))
    designs, functions = _root(spread), _root(_freed_of_mean(basis))
    found = []
    for _ in range(0, draws, AT_ONCE):
        noise = designs @ rng.standard_normal((AT_ONCE, len(spread), len(functions))) @ functions.T
        found.append(worth_of(mean[:, None] + noise @ basis.points.T, basis.weight))
    return float(np.quantile(np.concatenate(found), 1.0 - error))


def _freed_of_mean(basis: Basis) -> Floats:
    """Covariance of the coefficients by the designs' values: their mean over all worlds stays as it is."""
    sums, worlds = basis.rows.sum(axis=0), len(basis.rows)
    left = basis.rows.T @ basis.rows - np.outer(sums, sums) / worlds
    return np.asarray(basis.inverse @ left @ basis.inverse)


def _root(matrix: Floats) -> Floats:
    """A matrix whose product with its transpose is that one; small negative eigenvalues are rounding."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))
