"""Numbers in, a histogram out off which any quantile is read within a stated relative error; histograms add up exactly.

The buckets are those of a float's own bits: 128 equal ones between each power of two and the next, so that no bucket is
wider than 1/128 of the numbers in it and its middle is off by 1/256 at most. They are the linear mapping of DDSketch (Masson,
Rim and Lee 2019), all buckets kept. A bucket is found by shifting bits, the same on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats

Whole = npt.NDArray[np.int64]
SHIFT = 52 - 7
RELATIVE_ERROR = 2.0**-8
"""Largest error of a quantile over its value, for numbers of the size of 2.3e-308 and more; smaller ones count as nought."""
INFINITE = int(np.array([np.inf]).view(np.int64)[0] >> SHIFT)
"""The bucket of infinity."""


@dataclass(frozen=True)
class Sketch:
    """How many numbers fell into each bucket; numbers that are missing (NaN) are not counted."""

    buckets: Whole
    """Those with numbers in them, in the order of their values."""
    counts: Whole
    least: float
    """The smallest number counted; infinite where there is none."""
    most: float
    """The largest; minus infinite where there is none."""

    @property
    def n(self) -> int:
        """Numbers counted."""
        return int(self.counts.sum())

    def __add__(self, other: Sketch) -> Sketch:
        buckets = np.concatenate([self.buckets, other.buckets])
        order = np.argsort(buckets, kind="stable")
        starts = np.flatnonzero(np.diff(buckets[order], prepend=np.iinfo(np.int64).min))
        if not len(starts):
            return self
        counts = np.add.reduceat(np.concatenate([self.counts, other.counts])[order], starts)
        return Sketch(buckets[order][starts], counts, min(self.least, other.least), max(self.most, other.most))

    def count_of(self, value: float) -> int:
        """How many numbers lie in the bucket of a value: of nought and of infinity, exactly those."""
        return int(self.counts[self.buckets == _buckets(np.array([value]))].sum())

    def quantiles(self, shares: Sequence[float]) -> list[float]:
        """Quantiles, interpolated between neighbours as NumPy has them; NaN where nothing was counted."""
        return [self._between((self.n - 1) * share) if self.n else math.nan for share in shares]

    def quantiles_among(self, shares: Sequence[float]) -> list[float]:
        """Quantiles that are always one of the values (inverse of the empirical distribution): infinity is never averaged."""
        return [self._at(max(0, math.ceil(self.n * share) - 1)) if self.n else math.nan for share in shares]

    def _between(self, place: float) -> float:
        low, high = self._at(math.floor(place)), self._at(math.ceil(place))
        return low if low == high else low + (high - low) * (place - math.floor(place))

    def _at(self, rank: int) -> float:
        """The middle of the bucket in which the number of that rank lies, counted from 0, kept within the numbers counted."""
        bucket = int(self.buckets[np.searchsorted(np.cumsum(self.counts), rank, side="right")])
        return min(max(math.copysign(_middle(abs(bucket)), bucket), self.least), self.most)


def sketch_of(values: Floats) -> Sketch:
    """The sketch of these numbers."""
    known = values[~np.isnan(values)]
    buckets, counts = np.unique(_buckets(known), return_counts=True)
    return Sketch(buckets, counts, float(known.min(initial=math.inf)), float(known.max(initial=-math.inf)))


def _buckets(values: Floats) -> Whole:
    size = np.abs(values).view(np.int64) >> SHIFT
    return np.where(values < 0.0, -size, size)


def _middle(bucket: int) -> float:
    if bucket in {0, INFINITE}:
        return math.inf if bucket else 0.0
    ends = np.array([bucket << SHIFT, (bucket + 1) << SHIFT]).view(np.float64)
    return float(ends[0] + (ends[1] - ends[0]) / 2.0)
