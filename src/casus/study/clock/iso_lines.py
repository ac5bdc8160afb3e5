"""A field on a grid in, the lines along which it has one value out (marching squares; Lorensen and Cline 1987 in the plane).

No library of contours is among the dependencies, and a grid of a clock has some sixty points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from casus.flow.handoffs import Floats

Point = tuple[float, float]
LEVELS_MOST = 8  # chosen: more lines than that are not told apart on a chart
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)  # chosen: round steps between lines of a probability


class _Edge(NamedTuple):
    """A side of a cell: from grid point (row, column) one column on, or one row on."""

    row: int
    column: int
    along_row: bool


def round_levels(field: Floats, coarsest_error: float) -> tuple[float, ...]:
    """Round values within a probability's range, no closer to each other than its error and not too many."""
    known = field[np.isfinite(field)]
    if not known.size:
        return ()
    low, high = float(known.min()), float(known.max())
    for step in STEPS:
        first = int(np.floor(low / step + 1e-9)) + 1
        levels = tuple(round(step * n, 2) for n in range(first, int(np.ceil(high / step - 1e-9))))
        if step >= coarsest_error and len(levels) <= LEVELS_MOST:
            return levels
    return ()


def iso_lines(x: Sequence[float], y: Sequence[float], field: Floats, level: float) -> list[list[Point]]:
    """Polylines of points (x, y) at which a field (y, x) passes a level, linear along the sides of the cells.

    A closed line ends where it began. Where a cell is a saddle its mean says which corners belong together. Cells with a
    missing corner (NaN) have no line.
    """
    neighbours: dict[_Edge, list[_Edge]] = {}
    for a, b in _segments(field, level):
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    return [[_crossing(x, y, field, level, edge) for edge in chain] for chain in _chains(neighbours)]


def _segments(field: Floats, level: float) -> Iterator[tuple[_Edge, _Edge]]:
    """Pairs of sides of one cell that a line joins."""
    rows, columns = field.shape
    for row in range(rows - 1):
        for column in range(columns - 1):
            corners = field[row : row + 2, column : column + 2]
            if np.isfinite(corners).all():
                yield from _in_cell(row, column, corners, level)


def _in_cell(row: int, column: int, corners: Floats, level: float) -> Iterator[tuple[_Edge, _Edge]]:
    """Segments in one cell: none, one, or two at a saddle."""
    above = corners >= level
    bottom, top = _Edge(row, column, True), _Edge(row + 1, column, True)
    left, right = _Edge(row, column, False), _Edge(row, column + 1, False)
    ends = (
        (bottom, above[0, 0] != above[0, 1]),
        (right, above[0, 1] != above[1, 1]),
        (top, above[1, 0] != above[1, 1]),
        (left, above[0, 0] != above[1, 0]),
    )
    crossed = [edge for edge, is_crossed in ends if is_crossed]
    if len(crossed) == 2:
        yield crossed[0], crossed[1]
    elif len(crossed) == 4:
        joined = (corners.mean() >= level) == above[0, 0]  # the first corner and the one across are of one piece
        yield from ((bottom, right), (top, left)) if joined else ((bottom, left), (top, right))


def _chains(neighbours: dict[_Edge, list[_Edge]]) -> Iterator[list[_Edge]]:
    """Sides in the order in which a line crosses them: open lines from their ends, then closed ones."""
    seen: set[_Edge] = set()
    for start in sorted(neighbours, key=lambda edge: (len(neighbours[edge]) != 1, edge)):
        if start not in seen:
            chain = [start]
            seen.add(start)
            while further := [edge for edge in neighbours[chain[-1]] if edge not in seen]:
                chain.append(further[0])
                seen.add(further[0])
            is_closed = len(neighbours[start]) == 2
            yield [*chain, start] if is_closed else chain


def _crossing(x: Sequence[float], y: Sequence[float], field: Floats, level: float, edge: _Edge) -> Point:
    """The point on a side at which the field passes the level."""
    row, column = edge.row, edge.column
    to_row, to_column = (row, column + 1) if edge.along_row else (row + 1, column)
    here, there = float(field[row, column]), float(field[to_row, to_column])
    share = (level - here) / (there - here)
    return x[column] + share * (x[to_column] - x[column]), y[row] + share * (y[to_row] - y[row])
