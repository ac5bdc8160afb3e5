"""The one phrase for a name that nobody knows: what was given, what is allowed, what was perhaps meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """The known name most like the given one, or None when none is near."""
    matches = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return matches[0] if matches else None


def unknown_name_hint(name: str, known: Iterable[str], most: int = 12) -> str:
    """A hint for an unknown name: the nearest known one first, then what is allowed."""
    allowed = sorted(known)
    near = nearest_name(name, allowed)
    listed = ", ".join(allowed[:most]) + (f" and {len(allowed) - most} more" if len(allowed) > most else "")
    meant = f"did you mean '{near}'? " if near else ""
    return f"{meant}allowed: {listed}" if listed else f"{meant}none is defined"
