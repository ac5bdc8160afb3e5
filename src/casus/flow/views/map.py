"""A scenario in, the map of its theatre out, as a Vega-Lite chart: neighbours, regions, zones, axes, the line, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.views import palette
from casus.flow.views.key import Key, draw_key
from casus.flow.views.labels import Box, PlacedLabel
from casus.flow.views.manned import Manned, MannedTables, manned_tables
from casus.flow.views.names import place_names
from casus.flow.views.on_sheet import on_sheet
from casus.flow.views.sheet import Area, Sheet
from casus.flow.views.theatre_tables import Row, TheatreTables, theatre_tables
from casus.flow.views.vega_lite import Spec, layer, name, number

ARROW = "M0,0L0.5,1.3L0,1.05L-0.5,1.3Z"  # its tip is its position
HEAD_SIZE = 380  # square pixels, chosen
KEY_CITY = {
    "size": 95,
    "shape": "circle",
    "filled": True,
    "fill": palette.PAPER,
    "stroke": palette.BLACK,
    "strokeWidth": 2,
}
ENTRY_POINT = {
    "shape": "triangle-up", "filled": True, "size": 190, "color": palette.BLUE, "stroke": palette.PAPER, "strokeWidth": 1,
    "opacity": 1,
}  # fmt: skip
NAME_STYLES = {  # kind of name: ink, slant
    "city-key": (palette.BLACK, "normal"),
    "city-axis": (palette.INK, "normal"),
    "city-other": (palette.QUIET_INK, "normal"),
    "entry": (palette.BLUE, "normal"),
    "zone": (palette.ZONE_INK, "italic"),
    "country": (palette.FAINT_INK, "normal"),
    "region": (palette.FAINT_INK, "normal"),
}


ORDER = {"field": "order", "type": "ordinal"}
COLOUR = name("colour", {"scale": None})


def draw_map(scenario: Scenario, manned: Manned | None = None) -> Spec:
    """The map of a scenario's theatre, 1,200 pixels wide; with who stands in each zone, where that is given."""
    tables = theatre_tables(scenario)
    tables = tables if manned is None else replace(tables, badges=_named(tables.badges, manned.beside))
    key = draw_key(tables)
    zones = None if manned is None else manned_tables(manned, tables, key)
    unnamed = [
        zone for zone in tables.zones if manned is None or zone["id"] not in manned.brigades
    ]  # a box names the rest
    names = place_names(replace(tables, zones=unnamed), key, () if zones is None else zones.taken)
    layers = [
        *_ground(tables),
        _boxes(key.boxes, fill=palette.PAPER, fillOpacity=0.94, stroke=palette.NEIGHBOUR_EDGE, cornerRadius=3),
        *_zones(tables, key),
        *_line(tables, key),
        *([] if manned is None else _worst(tables, manned.worst_axis)),
        *_axes(tables, key),
        *_places(tables, key, {place.label.text for place in names}),
        *([] if zones is None else _pies(zones, tables.sheet)),
        *_names(names, tables.sheet),
        _boxes([tables.sheet.box], filled=False, stroke=palette.STATE_EDGE),
        *_key_texts(key, tables.sheet),
        _note(scenario, tables),
    ]
    return {
        "layer": layers,
        "width": tables.sheet.width,
        "height": tables.sheet.height,
        "title": _title(scenario) if manned is None else _heading(manned.heading, list(manned.lines)),
        "background": palette.PAPER,
        "config": {
            "font": palette.FONT,
            "view": {"fill": palette.SEA if tables.regions else palette.REGION, "stroke": None},
        },
    }


def _named(badges: list[Row], beside: Mapping[str, str]) -> list[Row]:
    """The axes with what is to stand behind their names in the list."""
    return [badge | {"name": f"{badge['name']}{beside.get(badge['axis'], '')}"} for badge in badges]


def _title(scenario: Scenario) -> Spec:
    theatre, attacker = scenario.theatre, scenario.setup.aggressor.name
    text = [
        f"The theatre at the base date, {scenario.setup.base_date}: {len(theatre.axes)} axes on which {attacker} may attack, "
        f"{len(theatre.zones)} zones, {len(theatre.entry_points)} entry points.",
        f"'Held' means: no axis deeper than its hold depth ({theatre.hold_depth_km:g} km unless it has its own), and none of "
        f"the {len(theatre.key_cities)} key cities lost.",
    ]
    return _heading(scenario.setup.title, text)


def _heading(heading: str, lines: list[str]) -> Spec:
    return {
        "text": heading, "subtitle": lines, "anchor": "start", "fontSize": 24, "subtitleFontSize": 14,
        "subtitleColor": palette.QUIET_INK, "subtitlePadding": 6, "subtitleLineHeight": 18, "offset": 12,
    }  # fmt: skip


