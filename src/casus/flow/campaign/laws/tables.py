"""Looking up a published table: the band that a number falls into, and the value between two printed ones.

Points and floors rise. Every row is looked at and the right one kept, instead of leaving at it, so that a compiler can look up
several numbers at once.
"""

from __future__ import annotations

from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.compiled import compiled_as_written


@compiled_as_written
def band_of(floors, number):  # type: ignore[no-untyped-def]
    """Index of the last floor that the number reaches; 0 below the first."""
    band = 0
    for row in range(1, len(floors)):
        band = row if number >= floors[row] else band
    return band


@compiled_as_written
def level_at(number, floors, values):  # type: ignore[no-untyped-def]
    """Value of the last floor that the number reaches; that of the first below it."""
    level = values[0]
    for row in range(1, len(floors)):
        level = either(number >= floors[row], values[row], level)
    return level


@compiled_as_written
def interpolate(number, points, values):  # type: ignore[no-untyped-def]
    """Value at a number, straight between printed points and constant beyond the ends."""
    last = len(points) - 1
    left, low, slope = points[0], values[0], (values[1] - values[0]) / (points[1] - points[0])
    for row in range(1, last):
        beyond, rise = not number <= points[row], (values[row + 1] - values[row]) / (points[row + 1] - points[row])
        left, low, slope = (
            either(beyond, points[row], left),
            either(beyond, values[row], low),
            either(beyond, rise, slope),
        )
    between = low + (number - left) * slope
    return either(number <= points[0], values[0], either(number <= points[last], between, values[last]))
