"""Boxes on the data sets of tests/support/prim_data.py as plain numbers."""

from __future__ import annotations

from functools import cache

import numpy as np
from prim_data import SETS

from casus.study.discovery.prim import Rule, prim


@cache
def way(data, objective, box):
    x, y, choices = SETS[data]()
    left = np.ones(len(y), dtype=bool)
    for earlier in range(1, box):
        left &= ~way(data, objective, earlier)[-1].region.inside(x)
    return prim(x, y, choices, Rule(objective=objective), left)


def worlds(data, objective, box):
    """By step."""
    return [round(step.mass * len(SETS[data]()[1])) for step in way(data, objective, box)]


def held(data, objective, box):
    """Worlds of interest by step."""
    total = SETS[data]()[1].sum()
    return [round(step.coverage * total) for step in way(data, objective, box)]


def limits(data, objective, box):
    """Place, low, high of each factor limited by the last box; alternatives as the sum of 2^code, twice."""
    x, _, _ = SETS[data]()
    region = way(data, objective, box)[-1].region
    found = []
    for place in region.restricted:
        codes = float(sum(2**code for code in region.admitted.get(place, ())))
        low, high = max(region.low[place], x[:, place].min()), min(region.high[place], x[:, place].max())
        found += [float(place), *((codes, codes) if codes else (float(low), float(high)))]
    return found
