"""Longitude and latitude in, pixels of a sheet of paper out; and the ground that is drawn on it.

The projection is Lambert's conformal conic for the sphere (Snyder 1987, "Map Projections: A Working Manual", chapter
15), so shapes are right and one scale bar serves the whole sheet to within a per cent or two.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.flow.views.labels import Box

EARTH_KM = 6371.0  # mean radius, IUGG
SHEET_WIDTH = 1200.0  # chosen: readable at this width
SHEET_HEIGHT = 1000.0  # chosen: the most that fits on a page beside its title
MARGIN = 34.0  # chosen

XY = tuple[float, float]
LonLat = tuple[float, float]


@dataclass(frozen=True)
class Sheet:
    """A conic projection fitted to a sheet of paper."""

    meridian: float
    cone: float
    factor: float
    scale: float
    """Pixels for each radius of the Earth."""
    shift: XY
    width: float
    height: float

    def at(self, point: LonLat) -> XY:
        """Pixels from the upper left corner."""
        x, y = _conic(point, self.meridian, self.cone, self.factor)
        return round(x * self.scale + self.shift[0], 2), round(y * self.scale + self.shift[1], 2)

    @property
    def pixels_per_km(self) -> float:
        """Scale of the map."""
        return self.scale / EARTH_KM

    @property
    def box(self) -> Box:
        """The whole sheet."""
        return Box(0, 0, self.width, self.height)


def fit_sheet(points: Iterable[LonLat]) -> Sheet:
    """A sheet on which all the points lie, as wide as allowed and as high as needed."""
    shown = list(points)
    meridian = (min(lon for lon, _ in shown) + max(lon for lon, _ in shown)) / 2
    south, north = (math.radians(pick(lat for _, lat in shown)) for pick in (min, max))
    inset = (north - south) / 6  # the usual rule: standard parallels a sixth in from either end
    cone, factor = _cone(south + inset, north - inset)
    flat = [_conic(point, meridian, cone, factor) for point in shown]
    left, right = min(x for x, _ in flat), max(x for x, _ in flat)
    top, bottom = min(y for _, y in flat), max(y for _, y in flat)
    wide, high = max(right - left, 1e-6), max(bottom - top, 1e-6)
    scale = min((SHEET_WIDTH - 2 * MARGIN) / wide, (SHEET_HEIGHT - 2 * MARGIN) / high)
    height = max(high * scale + 2 * MARGIN, SHEET_WIDTH / 2)
    shift = (SHEET_WIDTH / 2 - scale * (left + right) / 2, height / 2 - scale * (top + bottom) / 2)
    return Sheet(meridian, cone, factor, scale, shift, SHEET_WIDTH, round(height))


def _cone(south: float, north: float) -> tuple[float, float]:
    """Constant of the cone and factor of the radius, from two standard parallels in radians."""

    def stretch(latitude: float) -> float:
        return math.tan(math.pi / 4 + latitude / 2)

    if north - south < 1e-4:
        cone = math.sin(south)
    else:
        cone = math.log(math.cos(south) / math.cos(north)) / math.log(stretch(north) / stretch(south))
    cone = cone if abs(cone) > 1e-4 else 1e-4  # on the equator the cone becomes a cylinder
    return cone, math.cos(south) * stretch(south) ** cone / cone


def _conic(point: LonLat, meridian: float, cone: float, factor: float) -> XY:
    """X and y in radii of the Earth, y downwards, from an arbitrary origin."""
    turn = cone * math.radians(point[0] - meridian)
    radius = factor / math.tan(math.pi / 4 + math.radians(point[1]) / 2) ** cone
    return radius * math.sin(turn), radius * math.cos(turn)


@dataclass(frozen=True)
class Area:
    """A country or a region: its name and its rings, in degrees as read or in pixels as drawn."""

    id: str
    name: str
    polygons: tuple[tuple[tuple[XY, ...], ...], ...]

    def points(self) -> Iterator[XY]:
        """Every corner."""
        return (point for polygon in self.polygons for ring in polygon for point in ring)

    def drawn_on(self, sheet: Sheet) -> Area:
        """The same in pixels."""
        rings = tuple(tuple(tuple(sheet.at(point) for point in ring) for ring in polygon) for polygon in self.polygons)
        return Area(self.id, self.name, rings)

    def feature(self) -> dict[str, Any]:
        """The area as GeoJSON."""
        geometry = {"type": "MultiPolygon", "coordinates": self.polygons}
        return {"type": "Feature", "id": self.id, "properties": {"name": self.name}, "geometry": geometry}


def read_areas(file: Path) -> tuple[Area, ...]:
    """The areas of a GeoJSON file; none where there is no such file, so that a theatre without a map can be drawn."""
    if not file.is_file():
        return ()
    return tuple(_area(feature) for feature in json.loads(file.read_text(encoding="utf-8"))["features"])


def _area(feature: dict[str, Any]) -> Area:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = tuple(tuple(tuple((lon, lat) for lon, lat in ring) for ring in polygon) for polygon in polygons)
    return Area(feature["properties"]["iso"], feature["properties"]["name"], rings)


def inner_points(area: Area, sheet: Sheet, width: float, step: float) -> tuple[XY, ...]:
    """Points of the sheet on which a text of that width fits into the area, the one with most room round it first.

    Points lie on a grid of `step` pixels; a text may be as high as two steps.
    """
    across: Floats = np.arange(1, int(sheet.width / step)) * np.float64(step)
    rows = [_fits(_spans(area, row * step, sheet.width), across, width) for row in range(int(sheet.height / step) + 1)]
    shown = [(x, y) for x, y in area.points() if -step < x < sheet.width + step and -step < y < sheet.height + step]
    corners = np.array(shown).reshape(-1, 2)
    inside = [
        (float(x), row * step)
        for row in range(1, len(rows) - 1)
        for x in across[rows[row - 1] & rows[row] & rows[row + 1]]
    ]
    return tuple(sorted(inside, key=lambda point: -_room(point, corners, sheet)))


def _spans(area: Area, y: float, width: float) -> list[tuple[float, float]]:
    """From where to where a horizontal line lies in the area, on the sheet."""
    crossings = sorted(
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for polygon in area.polygons
        for ring in polygon
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False)
        if (y1 > y) != (y2 > y)
    )
    return [(max(left, 0.0), min(right, width)) for left, right in zip(crossings[::2], crossings[1::2], strict=True)]


def _fits(spans: list[tuple[float, float]], across: Floats, width: float) -> npt.NDArray[np.bool_]:
    """For each middle of a text, whether the text lies within one of the spans."""
    ends = np.array(spans).reshape(-1, 2)
    left, right = across[:, None] - width / 2, across[:, None] + width / 2
    return np.asarray(((ends[:, 0] <= left) & (right <= ends[:, 1])).any(axis=1))


def _room(point: XY, corners: Floats, sheet: Sheet) -> float:
    """Distance to the nearest corner or edge of the sheet; up and down counts double, as text is wider than high."""
    x, y = point
    border = min(x, y, sheet.width - x, sheet.height - y)
    away = np.hypot(x - corners[:, 0], (y - corners[:, 1]) * 2)
    return float(away.min(initial=border))
