"""The draws that every implementation plays: a seed in, a matrix out, a row a draw and a column a quantity of `plain.Draw`."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .plain import Draw

LAWS = 3

RANGES = Draw(
    law=(0.0, LAWS - 1.0),
    attackers=(40.0, 90.0),
    defenders=(25.0, 60.0),
    reserve_share=(0.1, 0.4),
    attack_value=(0.7, 1.4),
    attacker_loss=(0.004, 0.02),
    defender_loss=(0.006, 0.03),
    p=(0.3, 1.0),
    q=(0.2, 1.0),
    d=(0.7, 1.3),
    cover_km=(8.0, 14.0),
    porous_km=(18.0, 35.0),
    river_ratio=(1.2, 2.5),
    threshold=(0.005, 0.03),
    exploitation_km=(20.0, 60.0),
)  # type: ignore[arg-type]
"""Least and most of each quantity. Chosen so that about half of the campaigns hold and every branch is taken."""


def sample(count: int, seed: int = 1) -> npt.NDArray[np.float64]:
    """Draws, even over the ranges, the laws one as likely as another."""
    low, high = np.array(RANGES).T
    generator = np.random.default_rng(seed)
    draws = generator.uniform(low, high, (count, len(low)))
    draws[:, 0] = generator.integers(0, LAWS, count)
    return draws
