"""Prices and what the aims are worth in, the probability of an attack within ten years out.

In each world the aggressor is ready for an attack after a time in proportion to its scale. From then on occasions come by
chance, at a constant rate, and it takes the first one at which an attack that it is ready for pays.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.strategy.price import Terms

YEARS = 10.0
"""Years that the probability of an attack looks ahead."""
MONTHS_PER_YEAR = 12.0


def ready_years(of: Columns, terms: Terms) -> Floats:
    """(worlds,) years from the start of the peace until the aggressor could mount an attack of this scale.

    Sanctions that stay in force lengthen them.
    """
    slowed = of["sanctions_regeneration_factor"] if terms.settlement.sanctions == "kept" else 1.0
    return np.asarray(of["aims.readiness"] * terms.scale * slowed / MONTHS_PER_YEAR)


def occasion_probability(of: Columns, terms: Terms) -> Floats:
    """(worlds,) probability that an occasion comes after the aggressor is ready and before the years are over."""
    return np.asarray(-np.expm1(-np.maximum(0.0, YEARS - ready_years(of, terms)) / of["opportunity_years"]))


def attack_probability(prices: Sequence[Floats], occasions: Sequence[Floats], value: Floats) -> Floats:
    """(worlds,) probability that any of several attacks comes: of those that pay, the one for which it is ready first.

    `prices` and `occasions` hold an array for each attack option. An attack pays where the value of the aims is above its
    price; with no value placed on them nobody attacks.
    """
    pays = [np.where(value > price, occasion, 0.0) for price, occasion in zip(prices, occasions, strict=True)]
    return np.asarray(np.max(pays, axis=0))
