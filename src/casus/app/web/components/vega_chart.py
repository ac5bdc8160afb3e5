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


class _Rows(_Own, component="vega_rows.js"):
    """The rows of a chart that changed since it was sent. (A method of the page could not be called: that takes `eval`.)"""


class VegaChart(_Own, component="vega_chart.js"):
    """A chart; show another of the same build and only its rows travel."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self._props.update({"script": script, "options": QUIET})
        with self:
            self._changed = _Rows()
        self._key = ""
        self._sent: Rows = {}
        self._moved: set[str] = set()

    def show(self, chart: Any, alt: str) -> None:
        """Draw a chart, or put the rows that changed into the one that is drawn."""
        skeleton, rows = split(plain(chart))
        key = hashlib.sha256(skeleton.encode()).hexdigest()[:16]
        if key != self._key:
            self._key, self._sent, self._moved = key, rows, set()
            self.gives(chart={"skeleton": skeleton, "key": key, "rows": rows}, alt=alt)
        self._moved |= {name for name, values in rows.items() if values != self._sent[name]}
        self._changed.gives(rows={name: rows[name] for name in sorted(self._moved)}, alt=alt)


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
