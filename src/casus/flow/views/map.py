"""A scenario in, the map of its theatre out, as a Vega-Lite chart: neighbours, regions, zones, axes, the line, names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.views import palette
from casus.flow.views.key import Key, draw_key
from casus.flow.views.labels import Box, PlacedLabel
from casus.flow.views.manned import Manned, MannedTables, manned_tables
from casus.flow.views.names import place_names
from casus.flow.views.sheet import Area, Sheet
from casus.flow.views.theatre_tables import Row, TheatreTables, theatre_tables

if TYPE_CHECKING:
    import altair as alt

ARROW = "M0,0L0.5,1.3L0,1.05L-0.5,1.3Z"  # its tip is its position
HEAD_SIZE = 380  # square pixels, chosen
NAME_STYLES = {  # kind of name: ink, slant
    "city-key": (palette.BLACK, "normal"),
    "city-axis": (palette.INK, "normal"),
    "city-other": (palette.QUIET_INK, "normal"),
    "entry": (palette.BLUE, "normal"),
    "zone": (palette.ZONE_INK, "italic"),
    "country": (palette.FAINT_INK, "normal"),
    "region": (palette.FAINT_INK, "normal"),
}


def draw_map(scenario: Scenario, manned: Manned | None = None) -> alt.LayerChart:
    """The map of a scenario's theatre, 1,200 pixels wide; with who stands in each zone, where that is given."""
    import altair as alt

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
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=tables.sheet.width,
            height=tables.sheet.height,
            title=_title(scenario) if manned is None else _heading(manned.heading, list(manned.lines)),
            background=palette.PAPER,
        )
        .configure(font=palette.FONT)
        .configure_view(fill=palette.SEA if tables.regions else palette.REGION, stroke=None)
    )
    return chart


def _named(badges: list[Row], beside: Mapping[str, str]) -> list[Row]:
    """The axes with what is to stand behind their names in the list."""
    return [badge | {"name": f"{badge['name']}{beside.get(badge['axis'], '')}"} for badge in badges]


def _title(scenario: Scenario) -> alt.TitleParams:
    theatre, attacker = scenario.theatre, scenario.setup.aggressor.name
    text = [
        f"The theatre at the base date, {scenario.setup.base_date}: {len(theatre.axes)} axes on which {attacker} may attack, "
        f"{len(theatre.zones)} zones, {len(theatre.entry_points)} entry points.",
        f"'Held' means: no axis deeper than its hold depth ({theatre.hold_depth_km:g} km unless it has its own), and none of "
        f"the {len(theatre.key_cities)} key cities lost.",
    ]
    return _heading(scenario.setup.title, text)


def _heading(heading: str, lines: list[str]) -> alt.TitleParams:
    import altair as alt

    return alt.TitleParams(
        heading, subtitle=lines, anchor="start", fontSize=24, subtitleFontSize=14, subtitleColor=palette.QUIET_INK,
        subtitlePadding=6, subtitleLineHeight=18, offset=12,
    )  # fmt: skip


def _ground(tables: TheatreTables) -> list[Any]:
    """Neighbours under the regions; wide edges beneath hide the gaps between sources and outline the state."""
    return [
        _shapes(tables.neighbours, fill=palette.NEIGHBOUR, stroke=palette.NEIGHBOUR, strokeWidth=5),
        _shapes(tables.neighbours, fill=palette.NEIGHBOUR, stroke=palette.NEIGHBOUR_EDGE, strokeWidth=0.8),
        _shapes(tables.regions, fill=palette.REGION, stroke=palette.STATE_EDGE, strokeWidth=3),
        _shapes(tables.regions, fill=palette.REGION, stroke=palette.REGION_EDGE, strokeWidth=0.8),
    ]


def _shapes(areas: tuple[Area, ...], **mark: Any) -> Any:
    import altair as alt

    data = alt.InlineData(values=[area.feature() for area in areas])
    projected = {"type": "identity", "scale": 1, "translate": [0, 0]}
    return alt.Chart(data).mark_geoshape(clip=True, strokeJoin="round", **mark).project(**projected)


