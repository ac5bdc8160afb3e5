"""What is seen and what strengthening gains in, the best trigger of one half of the worlds, judged on the other half, out.

All that is known here are arrays. `worth` (worlds,) is what strengthening adds to the metric in a world, `spend` (worlds,) what it
takes of the budget. A policy strengthens where what is seen lies past a trigger. Its excess is what it gains beyond strengthening
the same share of worlds at random, mean(policy x worth) - mean(policy) mean(worth): how far it lies above the straight line
between never and always.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats

Flags = npt.NDArray[np.bool_]
GRID = np.linspace(0.02, 0.98, 49)
"""Quantiles of what is seen that are tried as triggers; chosen: finer than the error of a share in a thousand worlds."""
FOLDS = (0, 1)


@dataclass(frozen=True)
class Trigger:
    """Strengthen where what is seen is at most, or above, a value."""

    below: bool
    at: float

    def fires(self, seen: Floats) -> Flags:
        """(worlds,) where it strengthens."""
        return np.asarray(seen <= self.at if self.below else seen > self.at)

    @property
    def never(self) -> bool:
        """Whether nothing could set it off."""
        return math.isinf(self.at)


NEVER = Trigger(True, -math.inf)


class Tried(NamedTuple):
    """Every trigger that is tried on one signpost: at most each value of a grid, then above each."""

    at: Floats
    """(triggers / 2,) the grid, rising."""
    steps: Any
    """(triggers / 2 + 1, worlds) sparse: 1 where a world lies between two neighbours of the grid."""

    def trigger(self, place: int) -> Trigger:
        """One of them."""
        return Trigger(place < len(self.at), float(self.at[place % len(self.at)]))

    def means(self, values: Floats) -> Floats:
        """(triggers, ...) mean over all worlds of values (worlds, ...) where each strengthens, zero elsewhere."""
        up_to = np.cumsum(self.steps @ values, axis=0) / len(values)
        return np.concatenate([up_to[:-1], up_to[-1] - up_to[:-1]])


def tried(seen: Floats, at: Floats | None = None) -> Tried:
    """The triggers of a grid over what is seen, or of a given grid."""
    from scipy.sparse import csr_array

    grid = np.quantile(seen, GRID, method="inverted_cdf") if at is None else at
    step = np.searchsorted(grid, seen, side="left")
    ones, worlds = np.ones(len(seen)), np.arange(len(seen))
    return Tried(grid, csr_array((ones, (step, worlds)), shape=(len(grid) + 1, len(seen))))


def best_trigger(seen: Floats, worth: Floats, spend: Floats, budget: float) -> Trigger:
    """The trigger with the greatest excess whose mean spending is within the budget; NEVER where none gains anything so."""
    all_of_them = tried(seen)
    place = best_place(all_of_them, worth, all_of_them.means(spend) <= budget)
    return NEVER if place is None else all_of_them.trigger(place)


def best_place(of: Tried, worth: Floats, allowed: Flags) -> int | None:
    """Place of the best trigger among those that are allowed."""
    excess = np.where(allowed, _excess(of, worth), -np.inf)
    place = int(np.argmax(excess))
    return place if excess[place] > 0.0 else None


def _excess(of: Tried, worth: Floats) -> Floats:
    """(triggers,) what each gains beyond chance."""
    return np.asarray(of.means(worth) - of.means(np.ones(len(worth))) * worth.mean())


@dataclass(frozen=True)
class Fitted:
    """One signpost's trigger, and what it does in worlds on which it was not fitted."""

    trigger: Trigger
    """Fitted on all worlds: the one to state."""
    halves: tuple[Trigger, Trigger]
    """Fitted on each half."""
    strengthens: Flags
    """(worlds,) what the trigger of the other half does in each world."""
    in_sample: Flags
    """(worlds,) what the stated trigger does."""


def cross_fitted(seen: Floats, worth: Floats, spend: Floats, budget: float, fold: npt.NDArray[np.int64]) -> Fitted:
    """A trigger from each half of the worlds (`fold` is 0 or 1), used in the other half."""
    halves = [
        best_trigger(seen[fold == one], worth[fold == one], spend[fold == one], budget)
        if (fold == one).any()
        else NEVER
        for one in FOLDS
    ]
    strengthens = np.where(fold == 0, halves[1].fires(seen), halves[0].fires(seen))
    trigger = best_trigger(seen, worth, spend, budget)
    return Fitted(trigger, (halves[0], halves[1]), strengthens, trigger.fires(seen))


def excess(strengthens: Flags, worth: Floats) -> float:
    """What a policy gains beyond strengthening the same share of worlds at random."""
    return float((strengthens * worth).mean() - strengthens.mean() * worth.mean())


def excess_error(strengthens: Flags, worth: Floats) -> float:
    """Standard error of that, where policy and worth have nothing to do with each other."""
    share = float(strengthens.mean())
    return math.sqrt(share * (1.0 - share) * float(worth.var()) / len(worth))


def strength(strengthens: Flags, worth: Floats) -> float:
    """The excess in its standard errors; 0 where the policy never or always strengthens."""
    error = excess_error(strengthens, worth)
    return excess(strengthens, worth) / error if error > 0.0 else 0.0
