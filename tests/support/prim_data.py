"""Worlds with boxes planted in them, on which our PRIM and ema_workbench's are compared: values, result, places of the choices."""

from __future__ import annotations

import numpy as np

ERRORS = 0.05  # share of worlds whose result is turned round


def known():
    """One corner: x0 above 0.7 and x3 below 0.4."""
    rng = np.random.default_rng(1)
    x = rng.random((5000, 10))
    return x, _turned((x[:, 0] > 0.7) & (x[:, 3] < 0.4), rng), ()


def choice():
    """A range and two alternatives of four."""
    rng = np.random.default_rng(2)
    x = rng.random((3000, 6))
    x[:, 2] = rng.integers(0, 4, 3000)
    return x, _turned((x[:, 0] > 0.6) & np.isin(x[:, 2], [1, 3]), rng), (2,)


def ell():
    """An L that takes two boxes."""
    rng = np.random.default_rng(3)
    x = rng.random((4000, 6))
    return x, _turned((x[:, 0] > 0.75) | (x[:, 1] < 0.25), rng), ()


def ties():
    """Twelve steps of each factor, and a flag."""
    rng = np.random.default_rng(4)
    x = rng.integers(0, 12, (3000, 6)).astype(float)
    x[:, 5] = rng.integers(0, 2, 3000)
    return x, _turned((x[:, 0] >= 8) & (x[:, 1] <= 4) & (x[:, 5] == 1), rng), ()


SETS = {"known": known, "choice": choice, "ell": ell, "ties": ties}


def _turned(result, rng):
    return (result ^ (rng.random(len(result)) < ERRORS)).astype(float)
