"""An amount in every world in, its mean with error and its spread out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.foundation.json_numbers import json_number


@dataclass(frozen=True)
class Worth:
    """An amount over worlds: means add up, quantiles do not."""

    mean: float
    se: float
    """Monte Carlo standard error of the mean."""
    p05: float
    p50: float
    p95: float

    def as_json(self) -> dict[str, float | None]:
        """For machines."""
        return {name: json_number(getattr(self, name)) for name in ("mean", "se", "p05", "p50", "p95")}


def worth(values: Floats) -> Worth:
    """Mean, error and the middle nine tenths over the worlds in which the amount is known; NaN where there are none."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Worth(*[math.nan] * 5)
    quantiles = (float(q) for q in np.quantile(known, [0.05, 0.50, 0.95]))
    return Worth(float(known.mean()), float(known.std() / math.sqrt(known.size)), *quantiles)
