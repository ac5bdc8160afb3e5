"""The console that tables are printed on, wide enough that no cell is cut; a table of designs; a study's last line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from rich.console import Console
from rich.table import Table

LEAST_WIDTH = 112
"""Characters that the widest table needs; a narrower window wraps lines rather than cutting cells."""


class Paper(Protocol):
    """What an answer is printed on: a terminal, or a page that keeps what it is given."""

    def print(self, *objects: Any, highlight: bool | None = None) -> None:
        """Take words and tables in their order."""


def wide_console() -> Console:
    """Standard output, at least as wide as the widest table."""
    return Console(width=max(LEAST_WIDTH, Console().width))


def print_provenance(wide: Paper, of: Mapping[str, Any], seconds: float | None) -> None:
    """Print what would give the same numbers again."""
    took = "" if seconds is None else f", {seconds:.1f} s"
    wide.print(
        f"[dim]{of['scenario']} ({of['scenario_digest']}), evidence {of['evidence_digest']}, {of['draws']:,} draws "
        f"({of['sampling']}), seed {of['seed']}, Casus {of['version']}{took}[/dim]",
        highlight=False,
    )


def plain_table(title: str, caption: str = "") -> Table:
    """An empty table without lines, as answers are printed: its title above, what its columns mean below."""
    table = Table(
        title=title, caption=caption or None, title_justify="left", caption_justify="left", box=None, pad_edge=False
    )
    table.title_style, table.header_style = "bold", "dim"
    return table


def figures_table(title: str, names: Sequence[str], figures: Sequence[str], caption: str = "") -> Table:
    """The same with its columns: names on the left, figures on the right, none of which wraps."""
    table = plain_table(title, caption)
    for heading in names:
        table.add_column(heading, no_wrap=True)
    for heading in figures:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def design_table(title: str, headings: tuple[str, ...], caption: str) -> Table:
    """An empty table with a row for each design to come: its title, the headings beside `design`, what they mean below."""
    table = plain_table(title, caption)
    table.add_column("design", no_wrap=True)
    for heading in headings:
        table.add_column(heading, justify="right")
    return table
