"""What a scenario says in, whether that was edited since it was read out, as a hash by which edits are told apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol

from casus.flow.scenario.schema.design import Design

EDITED = "edited-"
REST = {"designs", "variants", "folder", "read_digest"}
"""What of a scenario is said apart, and where it was read from, which is no part of what it says."""

Said = tuple[str, ...]


class _Scenario(Protocol):
    @property
    def designs(self) -> tuple[Design, ...]: ...
    @property
    def variants(self) -> tuple[Design, ...]: ...
    def model_dump_json(self, *, exclude: set[str], warnings: bool) -> str: ...


def said_by(scenario: _Scenario) -> Said:
    """Everything that a scenario says, as JSON: the designs and the variants each by itself, and the rest."""
    rest = scenario.model_dump_json(exclude=REST, warnings=False)
    return (rest, *_each(scenario.designs), "", *_each(scenario.variants))


def digest_of(said: Said, as_read: Said) -> str | None:
    """The digest of a scenario that says something else than it did when it was read; None where it says the same.

    What it says in another order is the same: of keys, and of designs, which are ordered by their names.
    """
    if said == as_read:
        return None
    hashes = [_hash(part) for part in said]
    if hashes == [_hash(part) for part in as_read]:
        return None
    return EDITED + hashlib.sha256("".join(hashes).encode()).hexdigest()[:16]


def _each(designs: Iterable[Design]) -> list[str]:
    return [design.model_dump_json(warnings=False) for design in sorted(designs, key=lambda design: design.id)]


@lru_cache(
    maxsize=512
)  # chosen: of the designs that somebody edits one after the other, so that the others cost nothing
def _hash(part: str) -> str:
    """The same for the same values: in any order of keys, and whether a whole number is written as 5 or 5.0."""
    plain = json.loads(part, parse_int=float) if part else None
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
