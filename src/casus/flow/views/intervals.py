"""Designs with an interval each in, a panel of dots and bars out: one attack, a row for each design, its number beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from casus.flow.views import palette
from casus.flow.views.vega_lite import Spec, layer, name, number

PANEL_WIDTH, ROW_HEIGHT = 205, 28  # chosen, pixels of a panel and for each design
LINE_OF_TITLE = 33  # chosen, letters
Row = dict[str, Any]


def interval_panel(
    rows: list[Row],
    middle: str,
    order: Sequence[str],
    scale: Mapping[str, Any],
    ticks: Mapping[str, Any],
    colour: Mapping[str, Any],
    behind: list[Spec],
    named: bool,
) -> Spec:
    """The panel: bars from `low` to `high`, dots at `middle`, `text` at the right; `behind` is drawn first.

    Rows have title, attack_title, low, high, text and the middle; `order` is that of the titles, which show where `named`.
    """
    axis = {"title": None, "labels": named, "labelFontSize": 12, "labelLimit": 220}
    axis |= {"domain": False, "ticks": False, "grid": True}
    y = name("title", {"sort": list(order), "scale": {"domain": list(order)}, "axis": axis})
    low = number("low", {"scale": scale, "axis": ticks})
    beside = {"align": "left", "dx": 8, "fontSize": 11, "color": palette.INK}
    layers = [
        layer("rule", {"strokeWidth": 2.4}, {"x": low, "x2": {"field": "high"}, "y": y, "color": colour}),
        layer("circle", {"size": 90, "opacity": 1}, {"x": number(middle), "y": y, "color": colour}),
        layer("text", beside, {"x": {"value": "width"}, "y": y, "text": name("text")}),
    ]
    heading = {"anchor": "start", "frame": "group", "fontSize": 12.5, "lineHeight": 15, "offset": 8}
    return {
        "layer": [*behind, *({**one, "data": {"values": rows}} for one in layers)],
        "width": PANEL_WIDTH,
        "height": ROW_HEIGHT * max(len(order), 1),
        "title": {"text": textwrap.wrap(rows[0]["attack_title"], LINE_OF_TITLE), **heading},
    }


def held_panel(rows: list[Row], order: Sequence[str], behind: list[Spec], named: bool) -> Spec:
    """A panel of the shares of worlds held (`p_held`), on one scale from none to all; the baseline (`is_baseline`) in grey."""
    quiet = {"test": "datum.is_baseline", "value": palette.QUIET_INK}
    return interval_panel(
        rows,
        "p_held",
        order,
        scale={"domain": [0, 1]},
        ticks={"format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1], "title": "share of draws held"},
        colour={"condition": quiet, "value": palette.BLUE},
        behind=behind,
        named=named,
    )
