"""Two studies in, the cells of their printed tables that do not read the same out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from casus.flow.views.table import study_tables
from casus.study.comparison import Comparison

GONE = "not there"


@dataclass(frozen=True)
class Moved:
    """A cell of a table, as it was and as it is now."""

    table: str
    """Which table of the study."""
    design: str
    """Id of the design, the row."""
    column: str
    """The column."""
    kept: str
    """As it was printed."""
    again: str
    """As it is printed now."""


def moved(kept: Comparison, again: Comparison) -> tuple[Moved, ...]:
    """Every cell that reads otherwise at the digits shown, in the order of the tables."""
    before, after = (dict(_cells(study_tables(one.answers, one.deterrence))) for one in (kept, again))
    keys = dict.fromkeys([*before, *after])
    texts = ((key, before.get(key, GONE), after.get(key, GONE)) for key in keys)
    return tuple(Moved(*key, old, new) for key, old, new in texts if old != new)


def _cells(tables: Sequence[Table]) -> Iterator[tuple[tuple[str, str, str], str]]:
    for table in tables:
        rows, *columns = table.columns
        for column in columns:
            for row, cell in zip(rows.cells, column.cells, strict=True):
                yield (_plain(table.title), _plain(row), _plain(column.header)), _plain(cell)


def _plain(cell: object) -> str:
    return Text.from_markup(str(cell)).plain
