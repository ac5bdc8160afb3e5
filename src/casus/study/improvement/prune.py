"""Changes that were taken in; those without which the whole would lose nothing beyond error, and what is left, out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from casus.flow.metrics.measure import Z95, Difference
from casus.flow.scenario.schema.design import Design
from casus.study.vary.change import Change, made

Gain = Callable[[Design, Design], Difference]
"""What the first design gains over the second."""


@dataclass(frozen=True)
class Kept:
    """A change, and what the whole loses without it."""

    place: int
    """Its place in the sequence, from 0."""
    change: Change
    loss: Difference


def prune(
    base: Design, taken: Sequence[Change], gain: Gain, crumb: float = 0.0
) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """What stays, and what was dropped: one at a time the least sure, until the whole loses beyond error without any.

    Of equals the one taken last goes first. Whatever loses no more than a `crumb` is not needed, however sure its loss.
    """
    left, dropped = list(range(len(taken))), list[Kept]()
    while left:
        whole = _with(base, taken, left)
        losses = [Kept(one, taken[one], gain(whole, _with(base, taken, left, but=one))) for one in left]
        least = min(losses, key=lambda one: (_sureness(one.loss, crumb), -one.place))
        if least.loss.value > max(Z95 * least.loss.se, crumb):
            return tuple(losses), tuple(dropped)
        dropped.append(least)
        left.remove(least.place)
    return (), tuple(dropped)


def _with(base: Design, taken: Sequence[Change], places: Sequence[int], but: int | None = None) -> Design:
    return rebuilt(base, [taken[place] for place in places if place != but])


def rebuilt(base: Design, changes: Sequence[Change]) -> Design:
    """The design with changes made in their order; one that has nothing left to change is passed over."""
    design = base
    for change in changes:
        design = made(change, design) or design
    return design


def _sureness(loss: Difference, crumb: float) -> float:
    """Standard errors above nothing; none for a crumb."""
    if loss.value <= crumb:
        return -math.inf
    return loss.value / loss.se if loss.se > 0.0 else math.inf
