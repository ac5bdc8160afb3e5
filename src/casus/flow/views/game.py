"""The library games as a list, and one game with its numbers and answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.table import Table

from casus.flow.strategy.games.game import Game


def list_games(games: Iterable[Game]) -> Table:
    """One row for each game."""
    table = Table(caption="casus game NAME solves one; --set name=value changes a number", caption_justify="left")
    table.add_column("game", no_wrap=True)
    table.add_column("what it answers", overflow="fold")
    table.add_column("numbers and their defaults", overflow="fold")
    for game in games:
        asked = ", ".join(f"{parameter.name}={parameter.default:g}" for parameter in game.parameters)
        table.add_row(game.name, escape(game.summary), asked)
    return table


def show_answers(game: Game, inputs: Mapping[str, float], answers: Mapping[str, Any]) -> Group:
    """A game's numbers, then its answers, each with what it means."""
    table = Table(show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for parameter in game.parameters:
        table.add_row(parameter.name, _number_text(inputs[parameter.name]), parameter.meaning)
    table.add_section()
    for name, answer in answers.items():
        table.add_row(f"[bold]{name}[/bold]", _number_text(answer), game.meanings[name])
    return Group(f"[bold]{game.name}[/bold]: {escape(game.summary)}", table)


def _number_text(value: Any) -> str:
    """A number with six digits, a word as it is, or all of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(_number_text(one) for one in value) or "none"
    return f"{value:.6g}"
