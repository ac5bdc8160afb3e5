"""`casus game`: the library games, listed and solved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import numbers_from
from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.strategy.games.game import Game


@click.command(name="game")
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--set", "sets", multiple=True, metavar="NAME=VALUE", help="A number of the game; repeat as needed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(name: str | None, sets: tuple[str, ...], as_json: bool) -> None:
    """List the library games, or solve one; numbers that are not set have defaults.

    \b
    casus game
    casus game volunteer --set n=30 --set cost_benefit=0.3
    casus game alliance-clock --set n=32 --set k=22 --set mean_hours=8 --set by_hours=24
    """
    from casus.flow.strategy.games.catalogue import GAMES, read_game

    if name is not None:
        _solve(read_game(name), numbers_from(sets), as_json)
    elif sets:
        raise InputError([Problem("--set needs a game", hint="casus game NAME --set name=value")])
    else:
        _list(list(GAMES.values()), as_json)


def _list(games: list[Game], as_json: bool) -> None:
    from casus.flow.views.console import wide_console
    from casus.flow.views.game import list_games

    if as_json:
        click.echo(json.dumps({"games": [_summary(game) for game in games]}))
    else:
        wide_console().print(list_games(games))


def _summary(game: Game) -> dict[str, object]:
    parameters = [{"name": one.name, "default": one.default, "meaning": one.meaning} for one in game.parameters]
    return {"game": game.name, "summary": game.summary, "parameters": parameters, "answers": dict(game.meanings)}


def _solve(game: Game, given: dict[str, float], as_json: bool) -> None:
    from casus.flow.strategy.games.catalogue import inputs_of, solve_game
    from casus.flow.views.console import wide_console
    from casus.flow.views.game import show_answers

    inputs, answers = inputs_of(game, given), solve_game(game, given)
    if as_json:
        click.echo(json.dumps({"game": game.name, "inputs": inputs, **answers}))
    else:
        wide_console().print(show_answers(game, inputs, answers))
