"""Ishigami's function and Sobol's g-function through our estimators, on the samples on which SALib was run."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from known_functions import gfunction, ishigami, played

from casus.study.sensitivity.indices import Indices, sobol

Floats = npt.NDArray[np.float64]


@cache
def indices(of: str, worlds: int) -> Indices:
    function, count = {"ishigami": (ishigami, 3), "gfunction": (gfunction, 8)}[of]
    chance = np.random.default_rng(20260101)
    a, b = chance.random((worlds, count)), chance.random((worlds, count))
    return sobol(played(function, a, b), resamples=1000 if worlds <= 1024 else 2)


def first_indices(of: str, worlds: int) -> Floats:
    return indices(of, worlds).first


def total_indices(of: str, worlds: int) -> Floats:
    return indices(of, worlds).total


def first_half_widths(of: str) -> Floats:
    return half(indices(of, 1024).first_ci)


def total_half_widths(of: str) -> Floats:
    return half(indices(of, 1024).total_ci)


def half(ends: Floats) -> Floats:
    return np.asarray(0.5 * (ends[:, 1] - ends[:, 0]))
