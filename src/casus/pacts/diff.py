"""Two records in, what differs between them out: field by field, by dotted names, in the order of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casus.foundation.records import Record

Value = str | float | bool | None | tuple[str | float, ...]


@dataclass(frozen=True)
class Difference:
    """One field in which two records differ."""

    field: str
    """Dotted name; members of a list are numbered from 1."""
    a: Value
    """Value in the first; None where it is empty or the first has no such part."""
    b: Value
    """Value in the second."""


def differences(a: Record, b: Record, within: str = "") -> tuple[Difference, ...]:
    """Every field that differs; none exactly where the records are equal. `within` is put before the names."""
    left, right = _flat(a, within), _flat(b, within)
    return tuple(
        Difference(field, left.get(field), right.get(field))
        for field in _merged(list(left), list(right))
        if left.get(field) != right.get(field)
    )


def _flat(record: Record, within: str) -> dict[str, Value]:
    return dict(_leaves(record.model_dump(), within))


def _leaves(value: Any, name: str) -> Iterator[tuple[str, Value]]:
    """Leaves with their dotted names: a list of plain values is one, records in a list are numbered, an empty list is none."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{name}.{key}" if name else key)
    elif isinstance(value, tuple | list) and any(isinstance(part, dict) for part in value):
        for number, part in enumerate(value, start=1):
            yield from _leaves(part, f"{name}.{number}")
    elif value != ():
        yield name, value


def _merged(left: list[str], right: list[str]) -> list[str]:
    """All names in the order of the first, those that only the second has after what they follow there."""
    merged = list(left)
    known, place = set(left), 0
    for name in right:
        if name in known:
            place = merged.index(name) + 1
        else:
            merged.insert(place, name)
            place += 1
    return merged
