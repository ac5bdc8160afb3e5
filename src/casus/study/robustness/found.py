"""What is known about the firmness of a recommendation, as a record; its tables and its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from casus.study.reservations import Reservations
from casus.study.robustness.as_json import as_json
from casus.study.robustness.compared import Compared
from casus.study.robustness.dominance import Dominance
from casus.study.robustness.grades import Grades
from casus.study.robustness.information import Information
from casus.study.robustness.ladder import Step
from casus.study.robustness.recommendation import Recommendation
from casus.study.robustness.regret import Regret
from casus.study.robustness.resample import Resampled
from casus.study.robustness.resting import Resting
from casus.study.robustness.reversal import Reversal
from casus.study.robustness.satisficing import Satisficing
from casus.study.robustness.splits import Split
from casus.study.robustness.tables import Row, design_rows, information_rows, rank_rows, reversal_rows
from casus.study.robustness.where import Where

NOTHING = Reservations("", "", ())


@dataclass(frozen=True)
class Robustness:
    """One study by one metric; arrays are in the order of `designs`."""

    of: Compared
    best: Recommendation
    regret: Regret
    enough: Satisficing
    ranked: Resampled
    splits: tuple[Split, ...]
    dominance: Dominance
    information: Information
    reversals: tuple[Reversal, ...]
    """Every rival of the recommended design, the nearest first."""
    where: Where | None
    """Under which conditions the rival that does better most often does so; None where hardly any ever does."""
    grades: Grades
    rests: Mapping[str, Resting] | None
    """By design, on what its result rests, where campaigns were played to know it."""
    steps: tuple[Step, ...]
    """Which design is best net of cost, by what a unit of the metric is worth."""
    provenance: Mapping[str, Any]
    complete: bool
    reservations: Reservations = NOTHING

    @property
    def designs(self) -> tuple[str, ...]:
        """Ids of the designs."""
        return self.of.designs

    @property
    def recommended(self) -> str:
        """The design that is best on average; see `ties` before saying so."""
        return self.designs[self.best.best]

    @property
    def ties(self) -> tuple[str, ...]:
        """Designs that are as good in every world, or not told apart from it."""
        return tuple(self.designs[place] for place in (*self.best.same, *self.best.ties))

    @property
    def order(self) -> list[int]:
        """Places of the designs from the best on average to the worst."""
        return [int(place) for place in np.argsort(-self.of.better.mean(axis=1), kind="stable")]

    def split(self, name: str) -> Split | None:
        """The split of that name, or None."""
        return next((one for one in self.splits if one.name == name), None)

    def rows(self) -> list[Row]:
        """A row for each design."""
        return design_rows(self)

    def ranks(self) -> list[Row]:
        """A row for each design in each part of each split."""
        return rank_rows(self)

    def facts(self) -> list[Row]:
        """A row for each factor that would be worth knowing, under one for everything."""
        return information_rows(self)

    def changes(self) -> list[Row]:
        """A row for each rival: what would have to be different."""
        return reversal_rows(self)

    def as_json(self) -> dict[str, Any]:
        """All of it in plain records; numbers that do not exist are null."""
        return as_json(self)

    def with_reservations(self, reservations: Reservations) -> Robustness:
        """The same, with what goes beside it."""
        return replace(self, reservations=reservations)
