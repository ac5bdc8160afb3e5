"""Factors in, the same as ranks out: a box in ranks admits the same worlds whatever scale a factor is measured on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.study.discovery.region import Mask
from casus.study.factors import Factors


@dataclass(frozen=True)
class Ranked:
    """Factors by rank; a choice keeps its codes."""

    columns: tuple[Described, ...]
    """In the order of their names, so that the order in which they came decides nothing."""
    ranks: Floats
    """(worlds, factors) equal values share a rank, from 0 without gaps."""
    levels: tuple[Floats, ...]
    """For each factor the value of each rank."""

    @property
    def choices(self) -> tuple[int, ...]:
        """Places of the factors whose values are codes."""
        return tuple(place for place, column in enumerate(self.columns) if column.words)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the factors."""
        return tuple(column.name for column in self.columns)

    def only(self, places: npt.NDArray[np.intp]) -> Ranked:
        """Some of the factors."""
        return Ranked(
            tuple(self.columns[place] for place in places),
            self.ranks[:, places],
            tuple(self.levels[place] for place in places),
        )


def ranked(factors: Factors, seen: Mask) -> Ranked:
    """The factors that vary among some worlds and have a value in all of them."""
    values = factors.values[seen]
    order = [place for place in np.argsort(factors.names, kind="stable") if _will_do(values[:, place])]
    columns = tuple(factors.columns[place] for place in order)
    ranks, levels = np.zeros((len(values), len(order))), []
    for to, (column, place) in enumerate(zip(columns, order, strict=True)):
        level, rank = np.unique(values[:, place], return_inverse=True)
        levels.append(level)
        ranks[:, to] = values[:, place] if column.words else rank
    return Ranked(columns, ranks, tuple(levels))


def _will_do(values: Floats) -> bool:
    return len(values) > 0 and not np.isnan(values).any() and bool((values != values[0]).any())
