"""The library games by name: answers for numbers by name, defaults for the others, refusals in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casus.flow.strategy.games.coalitions import ALLIANCE_CLOCK, VOLUNTEER
from casus.flow.strategy.games.game import Game
from casus.flow.strategy.games.two_sides import (
    DETERRENCE_ONE_SIDED,
    DETERRENCE_TWO_SIDED,
    FAIT_ACCOMPLI,
    SIGNALS,
    STRATEGIC_QRE,
    ULTIMATUM,
)
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

GAMES: Mapping[str, Game] = {
    game.name: game
    for game in (
        DETERRENCE_ONE_SIDED,
        DETERRENCE_TWO_SIDED,
        SIGNALS,
        ULTIMATUM,
        STRATEGIC_QRE,
        VOLUNTEER,
        ALLIANCE_CLOCK,
        FAIT_ACCOMPLI,
    )
}
"""Every library game by name, in the order in which they are listed."""


def read_game(name: str) -> Game:
    """The game of that name; raises InputError with the nearest known one."""
    if name not in GAMES:
        raise InputError([Problem(f"unknown game '{name}'", hint=unknown_name_hint(name, GAMES))])
    return GAMES[name]


def inputs_of(game: Game, given: Mapping[str, float]) -> dict[str, float]:
    """Every parameter with its number, given or default; raises InputError for each name or number that does not fit."""
    known = {parameter.name: parameter for parameter in game.parameters}
    problems = [
        Problem(f"{game.name} has no parameter '{name}'", hint=unknown_name_hint(name, known))
        for name in given
        if name not in known
    ] + [
        Problem(f"{name} is {value}; it must be a whole number")
        for name, value in given.items()
        if name in known and isinstance(known[name].default, int) and not float(value).is_integer()
    ]
    if problems:
        raise InputError(problems)
    return {name: type(asked.default)(given.get(name, asked.default)) for name, asked in known.items()}


def solve_game(game: Game, given: Mapping[str, float]) -> dict[str, Any]:
    """The answers of a game by name, for the numbers given and defaults for the others; raises InputError."""
    return game.solve(*inputs_of(game, given).values())
