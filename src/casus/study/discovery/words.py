"""A limit of a box in, the condition in plain words out, with numbers no finer than a reader needs."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import numpy as np

from casus.flow.draws.described import CHANCE, Described
from casus.flow.handoffs import Floats
from casus.foundation.units import UNITS

DIGITS = 2
"""Digits of a limit, counted on the range of its factor, or on the limit itself where that is far smaller (chosen)."""
FEW_LEVELS = 30
"""Chosen: a factor of so few values, all whole, is a count, and is told as one."""
UNTOLD_UNITS = ("1", "share", "probability", "category", "logit")
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
    text: str
    """With 'about' where the rounded number would admit other worlds."""


def lower_limit(first: int, levels: Floats) -> Limit:
    """The lower end of a range that begins with level number `first` of the factor's values in order."""
    return Limit(-math.inf, "") if first <= 0 else _limit(float(levels[first - 1]), float(levels[first]), levels, True)


def upper_limit(last: int, levels: Floats) -> Limit:
    """The upper end of one that ends with level number `last`."""
    if last >= len(levels) - 1:
        return Limit(math.inf, "")
    return _limit(float(levels[last + 1]), float(levels[last]), levels, False)


def _limit(outside: float, inside: float, levels: Floats, lower: bool) -> Limit:
    """A limit between the first value outside and the last inside."""
    middle = (outside + inside) / 2.0 if math.isfinite(outside + inside) else inside
    shown = rounded(middle, levels)
    value = float(shown.replace(",", ""))
    keeps = outside < value <= inside if lower else inside <= value < outside
    return Limit(value, shown) if keeps else Limit(inside, f"about {rounded(inside, levels)}")


def rounded(limit: float, levels: Floats) -> str:
    """A limit to about a hundredth of the factor's range, or two significant digits where it is far smaller."""
    finite = levels[np.isfinite(levels)]
    spread = float(finite[-1] - finite[0]) if len(finite) > 1 else 1.0
    scale = min(spread, 10.0 * abs(limit)) if limit else spread
    decimals = DIGITS - round(math.log10(scale)) if math.isfinite(limit) else 0
    return f"{round(limit, decimals):,.{max(decimals, 0)}f}"


def range_words(column: Described, first: int, last: int, levels: Floats) -> str:
    """A phrase such as 'the believed warning before the attack is below 3.1 days'."""
    verb = "is drawn" if column.grade == CHANCE else "is"
    where = _where(first, last, levels)
    if _dates(column, levels):
        where = where.replace(",", "")
    return f"{subject(column)} {verb} {where}{_unit(column, levels)}"


def _where(first: int, last: int, levels: Floats) -> str:
    if first == last:
        return rounded(float(levels[first]), levels) if not _counts(levels) else f"{levels[first]:,.0f}"
    low, high = lower_limit(first, levels).text, upper_limit(last, levels).text
    above, below = ("at least", "at most") if _counts(levels) else ("above", "below")
    if _counts(levels):
        low, high = low and f"{levels[first]:,.0f}", high and f"{levels[last]:,.0f}"
    if low and high:
        return f"between {low} and {high}"
    return f"{above} {low}" if low else f"{below} {high}"


def _counts(levels: Floats) -> bool:
    return len(levels) <= FEW_LEVELS and bool(np.isfinite(levels).all() and (levels == np.round(levels)).all())


def choice_words(column: Described, words: tuple[str, ...]) -> str:
    """A phrase such as 'the published law of ground combat is hero1972 or biddle2004'; it names the fewer alternatives."""
    others = tuple(word for word in column.words if word not in words)
    if 0 < len(others) < len(words):
        return f"{subject(column)} is {'not' if len(others) == 1 else 'neither'} {_listed(others, 'nor')}"
    return f"{subject(column)} is {_listed(words, 'or')}"


def _listed(words: tuple[str, ...], link: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"


def subject(column: Described) -> str:
    """What a factor is, to stand before 'is': without the capital of a heading, the question word and the afterthought."""
    asked = re.match(r"Which (.+?)(?: is right| applies)?(?:,.*)?$", column.what)
    text = asked.group(1) if asked else column.what
    first, second = (*text.split(" ", 2), "")[:2]
    if re.match(r"[^:]{1,24}: ", text) or second.startswith("("):
        return text
    text = text if first in NATIONS else text[0].lower() + text[1:]
    return text if first.lower() in NO_ARTICLE else f"the {text}"


def _unit(column: Described, levels: Floats) -> str:
    untold = column.unit in UNTOLD_UNITS or _dates(column, levels)
    return "" if untold else f" {UNITS.get(column.unit, column.unit)}"


def _dates(column: Described, levels: Floats) -> bool:
    return column.unit == "year" and float(levels[0]) >= CALENDAR
