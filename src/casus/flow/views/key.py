"""The tables of a map in, its key out: what each sign means, the names of the axes, and a scale bar.

The samples in the key are rows of the same form as those of the map, so that one layer draws both and they cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casus.flow.views.labels import Box, text_width
from casus.flow.views.palette import PURPLE, VERMILLION
from casus.flow.views.sheet import XY, Sheet
from casus.flow.views.theatre_tables import Row, TheatreTables

# Sizes in pixels, chosen.
LINE = 18.0
PAD = 10.0
SAMPLE = 34.0
TEXT = 11.5
HEADING = 12.5
OFF_EDGE = 10.0

SCALE_STEPS = (10, 20, 50, 100, 200, 500)  # kilometres, round numbers
SCALE_LONGEST = 130.0  # pixels, chosen


@dataclass(frozen=True)
class Key:
    """Rows that are drawn over the map; samples have the form of the map's own tables."""

    boxes: list[Box]
    texts: list[Row]
    """text, x, y, size, bold."""
    paths: list[Row]
    heads: list[Row]
    badges: list[Row]
    zones: list[Row]
    entries: list[Row]
    cities: list[Row]
    front: list[Row]
    """Samples of the line: stretch, order, x, y, held."""
    scale: list[Row]
    """The scale bar: order, x, y."""


def draw_key(tables: TheatreTables) -> Key:
    """The key of a map, each of its two boxes in the corner where it hides least."""
    signs = _signs(tables)
    number = _round_km(tables.sheet)
    names = [f"{row['name']}" for row in tables.badges]
    wide = PAD * 2 + SAMPLE + max(text_width(text, TEXT) for _, text in signs)
    list_wide = PAD * 2 + LINE + 6 + max([text_width(name, TEXT) for name in names])
    crowd = _crowd(tables)
    list_box = free_corner(list_wide, PAD * 2 + LINE * (len(names) + 1), tables.sheet, crowd, [])
    sign_box = free_corner(wide, PAD * 2 + LINE * (len(signs) + 2), tables.sheet, crowd, [list_box])
    key = Key([list_box, sign_box], [], [], [], [], [], [], [], [], [])
    _list_axes(key, list_box, tables.badges)
    _explain_signs(key, sign_box, signs)
    _draw_scale(key, sign_box, number, tables.sheet)
    return key


def free_corner(width: float, height: float, sheet: Sheet, crowd: Sequence[XY], taken: Iterable[Box]) -> Box:
    """The corner of the sheet where a box of that size covers the fewest points and no other box."""
    others = list(taken)
    right, bottom = sheet.width - OFF_EDGE - width, sheet.height - OFF_EDGE - height
    corners = [(OFF_EDGE, bottom), (right, bottom), (OFF_EDGE, OFF_EDGE), (right, OFF_EDGE)]
    boxes = [Box(x, y, x + width, y + height) for x, y in corners]

    def cost(box: Box) -> int:
        covered = sum(box.left - 20 < x < box.right + 20 and box.top - 20 < y < box.bottom + 20 for x, y in crowd)
        return covered + 100_000 * sum(box.overlaps(other) for other in others)

    return min(boxes, key=cost)


def _crowd(tables: TheatreTables) -> list[XY]:
    """What a box should not cover: everything that the map is about, most of all what has a name."""
    named = [
        (row["x"], row["y"]) for rows in (tables.entries, tables.badges, tables.paths, tables.cities) for row in rows
    ]
    corners = [point for area in tables.regions for point in area.points()]
    return named * 20 + corners + list(tables.front.whole)


def _signs(tables: TheatreTables) -> list[tuple[str, str]]:
    """Signs that the map uses, with their meaning."""
    kinds = {row["colour"] for row in tables.paths}
    ranks = {row["rank"] for row in tables.cities}
    signs = [
        ("held", "Line of contact (schematic)", bool(tables.front.held)),
        ("between", "Stretch that no axis covers", len(tables.front.held) > 1),
        ("contact", "Axis of advance from the line", VERMILLION in kinds),
        ("border", "Axis of advance across a border", PURPLE in kinds),
        ("entry", "Entry point for forces from abroad", bool(tables.entries)),
        ("zone", "Zone (in green): where its reserves are", bool(tables.zones)),
        ("key", "Key city: its loss means 'not held'", "key" in ranks),
        ("axis", "City on an axis", "axis" in ranks),
        ("other", "Other city", "other" in ranks),
    ]
    return [(sign, text) for sign, text, shown in signs if shown]


def _list_axes(key: Key, box: Box, badges: list[Row]) -> None:
    x, y = box.left + PAD, box.top + PAD + LINE / 2
    key.texts.append({"text": "Axes of advance", "x": x, "y": y, "size": HEADING, "bold": True})
    for place, badge in enumerate(badges, start=1):
        line = y + LINE * place
        key.badges.append(badge | {"x": x + LINE / 2, "y": line})
        key.texts.append({"text": badge["name"], "x": x + LINE + 6, "y": line, "size": TEXT, "bold": False})


def _explain_signs(key: Key, box: Box, signs: list[tuple[str, str]]) -> None:
    x, y = box.left + PAD, box.top + PAD + LINE / 2
    key.texts.append({"text": "Key", "x": x, "y": y, "size": HEADING, "bold": True})
    for place, (sign, text) in enumerate(signs, start=1):
        _sample(key, sign, x, y + LINE * place)
        key.texts.append({"text": text, "x": x + SAMPLE, "y": y + LINE * place, "size": TEXT, "bold": False})


def _sample(key: Key, sign: str, x: float, y: float) -> None:
    """One sign, drawn `SAMPLE` wide from x."""
    middle, end = x + SAMPLE / 2 - 5, x + SAMPLE - 9
    if sign in ("held", "between"):
        for order, at in enumerate((x, end)):
            key.front.append({"stretch": f"key-{sign}", "order": order, "x": at, "y": y, "held": sign == "held"})
    elif sign in ("contact", "border"):
        colour = VERMILLION if sign == "contact" else PURPLE
        for order, at in enumerate((x, end - 6)):
            key.paths.append({"axis": f"key-{sign}", "order": order, "x": at, "y": y, "colour": colour})
        key.heads.append({"axis": f"key-{sign}", "x": end, "y": y, "angle": 90, "colour": colour})
    elif sign == "entry":
        key.entries.append({"id": "key", "name": "", "x": middle, "y": y})
    elif sign == "zone":
        key.zones.append({"id": "key", "name": "", "rear": False, "size": 220, "x": middle, "y": y})
    else:
        key.cities.append({"id": "key", "name": "", "population": 0, "rank": sign, "x": middle, "y": y})


def _draw_scale(key: Key, box: Box, length_km: int, sheet: Sheet) -> None:
    x, y = box.left + PAD, box.bottom - PAD - LINE / 2 + 2
    end = x + length_km * sheet.pixels_per_km
    for order, (at, down) in enumerate(((x, -4), (x, 0), (end, 0), (end, -4))):
        key.scale.append({"order": order, "x": at, "y": y + down})
    key.texts.append({"text": f"{length_km} km", "x": end + 8, "y": y - 2, "size": TEXT, "bold": False})


def _round_km(sheet: Sheet) -> int:
    """The longest round number of kilometres that fits the scale bar."""
    fitting = [step for step in SCALE_STEPS if step * sheet.pixels_per_km <= SCALE_LONGEST]
    return max(fitting, default=SCALE_STEPS[0])
