"""Worlds in, the same worlds counted anew out: how ranks would differ had other worlds been drawn (the bootstrap, Efron 1979)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.bootstrap import resample_counts
from casus.study.robustness.ranks import ranks_of

RESAMPLES = 500  # chosen: the probability of a rank is then known to 0.02
AT_ONCE = 10_000_000
"""Chosen: numbers held at once, 80 MB."""


@dataclass(frozen=True)
class Resampled:
    """Ranks over resamples."""

    probability: Floats
    """(designs, ranks) share of resamples in which a design has a rank; designs that tie share their ranks."""
    low: Floats
    """(designs,) rank that it is better than in 2.5 % of resamples."""
    high: Floats
    """(designs,) and worse than in 2.5 %."""


def resampled(better: Floats, rng: np.random.Generator) -> Resampled:
    """Ranks of designs by mean, from (designs, worlds) values, over resamples of the worlds."""
    ranks = ranks_of(resampled_means(better, RESAMPLES, rng))
    low, high = np.quantile(ranks, [0.025, 0.975], axis=0)
    return Resampled(_shares(ranks), low, high)


def resampled_means(better: Floats, resamples: int, rng: np.random.Generator) -> Floats:
    """(resamples, designs) means, as one product of counts of worlds and values."""
    worlds = better.shape[1]
    chunk = max(1, AT_ONCE // worlds)
    sizes = [min(chunk, resamples - start) for start in range(0, resamples, chunk)]
    return np.concatenate([resample_counts(worlds, size, rng) @ better.T / worlds for size in sizes])


def _shares(ranks: Floats) -> Floats:
    """(designs, ranks) share of rows at each rank; a rank shared by k designs counts 1/k at each of the k that it spans."""
    count = ranks.shape[1]
    places = np.arange(1, count + 1)
    tied = (ranks[:, :, None] == ranks[:, None, :]).sum(axis=2)
    within = np.abs(places - ranks[:, :, None]) <= (tied[:, :, None] - 1) / 2.0
    return np.asarray((within / tied[:, :, None]).mean(axis=0))
