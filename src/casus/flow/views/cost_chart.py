"""Designs by what they cost a year and how often they hold in, a chart of one against the other out, with the frontier."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from casus.flow.views import palette
from casus.flow.views.frame import theme
from casus.flow.views.labels import Box, Label, PlacedLabel, place_labels
from casus.flow.views.vega_lite import Spec, layer, name, number

Row = dict[str, Any]
WIDTH, HEIGHT, PAD = 640, 400, 16.0  # chosen, pixels
DOT, LETTERS = 5.5, 11.5  # pixels
FILLS = {"offered": palette.BLUE, "offered in part": palette.PAPER, "no forces asked for": palette.GHOST}


def held_against_cost(rows: Sequence[Row]) -> Spec:
    """A dot for each design; rows have title, cost and held with their ends (low, high), on_frontier, and what is offered."""
    most = max(1.0, *(row["cost_high"] for row in rows)) * 1.04
    low, high = min(row["held_low"] for row in rows), max(row["held_high"] for row in rows)
    ends = [max(0.0, math.floor(low * 20.0 - 0.2) / 20.0), min(1.0, math.ceil(high * 20.0 + 0.2) / 20.0)]
    costs = [v for v in (0, 0.5, 1, 2, 5, 10, 20, 40, 80, 160) if v <= most and (v == 0 or v >= most / 60)]
    x_scale = {"scale": {"type": "sqrt", "domain": [0, most], "nice": False, "range": [PAD, WIDTH - PAD]}}
    y_scale = {"scale": {"domain": ends, "nice": False, "zero": False, "range": [HEIGHT - PAD, PAD]}}
    x = number("cost", {**x_scale, "axis": {"values": costs, "title": "billion euro a year"}})
    y = number("held", {**y_scale, "axis": {"format": ".0%", "tickCount": 6, "title": "share of draws held"}})
    shown = [kind for kind in FILLS if any(row["offered"] == kind for row in rows)]
    fill = name("offered", {"scale": {"domain": shown, "range": [FILLS[kind] for kind in shown]}, "legend": _LEGEND})
    quiet = {"strokeWidth": 1.5, "opacity": 0.45, "color": palette.QUIET_INK}
    across = {"x": {**x, "field": "cost_low"}, "x2": {"field": "cost_high"}, "y": y}
    up = {"x": x, "y": {**y, "field": "held_low"}, "y2": {"field": "held_high"}}
    steps = {"color": palette.BLUE, "strokeWidth": 1.8, "strokeDash": [5, 3], "interpolate": "step-after"}
    on = sorted((row for row in rows if row["on_frontier"]), key=lambda row: (row["cost"], row["held"]))
    line = [*on, {**on[-1], "cost": most}] if on else []
    return {
        "layer": [
            _of(line, layer("line", steps, {"x": x, "y": y})),
            _of(rows, layer("rule", quiet, across)),
            _of(rows, layer("rule", quiet, up)),
            _of(rows, layer("point", {**_DOT, "stroke": palette.BLUE}, {"x": x, "y": y, "fill": fill})),
            *_names(rows, most, ends, x, y),
        ],
        "width": WIDTH,
        "height": HEIGHT,
        **theme(),
    }  # fmt: skip


_DOT = {"size": math.pi * DOT**2, "opacity": 1, "strokeWidth": 1.8, "filled": False}
_LEGEND = {"title": None, "orient": "bottom", "labelFontSize": 12, "symbolStrokeColor": palette.BLUE, "symbolSize": 110}


def _names(rows: Sequence[Row], most: float, ends: list[float], x: Spec, y: Spec) -> list[Spec]:
    """Names beside their dots, none upon another; those that find no place stand in the table alone."""
    placed = [
        {
            "text": one.label.text,
            "align": one.align,
            "weight": "bold" if one.label.bold else "normal",
            **_amounts(one, most, ends),
        }
        for one in _placed(rows, most, ends)
    ]
    look = {"baseline": "middle", "fontSize": LETTERS, "color": palette.INK}
    look |= {field: {"expr": f"datum.{of}"} for field, of in (("align", "align"), ("fontWeight", "weight"))}
    rim = {**look, "stroke": palette.PAPER, "strokeWidth": 3, "strokeJoin": "round", "strokeOpacity": 0.85}
    at = {"x": x, "y": y, "text": name("text")}
    return [_of(placed, layer("text", rim, at)), _of(placed, layer("text", look, at))]


def _amounts(of: PlacedLabel, most: float, ends: list[float]) -> Row:
    """What stands at a place of the panel: the reverse of `_pixels`, left of nought too."""
    across, down = (of.x - PAD) / (WIDTH - 2 * PAD), (HEIGHT - PAD - of.y) / (HEIGHT - 2 * PAD)
    return {"cost": math.copysign(most * across**2, across), "held": ends[0] + down * (ends[1] - ends[0])}


def _placed(rows: Sequence[Row], most: float, ends: list[float]) -> list[PlacedLabel]:
    at = [(row, *_pixels(row, most, ends)) for row in rows]
    labels = [
        Label(row["title"], x, y, LETTERS, 2.0 if row["on_frontier"] else 1.0, 9.0, bool(row["on_frontier"]))
        for row, x, y in at
    ]
    dots = [Box(x - DOT, y - DOT, x + DOT, y + DOT) for _, x, y in at]
    bars = [Box(x - 1, y - 20, x + 1, y + 20) for _, x, y in at]
    return place_labels(labels, Box(0, 0, WIDTH, HEIGHT), dots, bars)


def _pixels(row: Row, most: float, ends: list[float]) -> tuple[float, float]:
    across = PAD + (WIDTH - 2 * PAD) * math.sqrt(max(row["cost"], 0.0) / most)
    down = HEIGHT - PAD - (HEIGHT - 2 * PAD) * (row["held"] - ends[0]) / (ends[1] - ends[0])
    return across, down


def _of(rows: Sequence[Row], one: Spec) -> Spec:
    return {"data": {"values": list(rows)}, **one}
