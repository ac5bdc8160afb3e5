"""What a zone's strength does for each of its axes, taken from the kernel: P(held) at a few strengths, made never to fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.scenario.schema.design import Design
from casus.study.allocation.attacker import zone_of
from casus.study.allocation.instance import Curve
from casus.study.allocation.laid import evenly, laid, massed, spread
from casus.study.allocation.played import Judge
from casus.study.allocation.supply import Given

SHARES = (0.0, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0)
"""Shares of all that is given that stand in the zone; chosen: dense where several zones have to share."""
SAME_POINT = 0.02
"""Strengths nearer than this share of the largest count as one; chosen: of 25 brigades, half a one."""


@dataclass(frozen=True)
class Points:
    """P(held) of one axis as played, by the share of all contributions that stand in its zone; the rest in the others evenly."""

    axis: str
    """Id of the axis."""
    zone: str
    """Id of its zone."""
    held: dict[float, float]
    """P(held) by share of all contributions."""

    def curve(self, whole: float) -> Curve:
        """The curve nearest to the points that never falls; `whole` is the strength of all contributions in one zone."""
        smooth = rising(np.array(list(self.held.values())))
        return Curve(self.axis, self.zone, tuple(share * whole for share in self.held), tuple(map(float, smooth)))

    @property
    def moved(self) -> float:
        """The most that a point had to be moved for that."""
        played = np.array(list(self.held.values()))
        return float(np.abs(rising(played) - played).max())


def play_points(
    judge: Judge, design: Design, gives: Sequence[Given], filled: Sequence[str], worlds: int
) -> tuple[tuple[Points, ...], dict[str, float]]:
    """Points of every axis, and by nation the share of worlds in which it fights where all stand in the attacked zone.

    An axis whose zone is not to be filled has one point: nobody there.
    """
    points, fights = [], dict[str, list[float]]()
    zones = zone_of(judge.scenario)
    for axis in judge.attacks:
        zone, held = zones[axis], dict[float, float]()
        for share in SHARES if zone in filled else SHARES[:1]:
            shares = massed(filled, zone, share) if zone in filled else evenly(filled)
            held[share], of_nations = judge.held_share(laid(design, spread(gives, shares)), axis, worlds)
            if share == 1.0:
                for nation in dict.fromkeys(one.nation for one in gives):
                    fights.setdefault(nation, []).append(of_nations[nation])
        points.append(Points(axis, zone, held))
    # a nation that fought in none may in one of twice as many: its forces are placed, but count for little
    return tuple(points), {nation: max(float(np.mean(of)), 0.5 / worlds) for nation, of in fights.items()}


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
