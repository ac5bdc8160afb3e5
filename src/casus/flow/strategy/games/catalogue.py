"""The library games by name: what each one asks for, with defaults, and its answers for numbers by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.flow.strategy.games.volunteer import volunteer
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint


@dataclass(frozen=True)
class Parameter:
    """A number that a game asks for; the type of its default says whether only a whole one will do."""

    name: str
    default: int | float
    meaning: str


@dataclass(frozen=True)
class Game:
    """A library game: what it answers, what it asks for, what its answers mean, and how it is solved."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    meanings: Mapping[str, str]
    """Every answer that it can give, by name."""
    solve: Callable[..., dict[str, Any]]
    """The answers for all parameters by name."""


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
    return game.solve(**inputs_of(game, given))


def _solve_volunteer(n: int, cost_benefit: float, k: int) -> dict[str, Any]:
    found = volunteer(n, cost_benefit, k)
    answers = {
        "p_act": found.act_probability,
        "p_nobody": found.nobody_probability,
        "p_enough": found.enough_probability,
    }
    return answers | ({"roots": list(found.roots)} if k > 1 else {})


def _solve_alliance_clock(n: int, k: int, mean_hours: float, by_hours: float) -> dict[str, Any]:
    found = alliance_clock(n, k, mean_hours, by_hours)
    return {"expected_hours": found.expected_hours, "p_by": found.by_probability}


# The defaults are chosen: a first answer to look at, and a case that tests/published/games.yaml checks.
_VOLUNTEER = Game(
    name="volunteer",
    summary="Many could act and all would gain: does anyone? (Diekmann 1985)",
    parameters=(
        Parameter("n", 5, "players who could act"),
        Parameter("cost_benefit", 0.3, "cost of acting over the benefit to each, above 0 and below 1"),
        Parameter("k", 1, "players who must act for the benefit to come, 1 to n"),
    ),
    meanings={
        "p_act": "probability that a given player acts: the largest root, 0 where there is none",
        "p_nobody": "probability that nobody acts",
        "p_enough": "probability that at least k act",
        "roots": "every probability of acting strictly between 0 and 1 that is a symmetric equilibrium (for k > 1)",
    },
    solve=_solve_volunteer,
)
_ALLIANCE_CLOCK = Game(
    name="alliance-clock",
    summary="When have k of n members decided, each in its own time? (order statistics)",
    parameters=(
        Parameter("n", 32, "members"),
        Parameter("k", 32, "members who must have decided, 1 to n; n is consensus"),
        Parameter("mean_hours", 8.0, "mean time that one member takes, exponential, hours"),
        Parameter("by_hours", 24.0, "deadline, hours"),
    ),
    meanings={
        "expected_hours": "mean hours until k have decided",
        "p_by": "probability that k have decided by the deadline",
    },
    solve=_solve_alliance_clock,
)

GAMES: Mapping[str, Game] = {game.name: game for game in (_VOLUNTEER, _ALLIANCE_CLOCK)}
"""Every library game by name, in the order in which they are listed."""
