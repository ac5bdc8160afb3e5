"""Columns that belong together, side by side, in; the largest and the sum of each run of them out, for a whole batch in one sweep.

`numpy.maximum.reduceat` and `numpy.add.reduceat` say the same, bit for bit for runs of up to eight columns, and take several times
as long: they go through the batch one number at a time.
"""

from __future__ import annotations

import numpy as np

from casus.flow.strategy.solver.tree import Floats, Whole

Runs = tuple[tuple[Whole | slice, Whole], ...]
"""For the first members of all runs of columns, the second, and so on: which runs have one, and its column."""


def runs_of(start: Whole, count: int) -> Runs:
    """Runs of columns by where each starts, of so many columns."""
    length = np.diff(start, append=count)
    have = [np.flatnonzero(length > place) for place in range(length.max())]
    return tuple(
        (slice(None) if len(which) == len(start) else which, start[which] + place) for place, which in enumerate(have)
    )


def largest(runs: Runs, of: Floats) -> Floats:
    """(batch, runs) the largest number of each run of columns."""
    (_, firsts), *others = runs
    found = of.T[firsts]
    for which, places in others:
        found[which] = np.maximum(found[which], of.T[places])
    return np.asarray(found.T)


def total_of(runs: Runs, of: Floats) -> Floats:
    """(batch, runs) the sum of each run of columns: the first of it, and all others together, added in their order."""
    (_, firsts), *others = runs
    found = np.zeros((len(firsts), len(of)))
    for which, places in others:
        found[which] += of.T[places]
    found += of.T[firsts]
    return np.asarray(found.T)
