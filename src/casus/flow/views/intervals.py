"""Designs with an interval each in, a panel of dots and bars out: one attack, a row for each design, its number beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from casus.flow.views import palette

PANEL_WIDTH, ROW_HEIGHT = 205, 28  # chosen, pixels of a panel and for each design
LINE_OF_TITLE = 33  # chosen, letters
Row = dict[str, Any]


def interval_panel(
    rows: list[Row],
    middle: str,
    order: Sequence[str],
    scale: Any,
    ticks: Any,
    colour: Any,
    behind: list[Any],
    named: bool,
) -> Any:
    """The panel: bars from `low` to `high`, dots at `middle`, `text` at the right; `behind` is drawn first.

    Rows have title, attack_title, low, high, text and the middle; `order` is that of the titles, which show where `named`.
    """
    import altair as alt

    axis = alt.Axis(title=None, labels=named, labelFontSize=12, labelLimit=220, domain=False, ticks=False, grid=True)
    y = alt.Y("title:N", sort=list(order), scale=alt.Scale(domain=list(order)), axis=axis)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    layers = [
        *behind,
        base.mark_rule(strokeWidth=2.4).encode(x=alt.X("low:Q", scale=scale, axis=ticks), x2="high:Q", color=colour),
        base.mark_circle(size=90, opacity=1).encode(x=f"{middle}:Q", color=colour),
        base.mark_text(align="left", fontSize=11, color=palette.INK).encode(
            x=alt.value(PANEL_WIDTH + 8), text="text:N"
        ),
    ]
    heading = alt.TitleParams(
        textwrap.wrap(rows[0]["attack_title"], LINE_OF_TITLE),
        anchor="start", frame="group", fontSize=12.5, lineHeight=15, offset=8,
    )  # fmt: skip
    return alt.layer(*layers).properties(width=PANEL_WIDTH, height=ROW_HEIGHT * max(len(order), 1), title=heading)
