"""Values of designs in the same worlds in, which is best on average out, and which are not told apart from it.

`Recommended` means best by this metric under these assumptions, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats

ERROR = 0.05
"""Chosen: probability that any design that is as good passes for told apart from the best (Bonferroni's bound)."""


@dataclass(frozen=True)
class Recommendation:
    """Places of designs."""

    best: int
    same: tuple[int, ...]
    """Others with the same value in every world."""
    ties: tuple[int, ...]
    """Others not told apart from it by more than error."""
    runner_up: int
    """The next by mean, of those that are not the same in every world; the best itself where all are the same."""
    lead: Floats
    """(designs,) mean lead of the best over each, in the metric's unit."""
    se: Floats
    """(designs,) its standard error, from paired worlds."""

    @property
    def alone(self) -> bool:
        """Whether no other design is as good within error."""
        return not (self.same or self.ties)


def recommendation(better: Floats) -> Recommendation:
    """The design that is best on average, from (designs, worlds) values of which more is better; the first of equals."""
    from scipy.special import ndtri

    best = int(np.argmax(better.mean(axis=1)))
    gap = better[best] - better
    lead, se = gap.mean(axis=1), gap.std(axis=1, ddof=1) / np.sqrt(gap.shape[1])
    z = -float(ndtri(ERROR / (2 * max(len(better) - 1, 1))))
    same = tuple(int(k) for k in np.flatnonzero(~gap.any(axis=1)) if k != best)
    ties = tuple(int(k) for k in np.flatnonzero(lead <= z * se) if k != best and k not in same)
    others = [k for k in range(len(better)) if k != best and k not in same]
    return Recommendation(best, same, ties, min(others, key=lambda k: lead[k], default=best), lead, se)
