"""Forces in, the probability that the line holds at each out, with its band, by law, and where more force does less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.campaign.arrays import Records
from casus.flow.metrics.measure import Z95, Difference, Share, paired, share
from casus.foundation.codes import LAWS

POINTS = 9  # chosen: from nothing to past the answer; own force and answer are added
PAST = 1.4  # chosen: how far past the answer the curve goes on, so that its flattening shows


@dataclass(frozen=True)
class Point:
    """A force on the curve."""

    force: float
    """In the unit of the lever: brigades or aircraft."""
    held: Share
    """In the worlds of the search, the same at each point."""
    held_by_law: dict[str, Share]
    """The same, in the worlds of each law of combat that has any."""

    @property
    def laws(self) -> tuple[float, float]:
        """p_held under the least and the most favourable law."""
        values = [one.value for one in self.held_by_law.values()]
        return min(values), max(values)


@dataclass(frozen=True)
class Fall:
    """Two neighbours on the curve of which the larger force holds less, beyond Monte Carlo error."""

    below: float
    """The smaller force, in the unit of the lever."""
    above: float
    """The larger force."""
    change: Difference
    """P(held) at the larger less that at the smaller, in the same worlds."""


def forces_shown(step: float, own: float, answer: float | None, most: float) -> list[float]:
    """Forces from nothing to past the answer or, without one, to the most; the design's own and the answer among them."""
    end = max(most if answer is None else PAST * answer, own, 4.0 * step)
    even = [step * round(end * place / (POINTS - 1) / step) for place in range(POINTS - 1)]
    last = most if answer is None and most >= own else step * round(end / step)
    return sorted({*even, last, own, *(() if answer is None else (answer,))})


def curve_of(records: Callable[[float], Records], forces: Iterable[float]) -> tuple[Point, ...]:
    """A point for each force."""
    return tuple(_point(force, records(force)) for force in forces)


def _point(force: float, records: Records) -> Point:
    held, law = records["held"] > 0, records["law"]
    by_law = {name: share(held[law == code]) for code, name in enumerate(LAWS) if (law == code).any()}
    return Point(force, share(held), by_law)


def falls_of(records: Callable[[float], Records], curve: Sequence[Point]) -> tuple[Fall, ...]:
    """Neighbours between which the curve falls by more than the 95 % error of their paired difference."""
    found = []
    for below, above in zip(curve, curve[1:], strict=False):
        change = paired(
            np.asarray(records(above.force)["held"], float), np.asarray(records(below.force)["held"], float)
        )
        if change.value < -Z95 * change.se:
            found.append(Fall(below.force, above.force, change))
    return tuple(found)


def crossing(curve: Sequence[Point], target: float) -> float | None:
    """The force at which the curve first reaches the target, by straight lines between its points; None where it does not."""
    for below, above in zip(curve, curve[1:], strict=False):
        low, high = below.held.value, above.held.value
        if low < target <= high:
            return below.force + (above.force - below.force) * (target - low) / (high - low)
    return 0.0 if curve and curve[0].held.value >= target else None
