"""A condition as values: the quantity, how it lies to its limits, the limits as they are shown; and the same in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.foundation.units import UNITS

Relation = Literal["above", "below", "between", "at-least", "at-most", "exactly", "among", "not-one", "none-of"]
UNTOLD_UNITS = ("", "1", "share", "probability", "category", "logit")


@dataclass(frozen=True)
class Shown:
    """A number as it is shown: rounded to so many decimals, of which a negative number are digits before the point."""

    value: float
    decimals: int
    about: bool = False
    """Whether the rounded number would admit other worlds than the exact one."""
    grouped: bool = True
    """False of a year of the calendar."""

    @property
    def rounded(self) -> float:
        """The number that is shown."""
        return round(self.value, self.decimals)

    @property
    def text(self) -> str:
        """In English."""
        shown = f"{self.rounded:{',' if self.grouped else ''}.{max(self.decimals, 0)}f}"
        return f"about {shown}" if self.about else shown


@dataclass(frozen=True)
class Stated:
    """What must hold of one quantity."""

    subject: str
    """The quantity in English, to stand before 'is'."""
    relation: Relation
    low: Shown | None = None
    high: Shown | None = None
    unit: str = ""
    """Key of the limits' unit; empty where it is not told."""
    words: tuple[str, ...] = ()
    """Of a choice, the alternatives that it is, or is not."""
    drawn: bool = False
    """Whether it is the model's own chance, of which one does not say that it is so, but that it is drawn so."""

    @property
    def text(self) -> str:
        """A phrase such as 'the believed warning before the attack is below 3.1 days'."""
        return f"{self.subject} {'is drawn' if self.drawn else 'is'} {self._where}"

    @property
    def _where(self) -> str:
        if self.relation in {"among", "not-one", "none-of"}:
            said = {"among": "", "not-one": "not ", "none-of": "neither "}[self.relation]
            return f"{said}{_listed(self.words, 'or' if self.relation == 'among' else 'nor')}"
        limits = [limit.text for limit in (self.low, self.high) if limit is not None]
        unit = f" {UNITS.get(self.unit, self.unit)}" if self.unit else ""
        if self.relation == "between":
            return f"between {limits[0]} and {limits[1]}{unit}"
        return f"{self.relation.replace('-', ' ')} {limits[0]}{unit}".removeprefix("exactly ")


def told_unit(unit: str) -> str:
    """The unit's key, or nothing where a number of it stands alone."""
    return "" if unit in UNTOLD_UNITS else unit


def _listed(words: tuple[str, ...], link: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {link} {words[-1]}"
