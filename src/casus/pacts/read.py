"""Files in, instruments out: the casebook of real pacts, and pacts of a user's own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from casus.foundation.documents import read_document
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.foundation.validation import validate_document
from casus.pacts.schema.history import Instrument

CASEBOOK = Path(__file__).parent / "casebook"


@cache
def casebook_names() -> tuple[str, ...]:
    """Ids of the casebook, in alphabetical order."""
    return tuple(sorted(file.stem for file in CASEBOOK.glob("*.yaml")))


def casebook_file(id: str) -> Path:
    """The file of an instrument of the casebook; raises InputError with the nearest known id."""
    if id not in casebook_names():
        raise InputError(
            [Problem(f"the casebook has no '{id}'", hint=unknown_name_hint(id, casebook_names(), most=40))]
        )
    return CASEBOOK / f"{id}.yaml"


@cache
def instrument(id: str) -> Instrument:
    """An instrument of the casebook; raises InputError with the nearest known id."""
    return validate_document(read_document(casebook_file(id)), Instrument)


def read_casebook() -> tuple[Instrument, ...]:
    """Every instrument of the casebook."""
    return tuple(instrument(id) for id in casebook_names())
