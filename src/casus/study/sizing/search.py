"""Worlds that hold at a force in, the smallest force that reaches a target out: bracketed, bisected, confirmed on fresh worlds.

    bracket   0, 1, 2, 4 ... in the worlds of the search, each in as few of them as tell it from the target
    bisect    between the last force that fell short and the first that is enough, to a step
    confirm   in fresh worlds, stepping up by 1, 2, 4 ... steps until one is shown to reach the target

Two sets of worlds, because a search picks the force that happens to do well in its own: there its p_held is flattered, and the
more forces it tries, and the more they differ, the likelier one passes by luck. The forces that may be confirmed are fixed before
a fresh world is played, and the k-th of them may err with the stated error divided by 2^k, which sums to no more than the error
over all attempts, however many there are.

A little more force can do less, in single worlds and by chance in a sum of them. So bracketing starts from nothing and takes the
first force that is enough; a bisection that meets a dip ends at the upper side of it, which errs towards more force, and
what it says is confirmed all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from casus.study.sizing.bounds import lower_bound, upper_bound

Flags = npt.NDArray[np.bool_]
Held = Callable[[float, int], Flags]
"""Whether the line held at a force, in so many of the worlds."""

ERROR = 0.05
"""Chance that a stated answer does not reach its target: the 95 % confidence that the question asks for."""
FIRST_WORLDS = 250  # chosen: they tell probabilities that lie ten points from the target, as most tried forces do
EARLY_ERROR = (
    0.0025  # chosen: of a verdict before the last worlds, on either side; twenty of them still err in 5 % of searches
)
LAST_ERROR = 0.025  # on either side, with all worlds: the ends of a 95 % interval


@dataclass(frozen=True)
class Judged:
    """A force that was tried in the worlds of the search."""

    force: float
    held: int
    worlds: int
    verdict: Literal["short", "enough", "open"]
    """Told from the target, or not with these worlds."""


@dataclass
class Judge:
    """Tries forces in the worlds of a search, and remembers what it found."""

    held: Held
    target: float
    limit: int
    """Worlds that there are."""
    tried: dict[float, Judged] = field(default_factory=dict)

    def __call__(self, force: float) -> Judged:
        """The verdict on a force: doubles the worlds until it is told from the target, or none is left."""
        if force not in self.tried:
            looks = self._looks(force)
            self.tried[force] = next(one for one in looks if one.verdict != "open" or one.worlds == self.limit)
        return self.tried[force]

    def enough(self, force: float) -> bool:
        """Whether a force is told to reach the target."""
        return self(force).verdict == "enough"

    def _looks(self, force: float) -> Iterator[Judged]:
        worlds = min(FIRST_WORLDS, self.limit)
        while True:
            count = int(self.held(force, worlds).sum())
            yield Judged(force, count, worlds, self._verdict(count, worlds))
            worlds = min(2 * worlds, self.limit)

    def _verdict(self, held: int, worlds: int) -> Literal["short", "enough", "open"]:
        error = LAST_ERROR if worlds == self.limit else EARLY_ERROR
        if lower_bound(held, worlds, error) >= self.target:
            return "enough"
        return "short" if upper_bound(held, worlds, error) < self.target else "open"


def smallest_enough(enough: Callable[[float], bool], step: float, most: float) -> float | None:
    """The smallest multiple of the step up to `most` that is enough, or None where no tried one is."""
    below = 0.0
    for force in _doubling(step, most):
        if enough(force):
            return _bisected(enough, below, force, step)
        below = force
    return None


def _doubling(step: float, most: float) -> Iterator[float]:
    """Nothing, two steps, four, eight, and the most."""
    yield 0.0
    force = 2.0 * step
    while force < most:
        yield force
        force *= 2.0
    if most > 0.0:
        yield most


def _bisected(enough: Callable[[float], bool], below: float, above: float, step: float) -> float:
    """The upper end of the bracket, once it is no wider than a step."""
    while above - below > step:
        middle = step * round((below + above) / 2.0 / step)
        if not below < middle < above:  # the most is no multiple of the step
            middle = (below + above) / 2.0
        if enough(middle):
            above = middle
        else:
            below = middle
    return above


@dataclass(frozen=True)
class Attempt:
    """A force that was tried in the fresh worlds."""

    force: float
    """In the unit of the lever: brigades or aircraft."""
    held: int
    """Worlds in which the line held."""
    worlds: int
    """Fresh worlds in which it was tried."""
    error: float
    """Chance that this attempt alone confirms a force that does not reach the target."""
    bound: float
    """What the true probability exceeds, but for that chance."""
    confirmed: bool
    """Whether the bound reaches the target."""


def confirm(
    fresh: Callable[[float], Flags], target: float, start: float, step: float, most: float, error: float = ERROR
) -> tuple[Attempt, ...]:
    """The attempts from `start` up, the last of them confirmed unless even the most is not.

    Over all attempts a force whose true probability lies below the target is confirmed with no more than the error.
    """
    attempts: list[Attempt] = []
    for force in _rising(start, step, most):
        flags, allowed = fresh(force), error / 2.0 ** (len(attempts) + 1)
        bound = lower_bound(int(flags.sum()), len(flags), allowed)
        attempts.append(Attempt(force, int(flags.sum()), len(flags), allowed, bound, bound >= target))
        if bound >= target:
            break
    return tuple(attempts)


def _rising(start: float, step: float, most: float) -> Iterator[float]:
    """The start, and further forces in steps of one, two, four ..., up to the most."""
    force, rise = start, step
    while force < most:
        yield force
        force, rise = force + rise, 2.0 * rise
    yield max(start, most)
