"""Depths along axes in, area taken out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casus.flow.campaign.arrays import RECORDED_DAYS
from casus.flow.handoffs import Floats
from casus.flow.scenario.schema.theatre import Axis


def area_by_day(depth_km: Floats, axes: Sequence[Axis]) -> Floats:
    """(draws, recorded days): km2 behind the fronts of all axes, from (draws, axes, recorded days) of depth."""
    total = np.zeros((depth_km.shape[0], depth_km.shape[2]))
    for place, axis in enumerate(axes):
        near = 0.0
        for segment in axis.segments:
            total += np.clip(depth_km[:, place] - near, 0.0, segment.length_km) * segment.width_km
            near += segment.length_km
    return total


def area_of(axis: Axis) -> float:
    """km2 of all of an axis."""
    return sum(segment.length_km * segment.width_km for segment in axis.segments)


def area_on(day: float, area_km2: Floats) -> Floats:
    """(draws,): area on any day from (draws, recorded days), by a straight line between the recorded days on either side."""
    after = min(int(np.searchsorted(RECORDED_DAYS, day)), len(RECORDED_DAYS) - 1)
    before = max(after - 1, 0)
    span = RECORDED_DAYS[after] - RECORDED_DAYS[before]
    share = min(1.0, (day - RECORDED_DAYS[before]) / span) if span else 1.0
    between: Floats = area_km2[:, before] + share * (area_km2[:, after] - area_km2[:, before])
    return between
