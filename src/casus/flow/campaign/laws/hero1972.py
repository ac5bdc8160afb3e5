"""Opposed advance as recorded by day, 1940-45 (HERO 1972, ORALFORE): a ratio and a resistance in, km a day and losses out.

Finding of the study: the force ratio is a threshold, at about 1.1 to 1.3; above it the rate follows the intensity of the
resistance and not the ratio. How it was read: the finding second hand (a public restatement of the report); the strata are
recomputed by us from the report's daily rows, seen in the repository jrnold/PAR, commit f241d88, data/ORALFORE.csv
(public domain); rows with two classes, such as M-N, and without a distance are left out, which leaves 219 of 360. Losses of
defenders come from recorded battles (CDB90). Domain of validity: divisions to armies, six campaigns of 1940-45, mobile
war; days on which somebody attacked. The attackers are mostly large mechanised forces and their loss shares low for it.
"""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign.arithmetic import either, exp
from casus.flow.campaign.compiled import compiled_in_place
from casus.flow.campaign.laws.tables import interpolate

CLASSES = np.array([0.0, 1.0, 2.0, 3.0])
"""Intensity of resistance: negligible, slight, moderate, intense."""

ADVANCE_KM_PER_DAY = np.array([
    [18.0, 24.0, 40.0, 55.0, 66.0],
    [5.0, 8.0, 20.0, 26.0, 35.0],
    [2.4, 3.5, 5.0, 9.5, 15.0],
    [0.39, 1.0, 2.0, 2.2, 3.1],
])  # fmt: skip
"""10, 25, 50, 75 and 90 per cent points by class, from 49, 69, 51 and 50 days. Computed from ORALFORE."""

ATTACKER_LOSS_PER_DAY = np.array([0.0019, 0.0022, 0.0039, 0.0059])
"""Mean share of the attacker's strength lost in a day, by class. Computed from ORALFORE."""

BETWEEN_P10_AND_P90 = 2.563
"""Standard deviations between the 10 and the 90 per cent points of a normal distribution."""

LOG_MEDIAN = np.log(ADVANCE_KM_PER_DAY[:, 2])
LOG_SD = np.log(ADVANCE_KM_PER_DAY[:, 4] / ADVANCE_KM_PER_DAY[:, 0]) / BETWEEN_P10_AND_P90
"""The lognormal distribution that stands for each class."""

MOST_DEVIATE = 2.0
"""Chosen: some fifty days a class say nothing of rarer ones, and beyond 2.7 the classes' distributions would cross."""

WORKS_INTENSITY = np.array([1.7, 2.0, 3.0, 3.0])
"""Class of resistance of a manned line by works: none (delay), hasty, prepared, fortified. Chosen after the mean class of
ORALFORE's days by the defender's posture: delay 1.70, hasty 2.27, position 2.54, fortified 2.40 (few days)."""

THIN_INTENSITY = 0.6
"""Class of resistance of a line that has come apart: the mean of ORALFORE's 73 days against a withdrawal, 0.60."""

OVERWHELMING_FROM, OVERWHELMING_TO = 3.0, 10.0
"""Chosen: between these ratios resistance falls by one class, in the logarithm; no more than one, since the study found
none. So the law does not stand still under odds that no recorded defence withstood."""

EASED_FROM_LOG_RATIO, EASED_PER_LOG_RATIO = (
    math.log(OVERWHELMING_FROM),
    1.0 / math.log(OVERWHELMING_TO / OVERWHELMING_FROM),
)
"""Logarithm of the ratio above which resistance is eased, and the classes by which it falls with the logarithm."""

BATTLE_LOG_RATIO = np.log(np.array([0.65, 0.866, 1.22, 1.73, 2.45, 3.46, 4.9, 7.5]))
"""Middle of the bins of force ratio; the geometric mean of their ends, and the median of the two open ones."""

DEFENDER_LOSS_PER_DAY = np.array([0.0189, 0.0259, 0.0298, 0.0258, 0.0203, 0.0235, 0.0697, 0.189])
"""Median share of the defender's strength lost in a day, captured men among them, by bin. Computed from 369 battles of
CDB90, 1914-1982. It does not rise evenly, and is left as recorded."""


@compiled_in_place
def resistance(works_intensity, thinness, log_ratio):  # type: ignore[no-untyped-def]
    """Intensity of resistance, 0 (negligible) to 3 (intense), of a line behind works, manned or thin (0 to 1).

    `works_intensity` is that of the works where they are manned (`WORKS_INTENSITY`), `log_ratio` the logarithm of the ratio.
    """
    thin = min(1.0, max(0.0, thinness))
    manned = (1.0 - thin) * works_intensity + thin * THIN_INTENSITY
    eased = (log_ratio - EASED_FROM_LOG_RATIO) * EASED_PER_LOG_RATIO
    return max(0.0, manned - min(1.0, max(0.0, eased)))


@compiled_in_place
def advance_km_per_day(ratio, threshold, intensity, quantile):  # type: ignore[no-untyped-def]
    """Rate of advance: none below the threshold, then the recorded distribution for the intensity of resistance.

    rate = exp(m + s z): m and s are the log median and log sd, straight between classes; z, the quantile as a standard
    normal deviate, is cut at -2 and 2.
    """
    deviate = min(MOST_DEVIATE, max(-MOST_DEVIATE, quantile))
    log_median = interpolate(intensity, CLASSES, LOG_MEDIAN)
    rate = exp(log_median + interpolate(intensity, CLASSES, LOG_SD) * deviate)
    return either(ratio < threshold, 0.0, rate)


@compiled_in_place
def usual_km_per_day(intensity):  # type: ignore[no-untyped-def]
    """Median rate of advance for the intensity of resistance, where the ratio is above the threshold."""
    return exp(interpolate(intensity, CLASSES, LOG_MEDIAN))


@compiled_in_place
def loss_shares_per_day(log_ratio, intensity, advancing, holding):  # type: ignore[no-untyped-def]
    """(attacker's, defender's) loss shares a day; both times the factor of holding where the attack does not move."""
    mission = either(advancing, 1.0, holding)
    attacker = interpolate(intensity, CLASSES, ATTACKER_LOSS_PER_DAY)
    return attacker * mission, interpolate(log_ratio, BATTLE_LOG_RATIO, DEFENDER_LOSS_PER_DAY) * mission
