"""A Vega-Lite chart on the page: what stays is sent once, and the rows that change are sent when they do."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from casus.app.web.components.parts import _Own
from casus.flow.views.picture import plain
from casus.flow.views.vega_script import EMBEDDING

Rows = dict[str, list[Any]]
QUIET = {**EMBEDDING, "defaultStyle": False, "tooltip": False}
"""Without the styles that Vega-Embed would put into the page, which the page's policy refuses."""


class VegaChart(_Own, component="vega_chart.js"):
    """A chart; show another of the same build and only its rows travel."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self._props.update({"script": script, "options": QUIET})
        self._key = ""
        self._rows: Rows = {}

    def show(self, chart: Any, alt: str) -> None:
        """Draw a chart, or put the rows that changed into the one that is drawn."""
        skeleton, rows = split(plain(chart))
        key = hashlib.sha256(skeleton.encode()).hexdigest()[:16]
        fresh = {name: values for name, values in rows.items() if values != self._rows.get(name)}
        whole = {"skeleton": skeleton, "key": key, "rows": rows}
        if key != self._key:
            self.gives(chart=whole, alt=alt)
        elif fresh:
            self._props.update(
                {"chart": whole, "alt": alt}
            )  # for a page that is drawn anew; this one is told what changed
            self.run_method("change", fresh, alt)
        self._key, self._rows = key, rows


def split(spec: dict[str, Any]) -> tuple[str, Rows]:
    """A chart's build as JSON, in which every table has a name, and the rows by name.

    >>> split({"data": {"values": [1]}, "mark": "bar"})
    ('{"data": {"name": "rows-0"}, "mark": "bar"}', {'rows-0': [1]})
    """
    rows: Rows = {}
    return json.dumps(_named(spec, rows)), rows


def _named(part: Any, rows: Rows) -> Any:
    if isinstance(part, list):
        return [_named(one, rows) for one in part]
    if not isinstance(part, dict):
        return part
    if isinstance(part.get("data"), dict) and "values" in part["data"]:
        name = f"rows-{len(rows)}"
        rows[name] = part["data"]["values"]
        part = {**part, "data": {**{k: v for k, v in part["data"].items() if k != "values"}, "name": name}}
    return {key: _named(value, rows) for key, value in part.items()}
