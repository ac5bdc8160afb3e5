"""What a distribution's numbers mean, and the value that it takes at a given probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.evidence.beta import beta_quantile
from casus.evidence.fitted import fitted

Distribution = Literal[
    "point", "uniform", "triangular", "pert", "normal", "lognormal", "beta", "categorical", "empirical"
]
Floats = npt.NDArray[np.float64]

LOW, HIGH = 0.05, 0.95
"""A range typed as [low, high] is the interval between these probabilities."""


def problem_with_distribution(
    distribution: str,
    value: float | None,
    interval: tuple[float, float] | None,
    values: Sequence[float] | None,
    weights: Mapping[str, float] | None,
) -> str | None:
    """What is wrong with a distribution's numbers, or None when they define it."""
    if distribution == "point":
        return None if value is not None and interval is None else "a point needs 'value' and no 'range'"
    if distribution == "empirical":
        return None if values and len(values) > 1 else "an empirical distribution needs two or more 'values'"
    if distribution == "categorical":
        return _problem_with_weights(weights)
    if interval is None:
        return f"a {distribution} distribution needs 'range: [low, high]' (its 5-95 % interval)"
    low, high = interval
    if not low < high:
        return f"the range [{low}, {high}] must rise"
    if distribution in {"triangular", "pert"} and (value is None or not low <= value <= high):
        return f"a {distribution} distribution needs a 'value' (its mode) inside the range"
    if distribution == "lognormal" and low <= 0:
        return "a lognormal range must be above 0"
    if distribution == "beta" and not (low > 0 and high < 1):
        return "a beta range must lie inside 0 and 1"
    return None


def problem_with_bounds(
    bounds: tuple[float | None, float | None] | None, value: float | None, interval: tuple[float, float] | None
) -> str | None:
    """What is wrong with the bounds of a distribution, or None where they leave room for its value and range."""
    if bounds is None:
        return None
    low, high = (-np.inf if bounds[0] is None else bounds[0]), (np.inf if bounds[1] is None else bounds[1])
    inside = [number for number in (value, *(interval or ())) if number is not None]
    if not low < high:
        return f"the bounds [{bounds[0]}, {bounds[1]}] must rise"
    if inside and (max(inside) < low or min(inside) > high):
        return f"the bounds [{bounds[0]}, {bounds[1]}] leave no room for the range"
    return None


def _problem_with_weights(weights: Mapping[str, float] | None) -> str | None:
    if not weights or len(weights) < 2:
        return "a categorical distribution needs two or more 'weights'"
    if any(weight < 0 for weight in weights.values()) or sum(weights.values()) <= 0:
        return "weights cannot be negative and must not all be 0"
    return None


def quantile(
    distribution: Distribution,
    probability: Floats,
    *,
    value: float | None = None,
    interval: tuple[float, float] | None = None,
    bounds: tuple[float | None, float | None] | None = None,
    values: Sequence[float] | None = None,
    weights: Mapping[str, float] | None = None,
) -> Floats:
    """Values at the given probabilities (same shape); categorical gives the alternative's index, counted from 0.

    Ranges are 5-95 % intervals. Uniform, triangular and PERT are widened to the support that has this interval.
    """
    if distribution == "point":
        return np.full(probability.shape, value, dtype=np.float64)
    if distribution == "empirical":
        ordered = np.sort(np.asarray(values, dtype=np.float64))
        picked: Floats = ordered[np.minimum((probability * len(ordered)).astype(int), len(ordered) - 1)]
        return picked
    if distribution == "categorical":
        shares = np.cumsum(list((weights or {}).values()))
        return np.searchsorted(shares / shares[-1], probability, side="right").clip(0, len(shares) - 1).astype(float)
    assert interval is not None
    drawn = _continuous(distribution, probability, value, interval)
    return _cut(drawn, bounds)


def _continuous(distribution: str, p: Floats, mode: float | None, interval: tuple[float, float]) -> Floats:
    low, high = interval
    if distribution == "uniform":
        return low + (p - LOW) / (HIGH - LOW) * (high - low)
    if distribution in {"normal", "lognormal"}:
        return _gaussian(p, low, high, logarithmic=distribution == "lognormal")
    if distribution == "beta":
        return _beta(p, low, high)
    assert mode is not None
    return low + (high - low) * _peaked(distribution, p, (mode - low) / (high - low), 0.0, 1.0)


