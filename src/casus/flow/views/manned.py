"""A map's tables and who stands in which zone in; a pie and a box of names for each zone out, each box in a free place."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casus.flow.views import palette
from casus.flow.views.key import Key
from casus.flow.views.labels import Box, text_width
from casus.flow.views.theatre_tables import Row, TheatreTables

COLOURS = (
    palette.BLUE, palette.ORANGE, palette.GREEN, palette.SKY_BLUE,
    palette.PURPLE, palette.YELLOW, palette.VERMILLION, palette.BLACK,
)  # fmt: skip
OTHERS = palette.FAINT_INK
"""Of nations beyond the eight that a colour can tell apart; their names stand beside the zone."""

# Sizes in pixels, chosen.
TEXT = 11.0
LINE = 14.0
PAD = 5.0
SWATCH = 13.0
LEAST_RADIUS, MOST_RADIUS = 10.0, 26.0
GAPS = (8.0, 24.0, 44.0, 70.0, 100.0, 140.0)
FRAME = 4.0
CLEAR = 6.0
FURTHER, OVERLAP, OFF_SHEET = (
    0.03,
    30.0,
    300.0,
)  # against one sign covered, chosen: rather cover a sign than another box


@dataclass(frozen=True)
class Manned:
    """Who stands in each zone, and on which axis the attack is worst."""

    heading: str
    lines: tuple[str, ...]
    brigades: Mapping[str, Mapping[str, float]]
    """By zone, brigades by the name of the nation; a zone in which nobody stands is empty."""
    beside: Mapping[str, str]
    """By axis, what stands behind its name in the list of axes."""
    worst_axis: str


@dataclass(frozen=True)
class MannedTables:
    """What a map draws of them."""

    taken: list[Box]
    """Where no name may stand: the pies and the boxes."""
    slices: list[Row]
    """Slices of the pies: x, y, start, end (radians), radius, colour."""
    boxes: list[Box]
    leaders: list[Row]
    """Lines from the pies to their boxes: zone, order, x, y."""
    swatches: list[Row]
    """Small squares before the names: x, y, colour."""
    texts: list[Row]
    """text, x, y, size, bold."""


def manned_tables(manned: Manned, tables: TheatreTables, key: Key) -> MannedTables:
    """Pies, boxes and names."""
    colours = colours_of(manned)
    largest = max((sum(nations.values()) for nations in manned.brigades.values()), default=0.0) or 1.0
    found = MannedTables([], [], [], [], [], [])
    crowd = [*key.boxes, *(_square(row, 11.0) for row in (*tables.badges, *tables.entries))]
    crowd += [_square(row, MOST_RADIUS) for row in tables.zones]
    zones = [row for row in tables.zones if row["id"] in manned.brigades]
    for row in sorted(zones, key=lambda row: -len(manned.brigades[row["id"]])):
        nations = dict(sorted(manned.brigades[row["id"]].items(), key=lambda item: -item[1]))
        radius = max(LEAST_RADIUS, MOST_RADIUS * math.sqrt(sum(nations.values()) / largest))
        found.slices.extend(_slices(row, nations, radius, colours))
        box = _free_box(row, radius, _size(row["name"], nations), tables, [*crowd, *found.boxes])
        found.boxes.append(box)
        found.taken.extend([box, _square(row, 0.9 * radius)])
        _write(found, row, nations, box, colours)
    return found


def colours_of(manned: Manned) -> dict[str, str]:
    """A colour for each nation, the strong ones for those that give most."""
    whole = dict[str, float]()
    for nations in manned.brigades.values():
        for nation, brigades in nations.items():
            whole[nation] = whole.get(nation, 0.0) + brigades
    ordered = sorted(whole, key=lambda nation: (-whole[nation], nation))
    return {nation: COLOURS[place] if place < len(COLOURS) else OTHERS for place, nation in enumerate(ordered)}


def _slices(row: Row, nations: Mapping[str, float], radius: float, colours: Mapping[str, str]) -> Iterator[Row]:
    whole, start = sum(nations.values()), 0.0
    for nation, brigades in nations.items():
        end = start + 2.0 * math.pi * brigades / whole
        yield {"x": row["x"], "y": row["y"], "start": start, "end": end, "radius": radius, "colour": colours[nation]}
        start = end
    if not nations:
        yield {
            "x": row["x"], "y": row["y"], "start": 0.0, "end": 2.0 * math.pi, "radius": radius, "colour": palette.PAPER
        }  # fmt: skip


def _size(name: str, nations: Mapping[str, float]) -> tuple[float, float]:
    widest = max(
        text_width(_title(name, nations), TEXT, True), *(text_width(text, TEXT) + SWATCH for text in _names(nations))
    )
    return widest + 2 * PAD, LINE * (1 + len(_names(nations))) + 2 * PAD


def _title(name: str, nations: Mapping[str, float]) -> str:
    return f"{name}: {sum(nations.values()):.3g}" if nations else name


def _names(nations: Mapping[str, float]) -> list[str]:
    return [f"{nation} {brigades:.2g}" for nation, brigades in nations.items()] or ["nobody"]


def _free_box(row: Row, radius: float, size: tuple[float, float], tables: TheatreTables, taken: Sequence[Box]) -> Box:
    """The place round a zone where a box covers least; of those, the nearest."""
    inside = Box(FRAME, FRAME, tables.sheet.box.right - FRAME, tables.sheet.box.bottom - FRAME)
    signs = [*tables.paths, *(city for city in tables.cities if city["rank"] != "other")]

    def cost(placed: tuple[int, Box]) -> float:
        place, box = placed
        covered = sum(_square(sign, CLEAR).overlaps(box) for sign in signs)
        return (
            FURTHER * place
            + covered
            + OVERLAP * sum(box.overlaps(other) for other in taken)
            + OFF_SHEET * (not box.within(inside))
        )

    return min(enumerate(_places(row, radius, size)), key=cost)[1]


def _places(row: Row, radius: float, size: tuple[float, float]) -> Iterator[Box]:
    """Boxes round a zone, the nearest first."""
    width, height = size
    for gap in GAPS:
        for turn in range(16):
            angle = turn * math.pi / 8.0
            across, down = math.cos(angle), math.sin(angle)
            x = row["x"] + across * (radius + gap + width / 2)
            y = row["y"] + down * (radius + gap + height / 2)
            yield Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _write(found: MannedTables, row: Row, nations: Mapping[str, float], box: Box, colours: Mapping[str, str]) -> None:
    """The zone's name over those of its nations, and a line to it."""
    x, y = box.left + PAD, box.top + PAD + LINE / 2
    found.texts.append({"text": _title(row["name"], nations), "x": x, "y": y, "size": TEXT, "bold": True})
    for place, text in enumerate(_names(nations), start=1):
        found.texts.append({"text": text, "x": x + SWATCH, "y": y + LINE * place, "size": TEXT, "bold": False})
    for place, nation in enumerate(nations, start=1):
        found.swatches.append({"x": x + 5, "y": y + LINE * place, "colour": colours[nation]})
    nearest = {"x": min(max(row["x"], box.left), box.right), "y": min(max(row["y"], box.top), box.bottom)}
    for order, end in enumerate((row, nearest)):
        found.leaders.append({"zone": row["id"], "order": order, "x": end["x"], "y": end["y"]})


def _square(row: Row, radius: float) -> Box:
    return Box(row["x"] - radius, row["y"] - radius, row["x"] + radius, row["y"] + radius)
