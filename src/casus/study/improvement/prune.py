"""Changes that were taken in; those without which the whole would lose nothing beyond error, and what is left, out."""

from __future__ import annotations

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

    change: Change
    loss: Difference


def prune(base: Design, taken: Sequence[Change], gain: Gain) -> tuple[tuple[Kept, ...], tuple[Kept, ...]]:
    """What stays, and what was dropped: one at a time the least sure, until the whole loses beyond error without any."""
    left, dropped = list(taken), list[Kept]()
    while left:
        whole = rebuilt(base, left)
        losses = [Kept(one, gain(whole, rebuilt(base, _without(left, place)))) for place, one in enumerate(left)]
        worst = min(range(len(left)), key=lambda place: _sureness(losses[place].loss))
        if losses[worst].loss.value > Z95 * losses[worst].loss.se:
            return tuple(losses), tuple(dropped)
        dropped.append(losses[worst])
        left = _without(left, worst)
    return (), tuple(dropped)


def rebuilt(base: Design, changes: Sequence[Change]) -> Design:
    """The design with changes made in their order; one that has nothing left to change is passed over."""
    design = base
    for change in changes:
        design = made(change, design) or design
    return design


def _without(changes: Sequence[Change], place: int) -> list[Change]:
    return [*changes[:place], *changes[place + 1 :]]


def _sureness(loss: Difference) -> float:
    """Standard errors above nothing."""
    return loss.value / loss.se if loss.se > 0.0 else (float("inf") if loss.value > 0.0 else float("-inf"))
