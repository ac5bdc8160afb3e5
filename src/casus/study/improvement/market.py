"""A design in, what can be had for it and what that gains out: the market that the search walks through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal, NamedTuple

from casus.flow.metrics.measure import Z95
from casus.flow.scenario.schema.design import Design
from casus.study.improvement.prune import rebuilt
from casus.study.improvement.value import Values
from casus.study.improvement.walk import Offer, Weighed, within
from casus.study.vary.brigades import Pools
from casus.study.vary.change import WORDS, Change, made
from casus.study.vary.offered import offered
from casus.study.vary.parts import content

Aim = Literal["held", "price"]
AIMS: tuple[Aim, ...] = ("held", "price")
SCREEN_SHARE = 0.25
"""Share of the worlds in which all are weighed before the hopeful are weighed in all; chosen, for speed."""
MOST_OF_ONE = 10
"""Changes of one kind in a bundle at most; chosen: ten brigades, ten squadrons or a hundred days are about what the most of the
shipped designs has, and more has been offered by nobody."""


class _Pair(NamedTuple):
    """An offer, and the two designs between which its gain is read."""

    offer: Offer[Design]
    after: Design
    before: Design


class Market:
    """Changes on offer for one question, and their gains in the measure aimed at."""

    def __init__(self, values: Values, pools: Pools, base: Design, aim: Aim) -> None:
        self.values, self.pools, self.base, self.aim = values, pools, base, aim
        self._known: dict[str, list[Offer[Design]]] = {}

    def offers(self, have: Design) -> list[Offer[Design]]:
        """Everything that changes something, with its cost."""
        key = content(have)
        if key not in self._known:
            found = offered(self.values.scenario, self.values.attack, self.pools, have)
            self._known[key] = [self._offer(one.change, one.after, have) for one in found]
        return self._known[key]

    def bundles(self, have: Design, budget_meur: float) -> list[Offer[Design]]:
        """Of each change that costs money, as many as the budget still buys."""
        paid = [one for one in within(self.offers(have), budget_meur) if not one.free]
        found = (self._bundle(one.change, have, budget_meur) for one in paid)
        return [one for one in found if one is not None]

    def weigh(self, have: Design, offers: Sequence[Offer[Design]], exactly: bool) -> list[Weighed[Design]]:
        """Gains: exactly, in all worlds of every change that moves any of the first `few`; else of those that may be best."""
        return self._weigh([_Pair(one, one.after, have) for one in offers], exactly)

    def weigh_in_company(self, have: Design, offers: Sequence[Offer[Design]]) -> list[Weighed[Design]]:
        """Gains of offers where every change of words that is on offer is made as well, before and after."""
        words = [one.change for one in self.offers(have) if one.change.kind in WORDS]
        pairs = [_Pair(one, rebuilt(one.after, words), rebuilt(have, words)) for one in offers]
        return [replace(one, in_company=True) for one in self._weigh(pairs, exactly=False)]

    def _weigh(self, pairs: Sequence[_Pair], exactly: bool) -> list[Weighed[Design]]:
        if self.aim == "price":
            return [self._weighed_by_price(one) for one in pairs]
        screened = [(self._weighed(one, self.few), one) for one in pairs]
        if exactly:
            return [self._weighed(one, None) if first.gain.se > 0.0 else first for first, one in screened]
        return self._settled(sorted(screened, key=lambda pair: -_hope(pair[0])))

    def _settled(self, screened: Sequence[tuple[Weighed[Design], _Pair]]) -> list[Weighed[Design]]:
        """The most hopeful first in all worlds, until none is left that could still be better than the best of them."""
        settled: list[Weighed[Design]] = []
        best = 0.0
        for first, pair in screened:
            hopeful = first.gain.value > 0.0 and _hope(first) > best
            one = self._weighed(pair, None) if hopeful else first
            best = max(best, _worth(one, one.gain.value)) if hopeful and one.beyond_error else best
            settled.append(one)
        return settled

    @property
    def few(self) -> int:
        """Worlds in which all are weighed before the hopeful are weighed in all."""
        return max(1, round(SCREEN_SHARE * len(self.values.draws)))

    def _offer(self, change: Change, after: Design, have: Design) -> Offer[Design]:
        cost, total = self.values.added_meur(after, have), self.values.added_meur(after, self.base)
        return Offer(change, after, cost.p50, total.p50)

    def _bundle(self, change: Change, have: Design, budget_meur: float) -> Offer[Design] | None:
        number, last = 0, have
        while number < MOST_OF_ONE:
            after = made(change, last)
            if after is None or self.values.added_meur(after, self.base).p50 > budget_meur:
                break
            number, last = number + 1, after
        if number == 0:
            return None
        if number == 1:
            return self._offer(change, last, have)
        words, make = _times(change, number), partial(_repeated, change, number)
        return self._offer(Change(f"{change.id}-x{number}", change.kind, words, change.asks, make, number), last, have)

    def _weighed(self, pair: _Pair, worlds: int | None) -> Weighed[Design]:
        gain = self.values.held_gain(pair.after, pair.before, worlds)
        return Weighed(pair.offer, gain, worlds or len(self.values.draws))

    def _weighed_by_price(self, pair: _Pair) -> Weighed[Design]:
        gain = self.values.price_gain(pair.after, pair.before)
        return Weighed(pair.offer, gain, self.values.priced_worlds)


def _repeated(change: Change, number: int, design: Design) -> Design:
    for _ in range(number):
        design = made(change, design) or design
    return design


def _times(change: Change, number: int) -> str:
    """What a bundle does; which nation sends the next brigade, and where to, changes within it."""
    if change.kind == "brigades":
        return f"{number} {change.id.removeprefix('brigade-')} brigades, each from who has most left"
    return f"{number} times: {change.words}"


def _worth(one: Weighed[Design], gain: float) -> float:
    """Gain for what it costs; a free one by its gain alone, as it is compared with other free ones only."""
    return gain if one.offer.free else gain / one.offer.cost_meur


def _hope(one: Weighed[Design]) -> float:
    """Worth at the upper end of its error; where no world has moved yet, of that of one world."""
    return _worth(one, one.gain.value + Z95 * max(one.gain.se, 1.0 / one.worlds))
