"""What a library game is to those who list and solve it: its name, what it asks for, what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


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
    """The answers by name, for a number for each parameter, in their order."""
