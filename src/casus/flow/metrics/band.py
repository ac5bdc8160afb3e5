"""Values of which some may be infinite in, their median and the middle nine tenths out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats


@dataclass(frozen=True)
class Band:
    """Quantiles of what may never come, or never pay: infinite where it does not, NaN where there is none to ask about."""

    p05: float
    p50: float
    p95: float


def band(values: Floats) -> Band:
    """Quantiles that are always one of the values (inverse of the empirical distribution): infinity is never averaged."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Band(math.nan, math.nan, math.nan)
    return Band(*(float(q) for q in np.quantile(known, [0.05, 0.50, 0.95], method="inverted_cdf")))
