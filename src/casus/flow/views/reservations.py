"""How sure an answer is, what else would do, and what it hides in; the same as lines under its table out."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from casus.flow.views.console import Paper


def print_reservations(wide: Paper, confidence: str, alternative: str, hides: Sequence[str]) -> None:
    """Print the three, each under its word."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    grid.add_row("how sure", confidence)
    grid.add_row("else", alternative)
    for place, hidden in enumerate(hides):
        grid.add_row("hides" if place == 0 else "", hidden)
    wide.print(grid, highlight=False)
