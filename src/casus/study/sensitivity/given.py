"""Worlds that were played already in, how much of a result's variance each factor explains alone out: the cheap screening.

The correlation ratio (Pearson 1905): worlds are cut into bins of equal number by the factor, and the variance of the bins'
means is set against the whole variance. It estimates the first-order Sobol index without a single further campaign (Saltelli and
others 2008, section 1.2.8); what a factor does only together with others it does not see.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.factors import Factors

BINS = 10
"""Chosen: enough to see a bend, and each bin of a study of 2,000 worlds holds 200."""
ERROR = 0.05
"""Chosen: probability that any of the factors that explain nothing passes for one that does (Bonferroni's bound)."""


@dataclass(frozen=True)
class Association:
    """How much of a result each factor explains alone."""

    share: Floats
    """(factors,) share of its variance, 0 to 1, freed of what chance alone would give (Kelley 1935)."""
    known: npt.NDArray[np.bool_]
    """(factors,) whether that is more than chance would give among so many factors."""

    def strongest(self, most: int) -> list[int]:
        """Places of the factors that are known to explain something, the strongest first."""
        order = np.argsort(-self.share, kind="stable")
        return [int(place) for place in order if self.known[place]][:most]


def explained_alone(factors: Factors, result: Floats) -> Association:
    """How much of a result, (worlds,) and missing where it does not arise, each factor explains alone."""
    seen = np.isfinite(result)
    y, count = result[seen], factors.values.shape[1]
    worlds = len(y)
    if worlds <= 2 * BINS or np.ptp(y) == 0.0:
        return Association(np.zeros(count), np.zeros(count, dtype=bool))
    bins = _bins_of_all(factors) if seen.all() else _bins(factors.values[seen])
    ratio, groups = _correlation_ratio(bins, y)
    share, p = beyond_chance(ratio, groups, worlds)
    return Association(share, (p < ERROR / count) & (groups > 1))


def beyond_chance(ratio: Floats, functions: Floats | npt.NDArray[np.intp], worlds: int) -> tuple[Floats, Floats]:
    """Shares of variance that so many functions (or bins) explain in, the same freed of what chance would give, and its p, out.

    Kelley (1935) for the share; the probability is that of Fisher's F, that functions of no bearing explain as much.
    """
    from scipy.special import fdtrc

    free, more = np.maximum(worlds - functions, 1), np.maximum(functions - 1, 1)
    share = np.clip(1.0 - (1.0 - ratio) * (worlds - 1) / free, 0.0, 1.0)
    return share, fdtrc(more, free, ratio / more / (np.maximum(1.0 - ratio, 1e-300) / free))


@lru_cache(maxsize=2)
def _bins_of_all(factors: Factors) -> npt.NDArray[np.intp]:
    """The same of every world, which many results of a study are asked of one after the other."""
    return _bins(factors.values)


def _bins(values: Floats) -> npt.NDArray[np.intp]:
    """(worlds, factors) the bin of each value: of equal number, and equal values are in the same."""
    worlds = len(values)
    order = np.sort(values, axis=0)
    edges = order[[worlds * part // BINS for part in range(1, BINS)]]
    return np.asarray((values[None] >= edges[:, None]).sum(axis=0), dtype=np.intp)


def _correlation_ratio(bins: npt.NDArray[np.intp], y: Floats) -> tuple[Floats, npt.NDArray[np.intp]]:
    """(factors,) variance between bins over the whole variance, and how many bins hold any world."""
    count = bins.shape[1]
    flat = (bins + BINS * np.arange(count)).ravel()
    size = np.bincount(flat, minlength=BINS * count).reshape(count, BINS)
    centred = np.repeat(y - y.mean(), count)
    total = np.bincount(flat, centred, minlength=BINS * count).reshape(count, BINS)
    between = (total**2 / np.maximum(size, 1)).sum(axis=1)
    return between / ((y - y.mean()) ** 2).sum(), (size > 0).sum(axis=1)
