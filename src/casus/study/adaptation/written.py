"""A file of signposts in, checked records out: what is observed, how, how well, how early; and how long strengthening takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from casus.evidence.entry import Identifier, Unit
from casus.flow.scenario.quantities import AGGRESSOR_UNITS, ATTACK_UNITS, NATION_UNITS, PROTECTED_UNITS
from casus.foundation.documents import Document, Path_, read_document
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.records import Record
from casus.foundation.validation import validate_document

SHIPPED = Path(__file__).parent / "signposts.yaml"
Part = Literal[
    "troops", "standby", "aircraft", "air-defence", "stocks", "works", "command", "monitoring", "arms", "authority",
    "text", "settlement",
]  # fmt: skip
Months = Annotated[tuple[float, float], Field(description="5 and 95 % of worlds lie below.")]

ROLES = {
    "protected": PROTECTED_UNITS,
    "aggressor": AGGRESSOR_UNITS,
    "nation.*": NATION_UNITS,
    "nation.lead": NATION_UNITS,
    "attack.*": ATTACK_UNITS,
    "ally.*": {"opens": "probability"},
}
HIDDEN = ("nation.*.ground_barred", "nation.lead.ground_barred", "attack.*.believed")
"""Probabilities of what is decided on the day: no number for them can be read off anything in peacetime."""
OBSERVABLE = tuple(
    pattern for role, fields in ROLES.items() for field in fields if (pattern := f"{role}.{field}") not in HIDDEN
)
"""What a signpost may be made of. All else that is drawn is no state of the world that could be watched: the laws of combat, what a
promise is worth, what chance decides, whether a warning will be believed, and how soon the aggressor will be ready."""


class Before(Record):
    """Months before an attack from which it can be seen."""

    months: Months
    """The least and the most."""

    @model_validator(mode="after")
    def _in_order(self) -> Before:
        _refuse_disorder(self.months)
        return self


class Signpost(Record):
    """Something that could be watched in peacetime."""

    id: Identifier
    """Short name."""
    what: str = Field(min_length=8)
    """What is measured, as a phrase."""
    short: str = Field(min_length=4, max_length=70)
    """The same, short enough for a sentence."""
    reading: Literal["sum", "mean", "ratio"]
    """What becomes of the quantities: their sum, their mean over roles, or their sum over another."""
    of: tuple[str, ...] = Field(min_length=1)
    """Patterns of the drawn quantities."""
    weights: tuple[str, ...] = ()
    """Of a mean: patterns of what each role counts by; equal where there are none."""
    over: tuple[str, ...] = ()
    """Of a ratio: patterns of what it is divided by."""
    unit: Unit
    """Unit of its value."""
    observed_by: str = Field(min_length=4)
    """How it is observed."""
    visible: Literal["standing", "buildup"] | Before
    """From the ceasefire on, from the build-up on, or from some months before an attack on."""
    error_share: float = Field(ge=0, le=5)
    """Standard deviation of the error of observation, over that of what is observed."""
    why: str = Field(min_length=12)
    """Why it can be seen so well and so early; chosen."""

    @model_validator(mode="after")
    def _reads_what_it_needs(self) -> Signpost:
        if bool(self.over) != (self.reading == "ratio"):
            raise ValueError("'over' belongs to a ratio, and a ratio needs it")
        if self.weights and self.reading != "mean":
            raise ValueError("'weights' belong to a mean")
        return self


class Building(Record):
    """How long it takes from the decision until a part of a design is in place."""

    part: Part
    """Part of a design."""
    what: str
    """The same in words."""
    evidence: Identifier | None = None
    """Entry of the register that it is drawn from, in days."""
    months: Months | None = None
    """The least and the most, where there is no evidence; chosen."""
    why: str | None = None
    """Why so long."""

    @model_validator(mode="after")
    def _says_how_long(self) -> Building:
        if (self.evidence is None) == (self.months is None):
            raise ValueError("give either 'evidence' or 'months'")
        if self.months is not None:
            _refuse_disorder(self.months)
            if not self.why:
                raise ValueError("months that are chosen need a 'why'")
        return self


class Signposts(Record):
    """All of them, as a file holds them."""

    signposts: tuple[Signpost, ...] = Field(min_length=1)
    """What is watched."""
    building: tuple[Building, ...]
    """How long each part of a design takes."""


def read_signposts(file: Path = SHIPPED) -> Signposts:
    """The signposts of a file; raises InputError with file, line and column of everything that is wrong with it."""
    document = read_document(file)
    read = validate_document(document, Signposts)
    problems = [*_problems_with_names(read, document), *_problems_with_patterns(read, document)]
    if problems:
        raise InputError(problems)
    return read


def _problems_with_names(read: Signposts, document: Document) -> Iterator[Problem]:
    """Signposts named twice, and parts of a design that are missing or said twice."""
    yield from _twice("signposts", "id", [one.id for one in read.signposts], document)
    parts = [one.part for one in read.building]
    yield from _twice("building", "part", parts, document)
    for part in sorted(set(Part.__args__) - set(parts)):  # type: ignore[attr-defined]
        yield Problem(f"building: nothing says how long '{part}' takes", document.place(("building",)))


def _twice(key: str, field: str, names: Sequence[str], document: Document) -> Iterator[Problem]:
    for place, name in enumerate(names):
        if name in names[:place]:
            yield Problem(f"{key}: '{name}' appears twice", document.place((key, place, field)))


def _problems_with_patterns(read: Signposts, document: Document) -> Iterator[Problem]:
    for place, one in enumerate(read.signposts):
        for field in ("of", "weights", "over"):
            for index, pattern in enumerate(getattr(one, field)):
                at: Path_ = ("signposts", place, field, index)
                if pattern not in OBSERVABLE:
                    what = f"signposts.{one.id}.{field}: '{pattern}' is nothing that can be watched in peacetime"
                    yield Problem(what, document.place(at), unknown_name_hint(pattern, OBSERVABLE))


def matched(pattern: str, names: Sequence[str], attack: str, nations: Sequence[str], lead: str | None) -> list[str]:
    """The drawn quantities that a pattern means, in their order."""
    role, _, field = pattern.rpartition(".")
    if role == "nation.*":
        wanted = {f"nation.{nation}.{field}" for nation in nations}
    elif role == "nation.lead":
        wanted = {f"nation.{lead}.{field}"}
    elif role == "attack.*":
        wanted = {f"attack.{attack}.{field}"}
    elif role == "ally.*":
        wanted = {name for name in names if re.fullmatch(rf"ally\.[^.]+\.{field}", name)}
    else:
        wanted = {pattern}
    return [name for name in names if name in wanted]


def _refuse_disorder(months: tuple[float, float]) -> None:
    if not 0.0 < months[0] < months[1]:
        raise ValueError("months must be above 0 and rise from the least to the most")
