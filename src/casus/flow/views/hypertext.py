"""Words and tables as the terminal shows them in, HTML that a notebook shows out: a view is a table first, and stays one.

All text is escaped; styles stand in the elements themselves, so that a notebook that strips style sheets keeps them and none
leaks; colours of text and paper are the notebook's own, so that it can be read in light and dark themes.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from rich.console import Group
from rich.errors import MarkupError
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

CELL = "padding:.15em .9em .15em 0;vertical-align:top;background:transparent;border:0;white-space:normal"
HEAD = f"{CELL};font-weight:600;border-bottom:1px solid currentColor"
TABLE = (
    "border-collapse:collapse;margin:.4em 0;border:0;font-size:inherit;font-variant-numeric:tabular-nums;"
    "background:transparent;color:inherit"
)
CAPTION = "caption-side:top;text-align:left;font-weight:700;padding:.2em 0;color:inherit"
NOTE = "margin:.2em 0 .8em;font-size:88%;opacity:.8;max-width:60em"
WORDS = "margin:.35em 0;white-space:pre-wrap;max-width:60em"
STYLES = {"bold": "font-weight:700", "dim": "opacity:.75", "italic": "font-style:italic"}
ALARM = "font-weight:700;border-left:4px solid #D55E00;padding-left:.5em"  # vermillion, told apart by its place as well
OPEN_TABLES = 1  # chosen: the first table is what was asked; the others wait to be opened


@dataclass(frozen=True)
class Picture:
    """A picture with what it shows in words."""

    png: bytes
    alt: str


class Page:
    """Keeps what is printed on it, in its order."""

    def __init__(self) -> None:
        self.parts: list[Any] = []

    def print(self, *objects: Any, highlight: bool | None = None) -> None:  # noqa: ARG002 (as a terminal takes it)
        """Keep words and tables."""
        self.parts += objects


def hypertext(parts: Sequence[Any], pictures: Sequence[Picture] = (), open_tables: int = OPEN_TABLES) -> str:
    """The parts as HTML: the first tables as they are, with the pictures below them, later ones to be opened each by its title."""
    pieces, seen, waiting = [], 0, [_picture(picture) for picture in pictures]
    for part in _flat(parts):
        named = isinstance(part, Table) and part.show_header
        seen += named
        if isinstance(part, Table) and seen > open_tables and named:
            pieces += [*waiting, _folded(part)]
            waiting = []
        else:
            pieces.append(_table(part) if isinstance(part, Table) else _words(part))
    body = "".join([*pieces, *waiting])
    return f'<div style="color:inherit;background:transparent;line-height:1.4;overflow-x:auto">{body}</div>'


def _flat(parts: Sequence[Any]) -> Iterator[Any]:
    """Groups and paddings taken apart."""
    for part in parts:
        if isinstance(part, Group):
            yield from _flat(part.renderables)
        elif isinstance(part, Padding):
            yield from _flat([part.renderable])
        else:
            yield part


def _words(part: Any) -> str:
    """A paragraph; empty where there are no words."""
    text = inline(part)
    return f'<p style="{WORDS}">{text}</p>' if text.strip() else ""


def inline(part: Any) -> str:
    """Words with their markup as HTML, everything else escaped.

    >>> inline("[bold]held[/bold] <script>")
    '<span style="font-weight:700">held</span> &lt;script&gt;'
    """
    text = _text(part)
    ends = sorted({0, len(text), *(end for span in text.spans for end in (span.start, span.end))})
    return "".join(_run(text, start, end) for start, end in zip(ends, ends[1:], strict=False))


def _text(part: Any) -> Text:
    """Text with its markup read; words whose brackets are no markup are left as they are."""
    if isinstance(part, Text):
        return part
    try:
        return Text.from_markup(str(part))
    except MarkupError:
        return Text(str(part))


def _run(text: Text, start: int, end: int) -> str:
    words = {word for span in text.spans if span.start <= start and end <= span.end for word in str(span.style).split()}
    css = ALARM if {"red", "bold"} <= words else ";".join(STYLES[word] for word in sorted(words & STYLES.keys()))
    said = escape(text.plain[start:end])
    return f'<span style="{css}">{said}</span>' if css else said


def _folded(table: Table) -> str:
    """A table that waits to be opened."""
    title = inline(table.title or "more")
    return f'<details style="margin:.3em 0"><summary>{title}</summary>{_table(table, titled=False)}</details>'


def _table(table: Table, titled: bool = True) -> str:
    """The table with its title as caption, headings of columns and rows marked as such, and what its columns mean below."""
    caption = f'<caption style="{CAPTION}">{inline(table.title)}</caption>' if table.title and titled else ""
    head = (
        f"<thead><tr>{''.join(_heading(column) for column in table.columns)}</tr></thead>" if table.show_header else ""
    )
    rows = "".join(_row(table.columns, number) for number in range(table.row_count))
    note = f'<p style="{NOTE}">{inline(table.caption)}</p>' if table.caption else ""
    return f'<table style="{TABLE}">{caption}{head}<tbody>{rows}</tbody></table>{note}'


def _heading(column: Column) -> str:
    said = inline(column.header)
    style = f"{HEAD};text-align:{_side(column)}"
    return f'<th scope="col" style="{style}">{said}</th>' if said else f'<td style="{style}"></td>'


def _row(columns: Sequence[Column], number: int) -> str:
    cells = [(column, list(column.cells)[number]) for column in columns]
    first, *others = [(f"{CELL};text-align:{_side(column)}", _cell(cell)) for column, cell in cells]
    heading = f'<th scope="row" style="{first[0]};font-weight:inherit">{first[1]}</th>'
    rest = "".join(f'<td style="{style}">{said}</td>' for style, said in others)
    return f"<tr>{heading}{rest}</tr>"


def _cell(cell: Any) -> str:
    return _table(cell) if isinstance(cell, Table) else inline(cell)


def _side(column: Column) -> str:
    side = "right" if column.justify == "right" else "left"
    return f"{side};white-space:nowrap" if column.no_wrap else side


def _picture(picture: Picture) -> str:
    data = b64encode(picture.png).decode()
    return f'<img alt="{escape(picture.alt)}" src="data:image/png;base64,{data}" style="max-width:100%;margin:.5em 0">'
