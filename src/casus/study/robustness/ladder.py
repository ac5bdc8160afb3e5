"""Designs by mean value and mean cost in, which is best net of cost at every price of a unit of the metric out.

What a unit is worth nobody says here. So the answer is a ladder: up to which price which design gives most for its money. Designs
that no price makes best are on none of its steps (the incremental cost-effectiveness ratios of Weinstein and Stason 1977).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats


@dataclass(frozen=True)
class Step:
    """One design, and from which price on it is best."""

    design: int
    """Its place."""
    from_meur: float
    """Million euro a year for each unit of the metric, from which on it is best; 0 of the first."""


def ladder(better: Floats, cost: Floats) -> list[Step]:
    """The steps from the cheapest design to the best, from (designs,) mean values of which more is better and (designs,) costs."""
    cheapest = np.flatnonzero(cost == cost.min())
    steps = [Step(int(cheapest[np.argmax(better[cheapest])]), 0.0)]
    while (onward := np.flatnonzero(better > better[steps[-1].design])).size:
        here = steps[-1].design
        price = (cost[onward] - cost[here]) / (better[onward] - better[here])
        nearest = onward[price <= price.min()]
        steps.append(Step(int(nearest[np.argmax(better[nearest])]), float(price.min())))
    return steps
