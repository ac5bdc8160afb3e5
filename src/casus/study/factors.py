"""What differs from world to world, as a matrix: the drawn quantities, and what happened on the way, each with its meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.draws.described import Described
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.metrics.catalogue import metric, world_values

COURSE = "course"
"""Grade and status of what is not assumed but happens on the way: it explains, and rests on assumptions itself."""
ON_THE_WAY = ("warning_days", "acted_share", "combat_share")
"""Metrics of a campaign, known before its end, that say in plain words why it ended so.

Control of the air after a week is none of them: of the lines that fall, 64 to 93 % have fallen by then in the shipped scenarios.
"""


@dataclass(frozen=True, eq=False)
class Factors:
    """Values by world and factor; equal only to itself, so that what is worked out of it once can be kept."""

    values: Floats
    """(worlds, factors), each factor in its own unit; a choice as the place of its word."""
    columns: tuple[Described, ...]
    """What each factor is."""

    def __len__(self) -> int:
        return len(self.values)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the factors."""
        return tuple(column.name for column in self.columns)

    def take(self, worlds: npt.NDArray[np.intp] | npt.NDArray[np.bool_] | slice) -> Factors:
        """Some of the worlds."""
        return Factors(self.values[worlds], self.columns)

    def only(self, places: Sequence[int] | npt.NDArray[np.intp]) -> Factors:
        """Some of the factors, by place."""
        return Factors(self.values[:, places], tuple(self.columns[place] for place in places))

    def beside(self, other: Factors) -> Factors:
        """These factors and those of `other`, of the same worlds."""
        return Factors(np.concatenate([self.values, other.values], axis=1), (*self.columns, *other.columns))


def factors_of(outcomes: Outcomes) -> Factors:
    """Every drawn quantity and chance event of a study that is not the same in all its worlds."""
    data = outcomes.data
    parts = ("", "_what", "_unit", "_grade", "_status", "_evidence")
    texts = zip(*([str(text) for text in data[f"quantity{part}"].values] for part in parts), strict=True)
    words = (tuple(str(text).split()) for text in data["quantity_words"].values)
    columns = [
        Described(name, what, unit, grade, status, evidence, said)
        for (name, what, unit, grade, status, evidence), said in zip(texts, words, strict=True)
    ]
    return _varying(np.asarray(data["drawn"].values).T, columns)


def factors_of_draws(draws: Draws, columns: Sequence[Described]) -> Factors:
    """The same of draws that belong to no study."""
    return _varying(np.stack([draws.columns[column.name] for column in columns], axis=1), columns)


def on_the_way(outcomes: Outcomes, design: str, attack: str) -> Factors:
    """What happened on the way of each campaign of one design against one attack."""
    values = [world_values(outcomes, name, design, attack) for name in ON_THE_WAY]
    columns = [Described(f"course.{m.name}", m.what, m.unit, COURSE, COURSE, "") for m in map(metric, ON_THE_WAY)]
    return _varying(np.stack(values, axis=1), columns)


def _varying(values: Floats, columns: Sequence[Described]) -> Factors:
    """Without what is the same in all worlds."""
    varies = np.array(
        [np.ptp(column[np.isfinite(column)]) > 0 if np.isfinite(column).any() else False for column in values.T]
    )
    return Factors(values, tuple(columns)).only(np.flatnonzero(varies))