def _chart(rows: list[Row], sheet: Sheet) -> alt.Chart:
    """A layer whose x and y are pixels of the sheet."""
    import altair as alt

    return alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, sheet.width], nice=False, zero=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[sheet.height, 0], nice=False, zero=False)),
    )


def _boxes(boxes: list[Box], **mark: Any) -> Any:
    import altair as alt

    rows = [{"left": box.left, "right": box.right, "top": box.top, "bottom": box.bottom} for box in boxes]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rect(**mark)
        .encode(x=alt.X("left:Q", axis=None), x2="right:Q", y=alt.Y("top:Q", axis=None), y2="bottom:Q")
    )


def _zones(tables: TheatreTables, key: Key) -> list[Any]:
    import altair as alt

    disc = _chart([*tables.zones, *key.zones], tables.sheet).encode(size=alt.Size("size:Q", scale=None))
    return [disc.mark_circle(color=palette.GREEN, opacity=0.28), disc.mark_point(color=palette.GREEN, strokeWidth=1)]


def _line(tables: TheatreTables, key: Key) -> list[Any]:
    """The line of contact: dashed from end to end, and solid over that where forces face each other."""
    pieces = [("whole", tables.front.whole, False)]
    pieces += [(f"held-{number}", points, True) for number, points in enumerate(tables.front.held)]
    rows = [
        {"stretch": name, "order": order, "x": round(x, 1), "y": round(y, 1), "held": held}
        for name, points, held in pieces
        for order, (x, y) in enumerate(points)
    ] + key.front
    dashed = _chart([row for row in rows if not row["held"]], tables.sheet).encode(detail="stretch:N", order="order:O")
    solid = _chart([row for row in rows if row["held"]], tables.sheet).encode(detail="stretch:N", order="order:O")
    return [
        dashed.mark_line(color=palette.LINE, strokeWidth=2, strokeDash=[4, 4]),
        solid.mark_line(color=palette.LINE, strokeWidth=6, strokeCap="butt", strokeJoin="round"),
    ]


def _axes(tables: TheatreTables, key: Key) -> list[Any]:
    import altair as alt

    sheet = tables.sheet
    colour = alt.Color("colour:N", scale=None)
    path = _chart([*tables.paths, *key.paths], sheet).encode(detail="axis:N", order="order:O")
    head = _chart([*tables.heads, *key.heads], sheet).encode(angle=alt.Angle("angle:Q", scale=None), color=colour)
    badge = _chart([*tables.badges, *key.badges], sheet)
    return [
        path.mark_line(color=palette.PAPER, strokeWidth=5, strokeJoin="round", opacity=0.8),
        path.mark_line(strokeWidth=2.6, strokeJoin="round").encode(color=colour),
        head.mark_point(shape=ARROW, filled=True, size=HEAD_SIZE, opacity=1),
        badge.mark_circle(size=290, opacity=1, stroke=palette.PAPER, strokeWidth=1.2).encode(color=colour),
        badge.mark_text(color=palette.PAPER, fontSize=10.5, fontWeight="bold", baseline="middle").encode(
            text="number:N"
        ),
    ]


def _worst(tables: TheatreTables, axis: str) -> list[Any]:
    """A broad dark line under the axis on which the attack is worst."""
    path = _chart([row for row in tables.paths if row["axis"] == axis], tables.sheet).encode(order="order:O")
    return [path.mark_line(color=palette.BLACK, strokeWidth=11, strokeJoin="round", strokeCap="round", opacity=0.85)]


