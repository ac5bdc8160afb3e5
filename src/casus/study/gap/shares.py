"""Whether help came too late in every world, with each set of causes taken away, in; the share of the gap due to each cause out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Difference, Share, paired, share
from casus.foundation.shapley import Coalition, coalitions, shapley_values
from casus.study.gap.causes import CAUSES, HALVES
from casus.study.gap.fates import Flags

Gaps = Mapping[Coalition, Flags]
"""By the causes taken away, (worlds,) whether the line is lost with no help in place."""
ALL: Coalition = frozenset(CAUSES)
NONE: Coalition = frozenset()
PLAYED: tuple[Coalition, ...] = (*coalitions(CAUSES), *(frozenset([half]) for half in HALVES))
"""What is taken away for an answer, one after another."""


@dataclass(frozen=True)
class Part:
    """What one cause has of the gap, as a difference in probability with its paired error."""

    closes: Difference
    """Mean over all orders in which the causes are taken away (Shapley 1953)."""
    alone: Difference
    """What taking it away closes while the others stay."""
    last: Difference
    """What taking it away closes when the others are gone."""


@dataclass(frozen=True)
class Parts:
    """The gap, taken apart."""

    by_cause: Mapping[str, Part]
    """By cause (politics, distance, readiness, capacity), its part of the gap."""
    closed: Difference
    """What all four close together: the sum of the parts."""
    halves: Mapping[str, Difference]
    """What each half of politics closes when it alone is taken away: the word, and the delay."""
    left: Share
    """The gap that no help closes, with all four away."""

    def share_of_closed(self, cause: str) -> float:
        """The part of a cause in what all close; not a number where that is nought."""
        return self.by_cause[cause].closes.value / self.closed.value if self.closed.value else np.nan


def parts(gaps: Gaps) -> Parts:
    """The parts of a gap that was played with all of PLAYED taken away."""
    worth = {gone: np.asarray(1.0 - gap) for gone, gap in gaps.items()}
    closes = shapley_values(CAUSES, worth)
    by_cause = {
        cause: Part(
            _mean(closes[cause]),
            paired(worth[frozenset([cause])], worth[NONE]),
            paired(worth[ALL], worth[ALL - {cause}]),
        )
        for cause in CAUSES
    }
    halves = {half: paired(worth[frozenset([half])], worth[NONE]) for half in HALVES}
    return Parts(by_cause, paired(worth[ALL], worth[NONE]), halves, share(gaps[ALL]))


def _mean(values: Floats) -> Difference:
    return paired(values, np.zeros_like(values))