def _ground(tables: TheatreTables) -> list[Spec]:
    """Neighbours under the regions; wide edges beneath hide the gaps between sources and outline the state."""
    return [
        _shapes(tables.neighbours, fill=palette.NEIGHBOUR, stroke=palette.NEIGHBOUR, strokeWidth=5),
        _shapes(tables.neighbours, fill=palette.NEIGHBOUR, stroke=palette.NEIGHBOUR_EDGE, strokeWidth=0.8),
        _shapes(tables.regions, fill=palette.REGION, stroke=palette.STATE_EDGE, strokeWidth=3),
        _shapes(tables.regions, fill=palette.REGION, stroke=palette.REGION_EDGE, strokeWidth=0.8),
    ]


def _shapes(areas: tuple[Area, ...], **look: Any) -> Spec:
    features = {"values": [area.feature() for area in areas]}
    unprojected = {"type": "identity", "scale": 1, "translate": [0, 0]}
    return {"data": features, "projection": unprojected} | layer(
        "geoshape", {"clip": True, "strokeJoin": "round"} | look, {}
    )


def _boxes(boxes: list[Box], **look: Any) -> Spec:
    rows = [{"left": box.left, "right": box.right, "top": box.top, "bottom": box.bottom} for box in boxes]
    sides = {"x": number("left", {"axis": None}), "x2": {"field": "right"}}
    return {"data": {"values": rows}} | layer(
        "rect", look, sides | {"y": number("top", {"axis": None}), "y2": {"field": "bottom"}}
    )


def _zones(tables: TheatreTables, key: Key) -> list[Spec]:
    rows, size = [*tables.zones, *key.zones], {"size": number("size", {"scale": None})}
    return [
        on_sheet(tables.sheet, rows, "circle", {"color": palette.GREEN, "opacity": 0.28}, size),
        on_sheet(tables.sheet, rows, "point", {"color": palette.GREEN, "strokeWidth": 1}, size),
    ]


def _line(tables: TheatreTables, key: Key) -> list[Spec]:
    """The line of contact: dashed from end to end, and solid over that where forces face each other."""
    pieces = [("whole", tables.front.whole, False)]
    pieces += [(f"held-{place}", points, True) for place, points in enumerate(tables.front.held)]
    rows = [
        {"stretch": stretch, "order": order, "x": round(x, 1), "y": round(y, 1), "held": held}
        for stretch, points, held in pieces
        for order, (x, y) in enumerate(points)
    ] + key.front
    dashed, solid = [row for row in rows if not row["held"]], [row for row in rows if row["held"]]
    along = {"detail": name("stretch"), "order": ORDER}
    look = {"color": palette.LINE}
    return [
        on_sheet(tables.sheet, dashed, "line", look | {"strokeWidth": 2, "strokeDash": [4, 4]}, along),
        on_sheet(
            tables.sheet, solid, "line", look | {"strokeWidth": 6, "strokeCap": "butt", "strokeJoin": "round"}, along
        ),
    ]


def _axes(tables: TheatreTables, key: Key) -> list[Spec]:
    sheet = tables.sheet
    paths, heads, badges = [*tables.paths, *key.paths], [*tables.heads, *key.heads], [*tables.badges, *key.badges]
    along = {"detail": name("axis"), "order": ORDER}
    rim = {"color": palette.PAPER, "strokeWidth": 5, "strokeJoin": "round", "opacity": 0.8}
    disc = {"size": 290, "opacity": 1, "stroke": palette.PAPER, "strokeWidth": 1.2}
    figure = {"color": palette.PAPER, "fontSize": 10.5, "fontWeight": "bold", "baseline": "middle"}
    turned = {"angle": number("angle", {"scale": None}), "color": COLOUR}
    return [
        on_sheet(sheet, paths, "line", rim, along),
        on_sheet(sheet, paths, "line", {"strokeWidth": 2.6, "strokeJoin": "round"}, along | {"color": COLOUR}),
        on_sheet(sheet, heads, "point", {"shape": ARROW, "filled": True, "size": HEAD_SIZE, "opacity": 1}, turned),
        on_sheet(sheet, badges, "circle", disc, {"color": COLOUR}),
        on_sheet(sheet, badges, "text", figure, {"text": name("number")}),
    ]


def _worst(tables: TheatreTables, axis: str) -> list[Spec]:
    """A broad dark line under the axis on which the attack is worst."""
    path = [row for row in tables.paths if row["axis"] == axis]
    look = {"color": palette.BLACK, "strokeWidth": 11, "strokeJoin": "round", "strokeCap": "round", "opacity": 0.85}
    return [on_sheet(tables.sheet, path, "line", look, {"order": ORDER})]


