"""What was given places in pixels in, channels and text marks of a chart that leave it there out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casus.flow.views import palette
from casus.flow.views.labels import PlacedLabel


def pixel_scale(side: str, width: float, height: float) -> dict[str, Any]:
    """Scale and axis of a channel that reads pixels as they are: `side` is x, or y downwards."""
    import altair as alt

    domain = [0, width] if side == "x" else [height, 0]
    return {"scale": alt.Scale(domain=domain, nice=False, zero=False), "axis": None}


def text_marks(placed: Sequence[PlacedLabel], size: float, x: Any, y: Any) -> list[Any]:
    """A layer for each alignment and weight; `x` and `y` are the channels on which their places are read as they are."""
    return [
        _marks([one for one in placed if one.align == side and one.label.bold == bold], side, bold, size).encode(
            x=x, y=y, text="text:N"
        )
        for side in ("left", "center", "right")
        for bold in (True, False)
    ]


def _marks(placed: Sequence[PlacedLabel], side: Any, bold: bool, size: float) -> Any:
    import altair as alt

    values = [{"x": one.x, "y": one.y, "text": one.label.text} for one in placed]
    look: dict[str, Any] = {"color": palette.INK, "fontWeight": "bold"} if bold else {"color": palette.QUIET_INK}
    return alt.Chart(alt.InlineData(values=values)).mark_text(align=side, baseline="middle", fontSize=size, **look)
