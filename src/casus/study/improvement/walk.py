"""What is on offer and what it is worth in; the changes taken one after another, best value first, out (a greedy search).

At every step all that is left is weighed again on top of what was taken. What costs nothing goes first, by its gain; then what
gains most for a euro. Only a gain beyond its own error is taken. Where no single change has one, as many of one kind as the money
still buys are weighed as one; and where these have none, the same in the company of every change of words, since forces may
gain only with the authority to use them. It is no optimum: other changes that gain only together are not found.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from casus.flow.metrics.measure import Z95, Difference
from casus.flow.views.cells import MEUR_PER_BEUR
from casus.study.vary.change import Change

D = TypeVar("D")
FREE_MEUR = 1e-6
"""Yearly cost up to which a change is free; only rounding lies between this and nothing."""


@dataclass(frozen=True)
class Offer(Generic[D]):
    """A change that can be had."""

    change: Change
    after: D
    """What there is once it is made."""
    cost_meur: float
    """What it adds to the yearly cost, million euro."""
    total_meur: float
    """What all that was taken and this add to it together."""

    @property
    def free(self) -> bool:
        """Whether it costs no money."""
        return self.cost_meur <= FREE_MEUR


@dataclass(frozen=True)
class Weighed(Generic[D]):
    """An offer and what it gains on top of what was taken."""

    offer: Offer[D]
    gain: Difference
    """In the measure that is aimed at, paired over the same worlds."""
    worlds: int
    in_company: bool = False
    """True where both sides of the comparison have every change of words that is on offer."""

    @property
    def beyond_error(self) -> bool:
        """Whether the gain is above nothing at 95 % confidence, Monte Carlo error alone."""
        return self.gain.value > Z95 * self.gain.se

    @property
    def per_beur(self) -> float:
        """Gain for a billion euro a year; infinite where it costs nothing."""
        if self.offer.free:
            return math.copysign(math.inf, self.gain.value) if self.gain.value else math.nan
        return self.gain.value / (self.offer.cost_meur / MEUR_PER_BEUR)


@dataclass(frozen=True)
class Step(Generic[D]):
    """All that was weighed at one step, and which of it was taken."""

    weighed: tuple[Weighed[D], ...]
    taken: Weighed[D] | None
    """None where nothing that the budget buys gains beyond its error."""


class Market(Protocol[D]):
    """What can be had, and what it is worth."""

    def offers(self, have: D) -> Sequence[Offer[D]]:
        """Everything that changes something."""

    def bundles(self, have: D, budget_meur: float) -> Sequence[Offer[D]]:
        """Of each kind, as many as the budget still buys."""

    def weigh_in_company(self, have: D, offers: Sequence[Offer[D]]) -> Sequence[Weighed[D]]:
        """Gains of offers where every change of words is made as well, before and after."""

    def weigh(self, have: D, offers: Sequence[Offer[D]], exactly: bool) -> Sequence[Weighed[D]]:
        """Gains of offers on top of what is had; not `exactly`, those that are hardly best may be weighed in fewer worlds."""


def walk(market: Market[D], start: D, budget_meur: float, most: int) -> Iterator[Step[D]]:
    """Steps until nothing is left that gains beyond its error within the budget, or `most` changes were taken.

    The first step weighs everything, even beyond the budget. Later ones weigh what costs money only once nothing
    free gains.
    """
    have = start
    for number in range(most):
        step = _step(market, have, budget_meur, first=number == 0)
        yield step
        if step.taken is None:
            return
        have = step.taken.offer.after


def _step(market: Market[D], have: D, budget_meur: float, first: bool) -> Step[D]:
    offers = market.offers(have)
    free, paid = [one for one in offers if one.free], [one for one in offers if not one.free]
    weighed = list(market.weigh(have, free, first))
    best = best_free(weighed)
    if best is None or first:
        priced = list(market.weigh(have, paid if first else within(paid, budget_meur), first))
        weighed += priced
        best = best or best_paid(priced, budget_meur)
    if best is None:
        bundles = market.bundles(have, budget_meur)
        together = list(market.weigh(have, bundles, False))
        weighed += together
        best = best_paid(together, budget_meur)
    if best is None:
        together = list(market.weigh_in_company(have, bundles))
        weighed += together
        best = best_paid(together, budget_meur)
    return Step(tuple(weighed), best)


def within(offers: Sequence[Offer[D]], budget_meur: float) -> list[Offer[D]]:
    """Those that the budget buys on top of what was taken."""
    return [one for one in offers if one.total_meur <= budget_meur]


def best_free(weighed: Sequence[Weighed[D]]) -> Weighed[D] | None:
    """The largest gain beyond its error that costs nothing; of equals the first."""
    sound = [one for one in weighed if one.offer.free and one.beyond_error]
    return max(sound, key=lambda one: one.gain.value, default=None)


def best_paid(weighed: Sequence[Weighed[D]], budget_meur: float) -> Weighed[D] | None:
    """The most gain for a euro, beyond its error and within the budget; of equals the first."""
    sound = [one for one in weighed if not one.offer.free and one.beyond_error and one.offer.total_meur <= budget_meur]
    return max(sound, key=lambda one: one.per_beur, default=None)
