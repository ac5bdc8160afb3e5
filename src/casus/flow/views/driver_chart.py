"""Quantities and how much of a result each explains in, bars out, coloured by what each stands on."""

from __future__ import annotations

from typing import Any

from casus.flow.views import palette
from casus.flow.views.frame import theme
from casus.flow.views.vega_lite import Spec, layer, name, number

Row = dict[str, Any]
WIDTH, STEP = 620, 44  # chosen, pixels
BAR_DOWN, WORDS_UP = 8, -11  # chosen, pixels off the middle of a row
COLOURS = {
    "A or B": palette.BLUE, "C, seen": palette.SKY_BLUE, "C, recalled": palette.YELLOW, "C, judgement": palette.ORANGE,
    "C, fiction": palette.PURPLE, "chance": palette.GHOST,
}  # fmt: skip
"""By standing; in words too, since each bar is named and the table says it."""


def drivers_chart(rows: list[Row]) -> Spec:
    """A bar for each quantity, the strongest first; rows have what, share and standing."""
    order = [row["what"] for row in rows]
    shown = [standing for standing in COLOURS if any(row["standing"] == standing for row in rows)]
    y = name("what", {"sort": order, "axis": None})
    x = number("share", {"axis": {"format": ".0%", "tickCount": 4, "title": "share of variance explained alone"}})
    scale = {"domain": shown, "range": [COLOURS[standing] for standing in shown]}
    colour = name("standing", {"scale": scale, "legend": {"title": None, "orient": "bottom", "columns": 3}})
    beside = {"align": "left", "dx": 5, "yOffset": BAR_DOWN, "fontSize": 11, "color": palette.INK}
    words = {
        "align": "left",
        "dx": 2,
        "yOffset": WORDS_UP,
        "fontSize": 12,
        "color": palette.INK,
        "limit": {"expr": "width"},
    }
    return {
        "data": {"values": [row | {"text": f"{row['share']:.1%}"} for row in rows]},
        "layer": [
            layer("bar", {"height": 12, "yOffset": BAR_DOWN}, {"x": x, "y": y, "color": colour}),
            layer("text", beside, {"x": x, "y": y, "text": name("text")}),
            layer("text", words, {"x": {"value": 0}, "y": y, "text": name("what")}),
        ],
        "width": WIDTH,
        "height": STEP * max(len(rows), 1),
        **theme(),
    }
