"""Quantities and how much of a result each explains in, bars out, coloured by what each stands on."""

from __future__ import annotations

from typing import Any

from casus.flow.views import palette
from casus.flow.views.frame import theme
from casus.flow.views.vega_lite import Spec, layer, name, number

Row = dict[str, Any]
WIDTH, STEP = 420, 26  # chosen, pixels
COLOURS = {
    "A or B": palette.BLUE, "C, seen": palette.SKY_BLUE, "C, recalled": palette.YELLOW, "C, judgement": palette.ORANGE,
    "C, fiction": palette.PURPLE, "chance": palette.GHOST,
}  # fmt: skip
"""By standing; in words too, since each bar is named and the table says it."""


def drivers_chart(rows: list[Row]) -> Spec:
    """A bar for each quantity, the strongest first; rows have what, share and standing."""
    order = [row["what"] for row in rows]
    shown = [standing for standing in COLOURS if any(row["standing"] == standing for row in rows)]
    y = name("what", {"sort": order, "axis": {"title": None, "labelLimit": 330, "domain": False, "ticks": False}})
    x = number("share", {"axis": {"format": ".0%", "tickCount": 4, "title": "share of variance explained alone"}})
    scale = {"domain": shown, "range": [COLOURS[standing] for standing in shown]}
    colour = name("standing", {"scale": scale, "legend": {"title": None, "orient": "bottom", "columns": 3}})
    text = {"align": "left", "dx": 5, "fontSize": 11, "color": palette.INK}
    return {
        "data": {"values": [row | {"text": f"{row['share']:.1%}"} for row in rows]},
        "layer": [
            layer("bar", {"height": 14}, {"x": x, "y": y, "color": colour}),
            layer("text", text, {"x": number("share"), "y": y, "text": name("text")}),
        ],
        "width": WIDTH,
        "height": STEP * max(len(rows), 1),
        **theme(),
    }
