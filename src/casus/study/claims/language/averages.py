"""An average in, its value over many selections of worlds out; what it averages is worked out once for all worlds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.claims.language.nodes import Average
from casus.study.claims.language.value import Bound, Look, value

Worlds = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class _Averaged:
    """What is averaged."""

    of: Floats
    """(worlds,) its values."""
    counts: Flags
    """(worlds,) where it is known, and what is given is true."""


class Averages:
    """The averages of one hypothesis, over the selections of worlds that were last chosen."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._worked_out: dict[tuple[int, tuple[tuple[str, str], ...]], _Averaged] = {}
        self._times: Floats = np.ones((1, look.values.draws))

    def choose(self, selections: Sequence[Worlds], of: Flags) -> None:
        """From now on average over these selections, and in each over the worlds of `of`."""
        draws = self._look.values.draws
        times = [np.bincount(worlds, minlength=draws) for worlds in selections]
        self._times = np.where(of, np.array(times), 0).astype(np.float64)

    def over(self, node: Average, bound: Bound) -> Floats:
        """(selections,) the average over the worlds where it is known and its condition holds; NaN where there are none."""
        averaged = self._averaged(node, bound)
        taken = median if node.mean == "median" else mean
        return taken(averaged.of, averaged.counts, self._times)

    def _averaged(self, node: Average, bound: Bound) -> _Averaged:
        key = (id(node), tuple(sorted(bound.items())))  # the hypothesis keeps its nodes alive, so that ids last
        if key not in self._worked_out:
            self._worked_out[key] = self._work_out(node, bound)
        return self._worked_out[key]

    def _work_out(self, node: Average, bound: Bound) -> _Averaged:
        draws = self._look.values.draws
        of = np.broadcast_to(value(node.of, self._look, bound), draws)
        given = np.ones(draws) if node.given is None else value(node.given, self._look, bound)
        return _Averaged(of, ~np.isnan(of) & (given == 1.0))


def mean(of: Floats, counts: Flags, times: Floats) -> Floats:
    """(selections,) means of those values that count, each as often as `times` (selections, values) says; infinite where one is."""
    finite = np.isfinite(of)
    average: Floats = _summed(times, np.where(counts & finite, of, 0.0)) / _summed(times, counts.astype(np.float64))
    if finite[counts].all():
        return average
    up, down = (_summed(times, np.where(counts, of == end, 0.0)) > 0 for end in (np.inf, -np.inf))
    endless = np.where(up, np.inf, 0.0) + np.where(down, -np.inf, 0.0)  # both ends: not known
    return np.where(endless == 0.0, average, endless)


def median(of: Floats, counts: Flags, times: Floats) -> Floats:
    """(selections,) medians of those values that count, each as often as `times` (selections, values) says."""
    order = np.flatnonzero(counts)[np.argsort(of[counts])]
    upto = np.cumsum(times[:, order], axis=1)
    n = _summed(times, counts.astype(np.float64))
    ranked = np.append(of[order], np.nan)  # the last is that of a selection of none
    middle = [(upto <= rank[:, np.newaxis]).sum(axis=1) for rank in ((n - 1) // 2, n // 2)]
    found: Floats = (ranked[middle[0]] + ranked[middle[1]]) / 2
    return found


def _summed(times: Floats, of: Floats) -> Floats:
    """(selections,) sums; not by linear algebra, whose sums differ in the last digit with its number of threads."""
    summed: Floats = np.einsum("ij,j->i", times, of)
    return summed
