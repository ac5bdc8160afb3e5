"""What an hour and a brigade are worth at a point in, how many hours one brigade buys there out."""

from __future__ import annotations

import math
from dataclasses import dataclass

from casus.flow.metrics.measure import Z95, Difference
from casus.study.clock.worth import is_told_apart


@dataclass(frozen=True)
class Exchange:
    """What an hour and a brigade are worth at one point of the clock, and the rate between them."""

    place: str
    """Which point of the clock it is, in words."""
    delay_hours: float
    """Hours from the attack to the decision."""
    brigades: float
    """Guarantors' brigades in place."""
    hour: Difference
    """p_held gained by deciding an hour earlier."""
    brigade: Difference
    """p_held gained by one more brigade in place."""
    hours_per_brigade: float
    """Hours of earlier decision that one more brigade is worth; NaN where either worth lies within its error, or below 0."""

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of that rate for Monte Carlo error, by the delta method on its logarithm; both errors as if independent."""
        if math.isnan(self.hours_per_brigade):
            return math.nan, math.nan
        wide = math.exp(Z95 * math.hypot(self.hour.se / self.hour.value, self.brigade.se / self.brigade.value))
        return self.hours_per_brigade / wide, self.hours_per_brigade * wide


def exchange_at(place: str, delay_hours: float, brigades: float, hour: Difference, brigade: Difference) -> Exchange:
    """The exchange at one point.

    >>> exchange_at("here", 24.0, 12.0, Difference(0.001, 0.0001), Difference(0.005, 0.001)).hours_per_brigade
    5.0
    """
    sure = all(one.value > 0.0 and is_told_apart(one) for one in (hour, brigade))
    return Exchange(place, delay_hours, brigades, hour, brigade, brigade.value / hour.value if sure else math.nan)
