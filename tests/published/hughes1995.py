"""The salvo fired missile by missile with a fixed seed; its mean is what the closed form says for large forces."""

from __future__ import annotations

import numpy as np

SEED, DRAWS = 1995, 20_000
CHANCE = 0.5  # chosen: of a missile being well aimed, and of an interceptor hitting


def simulated_losses(
    units_a: int, units_b: int, missiles_a: int, missiles_b: int, kills_a: int, kills_b: int, staying_a: int, staying_b: int
) -> list[float]:  # fmt: skip
    """Mean units lost by A and by B where every missile and every interceptor works by chance.

    Each unit fires twice the missiles and interceptors, of which half work, so that the means are those of the law.
    """
    random = np.random.default_rng(SEED)
    return [
        simulated_loss(random, units_a, units_b * missiles_b, units_a * kills_a, staying_a),
        simulated_loss(random, units_b, units_a * missiles_a, units_b * kills_b, staying_b),
    ]


def simulated_loss(random: np.random.Generator, units: int, aimed: int, stopped: int, staying: int) -> float:
    """Mean loss of a side, between none and all in each draw."""
    hits = random.binomial(2 * aimed, CHANCE, DRAWS) - random.binomial(2 * stopped, CHANCE, DRAWS)
    return float(np.clip(hits / staying, 0.0, units).mean())
