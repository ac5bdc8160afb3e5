"""A card that is laid out in, a picture as plain Vega-Lite out: every mark where the layout has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casus.app.card.laid import COLOURS, MARK, WIDTH, Line, Shape, Sheet
from casus.flow.views import palette
from casus.flow.views.vega_lite import Spec, layer
from casus.study.claims.verdict import Verdict

FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
"""Fonts of the metrics by which lines were broken, so that a picture is the same on the computer of whoever opens it."""
SIGNS = {
    "supported": "M-.72,0L-.28,.46L.72,-.5L.52,-.7L-.28,.08L-.52,-.2Z",
    "refuted": "M-.6,-.42L-.42,-.6L0,-.18L.42,-.6L.6,-.42L.18,0L.6,.42L.42,.6L0,.18L-.42,.6L-.6,.42L-.18,0Z",
    "contested": "M-.75,0L-.3,-.5V-.16H.3V-.5L.75,0L.3,.5V.16H-.3V.5Z",
    "not testable": "M-.6,-.14H.6V.14H-.6Z",
}
"""A sign for each verdict beside its word and its colour: a tick, a cross, an arrow that points both ways, a bar."""


def draw_card(sheet: Sheet, kind: Verdict) -> Spec:
    """The picture, 540 pixels wide and as high as the layout says."""
    discs = [shape for shape in sheet.shapes if shape.round]
    marks = [
        *(_rectangles(shape for shape in sheet.shapes if not shape.round)),
        *(_discs(discs)),
        *(_sign(sheet, kind)),
        *(_text(sheet, bold, right) for bold in (False, True) for right in (False, True)),
    ]
    size = {"width": WIDTH, "height": sheet.height, "autosize": "none", "padding": 0}
    config = {"font": FONT, "view": {"stroke": None}}
    return {
        "$schema": SCHEMA,
        **size,
        "background": palette.PAPER,
        "config": config,
        "layer": _upside_down(marks, sheet),
    }


SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""A name, not an address that anybody asks."""


def _rectangles(shapes: Iterable[Shape]) -> list[Spec]:
    rows = [vars(shape.box) | {"colour": shape.colour} for shape in shapes]
    channels = {"x": _of("left"), "x2": {"field": "right"}, "y": _of("top"), "y2": {"field": "bottom"}}
    return [_on(rows, layer("rect", {"opacity": 1}, channels | {"color": _as_given("colour")}))]


def _discs(shapes: list[Shape]) -> list[Spec]:
    rows = [
        {
            "x": (shape.box.left + shape.box.right) / 2,
            "y": (shape.box.top + shape.box.bottom) / 2,
            "size": 3.1416 * (shape.box.right - shape.box.left) ** 2 / 4,
            "colour": shape.colour,
        }
        for shape in shapes
    ]
    look = {"opacity": 1, "stroke": palette.PAPER, "strokeWidth": 1}
    channels = {"x": _of("x"), "y": _of("y"), "size": _as_given("size", "quantitative"), "color": _as_given("colour")}
    return [_on(rows, layer("circle", look, channels))]


def _sign(sheet: Sheet, kind: Verdict) -> list[Spec]:
    """A disc in the colour of the verdict with its sign in it."""
    row, at = [{"x": sheet.mark[0], "y": sheet.mark[1]}], {"x": _of("x"), "y": _of("y")}
    disc = {"size": 3.1416 * MARK**2 / 4, "color": COLOURS[kind], "opacity": 1}
    sign = {"shape": SIGNS[kind], "size": (MARK * 0.86) ** 2, "filled": True, "opacity": 1}
    return [
        _on(row, layer("circle", disc, at)),
        _on(row, layer("point", {**sign, "color": palette.BLACK if kind == "contested" else palette.PAPER}, at)),
    ]


def _text(sheet: Sheet, bold: bool, right: bool) -> Spec:
    rows = [_row(line) for line in sheet.lines if line.bold == bold and line.right == right]
    look = {
        "align": "right" if right else "left", "baseline": "middle", "fontWeight": "bold" if bold else "normal",
    }  # fmt: skip
    channels = {"x": _of("x"), "y": _of("y"), "text": {"field": "text", "type": "nominal"}}
    return _on(
        rows, layer("text", look, channels | {"size": _as_given("size", "quantitative"), "color": _as_given("ink")})
    )


def _row(line: Line) -> dict[str, Any]:
    return {"text": line.text, "x": line.x, "y": line.y, "size": line.size, "ink": line.ink}


def _of(field: str) -> Spec:
    return {"field": field, "type": "quantitative"}


def _as_given(field: str, type: str = "nominal") -> Spec:
    return {"field": field, "type": type, "scale": None, "legend": None}


def _on(rows: list[dict[str, Any]], marks: Spec) -> Spec:
    return {"data": {"values": rows}, **marks}


def _upside_down(marks: list[Spec], sheet: Sheet) -> list[Spec]:
    """The marks on scales that leave pixels where they are, counted downwards."""
    across = {"scale": {"domain": [0, WIDTH], "nice": False, "zero": False}, "axis": None}
    down = {"scale": {"domain": [sheet.height, 0], "nice": False, "zero": False}, "axis": None}
    for one in marks:
        one["encoding"]["x"] = {**one["encoding"]["x"], **across}
        one["encoding"]["y"] = {**one["encoding"]["y"], **down}
    return marks
