"""A greedy sequence in; what of it is needed, what it gains in fresh worlds, and what else the money could do, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from casus.flow.draws.sample import sample
from casus.flow.metrics.measure import Difference, paired
from casus.flow.scenario.schema.design import Design
from casus.study.asked import Asked
from casus.study.improvement.market import Market
from casus.study.improvement.prune import Gain, Kept, prune, rebuilt
from casus.study.improvement.value import Values
from casus.study.improvement.walk import Step, Weighed
from casus.study.replay import Heard, Replay
from casus.study.vary.change import WORDS, Change

CRUMB_SHARE = 0.001
"""Share of the price at the start that a change must add to be kept, however sure it is; chosen, to spend nothing on crumbs."""
FRESH_SEED = 1_000_003
"""Added to the seed for worlds in which nothing was chosen."""


@dataclass
class LookedAgain:
    """Filled as far as time allows."""

    kept: tuple[Kept, ...] | None = None
    """None where it was not asked what is needed."""
    dropped: tuple[Kept, ...] = ()
    fresh: Difference | None = None
    """What all that is kept gains in fresh worlds, in the share held."""
    instead: Weighed[Design] | None = None
    """The best that the whole budget buys of one kind, on top of the words that are kept."""
    held: dict[str, Difference] = field(default_factory=dict)
    """What each change adds on its own to the share held, by its id; where the search itself has not weighed that."""
    held_worlds: int = 0
    prices: dict[str, Difference] = field(default_factory=dict)
    """What each change adds on its own to the price of aggression, by its id."""


def look_again(
    found: LookedAgain,
    steps: Sequence[Step[Design]],
    asked: Asked,
    market: Market,
    budget_meur: float,
    heard: Heard | None,
) -> None:
    """Fill what is found, the more important first, so that an interruption keeps what is finished."""
    base, values = asked.design, market.values
    other = _fresh_values(asked, values.priced_worlds, heard)
    taken = [step.taken.offer.change for step in steps if step.taken is not None]
    found.kept, found.dropped = prune(base, taken, _gain(market, other), _crumb(market))
    kept = [one.change for one in found.kept]
    found.fresh = other.held_gain(rebuilt(base, kept), base)
    if values.has_prices:
        values.price(rebuilt(base, kept))
        for one in _single(steps[0]):
            found.prices[one.offer.change.id] = values.price_gain(one.offer.after, base)
    if market.aim == "price":
        for one in _single(steps[0]):
            found.held_worlds = market.few
            found.held[one.offer.change.id] = values.held_gain(one.offer.after, base, market.few)
    found.instead = _instead(market, base, kept, budget_meur)


def _single(step: Step[Design]) -> list[Weighed[Design]]:
    """What was weighed of one change alone."""
    return [one for one in step.weighed if one.offer.change.number == 1 and not one.in_company]


def _fresh_values(asked: Asked, priced_worlds: int, heard: Heard | None) -> Values:
    """As many worlds again, in which nothing was chosen."""
    draws = sample(asked.scenario, asked.register, len(asked.draws), asked.draws.seed + FRESH_SEED)
    return Values(Replay(asked.scenario, draws, heard), asked.attack, priced_worlds)


def _gain(market: Market, other: Values) -> Gain:
    """Paired gains in the measure aimed at: held in both sets of worlds together, the price in the first."""
    values = market.values
    if market.aim == "price":
        return values.price_gain

    def gain(after: Design, before: Design) -> Difference:
        held = [np.concatenate([values.held(one), other.held(one)]).astype(np.float64) for one in (after, before)]
        return paired(*held)

    return gain


def _crumb(market: Market) -> float:
    """Loss up to which a change is not kept, in the measure aimed at."""
    return CRUMB_SHARE * market.values.price(market.base).meur.p50 if market.aim == "price" else 0.0


def _instead(market: Market, base: Design, kept: Sequence[Change], budget_meur: float) -> Weighed[Design] | None:
    """The best that the whole budget buys of one kind, on top of the words kept, against the design as asked about."""
    start = rebuilt(base, [one for one in kept if one.kind in WORDS])
    return max(
        market.weigh(base, market.bundles(start, budget_meur), False), key=lambda one: one.gain.value, default=None
    )
