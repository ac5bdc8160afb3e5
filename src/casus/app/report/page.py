"""A report in, one HTML file out that needs nothing else: styles, scripts, charts and data are in it, nothing is fetched."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from casus.app.report.parts import Cell, Facts, Figure, Fold, Part, Points, Report, Row, Sentence, Table, figures_of
from casus.app.report.teller import Teller

TEMPLATES = Path(__file__).parent / "templates"
DRAWN = 6
"""Digits of the numbers in charts, chosen: a thousandth of a pixel. The data to download have all that are known."""
CODE = re.compile(r"`([^`]+)`")


def page(report: Report, say: Teller, drawing: str) -> str:
    """The file; `drawing` is the script that draws charts (`flow.views.vega_script`)."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    made.filters |= {
        "kind": kind_of,
        "code": _code,
        "csv": csv_address,
        "script_json": script_json,
        "values": _values,
        "cells": _cells,
    }
    styles, acting = (_read(name) for name in ("report.css", "report.js"))
    figures = [figure for section in report.sections for figure in figures_of(section.parts)]
    return made.get_template("report.html.j2").render(
        report=report,
        say=say.say,
        styles=styles,
        scripts=(drawing, acting),
        figures=figures,
        policy=policy((drawing, acting), styles),
    )


def policy(scripts: Iterable[str], styles: str) -> str:
    """What the page may do: run its own scripts and use its own styles, and ask nobody for anything.

    Charts set styles of single elements, which has no hash; no style can fetch anything here.
    """
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src-elem {_hash(styles)}; style-src-attr 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def kind_of(part: Part) -> str:
    """Which part of a report it is, as templates name them."""
    return {Sentence: "sentence", Points: "points", Table: "table", Figure: "figure", Fold: "fold", Facts: "facts"}[
        type(part)
    ]


def csv_text(rows: Sequence[Row]) -> str:
    """Rows as CSV: a column for every field that any has, nothing where a number does not exist."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    written = io.StringIO()
    table = csv.DictWriter(written, names, lineterminator="\n")
    table.writeheader()
    table.writerows({name: _plain(value) for name, value in row.items()} for row in rows)
    return written.getvalue()


def csv_address(rows: Sequence[Row]) -> str:
    """An address that holds the CSV itself, so that it can be saved without a server and without a script."""
    return "data:text/csv;charset=utf-8;base64," + base64.b64encode(csv_text(rows).encode()).decode()


def script_json(value: Any) -> str:
    """JSON that can stand within a script element whatever names are in it, numbers as fine as can be drawn."""
    from markupsafe import Markup

    text = json.dumps(_finite(value, DRAWN), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _values(sentence: Sentence) -> str:
    return json.dumps(_finite(dict(sentence.values)), ensure_ascii=False, separators=(",", ":"))


def _cells(row: Sequence[Cell], language: str, sortable: bool) -> str:
    """A row of a table, its first cell its name. A report has tens of thousands of cells: a template takes ten times as long."""
    from markupsafe import Markup, escape

    def text(cell: Cell) -> str:
        if cell.href:
            return f'<a href="{escape(cell.href)}">{escape(cell.text)}</a>'
        if cell.mark and not cell.mark.startswith("id:"):
            return f'<span class="mark {escape(cell.mark)}">{escape(cell.text)}</span>'
        return escape(cell.text)

    def whole(cell: Cell, tag: str, scope: str = "") -> str:
        lang = f' lang="{escape(cell.lang)}"' if cell.lang and cell.lang != language else ""
        sort = f' data-sort="{escape(cell.sort)}"' if sortable and cell.sort is not None else ""
        return f"<{tag}{scope}{lang}{sort}>{text(cell)}</{tag}>"

    return Markup(whole(row[0], "th", ' scope="row"') + "".join(whole(cell, "td") for cell in row[1:]))


def _code(text: str) -> str:
    """Text with what stands between backticks as code."""
    from markupsafe import Markup, escape

    return Markup(CODE.sub(r"<code>\1</code>", str(escape(text))))


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text("utf-8").strip()


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict | tuple) else value


def _finite(value: Any, digits: int | None = None) -> Any:
    """The same with null for numbers that JSON has not, and with so many digits that mean something."""
    if isinstance(value, float):
        return None if not math.isfinite(value) else float(f"{value:.{digits}g}") if digits else value
    if isinstance(value, dict):
        return {str(key): _finite(of, digits) for key, of in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(of, digits) for of in value]
    return _finite(value.item(), digits) if hasattr(value, "item") else value
