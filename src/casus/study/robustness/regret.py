"""Values of designs in the same worlds in, what choosing each would be regretted by out (Savage 1951).

Regret is what the best design of the same world would have given more. The mean regret of the best design is the expected
value of perfect information: what knowing the world before choosing would be worth.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats

HIGH = 0.90  # chosen: the quantile that spreads elsewhere end at


@dataclass(frozen=True)
class Regret:
    """What each design is regretted by, each (designs,), in the metric's unit."""

    mean: Floats
    se: Floats
    """Monte Carlo standard error of the mean."""
    p90: Floats
    """Regret that one world in ten exceeds."""
    worst: Floats
    best_share: Floats
    """Share of worlds in which it is best; designs that are best together share the world."""
    among_best_share: Floats
    """Share of worlds in which no design does better."""
    no_dearer: Floats
    """Mean regret against the designs that cost no more on average: what the same money, or less, would have given more."""

    @property
    def minimax(self) -> list[int]:
        """Places of the designs whose worst regret is least: several where they tie."""
        return [int(place) for place in np.flatnonzero(self.worst <= self.worst.min())]


def regret_of(better: Floats, mean_cost: Floats) -> Regret:
    """The regret of every design, from (designs, worlds) values of which more is better and (designs,) costs."""
    loss = better.max(axis=0) - better
    best = loss == 0.0
    return Regret(
        mean=loss.mean(axis=1),
        se=loss.std(axis=1, ddof=1) / np.sqrt(loss.shape[1]),
        p90=np.quantile(loss, HIGH, axis=1),
        worst=loss.max(axis=1),
        best_share=(best / best.sum(axis=0)).mean(axis=1),
        among_best_share=best.mean(axis=1),
        no_dearer=np.array([_no_dearer(better, mean_cost, place) for place in range(len(better))]),
    )


def _no_dearer(better: Floats, mean_cost: Floats, place: int) -> float:
    """Mean over worlds of what the best design that costs no more would have given more."""
    affordable = mean_cost <= mean_cost[place]
    return float((better[affordable].max(axis=0) - better[place]).mean())
