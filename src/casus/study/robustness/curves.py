"""Worlds in, the mean of every design's value given each single factor out, for all factors at once.

A number is put in the order of its values and its curve is a cubic B-spline in that order, the same six functions for all
numbers, so that one matrix product serves several hundred; a choice has a mean for each of its words. These are least squares
(Strong, Oakley and Brennan 2014 use the same idea with other smoothers), and nothing is played again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.study.factors import Factors

KNOTS = (0.0, 0.0, 0.0, 0.0, 1 / 3, 2 / 3, 1.0, 1.0, 1.0, 1.0)
"""Chosen: two knots inside, so that a curve may rise, fall and rise; more of them follow chance."""
POINTS = 64
"""Chosen: places at which a curve is read."""
FEW_VALUES = 8
"""Chosen: a number of so few values is treated as a choice among them."""
AT_ONCE = 4_000_000
"""Chosen: values put in order at once, 32 MB."""
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Basis:
    """Functions that a curve is made of, at the worlds in the order of the factor and at the places where it is read."""

    rows: Floats
    """(worlds, functions)"""
    points: Floats
    """(points, functions)"""
    weight: Floats
    """(points,) share of the worlds that each point stands for."""
    inverse: Floats
    """(functions, functions) of the products of the functions over the worlds."""

    @cached_property
    def leverage(self) -> Floats:
        """(points,) variance of a curve there, over that of a single world."""
        return np.asarray(np.einsum("pf,fg,pg->p", self.points, self.inverse, self.points))


@dataclass(frozen=True)
class Curve:
    """What each design gives on average, once one factor is known."""

    column: Described
    fitted: Floats
    """(designs, points)"""
    basis: Basis
    order: Places
    """(worlds,) the worlds in the order of the factor."""
    values: Floats
    """(points,) of the factor; of a choice, the place of its word."""
    percentiles: Floats
    """(points,) share of worlds below, with half of those at the point."""

    @property
    def is_choice(self) -> bool:
        """Whether the factor takes a few values, each fitted alone."""
        return len(self.values) < POINTS


def curves_of(factors: Factors, better: Floats) -> list[Curve]:
    """A curve for every factor, from (designs, worlds) values."""
    few = [
        bool(column.words) or len(np.unique(values)) <= FEW_VALUES
        for column, values in zip(factors.columns, factors.values.T, strict=True)
    ]
    numbers = [place for place, only_few in enumerate(few) if not only_few]
    found = dict(zip(numbers, _of_numbers(factors.only(numbers), better), strict=True)) if numbers else {}
    found |= {
        place: _of_choice(factors.columns[place], factors.values[:, place], better)
        for place, only_few in enumerate(few)
        if only_few
    }
    return [found[place] for place in range(len(few))]


def _of_numbers(factors: Factors, better: Floats) -> Iterator[Curve]:
    """Curves of numbers, all by the same basis: only the order of the worlds differs."""
    basis = spline_basis(better.shape[1])
    percentiles = _middles(POINTS)
    project = basis.inverse @ basis.rows.T
    size = max(1, AT_ONCE // better.size)
    for start in range(0, len(factors.columns), size):
        values = factors.values[:, start : start + size]
        order = np.argsort(values, axis=0, kind="stable").T
        fitted = np.einsum("fw,dkw->kdf", project, better[:, order], optimize=True) @ basis.points.T
        read = np.quantile(values, percentiles, axis=0).T
        columns = factors.columns[start : start + size]
        for column, curve, places, at in zip(columns, fitted, order, read, strict=True):
            yield Curve(column, curve, basis, places, at, percentiles)


@cache
def spline_basis(worlds: int) -> Basis:
    """The functions of a number's curve, by its place in the order of worlds."""
    from scipy.interpolate import BSpline

    rows = BSpline.design_matrix(_middles(worlds), KNOTS, 3).toarray()
    points = BSpline.design_matrix(_middles(POINTS), KNOTS, 3).toarray()
    return Basis(rows, points, np.full(POINTS, 1.0 / POINTS), np.linalg.pinv(rows.T @ rows))


def _of_choice(column: Described, values: Floats, better: Floats) -> Curve:
    """Means of the worlds of each value."""
    known, codes, count = np.unique(values, return_inverse=True, return_counts=True)
    rows = np.eye(len(known))[codes]
    order = np.argsort(values, kind="stable")
    share = count / len(values)
    basis = Basis(rows[order], np.eye(len(known)), share, np.diag(1.0 / count))
    return Curve(column, better @ rows / count, basis, order, known, np.cumsum(share) - share / 2.0)


def _middles(count: int) -> Floats:
    return np.asarray((np.arange(count) + 0.5) / count)
