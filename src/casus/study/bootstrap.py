"""Worlds in, how often each is drawn when as many are drawn again and again with replacement out (the bootstrap, Efron 1979).

What is a mean over worlds is then one product of these counts and the worlds' values, for all resamples at once.
"""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Floats


def resample_counts(worlds: int, resamples: int, rng: np.random.Generator) -> Floats:
    """(resamples, worlds) how often each world was drawn; every row sums to the number of worlds."""
    drawn = rng.integers(worlds, size=(resamples, worlds)) + worlds * np.arange(resamples)[:, None]
    return np.bincount(drawn.ravel(), minlength=resamples * worlds).reshape(resamples, worlds).astype(np.float64)
