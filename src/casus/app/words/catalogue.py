"""A language and a page in, the page's sentences out, filled with typed values.

Catalogues are Fluent files (`en/report.ftl`; what all pages say is in `en/shared.ftl`). Numbers and plurals come out as a language
writes them, and a sentence that a language lacks is a fault that tests find, never an English one in its midst.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

LANGUAGES = {"en": "English", "uk": "Українська"}
"""Languages by code, each by its own name."""

Value = str | int | float | date
HERE = Path(__file__).parent


class Words:
    """The sentences of one page in one language."""

    def __init__(self, language: str, page: str) -> None:
        self.language = language
        self._page = page
        self._bundle = _bundle(language, page)

    def say(self, name: str, values: Mapping[str, Value] | None = None) -> str:
        """The sentence of that name with the values in their places; raises KeyError without it, ValueError without a value."""
        message = self._bundle.get_message(name) if self._bundle.has_message(name) else None
        if message is None or message.value is None:
            raise KeyError(f"{self._page}.ftl ({self.language}) says nothing as '{name}'")
        text, faults = self._bundle.format_pattern(message.value, dict(values or {}))
        if faults:
            raise ValueError(f"{self._page}.ftl ({self.language}), '{name}': {faults[0]}")
        return str(text)


def words(language: str, page: str) -> Words:
    """The sentences of a page; raises InputError for a language that no catalogue speaks."""
    if language not in LANGUAGES:
        hint = unknown_name_hint(language, LANGUAGES)
        raise InputError([Problem(f"unknown language '{language}'", hint=hint)])
    return Words(language, page)


@lru_cache
def _bundle(language: str, page: str) -> FluentBundle:
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([language], use_isolating=False)
    for file in ("shared", page):
        bundle.add_resource(FluentResource((HERE / language / f"{file}.ftl").read_text("utf-8")), allow_overrides=True)
    return bundle
