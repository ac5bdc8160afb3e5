"""A scorecard in, a terminal text out."""

from __future__ import annotations

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.backtest.scorecard import Scorecard, number_text


def describe_scorecard(card: Scorecard) -> Group:
    """Title, verdict, bars, score beside its baselines, and how to read it."""
    style = "bold green" if card.passed else "bold red"
    head = Text.assemble((f"{card.id}  ", "bold"), card.title, f"  (n = {card.n:,} {card.of})")
    return Group(
        head,
        Text(card.verdict, style=style),
        Padding(_bars(card), (0, 0, 0, 2)),
        Padding(_numbers("score", card.score), (0, 0, 0, 2)),
        Padding(_numbers("baseline", card.baseline), (0, 0, 0, 2)),
        *(Padding(Text(sentence), (0, 0, 0, 2)) for sentence in card.reading),
        Text(""),
    )


def _bars(card: Scorecard) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for bar in card.bars:
        mark = Text("ok" if bar.passed else "MISSED", style="green" if bar.passed else "red")
        table.add_row(mark, bar.what, number_text(bar.value), f"bar: {bar.range_text}")
    return table


def _numbers(name: str, numbers: dict[str, float]) -> Text:
    listed = ", ".join(f"{key} {number_text(value)}" for key, value in numbers.items()) or "-"
    return Text.assemble((f"{name}: ", "dim"), listed)
