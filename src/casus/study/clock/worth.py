"""Played cells in, what an hour and a brigade are worth at each point out: differences in the same worlds, with their error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.catalogue import HOURS_PER_DAY
from casus.flow.metrics.measure import Z95, Difference, paired
from casus.study.clock.grid import Cell

Cells = Sequence[Sequence[Cell | None]]
"""[brigades][delay]; None where it was not played."""
NO_DIFFERENCE = Difference(math.nan, math.nan)


@dataclass(frozen=True)
class Worth:
    """What one more of something adds to p_held at each point."""

    value: Floats
    """(brigades, delay): p_held for one more, from the step to the next point of the grid."""
    se: Floats
    """(brigades, delay): its standard error, from the same worlds on both sides."""

    def at(self, row: int, column: int) -> Difference:
        """The worth at one point."""
        return Difference(float(self.value[row, column]), float(self.se[row, column]))


@dataclass(frozen=True)
class Order:
    """How far the grid runs as it should: p_held never rising with delay, nor falling with brigades."""

    steps: int
    """Steps between neighbours that were looked at."""
    wrong: int
    """Of them, those in the wrong direction."""
    beyond_error: int
    """Of these, those beyond 1.96 paired standard errors; one in forty of the steps between equals would be."""
    worst: float
    """Largest step in the wrong direction, in p_held."""


def is_told_apart(difference: Difference) -> bool:
    """Whether a difference lies beyond its 95 % error; NaN never does."""
    return abs(difference.value) > Z95 * difference.se


def gain(more: Cell | None, less: Cell | None) -> Difference:
    """By how much p_held is higher in one cell than in another, in the same worlds."""
    if more is None or less is None:
        return NO_DIFFERENCE
    return paired(more.held.astype(float), less.held.astype(float))


def worth_of_hour(cells: Cells, days: Sequence[float]) -> Worth:
    """What deciding an hour earlier adds: the step to the next earlier day; for the first day, the step after it."""
    steps = [(max(0, column - 1), max(1, column)) for column in range(len(days))]
    return _worth(
        [
            [
                _per(gain(row[early], row[late]), (days[late] - days[early]) * HOURS_PER_DAY)
                for early, late in steps
            ]
            if len(days) > 1
            else [NO_DIFFERENCE]
            for row in cells
        ]
    )  # fmt: skip


def worth_of_brigade(cells: Cells, brigades: Sequence[float]) -> Worth:
    """What one more brigade in place adds: the step to the next larger number; for the largest, the step before it."""
    last, columns = len(brigades) - 1, len(cells[0])
    if last == 0:
        return _worth([[NO_DIFFERENCE] * columns])
    steps = [(min(last, row + 1), min(last - 1, row)) for row in range(last + 1)]
    return _worth(
        [
            [
                _per(gain(cells[more][column], cells[less][column]), brigades[more] - brigades[less])
                for column in range(columns)
            ]
            for more, less in steps
        ]
    )  # fmt: skip


def order_of(cells: Cells) -> Order:
    """How many steps of the grid run the wrong way."""
    along = [gain(row[column], row[column + 1]) for row in cells for column in range(len(row) - 1)]
    up = [
        gain(more, less)
        for low, high in zip(cells, cells[1:], strict=False)
        for less, more in zip(low, high, strict=True)
    ]
    steps = [step for step in (*along, *up) if math.isfinite(step.value)]
    wrong = [step for step in steps if step.value < 0.0]
    beyond = [step for step in wrong if is_told_apart(step)]
    return Order(len(steps), len(wrong), len(beyond), max((-step.value for step in wrong), default=0.0))


def _per(difference: Difference, units: float) -> Difference:
    return Difference(difference.value / units, difference.se / units)


def _worth(rows: Sequence[Sequence[Difference]]) -> Worth:
    return Worth(
        np.array([[one.value for one in row] for row in rows]), np.array([[one.se for one in row] for row in rows])
    )
