"""Stated rank correlations as one matrix, for those who check it and those who draw from it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Stated = tuple[str, str, float]
"""Two names and their rank correlation."""


def correlated_names(stated: Sequence[Stated]) -> list[str]:
    """The names that any stated correlation ties, in order."""
    return sorted({name for a, b, _ in stated for name in (a, b)})


def normal_factor(stated: Sequence[Stated]) -> npt.NDArray[np.float64]:
    """The Cholesky factor of the correlation matrix of normal numbers that have these rank correlations.

    Pearson's correlation of the normal numbers is 2 sin(pi rank / 6). Raises LinAlgError where no such numbers exist.
    """
    import numpy as np

    from casus.foundation.factor import cholesky_factor

    names = correlated_names(stated)
    matrix = np.eye(len(names))
    for a, b, rank in stated:
        i, j = names.index(a), names.index(b)
        if i != j:
            matrix[i, j] = matrix[j, i] = 2.0 * math.sin(math.pi * rank / 6.0)
    return cholesky_factor(matrix)


def is_possible(stated: Sequence[Stated]) -> bool:
    """Whether numbers with all these correlations exist."""
    import numpy as np

    try:
        normal_factor(stated)
    except np.linalg.LinAlgError:
        return False
    return True
