"""The type on each arrow of the flow: what one stage hands to the next, with shapes, units and meaning.

    Scenario -> Draws -> Campaigns -> Outcomes -> Answers -> (view)

A `Scenario` (flow.scenario.schema) says what is asked. `Draws` are possible worlds. `Campaigns` are the raw records that
the kernel fills. `Outcomes` are the same with names, units and provenance. `Answers` (metrics.answers)
are the numbers that views show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import xarray as xr

Floats = npt.NDArray[np.float64]
Columns = Mapping[str, Floats]
"""Drawn values by name of the quantity, each (draws,)."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Possible worlds: for each quantity a column of values, one for each draw; equal only to itself."""

    columns: Columns
    """By name of the quantity or event, each (draws,), in the unit of its evidence."""
    numbers: npt.NDArray[np.int64]
    """Number of each draw; with the seed, the key of its many small random numbers."""
    seed: int
    """Seed of the study."""
    sampling: str
    """Sampling design."""

    def __len__(self) -> int:
        return len(self.numbers)

    def table_of(self, names: Sequence[str]) -> Floats:
        """(quantities, draws) of these columns; that of all in their own order is put together once."""
        return self._table if [*names] == [*self.columns] else np.array([self.columns[name] for name in names])

    @cached_property
    def _table(self) -> Floats:
        return np.array([*self.columns.values()])

    def take(self, chosen: npt.NDArray[np.int64] | slice) -> Draws:
        """Some of the draws, in the order given; a draw keeps its number and so its chance."""
        columns = {name: column[chosen] for name, column in self.columns.items()}
        return Draws(columns, self.numbers[chosen], self.seed, self.sampling)

    def with_columns(self, changed: Mapping[str, float | Floats]) -> Draws:
        """The same worlds with some columns replaced, by (draws,) values or by one for all; their chance stays."""
        full = {name: np.broadcast_to(np.asarray(value, np.float64), len(self)) for name, value in changed.items()}
        return Draws({**self.columns, **full}, self.numbers, self.seed, self.sampling)


def joined_draws(parts: Sequence[Draws]) -> Draws:
    """The draws of several parts, one after the other."""
    columns = {name: np.concatenate([part.columns[name] for part in parts]) for name in parts[0].columns}
    return Draws(columns, np.concatenate([part.numbers for part in parts]), parts[0].seed, parts[0].sampling)


@dataclass(frozen=True)
class Campaigns:
    """What the kernel filled for one design and one attack option: a record for each draw."""

    design: str
    attack: str
    records: npt.NDArray[np.void]
    """(draws,) of `campaign.arrays.OUTCOME`, or of what `outcome.narrow` leaves of it."""


@dataclass(frozen=True)
class Outcomes:
    """What every campaign of a study measured, with units and provenance."""

    data: xr.Dataset
    """Dimensions design, attack, draw; and axis, day, nation where they apply; units in attrs."""

    @property
    def draws(self) -> int:
        """Number of draws."""
        return int(self.data.sizes["draw"])

    @property
    def complete(self) -> bool:
        """False where the study was stopped before every campaign was played."""
        return bool(self.data.attrs["complete"])
