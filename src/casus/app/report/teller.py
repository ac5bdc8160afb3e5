"""Typed values in, sentences and numbers of one language out: what a reader reads beside what a machine may check."""

from __future__ import annotations

import math
from dataclasses import dataclass

from casus.app.report.parts import Cell, Sentence
from casus.app.words.catalogue import Words, words
from casus.flow.metrics.band import Band
from casus.flow.metrics.measure import Share

PAGE = "report"
NONE = "–"
NO_BREAK = "\u00a0"
MEUR_PER_BEUR = 1000.0
NEARLY = 0.0005
"""What prints as 0.0 or 100.0 per cent and is neither."""


@dataclass(frozen=True)
class Amount:
    """A number as it is, and as it is written."""

    value: float
    text: str


class Teller:
    """Says things in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.per_cent = "%" if language == "en" else f"{NO_BREAK}%"
        self._signs = _signs(language)
        self.words: Words = words(language, PAGE)

    def say(self, name: str, **values: str | int | Amount) -> str:
        """The words of that name, filled."""
        return self.words.say(name, {key: of.text if isinstance(of, Amount) else of for key, of in values.items()})

    def tell(self, name: str, **values: str | int | Amount) -> Sentence:
        """The sentence of that name, with what fills it."""
        plain = {key: of.value if isinstance(of, Amount) else of for key, of in values.items()}
        return Sentence(self.say(name, **values), plain)

    # --- numbers ------------------------------------------------------------------------------------------------------

    def number(self, value: float, digits: int = 0) -> Amount:
        """A number with so many decimals; a dash where there is none."""
        if math.isnan(value):
            return Amount(value, NONE)
        if math.isinf(value):
            return Amount(value, self.say("never"))
        text = f"{0.0 if round(value, digits) == 0 else value:,.{digits}f}"
        return Amount(value, text.translate(self._signs))

    def general(self, value: float) -> str:
        """A number with the digits that mean something: four."""
        if value == 0 or not math.isfinite(value):
            return self.number(value).text
        digits = max(0, 3 - math.floor(math.log10(abs(value))))
        text = self.number(value, min(digits, 8)).text
        mark = self._signs[ord(".")]
        return text.rstrip("0").rstrip(mark) if mark in text else text

    def share(self, value: float, digits: int = 1) -> Amount:
        """A share in per cent; one that is nearly all or hardly any is never called all or none."""
        if math.isnan(value):
            return Amount(value, NONE)
        edge = NEARLY * 10 ** (1 - digits)
        if 0.0 < value < edge or 1.0 - edge < value < 1.0:
            bound = self._percent(2 * edge if value < edge else 1.0 - 2 * edge, digits)
            return Amount(value, f"<{NO_BREAK}{bound}" if value < edge else f">{NO_BREAK}{bound}")
        return Amount(value, self._percent(value, digits))

    def _percent(self, value: float, digits: int) -> str:
        return f"{self.number(100.0 * value, digits).text}{self.per_cent}"

    def ends(self, share: Share) -> str:
        """The 95 % interval of a share."""
        low, high = share.interval
        return self.range(self.number(100.0 * low, 1).text, self.number(100.0 * high, 1).text) + self.per_cent

    def points(self, difference: float) -> Amount:
        """A difference of shares in percentage points, with its sign."""
        if math.isnan(difference):
            return Amount(difference, NONE)
        text = self.number(100.0 * difference, 1).text
        return Amount(difference, text if text.startswith("−") or text.strip("0.,") == "" else f"+{text}")

    def billions(self, meur: float) -> Amount:
        """Million euro as billions, to three digits or so."""
        beur = meur / MEUR_PER_BEUR
        return Amount(meur, self.number(beur, 1 if abs(beur) < 100.0 else 0).text)

    def band(self, of: Band) -> str:
        """The ends of the middle 90 %, billion euro."""
        return self.range(self.billions(of.p05).text, self.billions(of.p95).text)

    def range(self, low: str, high: str) -> str:
        """Two ends."""
        return self.say("from-to", low=low, high=high)

    def date(self, text: str) -> str:
        """A date, of which perhaps only year and month are known."""
        from datetime import date

        from babel.dates import format_date, format_skeleton

        parts = [int(part) for part in text.split("-")]
        if len(parts) == 1:
            return text
        day = date(*[*parts, 1][:3])
        if len(parts) == 2:
            return _in_full(format_skeleton("yMMMM", day, locale=self.language))
        return _in_full(format_date(day, format="long", locale=self.language))

    def listed(self, names: list[str]) -> str:
        """Names in a row."""
        from babel.lists import format_list

        return str(format_list(names, locale=self.language)) if names else ""

    # --- cells --------------------------------------------------------------------------------------------------------

    def cell(self, of: Amount, more: str = "") -> Cell:
        """A number in a table, with what stands behind it."""
        known = not math.isnan(of.value)
        return Cell(f"{of.text} {more}".strip() if known else NONE, of.value if known else None)

    def held(self, share: Share) -> Cell:
        """A share with its 95 % interval."""
        return self.cell(self.share(share.value), f"[{self.ends(share)}]") if share.n else Cell(NONE)

    def title(self, name: str) -> str:
        """A name of the scenario's own within a sentence, marked where the page has another language."""
        return name if self.language == "en" else f"«{name}»"


def _in_full(date: str) -> str:
    """A Ukrainian date without an abbreviation, whose full stop might end a sentence."""
    return f"{date.removesuffix('р.')}року" if date.endswith("р.") else date


def _signs(language: str) -> dict[int, str]:
    """How a language writes the signs of a number that Python writes; babel takes seconds over the 30,000 of a report."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return {ord(","): get_group_symbol(language), ord("."): get_decimal_symbol(language), ord("-"): "−"}


def english(text: str) -> Cell:
    """A cell of what is kept in English: names of the scenario's own, findings, titles of works."""
    return Cell(text, lang="en")
