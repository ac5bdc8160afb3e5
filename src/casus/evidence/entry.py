"""One cited quantity and one source: the records of which the register is made."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from casus.evidence.distribution import Distribution, problem_with_bounds, problem_with_distribution
from casus.foundation.names import unknown_name_hint
from casus.foundation.records import Record
from casus.foundation.units import MAY_BE_NEGATIVE, MONEY, SHARES, UNITS

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Grade = Literal["A", "B", "C"]
Status = Literal["seen", "data", "recalled", "judgement"]


def _known_unit(unit: str) -> str:
    if unit not in UNITS:
        raise ValueError(f"unknown unit '{unit}'; {unknown_name_hint(unit, UNITS, most=60)}")
    return unit


Unit = Annotated[str, AfterValidator(_known_unit)]
DateText = Annotated[str, BeforeValidator(str), Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]


class Source(Record):
    """One item of the bibliography."""

    key: Identifier
    """Name by which entries cite it."""
    author: str
    """Person or body answerable for it."""
    year: int
    """Year of publication."""
    title: str
    """Title, or a description where it has none."""
    where: str
    """Publisher, address or archive where it can be read."""
    seen: bool = True
    """False when it is cited from memory and has not been read."""

    @property
    def citation(self) -> str:
        """Author, year and title, as a line cites it."""
        return f"{self.author} ({self.year}), {self.title}"


class Observation(Record):
    """One dated value of a series; a missing value is null, never zero."""

    date: DateText
    """Day, month or year of the observation."""
    value: float | None
    """The value, or null where none was published."""


class Entry(Record):
    """One quantity: what it is, its value or range, how sure we are and why."""

    id: Identifier
    """Name by which scenarios use it."""
    what: str = Field(min_length=8)
    """What is measured, as a phrase."""
    unit: Unit
    """One of the units that Casus knows."""
    distribution: Distribution = "point"
    """Shape between the ends of the range."""
    value: float | None = None
    """Best single value: the mode of triangular and PERT, the median of lognormal, the value of a point."""
    range: tuple[float, float] | None = None
    """The 5-95 % interval: one in ten worlds lies outside."""
    bounds: tuple[float | None, float | None] | None = None
    """Values beyond which none is physically possible; draws are cut there."""
    values: tuple[float, ...] | None = None
    """Equally likely values of an empirical distribution."""
    weights: dict[str, float] | None = None
    """Named alternatives of a categorical distribution with their weights."""
    date: DateText
    """The date that the value describes."""
    checked: datetime.date
    """The day on which somebody last checked it against its source."""
    grade: Grade
    """A: several sources or direct data; B: one decent source; C: weak, contested, recalled or a judgement."""
    status: Status
    """How it was obtained: seen in the source, computed from data, recalled, or our judgement."""
    sources: tuple[Identifier, ...] = ()
    """Keys of the bibliography."""
    why: str = Field(min_length=12)
    """Why this value and this range."""
    currency: Literal["EUR", "USD"] | None = None
    """Currency of money."""
    price_year: int | None = None
    """Year whose prices money is in."""
    series: tuple[Observation, ...] = ()
    """Dated observations on which the value rests."""

    @property
    def last_observed(self) -> str | None:
        """Date of the last observation that has a value."""
        dates = [observation.date for observation in self.series if observation.value is not None]
        return max(dates) if dates else None

    @model_validator(mode="after")
    def _is_sound(self) -> Entry:
        problem = (
            problem_with_distribution(self.distribution, self.value, self.range, self.values, self.weights)
            or problem_with_bounds(self.bounds, self.value, self.range)
            or self._problem_with_limits()
            or self._problem_with_money()
            or self._problem_with_grade()
        )
        if problem:
            raise ValueError(f"{self.id}: {problem}")
        return self

    def _problem_with_limits(self) -> str | None:
        numbers = [n for n in (self.value, *(self.range or ()), *(self.values or ())) if n is not None]
        if self.unit not in MAY_BE_NEGATIVE and any(number < 0 for number in numbers):
            return f"a quantity in '{self.unit}' cannot be negative"
        if self.unit in SHARES and any(number > 1 for number in numbers):
            return f"a {self.unit} cannot exceed 1"
        return None

    def _problem_with_money(self) -> str | None:
        is_money = self.unit in MONEY
        if is_money != (self.currency is not None) or is_money != (self.price_year is not None):
            return "money carries currency and price_year, and nothing else does"
        return None

    def _problem_with_grade(self) -> str | None:
        if self.status in {"recalled", "judgement"} and self.grade != "C":
            return f"a {self.status} quantity is grade C"
        if self.status != "judgement" and not self.sources:
            return "names no source; only a judgement may do so"
        if self.grade == "C" and self.distribution == "point":
            return "a grade C quantity needs a range"
        return None
