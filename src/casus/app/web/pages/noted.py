"""A number in, its note on the page out."""

from __future__ import annotations

from casus.app.web.components.parts import Note
from casus.app.web.numbers import Number


def noted(number: Number, more: str = "") -> Note:
    """The number, its interval under it, and what stands behind both where the pointer rests or the keyboard stops."""
    return Note(number.text, list(number.lines), f"{number.tone} {more}".strip(), number.beneath)
