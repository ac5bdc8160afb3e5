"""A scenario in, the tables that its map draws out: a view is a table first.

Each table is a list of rows with positions in pixels of the sheet, so that labels can be kept apart before anything is
drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casus.flow.scenario.read import LIBRARY
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis, City
from casus.flow.views import palette
from casus.flow.views.front import Front, schematic_front
from casus.flow.views.sheet import XY, Area, LonLat, Sheet, fit_sheet, read_areas

GEOMETRY = LIBRARY / "geo"
BADGE_BACK = 15.0  # chosen: pixels from the start of an axis back to its number
TIP_GAP = 5.0  # chosen: pixels between the head of an axis and the place that it reaches
HEAD_LENGTH = (
    13.0  # chosen: pixels; corners nearer to the end are left out, so that the head points the way of the advance
)
ZONE_SIZE = 620  # chosen: square pixels
AXIS_COLOURS = {"contact": palette.VERMILLION, "border": palette.PURPLE}

Row = dict[str, Any]


@dataclass(frozen=True)
class TheatreTables:
    """What the map of a theatre draws, in pixels of its sheet."""

    sheet: Sheet
    neighbours: tuple[Area, ...]
    regions: tuple[Area, ...]
    front: Front
    paths: list[Row]
    """Corners of each axis: axis, order, x, y, colour."""
    heads: list[Row]
    """Arrow heads: axis, x, y, angle (degrees clockwise from north), colour."""
    badges: list[Row]
    """Numbers of the axes: axis, number, name, x, y, colour."""
    zones: list[Row]
    """Centres of zones: id, name, rear, size, x, y."""
    entries: list[Row]
    """Entry points: id, name, x, y."""
    cities: list[Row]
    """Cities: id, name, population, rank (key, axis or other), x, y."""
    credit: str
    """Whom the ground and the cities are owed to."""


def theatre_tables(scenario: Scenario, geometry: Path = GEOMETRY) -> TheatreTables:
    """The tables of the scenario's map."""
    theatre = scenario.theatre
    regions = read_areas(geometry / theatre.map / "regions.geojson")
    neighbours = read_areas(geometry / theatre.map / "neighbours.geojson")
    sheet = fit_sheet([*_places(scenario), *(point for area in regions for point in area.points())])
    paths = {axis.id: _corners(axis, sheet) for axis in theatre.axes}
    return TheatreTables(
        sheet,
        tuple(area.drawn_on(sheet) for area in neighbours),
        tuple(area.drawn_on(sheet) for area in regions),
        schematic_front(theatre.axes, sheet),
        [row for axis in theatre.axes for row in _path(axis, paths[axis.id])],
        [_head(axis, paths[axis.id]) for axis in theatre.axes],
        [_badge(number, axis, paths[axis.id]) for number, axis in enumerate(theatre.axes, start=1)],
        [
            {"id": zone.id, "name": plain(zone.name), "rear": zone.rear, "size": ZONE_SIZE} | _at(sheet, zone.centre)
            for zone in theatre.zones
        ],
        [{"id": entry.id, "name": plain(entry.name)} | _at(sheet, entry.at) for entry in theatre.entry_points],
        [_city(scenario, city, sheet) for city in scenario.cities],
        _credit(geometry / theatre.map / "credit.md"),
    )


def plain(name: str) -> str:
    """A name without what it says in brackets."""
    return name.split(" (")[0]


def _places(scenario: Scenario) -> Iterator[LonLat]:
    theatre = scenario.theatre
    yield from (axis.start for axis in theatre.axes)
    yield from (segment.end for axis in theatre.axes for segment in axis.segments)
    yield from (zone.centre for zone in theatre.zones)
    yield from (entry.at for entry in theatre.entry_points)


def _at(sheet: Sheet, point: LonLat) -> Row:
    x, y = sheet.at(point)
    return {"x": x, "y": y}


def _corners(axis: Axis, sheet: Sheet) -> list[XY]:
    """Start and ends of an axis's segments, without those that lie under its arrow head."""
    start, *between, end = [sheet.at(axis.start), *(sheet.at(segment.end) for segment in axis.segments)]
    return [start, *(corner for corner in between if math.dist(corner, end) > HEAD_LENGTH), end]


def _path(axis: Axis, corners: list[XY]) -> Iterator[Row]:
    """Corners of an axis, the last one moved back under its arrow head."""
    shown = [*corners[:-1], _towards(corners[-1], corners[-2], TIP_GAP + 6)]
    for order, (x, y) in enumerate(shown):
        yield {"axis": axis.id, "order": order, "x": x, "y": y, "colour": AXIS_COLOURS[axis.kind]}


def _head(axis: Axis, corners: list[XY]) -> Row:
    """The tip of an axis, just short of the place that it reaches."""
    (x, y), behind = _towards(corners[-1], corners[-2], TIP_GAP), corners[-2]
    angle = math.degrees(math.atan2(corners[-1][0] - behind[0], behind[1] - corners[-1][1])) % 360
    return {"axis": axis.id, "x": x, "y": y, "angle": round(angle, 1), "colour": AXIS_COLOURS[axis.kind]}


def _badge(number: int, axis: Axis, corners: list[XY]) -> Row:
    """The number of an axis, behind its start."""
    x, y = _towards(corners[0], corners[1], -BADGE_BACK)
    return {"axis": axis.id, "number": number, "name": axis.name, "x": x, "y": y, "colour": AXIS_COLOURS[axis.kind]}


def _towards(start: XY, end: XY, pixels: float) -> XY:
    """The start moved by that many pixels to the end, but not past its half-way point."""
    length = math.dist(start, end) or 1.0
    share = min(pixels / length, 0.5)
    return round(start[0] + (end[0] - start[0]) * share, 2), round(start[1] + (end[1] - start[1]) * share, 2)


def _city(scenario: Scenario, city: City, sheet: Sheet) -> Row:
    on_axis = {segment.city for axis in scenario.theatre.axes for segment in axis.segments}
    rank = "key" if city.id in scenario.theatre.key_cities else "axis" if city.id in on_axis else "other"
    row = {"id": city.id, "name": city.name, "population": city.population, "rank": rank}
    return row | _at(sheet, (city.lon, city.lat))


def _credit(file: Path) -> str:
    return (
        " ".join(file.read_text(encoding="utf-8").split())
        if file.is_file()
        else "none is stated for ground and cities."
    )
