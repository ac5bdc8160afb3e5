"""A metric and its values in, in which worlds a design fails by it out, and the words for that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.catalogue import Metric
from casus.study.discovery.box import FAILS

WORST = 0.25
"""Chosen: the worst quarter of a number is its failure, for no threshold would suit every metric."""
SLACK = 0.01  # chosen: of a share counted in few worlds


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
    bad = values <= edge if low_is_bad else values >= edge
    said = f"'{metric.name}' is {_how(metric, low_is_bad, edge, float(bad.mean()))} {metric.unit}".removesuffix(" 1")
    return Failing(bad.astype(np.float64), said, said)


def _how(metric: Metric, low_is_bad: bool, edge: float, share: float) -> str:
    """What the failing worlds have in common; where more than a quarter are alike at the end, that they are."""
    side, end = ("at or below", "lowest") if low_is_bad else ("at or above", "highest")
    if share > WORST + SLACK:
        return f"{side} {edge:,.4g}"
    return f"in its {end if metric.better == 'neither' else 'worst'} quarter, {side} {edge:,.4g}"
