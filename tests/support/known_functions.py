"""Functions of uniform numbers whose Sobol indices are known, and their values in two samples with columns exchanged."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from casus.study.sensitivity.indices import Played

Floats = npt.NDArray[np.float64]
Function = Callable[[Floats], Floats]
WEIGHTS = np.array([0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0])


def ishigami(x: Floats) -> Floats:
    """Of the first three columns; the third does nothing alone."""
    z = np.pi * (2.0 * x - 1.0)
    return np.asarray(np.sin(z[..., 0]) + 7.0 * np.sin(z[..., 1]) ** 2 + 0.1 * z[..., 2] ** 4 * np.sin(z[..., 0]))


def gfunction(x: Floats) -> Floats:
    """Of the first eight columns, in falling importance."""
    return np.asarray(np.prod((np.abs(4.0 * x[..., :8] - 2.0) + WEIGHTS) / (1.0 + WEIGHTS), axis=-1))


def interaction(x: Floats) -> Floats:
    """A product of the first two columns, neither of which does anything alone."""
    return np.asarray((x[..., 0] - 0.5) * (x[..., 1] - 0.5))


def flag(x: Floats) -> Floats:
    """True where the first two columns disagree about their middle: a flag that no column explains alone."""
    return np.asarray((x[..., 0] > 0.5) != (x[..., 1] > 0.5), dtype=np.float64)


def played(function: Function, a: Floats, b: Floats) -> Played:
    """The function in both samples, and in the first with one column after another of the second."""
    exchanged = np.stack([function(np.where(np.arange(a.shape[1]) == place, b, a)) for place in range(a.shape[1])])
    return Played(function(a), function(b), exchanged)