def _pies(zones: MannedTables, sheet: Sheet) -> list[Any]:
    """A pie for each zone, with its box of names."""
    import altair as alt

    colour = alt.Color("colour:N", scale=None)
    leader = _chart(zones.leaders, sheet).encode(detail="zone:N", order="order:O")
    pie = _chart(zones.slices, sheet).encode(
        theta=alt.Theta("start:Q", scale=None, stack=None),
        theta2="end:Q",
        radius=alt.Radius("radius:Q", scale=None, stack=None),
        color=colour,
    )
    texts = [
        text | {"align": "left", "weight": "bold" if text["bold"] else "normal", "ink": palette.INK, "slant": "normal"}
        for text in zones.texts
    ]
    return [
        leader.mark_line(color=palette.QUIET_INK, strokeWidth=1.2),
        _boxes(zones.boxes, fill=palette.PAPER, fillOpacity=0.92, stroke=palette.NEIGHBOUR_EDGE, cornerRadius=3),
        pie.mark_arc(stroke=palette.PAPER, strokeWidth=1, opacity=1),
        _chart(zones.swatches, sheet).mark_square(size=70, opacity=1).encode(color=colour),
        _texts(texts, sheet, rim=False),
    ]


def _places(tables: TheatreTables, key: Key, named: set[str]) -> list[Any]:
    """Dots for cities (those off the axes only where they are named), triangles for entry points."""
    rows = [city for city in tables.cities if city["rank"] != "other" or city["name"] in named] + key.cities
    ranked = {
        rank: _chart([row for row in rows if row["rank"] == rank], tables.sheet) for rank in ("other", "axis", "key")
    }
    entries = _chart([*tables.entries, *key.entries], tables.sheet)
    return [
        ranked["other"].mark_circle(size=14, color=palette.FAINT_INK, opacity=1),
        ranked["axis"].mark_circle(size=34, color=palette.INK, opacity=1, stroke=palette.PAPER, strokeWidth=0.8),
        ranked["key"].mark_point(
            size=95, shape="circle", filled=True, fill=palette.PAPER, stroke=palette.BLACK, strokeWidth=2, opacity=1
        ),
        ranked["key"].mark_circle(size=22, color=palette.BLACK, opacity=1),
        entries.mark_point(
            shape="triangle-up",
            filled=True,
            size=190,
            color=palette.BLUE,
            stroke=palette.PAPER,
            strokeWidth=1,
            opacity=1,
        ),
    ]


def _names(placed: list[PlacedLabel], sheet: Sheet) -> list[Any]:
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


def _texts(rows: list[Row], sheet: Sheet, rim: bool) -> Any:
    """Texts as their rows say; or the pale rim that goes under them."""
    import altair as alt

    style: dict[str, Any] = {
        name: alt.ExprRef(f"datum.{field}")
        for name, field in (("align", "align"), ("fontWeight", "weight"), ("fontStyle", "slant"))
    }
    style |= {"stroke": palette.PAPER, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85} if rim else {}
    text = _chart(rows, sheet).mark_text(baseline="middle", **style)
    return text.encode(text="text:N", size=alt.Size("size:Q", scale=None), color=alt.Color("ink:N", scale=None))


def _key_texts(key: Key, sheet: Sheet) -> list[Any]:
    rows = [
        text | {"align": "left", "weight": "bold" if text["bold"] else "normal", "ink": palette.INK, "slant": "normal"}
        for text in key.texts
    ]
    bar = _chart(key.scale, sheet).mark_line(color=palette.INK, strokeWidth=1.5).encode(order="order:O")
    return [_texts(rows, sheet, rim=False), bar]


def _note(scenario: Scenario, tables: TheatreTables) -> Any:
    """Where everything on the map comes from, below it."""
    texts = [
        f"Sources: {tables.credit} Axes, zones, entry points: theatre.yaml of '{scenario.id}', each with its source. "
        f"Base date {scenario.setup.base_date}.",
        "Schematic: positions to about a kilometre; the line joins the starts of the axes and is solid along the front "
        f"that each states. Scenario {scenario.digest}.",
    ]
    rows = [
        {"text": text, "x": 0, "y": tables.sheet.height + 16 + 15 * number, "size": 11, "align": "left", "weight": "normal",
         "ink": palette.QUIET_INK, "slant": "normal"}
        for number, text in enumerate(texts)
    ]  # fmt: skip
    return _texts(rows, tables.sheet, rim=False)
