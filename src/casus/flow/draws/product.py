"""A small matrix and (rows, worlds) in, their product out: the same in a world, bit for bit, however many others there are."""

from __future__ import annotations

import numpy as np

from casus.evidence.distribution import Floats


def product(matrix: Floats, rows: Floats) -> Floats:
    """(matrix rows, worlds) `matrix @ rows`, summed row after row.

    A library of linear algebra sums in an order that depends on how many worlds there are, and its last bit with it.
    """
    total = np.zeros((len(matrix), rows.shape[1]))
    for weights, row in zip(matrix.T, rows, strict=True):
        total += weights[:, None] * row
    return total
