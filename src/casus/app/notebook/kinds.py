"""A thing in, what a table has for its kind out: by the name of its class, so that nothing is loaded to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


def of_kind(thing: Any, table: Mapping[str, T]) -> T | None:
    """What the table has for the class of a thing, or for the nearest class that it is made from; None where it has nothing."""
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(thing).__mro__)
    return next((table[name] for name in names if name in table), None)
