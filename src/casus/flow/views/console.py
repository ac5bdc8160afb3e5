"""The console that tables are printed on: wide enough that no cell is cut, however narrow the window."""

from __future__ import annotations

from rich.console import Console

LEAST_WIDTH = 112
"""Characters that the widest table needs; a narrower window wraps lines rather than cutting cells."""


def wide_console() -> Console:
    """Standard output, at least as wide as the widest table."""
    return Console(width=max(LEAST_WIDTH, Console().width))
