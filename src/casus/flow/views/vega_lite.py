"""Marks and channels in, a chart as plain Vega-Lite out: what the pictures of the main job are made of.

Altair says the same in its own words, copies and checks every part each time that it is put into another, and takes longer
over it than drawing does. Tests hold the whole of each chart against Vega-Lite's schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.views.frame import source_of, source_title, theme, title

Spec = dict[str, Any]


def layer(mark: str, look: Mapping[str, Any], encoding: Mapping[str, Mapping[str, Any]]) -> Spec:
    """One layer: marks of a kind with a look, and what their channels show."""
    return {"mark": {"type": mark, **look}, "encoding": dict(encoding)}


def number(field: str, how: Mapping[str, Any] | None = None) -> Spec:
    """A channel that shows a number; `how` says on which scale and axis."""
    return {"field": field, "type": "quantitative", **(how or {})}


def name(field: str, how: Mapping[str, Any] | None = None) -> Spec:
    """A channel that shows a name; `how` says on which scale and axis."""
    return {"field": field, "type": "nominal", **(how or {})}


def hint(*fields: tuple[str, str, str]) -> Spec:
    """What a mark says under a pointer: the field, what it is called, and how its number is written."""
    return {
        "tooltip": [
            {"field": field, "title": called, "type": "quantitative" if how else "nominal"}
            | ({"format": how} if how else {})
            for field, called, how in fields
        ]
    }


def panels(rows: list[dict[str, Any]], panel: Spec, columns: int) -> Spec:
    """A panel for each title of the rows, in their order."""
    header = {"title": None, "labelFontSize": 13, "labelFontWeight": "bold", "labelAnchor": "start", "labelPadding": 4}
    order = list(dict.fromkeys(row["title"] for row in rows))
    facet = name("title", {"sort": order, "header": header})
    return {"data": {"values": rows}, "facet": facet, "spec": panel, "columns": columns, "spacing": 22}


def whole(chart: Spec, heading: str, lines: list[str], outcomes: Outcomes) -> Spec:
    """The chart with its title above and, below, the study from which its numbers come."""
    return {
        "vconcat": [{**chart, "title": {"text": heading, **title(lines)}}],
        "title": {"text": source_of(outcomes), **source_title()},
        **theme(),
    }
