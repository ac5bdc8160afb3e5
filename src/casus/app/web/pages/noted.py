"""Numbers in, their notes on the page out; where what they are of stays, they change in their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casus.app.web.components.parts import Note, Tag
from casus.app.web.numbers import Number

Put = Callable[..., None]
"""Puts the next number where the page is being built; more classes for it may be given."""


def noted(number: Number, more: str = "") -> Note:
    """The number, its interval under it, and what stands behind both where the pointer rests or the keyboard stops."""
    note = Note(more)
    _say(note, number)
    return note


def _say(note: Note, number: Number) -> None:
    note.says(number.text, list(number.lines), number.tone, number.beneath)


class Standing:
    """Numbers in a place of the page: built anew only when they are of something else, for that takes longest of all."""

    def __init__(self, place: Tag) -> None:
        self.place = place
        self._of: object = None
        self._notes: list[Note] = []

    def shows(self, of: object, numbers: Sequence[Number], draw: Callable[[Put], None]) -> None:
        """Show the numbers; `of` says of what they are, and `draw` builds all that is around them and puts one after another."""
        if of == self._of:
            for note, number in zip(self._notes, numbers, strict=True):
                _say(note, number)
            return
        self._of = of
        left = iter(numbers)
        self.place.clear()
        notes = self._notes = []

        def put(more: str = "") -> None:
            notes.append(noted(next(left), more))

        with self.place:
            draw(put)

    def is_of(self, of: object) -> bool:
        """Whether the numbers that are there are of this."""
        return of == self._of

    def is_old(self, old: bool) -> None:
        """Show whether the numbers are still of what was played before."""
        self.place.classes(add="stale" if old else "", remove="" if old else "stale")

    def goes(self) -> None:
        """Show nothing."""
        self._of = None
        self.place.clear()
