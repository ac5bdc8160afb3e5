"""A number in a scenario: an evidence entry by name, or a judgement that says so and carries its own range."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from casus.evidence.distribution import Distribution, problem_with_bounds, problem_with_distribution
from casus.evidence.entry import Identifier, Unit
from casus.foundation.records import Record
from casus.foundation.units import SHARES


class Quantity(Record):
    """One uncertain number, by `evidence: id` alone, or by a range with its unit and the reason for it."""

    evidence: Identifier | None = None
    """Id of the evidence entry that gives value, range and source."""
    distribution: Distribution | None = None
    """Shape between the ends of the range, for a number of the scenario's own."""
    value: float | None = None
    """Best single value."""
    range: tuple[float, float] | None = None
    """The 5-95 % interval."""
    bounds: tuple[float | None, float | None] | None = None
    """Values beyond which none is physically possible."""
    weights: dict[str, float] | None = None
    """Named alternatives with their weights, for a choice such as the law of ground combat."""
    unit: Unit | None = None
    """Unit of a number of the scenario's own."""
    why: str | None = Field(default=None, min_length=12)
    """Source of, or reason for, a number of the scenario's own."""
    status: Literal["judgement", "fiction"] | None = None
    """A number of the scenario's own is a judgement, or belongs to a fictional scenario."""

    @model_validator(mode="after")
    def _is_sourced(self) -> Quantity:
        own = [self.distribution, self.value, self.range, self.weights, self.unit, self.why, self.status]
        if self.evidence is not None:
            if any(field is not None for field in own):
                raise ValueError("give either 'evidence' or numbers of your own, not both")
            return self
        if self.unit is None or self.why is None or self.status is None:
            raise ValueError("a number without 'evidence' needs 'unit', 'why' and 'status'")
        shape = self.distribution or ("point" if self.range is None else "uniform")
        problem = problem_with_distribution(shape, self.value, self.range, None, self.weights)
        problem = problem or problem_with_bounds(self.bounds, self.value, self.range)
        if problem:
            raise ValueError(problem)
        if self.status == "judgement" and self.range is None and self.weights is None:
            raise ValueError("a judgement needs a 'range', or 'weights'")
        self._refuse_impossible()
        return self

    def _refuse_impossible(self) -> None:
        numbers = [n for n in (self.value, *(self.range or ())) if n is not None]
        if self.unit != "logit" and any(number < 0 for number in numbers):
            raise ValueError(f"a quantity in '{self.unit}' cannot be negative")
        if self.unit in SHARES and any(number > 1 for number in numbers):
            raise ValueError(f"a {self.unit} cannot exceed 1")