def _pies(zones: MannedTables, sheet: Sheet) -> list[Spec]:
    """A pie for each zone, with its box of names."""
    along = {"detail": name("zone"), "order": ORDER}
    raw = {"scale": None, "stack": None}
    slices = {
        "theta": number("start", raw),
        "theta2": {"field": "end"},
        "radius": number("radius", raw),
        "color": COLOUR,
    }
    texts = [
        text | {"align": "left", "weight": "bold" if text["bold"] else "normal", "ink": palette.INK, "slant": "normal"}
        for text in zones.texts
    ]
    return [
        on_sheet(sheet, zones.leaders, "line", {"color": palette.QUIET_INK, "strokeWidth": 1.2}, along),
        _boxes(zones.boxes, fill=palette.PAPER, fillOpacity=0.92, stroke=palette.NEIGHBOUR_EDGE, cornerRadius=3),
        on_sheet(sheet, zones.slices, "arc", {"stroke": palette.PAPER, "strokeWidth": 1, "opacity": 1}, slices),
        on_sheet(sheet, zones.swatches, "square", {"size": 70, "opacity": 1}, {"color": COLOUR}),
        _texts(texts, sheet, rim=False),
    ]


def _places(tables: TheatreTables, key: Key, named: set[str]) -> list[Spec]:
    """Dots for cities (those off the axes only where they are named), triangles for entry points."""
    rows = [city for city in tables.cities if city["rank"] != "other" or city["name"] in named] + key.cities
    dots = {
        "other": [("circle", {"size": 14, "color": palette.FAINT_INK})],
        "axis": [("circle", {"size": 34, "color": palette.INK, "stroke": palette.PAPER, "strokeWidth": 0.8})],
        "key": [("point", KEY_CITY), ("circle", {"size": 22, "color": palette.BLACK})],
    }
    ranked = [
        on_sheet(tables.sheet, [row for row in rows if row["rank"] == rank], mark, look | {"opacity": 1}, {})
        for rank, marks in dots.items()
        for mark, look in marks
    ]
    return [*ranked, on_sheet(tables.sheet, [*tables.entries, *key.entries], "point", ENTRY_POINT, {})]


def _names(placed: list[PlacedLabel], sheet: Sheet) -> list[Spec]:
    """Names on a pale rim, so that they can be read over lines."""
    rows = [
        {
            "text": place.label.text, "kind": place.label.kind, "x": round(place.x, 1), "y": round(place.y, 1),
            "size": place.label.size, "align": place.align, "weight": "bold" if place.label.bold else "normal",
            "ink": NAME_STYLES[place.label.kind][0], "slant": NAME_STYLES[place.label.kind][1],
        }
        for place in placed
    ]  # fmt: skip
    return [_texts(rows, sheet, rim=True), _texts(rows, sheet, rim=False)]


def _texts(rows: list[Row], sheet: Sheet, rim: bool) -> Spec:
    """Texts as their rows say; or the pale rim that goes under them."""
    own = {"align": "align", "fontWeight": "weight", "fontStyle": "slant"}
    look: Spec = {"baseline": "middle"} | {part: {"expr": f"datum.{field}"} for part, field in own.items()}
    look |= {"stroke": palette.PAPER, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85} if rim else {}
    ink = {"text": name("text"), "size": number("size", {"scale": None}), "color": name("ink", {"scale": None})}
    return on_sheet(sheet, rows, "text", look, ink)


def _key_texts(key: Key, sheet: Sheet) -> list[Spec]:
    rows = [
        text | {"align": "left", "weight": "bold" if text["bold"] else "normal", "ink": palette.INK, "slant": "normal"}
        for text in key.texts
    ]
    bar = on_sheet(sheet, key.scale, "line", {"color": palette.INK, "strokeWidth": 1.5}, {"order": ORDER})
    return [_texts(rows, sheet, rim=False), bar]


def _note(scenario: Scenario, tables: TheatreTables) -> Spec:
    """Where everything on the map comes from, below it."""
    texts = [
        f"Sources: {tables.credit} Axes, zones, entry points: theatre.yaml of '{scenario.id}', each with its source. "
        f"Base date {scenario.setup.base_date}.",
        "Schematic: positions to about a kilometre; the line joins the starts of the axes and is solid along the front "
        f"that each states. Scenario {scenario.digest}.",
    ]
    rows = [
        {"text": text, "x": 0, "y": tables.sheet.height + 16 + 15 * line, "size": 11, "align": "left", "weight": "normal",
         "ink": palette.QUIET_INK, "slant": "normal"}
        for line, text in enumerate(texts)
    ]  # fmt: skip
    return _texts(rows, tables.sheet, rim=False)
