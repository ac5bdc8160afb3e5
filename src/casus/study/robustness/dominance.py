"""Values of designs in the same worlds in, who beats whom whatever one's taste out: world by world, and as gambles.

Statewise: at least as good in every world. First order: at least as likely to reach any level. Second order: at least as good in
the mean of its worst worlds, however many (Hadar and Russell 1969). Each implies the next. With equally many worlds the two last
compare sorted values, and their running sums, place by place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.burden.frontier import Frontier, Point, Scatter, frontier

RESAMPLES = 200
AT_ONCE = 20_000_000
"""Chosen: sorted values in all resamples; larger studies are resampled less often."""
ROUNDING = 1e-9
"""Chosen: running sums of the same values in another order differ by less, relative to the largest."""
Matrix = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Dominance:
    """Each (designs, designs): whether the row beats the column."""

    statewise: Matrix
    first: Matrix
    second: Matrix
    worse_share: Floats
    """Share of worlds in which the row is worse than the column: 0 where it beats it statewise."""
    violation: Floats
    """Part of the area between the two distributions in which the row is worse, 0 to 1 (Leshno and Levy 2002)."""
    first_sure: Floats
    """Share of resamples of the worlds in which the row beats the column in first order."""
    second_sure: Floats
    cost: Frontier
    """By mean value and mean cost: who is on the frontier, and who beats the others."""


def dominance(better: Floats, designs: tuple[str, ...], cost: Floats, rng: np.random.Generator) -> Dominance:
    """Who beats whom, from (designs, worlds) values of which more is better."""
    ordered = np.sort(better, axis=1)
    statewise = np.array([[_beats(a, b) for b in better] for a in better])
    first, second = _orders(ordered)
    sure = np.mean([_orders(drawn) for drawn in _resampled(better, rng)], axis=0)
    return Dominance(
        statewise,
        first,
        second,
        np.array([[(a < b).mean() for b in better] for a in better]),
        np.array([[_violation(a, b) for b in ordered] for a in ordered]),
        sure[0],
        sure[1],
        frontier([_scatter(*row) for row in zip(designs, cost, better, strict=True)]),
    )


def _orders(ordered: Floats) -> tuple[Matrix, Matrix]:
    """Dominance of first and second order, from values sorted by design."""
    sums = np.cumsum(ordered, axis=1)
    slack = ROUNDING * max(float(np.abs(sums).max()), 1e-300)
    first = np.array([[_beats(a, b) for b in ordered] for a in ordered])
    second = np.array([[_beats(a, b, slack) for b in sums] for a in sums])
    return first, first | second


def _beats(one: Floats, other: Floats, slack: float = 0.0) -> bool:
    """Whether one is nowhere below the other, and above it somewhere."""
    gap = one - other
    return bool(gap.min() >= -slack and gap.max() > slack)


def _violation(one: Floats, other: Floats) -> float:
    """Part of the area between two distributions that speaks against one; 0 where they are the same."""
    gap = one - other
    area = np.abs(gap).sum()
    return float(-gap[gap < 0.0].sum() / area) if area > 0.0 else 0.0


def _resampled(better: Floats, rng: np.random.Generator) -> Iterator[Floats]:
    """Sorted values of resamples of the worlds, the same for all designs."""
    worlds = better.shape[1]
    for _ in range(max(20, min(RESAMPLES, AT_ONCE // better.size))):
        yield np.sort(better[:, rng.integers(worlds, size=worlds)], axis=1)


def _scatter(design: str, cost: Floats, better: Floats) -> Scatter:
    return Scatter(Point(design, float(cost.mean()), float(better.mean())), cost, better)
