"""A limit of a box in, the condition as it is stated out, with numbers no finer than a reader needs."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

import numpy as np

from casus.flow.draws.described import CHANCE, Described
from casus.flow.handoffs import Floats
from casus.study.discovery.stated import Relation, Shown, Stated, told_unit

DIGITS = 2
"""Digits of a limit, counted on the range of its factor, or on the limit itself where that is far smaller (chosen)."""
FEW_LEVELS = 30
"""Chosen: a factor of so few values, all whole, is a count, and is told as one."""
NO_ARTICLE = ("what", "how", "half", "the")
NATIONS = ("Russian",)
"""Adjectives of nations with which phrases of the evidence begin."""
CALENDAR = 1000.0
"""Years from here on are dates, not durations."""


@dataclass(frozen=True)
class Limit:
    """One end of a range."""

    value: float
    """Infinite where there is none. The rounded number where it admits the same worlds, else the exact one."""
    shown: Shown | None = None
    """None where there is none."""

    @property
    def text(self) -> str:
        """With 'about' where the rounded number would admit other worlds."""
        return self.shown.text if self.shown else ""


def lower_limit(first: int, levels: Floats) -> Limit:
    """The lower end of a range that begins with level number `first` of the factor's values in order."""
    return Limit(-math.inf) if first <= 0 else _limit(float(levels[first - 1]), float(levels[first]), levels, True)


def upper_limit(last: int, levels: Floats) -> Limit:
    """The upper end of one that ends with level number `last`."""
    if last >= len(levels) - 1:
        return Limit(math.inf)
    return _limit(float(levels[last + 1]), float(levels[last]), levels, False)


def _limit(outside: float, inside: float, levels: Floats, lower: bool) -> Limit:
    """A limit between the first value outside and the last inside."""
    middle = (outside + inside) / 2.0 if math.isfinite(outside + inside) else inside
    shown = rounded(middle, levels)
    keeps = outside < shown.rounded <= inside if lower else inside <= shown.rounded < outside
    return Limit(shown.rounded, shown) if keeps else Limit(inside, replace(rounded(inside, levels), about=True))


def rounded(limit: float, levels: Floats) -> Shown:
    """A limit to about a hundredth of the factor's range, or two significant digits where it is far smaller."""
    finite = levels[np.isfinite(levels)]
    spread = float(finite[-1] - finite[0]) if len(finite) > 1 else 1.0
    scale = min(spread, 10.0 * abs(limit)) if limit else spread
    return Shown(limit, DIGITS - round(math.log10(scale)) if math.isfinite(limit) else 0)


def range_stated(column: Described, first: int, last: int, levels: Floats) -> Stated:
    """That a factor lies between two of its levels."""
    dates = _dates(column, levels)
    relation, low, high = _limits(first, last, levels)
    low, high = (limit and replace(limit, grouped=not dates) for limit in (low, high))
    unit = "" if dates else told_unit(column.unit)
    return Stated(subject(column), relation, low, high, unit, drawn=column.grade == CHANCE)


def _limits(first: int, last: int, levels: Floats) -> tuple[Relation, Shown | None, Shown | None]:
    counts = _counts(levels)
    if first == last:
        return "exactly", Shown(float(levels[first]), 0) if counts else rounded(float(levels[first]), levels), None
    low, high = lower_limit(first, levels).shown, upper_limit(last, levels).shown
    if counts:
        low, high = low and Shown(float(levels[first]), 0), high and Shown(float(levels[last]), 0)
    if low and high:
        return "between", low, high
    if low:
        return "at-least" if counts else "above", low, None
    return "at-most" if counts else "below", None, high


def _counts(levels: Floats) -> bool:
    return len(levels) <= FEW_LEVELS and bool(np.isfinite(levels).all() and (levels == np.round(levels)).all())


def choice_stated(column: Described, words: tuple[str, ...], others: tuple[str, ...]) -> Stated:
    """That a choice is one of some words; it names the fewer, inside or others."""
    if 0 < len(others) < len(words):
        return Stated(subject(column), "not-one" if len(others) == 1 else "none-of", words=others)
    return Stated(subject(column), "among", words=words)


def subject(column: Described) -> str:
    """What a factor is, to stand before 'is': without the capital of a heading, the question word and the afterthought."""
    asked = re.match(r"Which (.+?)(?: is right| applies)?(?:,.*)?$", column.what)
    text = asked.group(1) if asked else column.what
    first, second = (*text.split(" ", 2), "")[:2]
    if re.match(r"[^:]{1,24}: ", text) or second.startswith("("):
        return text
    text = text if first in NATIONS else text[0].lower() + text[1:]
    return text if first.lower() in NO_ARTICLE else f"the {text}"


def _dates(column: Described, levels: Floats) -> bool:
    return column.unit == "year" and float(levels[0]) >= CALENDAR
