"""What a report is made of, the same for page and print: sections of sentences, tables and figures, as plain records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Spec = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """A sentence, with the numbers and names that fill it as the study has them."""

    text: str
    values: Mapping[str, float | int | str] = field(default_factory=dict)
    lang: str = ""
    """Its language where that is not the page's."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table."""

    text: str
    sort: float | str | None = None
    """By what it is ordered; None: by its text."""
    href: str = ""
    """A place in the page (`#...`) or an address."""
    mark: str = ""
    """A word for its look: a verdict, a severity; what it means stands in the text."""
    lang: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    heading: str
    number: bool = False
    weight: int = 1
    """How wide it is beside the others where there is little room; 0: no wider than its text."""


@dataclass(frozen=True)
class Table:
    """A table: the first column names its rows."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    data: tuple[Row, ...] = ()
    """What can be downloaded: whole, in numbers."""
    sortable: bool = False


@dataclass(frozen=True)
class Rest:
    """A cited quantity on which a figure rests."""

    text: str
    evidence: str
    """Id in the bibliography; empty for chance."""
    share: str


@dataclass(frozen=True)
class Figure:
    """A chart with all that a reader needs beside it."""

    id: str
    heading: str
    alt: str
    """What the chart shows, for those who do not see it."""
    caption: str
    """What is drawn, in which units."""
    source: str
    spec: Spec
    data: tuple[Row, ...]
    """The rows from which it was drawn."""
    table: Table
    """The same for readers without scripts; thinned where it is long, and then it says so."""
    rests: tuple[Rest, ...] = ()
    rests_note: str = ""
    """Of what that is, in a sentence."""
    wide: bool = False
    """Of a fixed size, rather to be scrolled than shrunk beyond reading."""


@dataclass(frozen=True)
class Points:
    """Sentences one under the other, with a heading or without."""

    sentences: tuple[Sentence, ...]
    heading: str = ""


@dataclass(frozen=True)
class Fold:
    """Parts behind a line that opens them."""

    summary: str
    parts: tuple[Part, ...]
    open: bool = False
    id: str = ""


@dataclass(frozen=True)
class Facts:
    """Names with what they are."""

    pairs: tuple[tuple[str, Cell], ...]


Part = Sentence | Points | Table | Figure | Fold | Facts


@dataclass(frozen=True)
class Section:
    """A part of the report with a heading of its own."""

    id: str
    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Report:
    """The whole, in one language."""

    language: str
    title: str
    subtitle: str
    dated: str
    partial: str
    """What is missing, where the study was interrupted; else empty."""
    sections: tuple[Section, ...]
    provenance: Mapping[str, Any]


def figures_of(parts: Sequence[Part]) -> list[Figure]:
    """Every figure among parts, folded ones too, in the order of the page."""
    found: list[Figure] = []
    for part in parts:
        found += [part] if isinstance(part, Figure) else figures_of(part.parts) if isinstance(part, Fold) else []
    return found
