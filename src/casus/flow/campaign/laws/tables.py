"""Looking up a published table: the band that a number falls into, and the value between two printed ones."""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled


@compiled
def band_of(floors, number):  # type: ignore[no-untyped-def]
    """Index of the last floor that the number reaches; 0 below the first."""
    band = 0
    while band + 1 < len(floors) and number >= floors[band + 1]:
        band += 1
    return band


@compiled
def interpolate(number, points, values):  # type: ignore[no-untyped-def]
    """Value at a number, straight between printed points and constant beyond the ends."""
    if number <= points[0]:
        return values[0]
    for right in range(1, len(points)):
        if number <= points[right]:
            share = (number - points[right - 1]) / (points[right] - points[right - 1])
            return values[right - 1] + share * (values[right] - values[right - 1])
    return values[len(points) - 1]
