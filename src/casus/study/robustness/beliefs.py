"""Weights of worlds and factors in, which factors' means they move more than chance would out: what one would need to believe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.study.factors import Factors

ERROR = 0.05
"""Chosen: probability that any factor of no bearing passes for one that moves (Bonferroni's bound)."""


@dataclass(frozen=True)
class Shift:
    """How far the mean of a factor, or the share of a word of a choice, moves."""

    column: Described
    word: str | None
    before: float
    after: float
    in_sd: float
    """The same in standard deviations of the factor, or of whether it has the word."""


@dataclass(frozen=True)
class Believed:
    """Columns of numbers whose means can move: a choice becomes one for each word, 1 where it has it."""

    columns: tuple[tuple[Described, str | None], ...]
    values: Floats
    """(worlds, columns) in their units; what is infinite or missing is left at the mean of the others."""
    scores: Floats
    """(worlds, columns) the same as normal scores of their ranks, so that no tail makes a shift look sure."""


def believed(factors: Factors) -> Believed:
    """The columns of all factors."""
    columns: list[tuple[Described, str | None]] = []
    values = []
    for column, drawn in zip(factors.columns, factors.values.T, strict=True):
        for word, numbers in _parts(column, drawn):
            columns.append((column, word))
            values.append(_finite(numbers.astype(np.float64)))
    table = np.stack(values, axis=1) if values else np.zeros((len(factors), 0))
    return Believed(tuple(columns), table, _scores(table))


def _parts(column: Described, drawn: Floats) -> list[tuple[str | None, npt.NDArray[Any]]]:
    """A number as it is; a choice as whether it has each of its words."""
    return [(word, drawn == place) for place, word in enumerate(column.words)] or [(None, drawn)]


def shifts_of(of: Believed, weights: Floats) -> list[Shift]:
    """The shifts under (worlds,) weights that are more than chance, the surest first."""
    from scipy.special import ndtri

    error = float(np.sqrt(((weights - 1.0 / weights.size) ** 2).sum()))
    scored = weights @ of.scores
    known = np.flatnonzero(np.abs(scored) > -ndtri(ERROR / (2 * max(len(of.columns), 1))) * error)
    before, after, sd = of.values.mean(axis=0), weights @ of.values, of.values.std(axis=0)
    order = sorted(known, key=lambda k: -abs(scored[k]))
    return [
        Shift(*of.columns[k], float(before[k]), float(after[k]), float((after[k] - before[k]) / sd[k])) for k in order
    ]


def _finite(values: Floats) -> Floats:
    finite = np.isfinite(values)
    return np.where(finite, values, values[finite].mean() if finite.any() else 0.0)


def _scores(values: Floats) -> Floats:
    """Normal scores with mean 0 and variance 1; equal values have equal scores."""
    from scipy.special import ndtri

    scores = ndtri((np.apply_along_axis(_ranks, 0, values) - 0.5) / len(values)) if values.size else values
    centred = scores - scores.mean(axis=0)
    sd = centred.std(axis=0)
    return np.asarray(centred / np.where(sd > 0.0, sd, 1.0))


def _ranks(values: Floats) -> Floats:
    """(worlds,) ranks from 1; equal values share the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(count) - (count - 1) / 2.0)[place]
