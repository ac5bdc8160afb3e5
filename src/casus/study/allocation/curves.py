"""What a zone's strength does for each of its axes, taken from the kernel: P(held) at a few strengths, made never to fall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.allocation.instance import Curve

SHARES = (0.0, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0)
"""Shares of all that is given that stand in the zone; chosen: dense where several zones have to share."""
SAME_POINT = 0.02
"""Strengths nearer than this share of the largest are one point; chosen: below a tenth of a step of half a brigade in eight zones."""


@dataclass(frozen=True)
class Measured:
    """A curve as played, and how far it had to be moved."""

    curve: Curve
    played: tuple[float, ...]
    """P(held) at the same points, before it was made never to fall."""

    @property
    def moved(self) -> float:
        """The most that any point was moved."""
        return max(abs(a - b) for a, b in zip(self.curve.p_held, self.played, strict=True))


def measured(axis: str, zone: str, whole: float, held: Callable[[float], float]) -> Measured:
    """The curve of an axis from what `held` says at each share of all that is given; `whole` is the strength of all."""
    played = tuple(held(share) for share in SHARES)
    smooth = rising(np.array(played))
    strengths = tuple(share * whole for share in SHARES)
    return Measured(Curve(axis, zone, strengths, tuple(float(p) for p in smooth)), played)


def rising(values: Floats, weights: Floats | None = None) -> Floats:
    """The values nearest in squares that never fall (isotonic regression)."""
    from scipy.optimize import isotonic_regression

    smooth: Floats = isotonic_regression(values, weights=weights).x
    return smooth


def corrected(curve: Curve, strength: float, p_held: float) -> Curve:
    """The curve through a point that was replayed: never above it before, never below it after."""
    reach = SAME_POINT * curve.strength[-1]
    points = list(_moved(curve, strength, p_held, reach))
    points.append((strength, p_held))
    points.sort()
    if points[0][0] > 0.0:
        points.insert(0, (0.0, min(p_held, curve.p_held[0])))
    strengths, p = zip(*points, strict=True)
    return Curve(curve.axis, curve.zone, tuple(strengths), tuple(p))


def _moved(curve: Curve, strength: float, p_held: float, reach: float) -> Iterator[tuple[float, float]]:
    """Points of the curve away from the replayed one, each on its side of it."""
    for x, p in zip(curve.strength, curve.p_held, strict=True):
        if abs(x - strength) > reach:
            yield x, min(p, p_held) if x < strength else max(p, p_held)
