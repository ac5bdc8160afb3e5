"""Signposts two at a time in, the best rule of two triggers joined by `and` or `or` out: an exact search over a grid of tenths.

Each pair cuts the worlds into ten by ten cells of equal margins. Sums over cells give every corner of the square, and so every
rule with `and`; a rule with `or` is what the opposite corner leaves. That is a policy tree of depth two with one arm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.adaptation.policies import FOLDS, Flags, Trigger

CUTS = 10
"""Chosen: a corner then holds some ten worlds of a thousand at the least."""


@dataclass(frozen=True)
class Rule:
    """Two triggers, joined."""

    places: tuple[int, int]
    """Of the two signposts."""
    triggers: tuple[Trigger, Trigger]
    join: Literal["and", "or"]

    def fires(self, seen: Sequence[Floats]) -> Flags:
        """(worlds,) where it strengthens."""
        first, second = (one.fires(seen[place]) for one, place in zip(self.triggers, self.places, strict=True))
        return first & second if self.join == "and" else first | second


@dataclass(frozen=True)
class FittedPair:
    """The best rule, and what the search does in worlds on which it was not made."""

    rule: Rule
    """Found on all worlds."""
    halves: tuple[Rule, Rule]
    """Found on each half."""
    strengthens: Flags
    """(worlds,) what the rule of the other half does in each world."""
    timely: Floats
    """(worlds,) 1 where strengthening by that rule is done in time."""


def cross_fitted_pair(
    seen: Sequence[Floats],
    gain: Floats,
    timely: Sequence[Floats],
    spend: Floats,
    budget: float,
    fold: npt.NDArray[np.int64],
) -> FittedPair | None:
    """The best pair of each half, used in the other; None where no pair gains anything on one of them.

    A rule of two is begun when both signposts can be seen, and is done in time where both would be.
    """

    def best(worlds: Flags) -> Rule | None:
        cut = [one[worlds] for one in seen]
        return best_rule(cut, gain[worlds], [one[worlds] for one in timely], spend[worlds], budget)

    halves, whole = [best(fold == one) for one in FOLDS], best(np.ones(len(fold), dtype=bool))
    first, second = halves
    if first is None or second is None or whole is None:
        return None
    strengthens = np.where(fold == 0, second.fires(seen), first.fires(seen))
    in_time = np.where(fold == 0, together(timely, second.places), together(timely, first.places))
    return FittedPair(whole, (first, second), strengthens, in_time)


def best_rule(
    seen: Sequence[Floats], gain: Floats, timely: Sequence[Floats], spend: Floats, budget: float
) -> Rule | None:
    """The rule of two signposts with the greatest excess within the budget; None where none gains anything."""
    return best_rules(seen, gain, timely, spend, budget, np.arange(len(gain))[:, None])[0]


def best_rules(
    seen: Sequence[Floats],
    gain: Floats,
    timely: Sequence[Floats],
    spend: Floats,
    budget: float,
    deals: npt.NDArray[np.intp],
) -> list[Rule | None]:
    """The same for each column of `deals` (worlds, deals), which says whose gain each world is dealt."""
    edges = [np.quantile(one, np.arange(1, CUTS) / CUTS, method="inverted_cdf") for one in seen]
    cells = [np.searchsorted(edge, one, side="left") for edge, one in zip(edges, seen, strict=True)]
    best, found = np.zeros(deals.shape[1]), list[Rule | None]([None] * deals.shape[1])
    for pair in combinations(range(len(seen)), 2):
        worth = (gain * together(timely, pair))[deals]
        for corner in _corners(cells[pair[0]] * CUTS + cells[pair[1]], worth, spend):
            allowed = (corner.spent <= budget)[..., None]
            excess = corner.excess if allowed.all() else np.where(allowed, corner.excess, -np.inf)
            excess = excess.reshape(-1, deals.shape[1])
            most = excess.max(axis=0)
            for deal in np.flatnonzero(most > best):
                found[deal] = _rule(pair, corner, int(np.argmax(excess[:, deal])), edges)
            best = np.maximum(best, most)
    return found


def _rule(pair: tuple[int, int], corner: _Corner, place: int, edges: Sequence[Floats]) -> Rule:
    at = np.unravel_index(place, (CUTS - 1, CUTS - 1))
    first, second = (
        Trigger(below, float(edges[one][int(spot)])) for below, one, spot in zip(corner.below, pair, at, strict=True)
    )
    return Rule(pair, (first, second), corner.join)


def together(timely: Sequence[Floats], places: tuple[int, int]) -> Floats:
    """(worlds,) 1 where both signposts are seen in time."""
    first, second = (timely[place] for place in places)
    return first * second


class _Corner(NamedTuple):
    """All rules of one pair with the same directions and the same joint."""

    below: tuple[bool, bool]
    join: Literal["and", "or"]
    excess: Floats
    """(edges, edges, deals) what each gains beyond chance."""
    spent: Floats
    """(edges, edges) its mean spending."""


def _corners(cell: npt.NDArray[np.intp], worth: Floats, spend: Floats) -> Iterator[_Corner]:
    """Eight kinds of rules for one pair: `worth` is (worlds, deals), `cell` the place of each world in the square."""
    from scipy.sparse import csr_array

    worlds = len(cell)
    into = csr_array((np.ones(worlds), (cell, np.arange(worlds))), shape=(CUTS * CUTS, worlds))
    square = (CUTS, CUTS, worth.shape[1])
    gains = (into @ worth).reshape(square) / worlds
    costs, counts = (
        np.bincount(cell, weights, CUTS * CUTS).reshape(CUTS, CUTS, 1) / worlds for weights in (spend, None)
    )
    for below in product((True, False), repeat=2):
        gain, cost, share = (_corner(sums, below) for sums in (gains, costs, counts))
        excess, spent = gain - share * worth.mean(axis=0), cost[..., 0]
        yield _Corner((below[0], below[1]), "and", excess, spent)
        yield _Corner((not below[0], not below[1]), "or", -excess, spend.mean() - spent)


def _corner(sums: Floats, below: tuple[bool, ...]) -> Floats:
    """(edges, edges, ...) the sum over the cells on one side of each edge of the two margins."""
    for axis, low in enumerate(below):
        added = np.cumsum(sums, axis=axis)
        added = added if low else np.take(added, [-1], axis=axis) - added
        sums = np.take(added, range(CUTS - 1), axis=axis)
    return sums
