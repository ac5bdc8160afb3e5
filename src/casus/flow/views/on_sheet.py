"""Rows with places on a sheet of paper in, a layer of marks at those places out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casus.flow.views.sheet import Sheet
from casus.flow.views.vega_lite import Spec, layer, number


def on_sheet(
    sheet: Sheet, rows: Sequence[Mapping[str, Any]], mark: str, look: Mapping[str, Any], encoding: Mapping[str, Any]
) -> Spec:
    """A layer whose rows have x and y in pixels of the sheet, y downwards."""
    raw = {"nice": False, "zero": False}
    x = number("x", {"axis": None, "scale": {"domain": [0, sheet.width]} | raw})
    y = number("y", {"axis": None, "scale": {"domain": [sheet.height, 0]} | raw})
    return {"data": {"values": list(rows)}} | layer(mark, look, {"x": x, "y": y, **encoding})
