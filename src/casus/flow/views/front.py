"""The contact axes of a theatre in, a schematic line of contact out: where forces face each other, and what lies between.

Nothing of it is copied from a map of the war: it joins the starts of the axes, and is solid along the width of front
that each axis states. What it does not show is left dashed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from casus.flow.scenario.schema.theatre import Axis
from casus.flow.views.sheet import XY, Sheet

STEPS = 24  # chosen: points between two starts; enough for a smooth curve at any size


@dataclass(frozen=True)
class Front:
    """The line of contact in pixels."""

    whole: tuple[XY, ...]
    """From end to end."""
    held: tuple[tuple[XY, ...], ...]
    """The stretches along which an axis says that forces face each other."""


def schematic_front(axes: Sequence[Axis], sheet: Sheet) -> Front:
    """The line through the starts of the contact axes; empty where there are none."""
    contact = [axis for axis in axes if axis.kind == "contact"]
    if not contact:
        return Front((), ())
    order = shortest_way([sheet.at(axis.start) for axis in contact])
    starts = [sheet.at(contact[index].start) for index in order]
    halves = [contact[index].segments[0].width_km * sheet.pixels_per_km / 2 for index in order]
    if len(starts) == 1:
        start, first = starts[0], sheet.at(contact[0].segments[0].end)
        line = _across(start, first, halves[0])
        return Front(line, (line,))
    ends = [_beyond(starts[1], starts[0], halves[0]), _beyond(starts[-2], starts[-1], halves[-1])]
    curve = _smooth([ends[0], *starts, ends[1]])
    marks = [_length(curve[: STEPS * (place + 1) + 1]) for place in range(len(starts))]
    stretches = _merged([(mark - half, mark + half) for mark, half in zip(marks, halves, strict=True)])
    return Front(tuple(curve), tuple(_cut(curve, near, far) for near, far in stretches))


def shortest_way(points: Sequence[XY]) -> list[int]:
    """Order of a short path through all the points: from each in turn to the nearest left, the shortest kept."""
    ways = [_nearest_first(points, start) for start in range(len(points))]
    return min(ways, key=lambda way: _length([points[index] for index in way]))


def _nearest_first(points: Sequence[XY], start: int) -> list[int]:
    way, left = [start], set(range(len(points))) - {start}
    while left:
        nearest = min(left, key=lambda index: (math.dist(points[way[-1]], points[index]), index))
        way.append(nearest)
        left.remove(nearest)
    return way


def _across(start: XY, towards: XY, half: float) -> tuple[XY, XY]:
    """A line through the start at right angles to the way ahead."""
    length = math.dist(start, towards) or 1.0
    x, y = (towards[0] - start[0]) / length * half, (towards[1] - start[1]) / length * half
    return (start[0] + y, start[1] - x), (start[0] - y, start[1] + x)


def _beyond(inner: XY, end: XY, further: float) -> XY:
    """The end moved on by that many pixels, straight away from the inner point."""
    share = further / (math.dist(inner, end) or 1.0)
    return end[0] + (end[0] - inner[0]) * share, end[1] + (end[1] - inner[1]) * share


def _smooth(points: Sequence[XY]) -> list[XY]:
    """A Catmull-Rom curve through the points, `STEPS` to each stretch."""
    padded = [points[0], *points, points[-1]]
    curve = [points[0]]
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        curve += [(_blend(a[0], b[0], c[0], d[0], t / STEPS), _blend(a[1], b[1], c[1], d[1], t / STEPS))
                  for t in range(1, STEPS + 1)]  # fmt: skip
    return [(round(x, 2), round(y, 2)) for x, y in curve]


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    """Catmull and Rom (1974) between b and c."""
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _length(points: Sequence[XY]) -> float:
    return sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))


def _merged(stretches: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches joined where they meet."""
    merged: list[tuple[float, float]] = []
    for near, far in sorted(stretches):
        if merged and near <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(far, merged[-1][1]))
        else:
            merged.append((near, far))
    return merged


def _cut(curve: Sequence[XY], near: float, far: float) -> tuple[XY, ...]:
    """The corners of a curve between two distances along it."""
    gone, kept = 0.0, []
    for index, point in enumerate(curve):
        gone += math.dist(curve[index - 1], point) if index else 0.0
        if near - 0.01 <= gone <= far + 0.01:
            kept.append(point)
    return tuple(kept)
