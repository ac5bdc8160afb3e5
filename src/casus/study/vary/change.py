"""One thing that a planner might change: a design in, the changed design out, in words that say what it does and what it asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ValidationError

from casus.flow.scenario.schema.design import Design
from casus.study.vary.parts import content

Kind = Literal[
    "hours", "clause", "brigades", "stocks", "works", "batteries", "aircraft", "command", "monitoring", "arms", "sanctions"
]  # fmt: skip

WORDS: tuple[Kind, ...] = ("hours", "clause")
"""Kinds that change words and authority, and no forces."""


@dataclass(frozen=True)
class Change:
    """One change, ready to be made to any design."""

    id: str
    """Short name, the same at every step."""
    kind: Kind
    words: str
    """What it does."""
    asks: str
    """What it asks, and of whom: the price that no line of cost holds."""
    make: Callable[[Design], Design] = field(repr=False, compare=False)
    """The changed design; the same one where there is nothing left to change."""
    number: int = 1
    """How many of the same it makes at once."""
    rule: str | None = None
    """Rule of the linter whose finding it mends."""


def made(change: Change, design: Design) -> Design | None:
    """The changed design; None where the change changes nothing, or what it makes is no sound design."""
    after = change.make(design)
    if content(after) == content(design):
        return None
    try:
        return Design.model_validate(after.model_dump())
    except ValidationError:
        return None