def _gaussian(p: Floats, low: float, high: float, *, logarithmic: bool) -> Floats:
    from scipy.special import ndtri

    if logarithmic:
        low, high = np.log(low), np.log(high)
    z = ndtri(HIGH)
    drawn = (low + high) / 2 + ndtri(p) * (high - low) / (2 * z)
    result: Floats = np.exp(drawn) if logarithmic else drawn
    return result


def _beta(p: Floats, low: float, high: float) -> Floats:
    """Beta with the given 5 and 95 % points."""
    return beta_quantile(*_beta_parameters(low, high), p)


@cache
def _beta_parameters(low: float, high: float) -> tuple[float, float]:
    """Parameters of the beta with these 5 and 95 % points."""
    return fitted("beta", low, high) or fit_beta(low, high)


def fit_beta(low: float, high: float) -> tuple[float, float]:
    """Parameters of the beta with these 5 and 95 % points, found by least squares in their logarithms."""
    from scipy.optimize import least_squares
    from scipy.special import betaincinv

    def miss(log_parameters: Floats) -> list[float]:
        a, b = np.exp(log_parameters)
        return [betaincinv(a, b, LOW) - low, betaincinv(a, b, HIGH) - high]

    mean, sd = (low + high) / 2, (high - low) / 3.29
    total = max(mean * (1 - mean) / sd**2 - 1, 0.5)
    found = least_squares(miss, np.log([mean * total, (1 - mean) * total]), bounds=(-7, 12))
    a, b = np.exp(found.x)
    return float(a), float(b)


def _peaked(distribution: str, p: Floats, mode: float, low: float, high: float) -> Floats:
    """Triangular or PERT with the given mode and 5 and 95 % points; the support is solved for on the unit interval."""
    shape = _triangular if distribution == "triangular" else _pert
    peak = (mode - low) / (high - low)
    left, right = _widths(distribution, peak)
    return low + (high - low) * shape(p, peak - left, peak, peak + right)


@cache
def _widths(distribution: str, peak: float) -> tuple[float, float]:
    """How far the support reaches to either side of the peak, where the 5 and 95 % points are 0 and 1."""
    return fitted(distribution, 0.0, 1.0, peak) or fit_widths(distribution, peak)


def fit_widths(distribution: str, peak: float) -> tuple[float, float]:
    """How far the support reaches to either side of the peak, found by least squares."""
    from scipy.optimize import least_squares

    shape = _triangular if distribution == "triangular" else _pert

    def miss(widths: Floats) -> Floats:
        ends: Floats = shape(np.array([LOW, HIGH]), peak - widths[0], peak, peak + widths[1])
        miss_by: Floats = ends - np.array([0.0, 1.0])
        return miss_by

    start = np.maximum([1.4 * peak, 1.4 * (1.0 - peak)], 1e-6)
    found = least_squares(miss, start, bounds=(1e-9, np.inf), xtol=1e-12, ftol=1e-12, gtol=1e-12)
    left, right = (float(width) for width in found.x)
    return left, right


def _triangular(p: Floats, least: float, mode: float, most: float) -> Floats:
    width, left = most - least, (mode - least) / (most - least)
    rising = least + np.sqrt(np.maximum(p * width * (mode - least), 0))
    falling = most - np.sqrt(np.maximum((1 - p) * width * (most - mode), 0))
    return np.where(p < left, rising, falling)


def _pert(p: Floats, least: float, mode: float, most: float) -> Floats:
    from scipy.special import betaincinv

    width = most - least
    result: Floats = least + width * betaincinv(1 + 4 * (mode - least) / width, 1 + 4 * (most - mode) / width, p)
    return result


def _cut(drawn: Floats, bounds: tuple[float | None, float | None] | None) -> Floats:
    low, high = bounds or (None, None)
    cut: Floats = np.clip(drawn, -np.inf if low is None else low, np.inf if high is None else high)
    return cut
