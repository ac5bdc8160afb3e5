"""A metric and its values in, in which worlds a design fails by it out, and the words for that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.catalogue import Metric
from casus.study.discovery.box import FAILS

WORST = 0.25
"""Chosen: the worst quarter of a number is its failure, for no threshold would suit every metric."""


@dataclass(frozen=True)
class Failing:
    """Worlds of interest."""

    worlds: Floats
    """(worlds,) 1 where the design fails."""
    what_happens: str
    """As a clause, for sentences."""
    meaning: str
    """What counts, for the reader."""


def failing(metric: Metric, values: Floats) -> Failing:
    """Where a flag is as it should not be, or where a number is in its worst quarter."""
    if metric.flag:
        bad = values > 0.0 if metric.better == "lower" else values == 0.0
        word = "true" if metric.better == "lower" else "false"
        what = FAILS if metric.better != "neither" else f"'{metric.name}' is false"
        return Failing(bad.astype(np.float64), what, f"'{metric.name}' ({metric.what}) is {word}")
    low_is_bad = metric.better == "higher"
    edge = float(np.quantile(values, WORST if low_is_bad else 1.0 - WORST))
    bad, side = (values <= edge, "at or below") if low_is_bad else (values >= edge, "at or above")
    quarter = "highest" if metric.better == "neither" else "worst"
    said = f"'{metric.name}' is in its {quarter} quarter, {side} {edge:,.4g} {metric.unit}".removesuffix(" 1")
    return Failing(bad.astype(np.float64), said, said)
