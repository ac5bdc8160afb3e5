"""Points of cost and deterrence in, the frontier and what is dominated out.

A design is dominated where another costs no more and deters no less, and is better in one of the two. Equal points do not
dominate each other. This is a strict partial order, so that some design is always undominated.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Z95, paired

NEARLY_ALWAYS = 0.95
"""Chosen: share of worlds from which a comparison is called sure, as for every interval here."""


@dataclass(frozen=True)
class Point:
    """A design by what it costs and how much it deters, in any units of which more means more."""

    design: str
    """Id of the design."""
    cost: float
    """Yearly cost, million euro, median over worlds."""
    deters: float
    """How much it deters, by the measure: more is more."""


@dataclass(frozen=True)
class Scatter:
    """The same design in every world, which is what tells two of them apart."""

    point: Point
    cost: Floats
    """(draws,)"""
    deters: Floats
    """(draws,)"""
    deters_se: float | None = None
    """Monte Carlo error of the point that the worlds' own values do not show; None where they show it."""


@dataclass(frozen=True)
class Dominance:
    """A design that another beats."""

    by: str
    sure: bool
    """False where the two are not told apart: in too few worlds, or within Monte Carlo error."""


@dataclass(frozen=True)
class Frontier:
    """Designs by one measure of deterrence."""

    designs: tuple[str, ...]
    """Undominated, the cheapest first."""
    dominated: dict[str, Dominance]
    """By design, another that costs no more and deters no less."""


def dominates(one: Point, other: Point) -> bool:
    """Whether one costs no more and deters no less than another, and is better in one of the two."""
    no_worse = one.cost <= other.cost and one.deters >= other.deters
    return no_worse and (one.cost < other.cost or one.deters > other.deters)


def frontier(scatters: Sequence[Scatter]) -> Frontier:
    """Who is on the frontier and who is not; a design whose place is not known is left out."""
    known = [one for one in scatters if not (math.isnan(one.point.cost) or math.isnan(one.point.deters))]
    beaten: dict[str, Dominance] = {}
    for other in known:
        better = [one for one in known if dominates(one.point, other.point)]
        if better:
            beaten[other.point.design] = _clearest(better, other)
    left = sorted((one.point for one in known if one.point.design not in beaten), key=lambda p: (p.cost, p.deters))
    return Frontier(tuple(point.design for point in left), beaten)


def at_least(points: Mapping[str, Point], found: Frontier, design: str) -> str | None:
    """The cheapest undominated design that deters at least as much as one, for no more; None where it is that one itself."""
    wanted = points[design]
    enough = [id for id in found.designs if points[id].deters >= wanted.deters and points[id].cost <= wanted.cost]
    cheapest = min(enough, key=lambda id: points[id].cost, default=None)
    return None if cheapest == design else cheapest


def surely_beats(one: Scatter, other: Scatter) -> bool:
    """Of two of which one dominates the other, whether it costs no more in nearly all worlds and deters more than by error."""
    cheaper = float((one.cost <= other.cost).mean()) >= NEARLY_ALWAYS
    return cheaper and (_deters_more(one, other) or _alike(one, other))


def _clearest(better: Sequence[Scatter], other: Scatter) -> Dominance:
    """The one that surely beats it, or of all that beat it the one that deters most."""
    ordered = sorted(better, key=lambda one: (-one.point.deters, one.point.cost))
    for one in ordered:
        if surely_beats(one, other):
            return Dominance(one.point.design, sure=True)
    return Dominance(ordered[0].point.design, sure=False)


def _deters_more(one: Scatter, other: Scatter) -> bool:
    if one.deters_se is None or other.deters_se is None:
        difference = paired(one.deters, other.deters)
        return difference.value > Z95 * difference.se and difference.value > 0.0
    apart = one.point.deters - other.point.deters
    error = Z95 * math.hypot(one.deters_se, other.deters_se)
    return apart > error and float((one.deters >= other.deters).mean()) >= NEARLY_ALWAYS


def _alike(one: Scatter, other: Scatter) -> bool:
    """Whether the two deter alike in every world, so that cost alone decides."""
    return bool(np.array_equal(one.deters, other.deters, equal_nan=True))
