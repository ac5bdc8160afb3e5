"""A design that differs from another in one thing, so that what this thing does can be told apart (variants/*.yaml)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from casus.evidence.entry import Identifier
from casus.foundation.records import Record

Part = Literal["pact", "posture", "settlement"]
VARIANT = "variant"
"""Tag of every variant, and the only one that it has."""


class Variant(Record):
    """What of another design is changed, and why somebody would want to know."""

    id: Identifier
    """Name, equal to the file's."""
    of: Identifier
    """The design that is changed."""
    title: str
    """Name in tables and charts."""
    summary: str = Field(min_length=20)
    """What it is and what it shows, in a sentence or two."""
    change: dict[Part, dict[str, JsonValue]] = Field(min_length=1)
    """By part of the design, the fields that differ: a list is put in place of the other, null takes the usual value."""
    source: str = Field(min_length=12)
    """Which question it is there to answer, and what was chosen."""
