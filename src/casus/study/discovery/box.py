"""A box of conditions: which worlds it holds, how often the thing of interest happens there, and the sentence that says so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Share
from casus.foundation.json_numbers import json_number, json_row
from casus.study.discovery.region import Mask
from casus.study.discovery.stated import Stated
from casus.study.factors import Factors

FAILS = "it fails"


@dataclass(frozen=True)
class Condition:
    """One factor's limits."""

    column: Described
    low: float
    """Lowest value inside, minus infinity where there is no limit; of a choice likewise."""
    high: float
    words: tuple[str, ...]
    """Of a choice, the alternatives inside."""
    quasi_p: float
    """Probability that the box would be as dense by chance were this condition without effect, in worlds held back, times the
    number of conditions tried there."""
    stated: Stated
    """As it is said; 'about' where a rounded limit would admit other worlds, in which case `low` and `high` are exact."""

    @property
    def text(self) -> str:
        """In plain words."""
        return self.stated.text

    def holds(self, values: Floats) -> Mask:
        """(worlds,) whether it holds, by the factor's values."""
        if self.column.words:
            return np.isin(values, [self.column.words.index(word) for word in self.words])
        holds: Mask = (values >= self.low) & (values <= self.high)
        return holds

    def as_json(self) -> dict[str, Any]:
        """For machines; a limit that is none is null."""
        return {
            "factor": self.column.name,
            "what": self.column.what,
            "unit": self.column.unit,
            "grade": self.column.grade,
            "evidence": self.column.evidence,
            "low": json_number(self.low),
            "high": json_number(self.high),
            "alternatives": list(self.words),
            "quasi_p": json_number(self.quasi_p),
            "text": self.text,
        }


@dataclass(frozen=True)
class Beyond:
    """What a further box adds to the boxes before it."""

    density: float
    """Share in which it happens of the worlds inside that no box before holds."""
    base_share: float
    """The same of all worlds that no box before holds."""


@dataclass(frozen=True)
class Box:
    """Worlds that meet some conditions. All shares are of worlds held back while the conditions were sought."""

    conditions: tuple[Condition, ...]
    worlds: int
    """Worlds held back, in which it was tried."""
    mass: float
    """Share of them inside."""
    density: float
    """Share of those inside in which the thing of interest happens (or its mean there)."""
    coverage: float
    """Share of all in which it happens that lies inside."""
    base_share: float
    """Share of all worlds held back in which it happens: mass x density = coverage x base_share."""
    p: float
    """Probability that chance alone would make a box as dense."""
    beyond: Beyond | None = None
    """Nothing of the first box."""

    @property
    def density_interval(self) -> tuple[float, float]:
        """95 % interval of the density for Monte Carlo error (Wilson 1927; of a flag)."""
        return Share(self.density, 0.0, round(self.mass * self.worlds)).interval

    def inside(self, factors: Factors) -> Mask:
        """(worlds,) whether all conditions hold; raises KeyError for a factor that is not there."""
        places = {name: place for place, name in enumerate(factors.names)}
        found = np.ones(len(factors), dtype=bool)
        for condition in self.conditions:
            found &= condition.holds(factors.values[:, places[condition.column.name]])
        return found

    @property
    def where(self) -> str:
        """The conditions as one phrase."""
        texts = [condition.text for condition in self.conditions]
        return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"

    @property
    def sentence(self) -> str:
        """The box in a sentence, for something that fails."""
        return self.told(FAILS)

    def told(self, what_happens: str) -> str:
        """The same for another thing that happens, such as 'the line is lost'."""
        of = "failures" if what_happens == FAILS else "such worlds"
        return (
            f"In {self.mass:.0%} of the worlds, those where {self.where}, {what_happens} in {self.density:.2f} of them "
            f"({self.base_share:.2f} overall); that covers {self.coverage:.2f} of all {of}{self._added}."
        ).replace("%", " %", 1)

    @property
    def _added(self) -> str:
        if self.beyond is None:
            return ""
        return f"; outside the box before, it is {self.beyond.density:.2f} of them ({self.beyond.base_share:.2f} there)"

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        low, high = self.density_interval
        return {
            "sentence": self.sentence,
            "conditions": [condition.as_json() for condition in self.conditions],
            "mass": json_number(self.mass),
            "density": {"p": json_number(self.density), "low": json_number(low), "high": json_number(high)},
            "coverage": json_number(self.coverage),
            "base_share": json_number(self.base_share),
            "worlds_held_back": self.worlds,
            "p": json_number(self.p),
            "beyond": None if self.beyond is None else json_row(asdict(self.beyond)),
        }
