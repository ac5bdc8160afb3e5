"""The inside of a box in numbers: a range for each factor, and for each choice the alternatives that it admits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Region:
    """Worlds whose every factor lies within its limits, both included."""

    low: Floats
    """(factors,) lowest value inside, minus infinity where there is no limit."""
    high: Floats
    """(factors,) likewise the highest."""
    admitted: Mapping[int, frozenset[int]]
    """By place of a choice, its alternatives inside; a choice that is not named admits all."""

    @property
    def restricted(self) -> tuple[int, ...]:
        """Places of the factors that are limited."""
        ranged = np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high))
        return tuple(sorted({*map(int, ranged), *self.admitted}))

    def fits(self, values: Floats, place: int) -> Mask:
        """(worlds,) whether one factor lies within its limits."""
        column = values[:, place]
        if place in self.admitted:
            return np.isin(column, sorted(self.admitted[place]))
        inside: Mask = (column >= self.low[place]) & (column <= self.high[place])
        return inside

    def inside(self, values: Floats, but: int | None = None) -> Mask:
        """(worlds,) whether all do, one of them left out of account."""
        found = np.ones(len(values), dtype=bool)
        for place in self.restricted:
            if place != but:
                found &= self.fits(values, place)
        return found

    def limited(self, place: int, low: float, high: float) -> Region:
        """With another range of one factor."""
        lows, highs = self.low.copy(), self.high.copy()
        lows[place], highs[place] = low, high
        return replace(self, low=lows, high=highs)

    def admitting(self, place: int, alternatives: frozenset[int] | None) -> Region:
        """With other alternatives of one choice; none named admits all."""
        others = {known: held for known, held in self.admitted.items() if known != place}
        return replace(self, admitted=others if alternatives is None else others | {place: alternatives})

    def only(self, places: Sequence[int]) -> Region:
        """With the limits of some factors alone."""
        kept = np.zeros(len(self.low), dtype=bool)
        kept[list(places)] = True
        return Region(
            np.where(kept, self.low, -np.inf),
            np.where(kept, self.high, np.inf),
            {place: held for place, held in self.admitted.items() if kept[place]},
        )

    def placed(self, places: npt.NDArray[np.intp], factors: int) -> Region:
        """The same among more factors, its own standing at `places`."""
        whole = everywhere(factors)
        whole.low[places], whole.high[places] = self.low, self.high
        return replace(whole, admitted={int(places[place]): held for place, held in self.admitted.items()})


def everywhere(factors: int) -> Region:
    """No limit on anything."""
    return Region(np.full(factors, -np.inf), np.full(factors, np.inf), {})
