"""A rule of the linter: what it finds in a text, why that matters, where it broke in history, how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from casus.pacts.schema.pact import Pact

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""A hole through which the whole promise may fall; one that delays or weakens it; something left open."""


class Found(NamedTuple):
    """One thing that a rule found."""

    clause: str
    """Field of the pact in which it is, such as 'trigger' or 'deadlines'."""
    message: str
    """What was found there, in one sentence without a full stop."""


@dataclass(frozen=True)
class Rule:
    """One rule; its page in the docs is written from these fields."""

    id: str
    """Stable: the letter of the family and three digits, never reused."""
    name: str
    """In words joined by hyphens."""
    severity: Severity
    finds: str
    """What it finds, a sentence."""
    why: str
    """Why that matters, a few sentences; never who is right."""
    case: str
    """Instrument of the casebook where it broke, or where it stands untested."""
    precedent: str
    """What happened there, a sentence or two."""
    mend: str
    """How the text, or what stands behind it, could be changed."""
    trips: str
    """YAML of the fields of a pact that trip it, laid over a pact that trips nothing."""
    clears: str
    """YAML of the least change to those fields that clears it."""
    check: Callable[[Pact], Iterator[Found]]
    """What it finds in a pact."""
