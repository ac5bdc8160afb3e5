"""Council: days that guarantors reach alone in, the day on which the rule of the pact has them decide together out."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import CONSENSUS, MAJORITY, QUORUM
from casus.flow.campaign.compiled import compiled


@compiled
def collective_day(world, promise, trigger, council):  # type: ignore[no-untyped-def]
    """Day on which the guarantors decide together; infinite where a member blocks, too few agree, or an adversary sits there.

    A member that will not act abstains, and the others wait for its word as long as it takes; or it blocks.
    """
    if promise.adversary_at_the_table:
        return math.inf
    if promise.rule == CONSENSUS:
        return _day_of_all(world, promise, trigger, council)
    if promise.rule == QUORUM:
        return day_of_votes(promise, council.decision_day, float(promise.quorum), False)
    return day_of_votes(promise, council.decision_day, promise.majority_share * _votes(promise), True)


@compiled
def _day_of_all(world, promise, trigger, council):  # type: ignore[no-untyped-def]
    willing, last = 0, trigger
    for nation in range(promise.nations):
        if promise.member[nation]:
            if math.isfinite(council.decision_day[nation]):
                willing += 1
                last = max(last, council.decision_day[nation])
            else:
                if world.nation_event_block[nation] < world.decision_block_probability:
                    return math.inf
                last = max(last, trigger + council.delay_days[nation])
    return last if willing > 0 else math.inf


@compiled
def _votes(promise):  # type: ignore[no-untyped-def]
    """All votes of the members."""
    total = 0.0
    for nation in range(promise.nations):
        if promise.member[nation]:
            total += promise.weight[nation]
    return total


@compiled
def day_of_votes(promise, decision_day, needed, by_weight):  # type: ignore[no-untyped-def]
    """Earliest day by which members with `needed` votes have decided (one each, or by weight); infinite where they never do."""
    best = math.inf
    for candidate in range(promise.nations):
        if promise.member[candidate] and decision_day[candidate] < best:
            votes = 0.0
            for nation in range(promise.nations):
                if promise.member[nation] and decision_day[nation] <= decision_day[candidate]:
                    votes += promise.weight[nation] if by_weight else 1.0
            if votes >= needed * (1.0 - 1e-9):  # thirds do not add up exactly
                best = decision_day[candidate]
    return best


@compiled
def decides_together(promise):  # type: ignore[no-untyped-def]
    """Whether a body decides for all."""
    return promise.rule == CONSENSUS or promise.rule == QUORUM or promise.rule == MAJORITY
