"""ORALFORE's days by class of resistance, and what our law says of the same classes.

The numbers are the rows of data/ORALFORE.csv in the repository jrnold/PAR, commit f241d88 (public domain, PDDL): all rows with one
class of resistance and a distance. They are here so that the law's table is computed, not copied.
"""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign.laws import hero1972

CLASSES = ("negligible", "slight", "moderate", "intense")

KM = {
    "negligible": (
        "3 6 7 11 14 19 19 20 20 22 23 24 24 25 25 25 28 29 30 32 32 35 35 35 40 40 40 40 40 42 45 45 48 55 "
        "55 55 55 60 60 60 63 63 65 65 70 70 90 95 110"
    ),
    "slight": (
        "0 1.5 2 2.8 3 4.5 5 5 6 6 6 6 7 8 8 8 8 8 8 8 8 8 9 10 10 10 10 10 11 12 14 16 16 16 20 20 20 20 20 "
        "22 22 22 22 24 25 25 25 25 25 25 26 26 26 26 27 28 28 28 30 30 30 35 35 35 35 36 37 40 55"
    ),
    "moderate": (
        "1.3 2 2 2.3 2.4 2.4 2.6 2.8 3 3 3 3.2 3.5 3.5 4 4 4 4 4 4 5 5 5 5 5 5 6 6 6 6 6 6 7 8 8 8 9 9 10 10 "
        "11 11 14 14 14 15 15 18 20 27 33"
    ),
    "intense": (
        "0 0 0 0 0.3 0.4 0.4 0.8 0.8 0.9 1 1 1 1 1 1 1 1.1 1.1 1.3 1.3 1.4 1.5 1.6 2 2 2 2 2 2 2 2 2 2 2 2 "
        "2.2 2.2 2.4 2.8 2.8 3 3 3 3 4 4 6 6 12"
    ),
}
"""Distance in a day, km."""

LOSS_PER_CENT = {
    "negligible": (
        "0 0 0.032 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.2 "
        "0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.3 0.3 0.3 0.4 0.4 0.4 0.4 0.5 0.9"
    ),
    "slight": (
        "0 0.04 0.07 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 "
        "0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.1 0.15 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.3 0.3 0.3 0.3 0.3 "
        "0.3 0.3 0.3 0.3 0.3 0.3 0.4 0.4 0.4 0.4 0.4 0.4 0.5 0.5 0.5 0.59 0.6 0.6 0.7"
    ),
    "moderate": (
        "0.05 0.06 0.1 0.1 0.1 0.1 0.1 0.1 0.12 0.16 0.17 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.2 0.21 0.3 0.3 "
        "0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.4 0.4 0.4 0.4 0.5 0.5 0.5 0.5 0.5 0.51 0.6 0.7 0.8 0.8 0.8 0.9 0.9 1 "
        "1.3 1.4"
    ),
    "intense": (
        "0.03 0.03 0.04 0.1 0.1 0.1 0.1 0.2 0.2 0.2 0.2 0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.3 0.4 0.4 0.4 0.4 0.4 "
        "0.5 0.5 0.5 0.5 0.5 0.5 0.6 0.6 0.7 0.7 0.7 0.8 0.8 0.8 0.8 0.9 1 1 1.1 1.1 1.1 1.2 1.3 1.4 2 2.2"
    ),
}
"""Attacker's losses of the day, % of strength, where recorded."""


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


def days(resistance: str) -> int:
    """Number of days recorded."""
    return len(_numbers(KM[resistance]))


def mean_km(resistance: str) -> float:
    return float(np.mean(_numbers(KM[resistance])))


def recorded_quantiles(resistance: str) -> list[float]:
    """10, 25, 50, 75 and 90 per cent points of the rows."""
    return [float(point) for point in np.quantile(_numbers(KM[resistance]), [0.1, 0.25, 0.5, 0.75, 0.9])]


def mean_loss_per_cent(resistance: str) -> float:
    return float(np.mean(_numbers(LOSS_PER_CENT[resistance])))


def shipped_quantiles(resistance: str) -> list[float]:
    """The law's own table."""
    return [float(point) for point in hero1972.ADVANCE_KM_PER_DAY[CLASSES.index(resistance)]]


def median_km(resistance: str) -> float:
    """The law's rate in a median world, above the threshold."""
    return float(hero1972.advance_km_per_day(2.0, 1.2, float(CLASSES.index(resistance)), 0.0))


def spread(resistance: str) -> float:
    """The law's 90 per cent point over its 10 per cent point."""
    index = float(CLASSES.index(resistance))
    high, low = (hero1972.advance_km_per_day(2.0, 1.2, index, deviate) for deviate in (1.2815, -1.2815))
    return float(high / low)


def attacker_loss(resistance: str) -> float:
    """The law's loss share a day."""
    return float(hero1972.loss_shares_per_day(math.log(2.0), float(CLASSES.index(resistance)), True, 0.3)[0])


def defender_loss(ratio: float) -> float:
    return float(hero1972.loss_shares_per_day(math.log(ratio), 3.0, True, 0.3)[1])
