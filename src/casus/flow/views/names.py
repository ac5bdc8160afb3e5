"""The tables of a map and its key in, the names on it out, each in a place of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from casus.flow.views.key import Key
from casus.flow.views.labels import Box, Label, PlacedLabel, place_labels, text_width
from casus.flow.views.sheet import XY, Area, inner_points
from casus.flow.views.theatre_tables import Row, TheatreTables

# Sizes in pixels and orders of precedence, chosen.
BADGE_RADIUS = 9.0
LINE_CLEARANCE = 3.0
HEAD_RADIUS = 4.5
HEAD_LENGTH = 9.0
ZONE_RADIUS = 13.0
FRAME = 4.0
GRID = 8.0
MOST_CENTRES = 60
DOT_RADIUS = {"key": 6.0, "axis": 3.5, "other": 2.5}
CITY_SIZE = {"key": 13.5, "axis": 11.0, "other": 9.5}
FIRST, SECOND, THIRD, FOURTH, FIFTH, LAST = 60.0, 50.0, 40.0, 30.0, 20.0, 10.0


def place_names(tables: TheatreTables, key: Key, boxes: Sequence[Box] = ()) -> list[PlacedLabel]:
    """Every name that fits beside the key and other boxes: key cities and entry points first, then zones, cities, regions."""
    sheet = tables.sheet.box
    inside = Box(FRAME, FRAME, sheet.right - FRAME, sheet.bottom - FRAME)
    return place_labels(_wanted(tables), inside, [*key.boxes, *boxes, *_signs(tables)], list(_lines(tables)))


def _wanted(tables: TheatreTables) -> Iterator[Label]:
    entries = {entry["name"] for entry in tables.entries}
    for city in tables.cities:
        if city["rank"] == "key" or city["name"] not in entries:
            yield _city(city)
    for entry in tables.entries:
        yield Label(entry["name"], entry["x"], entry["y"], 11.5, SECOND, gap=10, bold=True, kind="entry")
    for zone in tables.zones:
        yield Label(zone["name"], zone["x"], zone["y"], 11.5, THIRD, gap=15, bold=True, kind="zone")
    yield from _areas(tables.neighbours, "country", 13, FIFTH, tables)
    yield from _areas(tables.regions, "region", 9, LAST, tables)


def _areas(areas: Iterable[Area], kind: str, size: float, priority: float, tables: TheatreTables) -> Iterator[Label]:
    """Names of areas, where they fit inside."""
    for area in areas:
        text = area.name.upper()
        spots = inner_points(area, tables.sheet, text_width(text, size), GRID)[:MOST_CENTRES]
        if spots:
            yield Label(text, *spots[0], size, priority, centres=spots, kind=kind)


def _city(city: Row) -> Label:
    """The name of a city: the larger it is, the sooner and the larger it is written."""
    rank = city["rank"]
    weight = math.log10(max(city["population"], 1))  # 3.7 for a town of five thousand, 6.5 for three million
    first = {"key": FIRST, "axis": FOURTH, "other": FIFTH}[rank] + weight
    size = CITY_SIZE[rank] + (weight - 5.0 if rank == "key" else 0.0)
    return Label(
        city["name"],
        city["x"],
        city["y"],
        round(size, 1),
        first,
        DOT_RADIUS[rank] + 3,
        bold=rank == "key",
        kind=f"city-{rank}",
    )


def _signs(tables: TheatreTables) -> Iterator[Box]:
    """Signs that no name may cover."""
    yield from _around(tables.badges, BADGE_RADIUS)
    yield from _around(tables.heads, HEAD_RADIUS)
    yield from _around((_shaft(head) for head in tables.heads), HEAD_RADIUS)
    yield from _around(tables.entries, 8)
    for rank, radius in (("key", DOT_RADIUS["key"]), ("axis", DOT_RADIUS["axis"])):
        yield from _around((city for city in tables.cities if city["rank"] == rank), radius)


def _shaft(head: Row) -> Row:
    """Where the rear of an arrow head is."""
    angle = math.radians(head["angle"])
    return {"x": head["x"] - HEAD_LENGTH * math.sin(angle), "y": head["y"] + HEAD_LENGTH * math.cos(angle)}


def _around(rows: Iterable[Row], radius: float) -> Iterator[Box]:
    return (Box(row["x"] - radius, row["y"] - radius, row["x"] + radius, row["y"] + radius) for row in rows)


def _lines(tables: TheatreTables) -> Iterator[Box]:
    """Small boxes along the lines, and discs, which a name should rather not cross."""
    for axis in {row["axis"]: None for row in tables.paths}:
        yield from _along([(row["x"], row["y"]) for row in tables.paths if row["axis"] == axis])
    yield from _along(tables.front.whole)
    yield from _around(tables.zones, ZONE_RADIUS)


def _along(points: Iterable[XY]) -> Iterator[Box]:
    corners = list(points)
    for (x1, y1), (x2, y2) in zip(corners, corners[1:], strict=False):
        steps = max(1, int(math.dist((x1, y1), (x2, y2)) / (2 * LINE_CLEARANCE)))
        for step in range(steps + 1):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            yield Box(x - LINE_CLEARANCE, y - LINE_CLEARANCE, x + LINE_CLEARANCE, y + LINE_CLEARANCE)
