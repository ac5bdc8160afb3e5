"""Values of a model in two samples and in those with one factor exchanged in, Sobol indices with intervals out.

    first_i = mean(f_B (f_ABi - f_A)) / V      total_i = mean((f_A - f_ABi)^2) / 2V

with f centred on the mean of both samples (Saltelli and others 2010, table 2 b and f; the second is Jansen's 1999), and V the
variance of both. scipy.stats.sobol_indices has the same two, for 2^n worlds alone; the tests hold ours to its answers. The
intervals are a bootstrap of the worlds: every estimator is a mean over worlds of products, so that all resamples are one product of
matrices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.draws.streams import key_of
from casus.flow.handoffs import Floats
from casus.study.bootstrap import resample_counts

RESAMPLES = 1000
"""Chosen: the ends of a 95 % interval then rest on 25 resamples each."""
TAIL = 0.025  # of a 95 % interval


@dataclass(frozen=True)
class Indices:
    """First-order and total indices of some factors, or closed and total ones of some groups of factors."""

    first: Floats
    """(factors,) share of the variance that each explains alone; a little below nought by chance."""
    first_ci: Floats
    """(factors, 2) its 95 % interval."""
    total: Floats
    """(factors,) share of the variance in which each takes part, alone or with others; exactly 0 where it never changed a thing."""
    total_ci: Floats
    """(factors, 2) its 95 % interval."""
    variance: float
    """Variance of the result."""

    def take(self, places: list[int]) -> Indices:
        """Those of some of the factors."""
        return Indices(
            self.first[places], self.first_ci[places], self.total[places], self.total_ci[places], self.variance
        )


@dataclass(frozen=True)
class Played:
    """A result in the worlds of both samples, and in those of the first with one factor after another taken from the second."""

    a: Floats
    """(worlds,)."""
    b: Floats
    """(worlds,)."""
    exchanged: Floats
    """(factors, worlds)."""


def sobol(played: Played, seed: int = 1, resamples: int = RESAMPLES) -> Indices:
    """The indices of every factor; all nought where the result is the same in all worlds."""
    a, b, exchanged = _centred(played)
    variance = float(np.var(np.stack([a, b])))
    if variance == 0.0:
        nought = np.zeros(len(exchanged))
        return Indices(nought, np.zeros((len(exchanged), 2)), nought, np.zeros((len(exchanged), 2)), 0.0)
    products = np.concatenate([b * (exchanged - a), 0.5 * (a - exchanged) ** 2])
    found = products.mean(axis=1) / variance
    low, high = np.quantile(_resampled(a, b, products, seed, resamples), (TAIL, 1.0 - TAIL), axis=0)
    intervals, count = np.stack([low, high], axis=1), len(exchanged)
    return Indices(found[:count], intervals[:count], found[count:], intervals[count:], variance)


def _centred(played: Played) -> tuple[Floats, Floats, Floats]:
    middle = 0.5 * (played.a.mean() + played.b.mean())
    return played.a - middle, played.b - middle, played.exchanged - middle


def _resampled(a: Floats, b: Floats, products: Floats, seed: int, resamples: int) -> Floats:
    """(resamples, products) the indices in resamples of the worlds (Efron 1979)."""
    chance = np.random.Generator(np.random.Philox(key=key_of(seed, "bootstrap")))
    weights = resample_counts(len(a), resamples, chance) / len(a)
    variance = weights @ (0.5 * (a**2 + b**2)) - (weights @ (0.5 * (a + b))) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):  # a resample in which all worlds are alike
        found: Floats = np.where(variance[:, None] > 0.0, (weights @ products.T) / variance[:, None], 0.0)
    return found
