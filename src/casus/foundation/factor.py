"""A covariance in, its triangular factor and sums through it out, in plain arithmetic: the same bits on any machine.

A library of linear algebra picks its code by processor and by the size of what it is given. Its sums for one world would
depend in the last bit on how many worlds are drawn beside it.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def cholesky_factor(matrix: Floats) -> Floats:
    """The lower triangle whose product with its transpose is the matrix; raises LinAlgError where there is none.

    >>> cholesky_factor(np.array([[4.0, 2.0], [2.0, 5.0]])).tolist()
    [[2.0, 0.0], [1.0, 2.0]]
    """
    factor = np.zeros_like(matrix, dtype=np.float64)
    for row in range(len(matrix)):
        for column in range(row + 1):
            rest = float(matrix[row, column])
            for before in range(column):
                rest -= float(factor[row, before]) * float(factor[column, before])
            if row == column and not rest > 0.0:
                raise np.linalg.LinAlgError("the matrix is not positive definite")
            factor[row, column] = math.sqrt(rest) if row == column else rest / factor[column, column]
    return factor


def mixed(factor: Floats, columns: Floats) -> Floats:
    """(rows, worlds): for each row of a triangle the sum of the columns, (rows, worlds), weighed by it, from left to right."""
    sums = factor[:, :1] * columns[:1]
    for place in range(1, len(columns)):
        sums += factor[:, place : place + 1] * columns[place : place + 1]
    return sums
