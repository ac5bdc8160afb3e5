"""What a list shows in, its lines on the page out; drawn anew only when what it shows has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from casus.app.web.components.parts import Tag

T = TypeVar("T")


class Listed(Generic[T]):
    """A list."""

    def __init__(self, classes: str, draws: Callable[[T], None], none: str = "") -> None:
        """`draws` puts one line on the page; `none` is said where there is nothing to list."""
        self.draws, self.none = draws, none
        self.list = Tag("ul", "", classes)
        self._shown: list[T] | None = None

    def shows(self, items: Sequence[T]) -> None:
        """Show these."""
        if self._shown == list(items):
            return
        self._shown = list(items)
        self.list.clear()
        with self.list:
            for item in items:
                self.draws(item)
            if not items and self.none:
                Tag("li", self.none, "caption")
