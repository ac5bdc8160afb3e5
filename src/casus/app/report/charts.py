"""A chart of `flow.views` in, the same for a page out: without what stands round it there, in the page's language, of its width.

Titles and sources stand beside a figure as text, so that they can be read, searched and translated. What is left in a chart (axes,
legends, names of phases) is said through the catalogue `charts.ftl`: whatever text of a chart is what that says in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from casus.app.words.catalogue import HERE, words
from casus.flow.views.picture import plain

PAGE = "charts"
GAP = 24
"""Pixels between panels, chosen."""
Spec = dict[str, Any]
NUMBER = re.compile(r"^(<|>)?(\d{1,3}(?:,\d{3})*)(\.\d+)?( ?%)?$")
LOCALES = {"uk": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", ""], "percent": "\u00a0%"}}
"""How charts write numbers where not as in English."""


def bare(chart: Any) -> Spec:
    """A chart without title, subtitle and source, its panels in rows that may be broken; quiet for readers of screens."""
    spec = plain(chart)
    inner = spec
    if len(spec.get("vconcat", ())) == 1:
        inner = spec["vconcat"][0]
    kept = {
        key: value for key, value in inner.items() if key not in {"title", "config", "background", "padding", "$schema"}
    }
    if "hconcat" in kept:
        panels = [_named(panel) for panel in kept.pop("hconcat")]
        kept = {**kept, "concat": panels, "spacing": GAP}
    config = {**inner.get("config", {}), **spec.get("config", {}), "aria": False}
    if "datasets" in spec:
        kept["datasets"] = spec["datasets"]
    return {**kept, "background": None, "padding": 2, "config": config}


@dataclass(frozen=True)
class Fit:
    """How a chart fills a page."""

    panel: int
    """Width of a panel as it is, pixels."""
    least: int
    """Width that a panel needs, to be read."""
    room: int
    """Beside each panel, for names and numbers."""
    most: int = 1
    """Panels in a row."""


def fitting(spec: Spec, fit: Fit) -> Spec:
    """The chart, told how to fill a page.

    Whoever draws it (the page's script, `fitted`) chooses how many panels stand in a row and makes them as wide as that allows.
    """
    return {**spec, "usermeta": {**asdict(fit), "gap": GAP}}


def fitted(spec: Spec, width: float) -> Spec:
    """The chart as it fills so many pixels; one without instructions as it is."""
    how = spec.get("usermeta", {})
    if "panel" not in how:
        return spec
    whole = how["least"] + how["room"] + how["gap"]
    columns = max(1, min(how["most"], int((width + how["gap"]) // whole)))
    wide = max(110, int((width + how["gap"]) / columns) - how["gap"] - how["room"])

    def resized(of: Any) -> Any:
        if isinstance(of, list):
            return [resized(one) for one in of]
        if not isinstance(of, dict):
            return of
        changed = {key: resized(value) if key not in {"data", "values"} else value for key, value in of.items()}
        if of.get("width") == how["panel"]:
            changed["width"] = wide
        if "facet" in of:
            changed["columns"] = columns
        return _in_rows(changed, columns) if "concat" in of else changed

    found: Spec = resized(spec)
    return found


def _in_rows(of: Spec, columns: int) -> Spec:
    """Panels in rows. (Vega's interpreter, without which a page would have to allow `eval`, draws no `concat`.)"""
    panels = of.pop("concat")
    rows = [panels[at : at + columns] for at in range(0, len(panels), columns)]
    return {**of, "vconcat": [{"hconcat": row, "spacing": of["spacing"]} for row in rows]}


def in_language(spec: Spec, language: str, names: Mapping[str, str] | None = None) -> Spec:
    """The chart in a language; `names` says further words, such as those of the attacks."""
    said = dict(names or {})

    def translated(text: str) -> str:
        return said[text] if text in said else phrase(text, language)

    found: Spec = _each_text(spec, translated)
    if language in LOCALES:
        found["config"] = {**found.get("config", {}), "locale": {"number": LOCALES[language]}}
    return found


def phrase(text: str, language: str) -> str:
    """A chart's own words in a language; others, such as names of the scenario's, as they are."""
    if language == "en":
        return text
    number = NUMBER.match(text)
    if number:
        bound, whole, part, percent = number.groups()
        locale = LOCALES[language]
        text = whole.replace(",", str(locale["thousands"])) + (part or "").replace(".", str(locale["decimal"]))
        return f"{bound or ''}{text}{locale['percent'] if percent else ''}"
    for pattern, name in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return words(language, PAGE).say(name, match.groupdict())
    return text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What charts say in English, as patterns in which any value may stand, with the names of the phrases."""
    from fluent.syntax import FluentParser, ast

    found = []
    for entry in FluentParser().parse(Path(HERE / "en" / f"{PAGE}.ftl").read_text("utf-8")).body:
        if isinstance(entry, ast.Message) and entry.value is not None:
            pieces = [
                re.escape(piece.value) if isinstance(piece, ast.TextElement) else f"(?P<{piece.expression.id.name}>.+?)"  # type: ignore[union-attr]
                for piece in entry.value.elements
            ]
            found.append((re.compile("".join(pieces)), entry.id.name))
    return tuple(found)


def _each_text(of: Any, change: Callable[[str], str]) -> Any:
    if isinstance(of, str):
        return change(of)
    if isinstance(of, list):
        if of and all(isinstance(one, str) for one in of):
            whole = change(" ".join(of))
            return [whole] if whole != " ".join(of) else [change(one) for one in of]
        return [_each_text(one, change) for one in of]
    if isinstance(of, dict):
        return {key: value if key in _NO_TEXT else _each_text(value, change) for key, value in of.items()}
    return of


_NO_TEXT = {"field", "type", "format", "usermeta", "geometry", "coordinates", "expr", "calculate", "test"}


def _named(panel: Spec) -> Spec:
    """A panel with the names of its rows, which a picture shows in the first of a row alone."""

    def shown(of: Any) -> Any:
        if isinstance(of, list):
            return [shown(one) for one in of]
        if isinstance(of, dict):
            return {key: True if key == "labels" and value is False else shown(value) for key, value in of.items()}
        return of

    found: Spec = shown(panel)
    return found
