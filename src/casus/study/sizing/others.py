"""What else would reach the target, and what each way costs in a year, out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from casus.flow.metrics.measure import Share, share
from casus.study.asked import Asked
from casus.study.replay import Heard, Replay
from casus.study.sizing.binding import cost_of, relaxed_by
from casus.study.sizing.lever import Lever, lever_of
from casus.study.sizing.relax import relaxations
from casus.study.sizing.search import Flags, smallest_enough
from casus.study.vary.force import with_brigades

COARSE = 2.0  # chosen: an alternative is sized in steps twice as wide, which is enough for its price
FEW_WORLDS = 1000
"""In which alternatives are compared with the answer; chosen: they are the same worlds for all, so that little tells them apart."""


@dataclass(frozen=True)
class Other:
    """Another way to hold as often as the answer does."""

    words: str
    """What it is, in words."""
    force: float | None
    """How much of it is enough; None where it is no force that is sized, or where none is."""
    held: Share | None
    """In the compared worlds, not confirmed; None where no force was enough."""
    cost_meur: float
    """Yearly cost of the design so changed, median over worlds; NaN where it does not hold as often."""
    reaches: bool
    """Whether the line holds with it as often as the target asks."""


def others(asked: Asked, lever: Lever, answer: float, heard: Heard | None = None) -> tuple[Other, ...]:
    """Other types, standby instead of in place, single measures without more force: the cheapest that holds as often comes first.

    All are compared with the answer in the same worlds, whatever its share in others is.
    """
    few = replace(asked, draws=asked.draws.take(slice(0, FEW_WORLDS)))
    replay = Replay(few.scenario, few.draws, heard)
    bar = float(replay.held(lever.with_force(answer), few.attack).mean())
    found = [*_other_forces(few, lever, replay, bar), *_measures(few, lever, bar, heard)]
    return tuple(sorted(found, key=lambda one: (not one.reaches, one.cost_meur)))


def _other_forces(asked: Asked, lever: Lever, replay: Replay, bar: float) -> Iterator[Other]:
    if lever.by == "air":
        yield _sized(asked, lever_of(asked, None, "in-place"), replay, bar)
        return
    for kind in ("heavy", "medium", "light"):
        if kind != lever.by:
            yield _sized(asked, lever_of(asked, kind, lever.where), replay, bar)
    if lever.where == "in-place":
        bare = with_brigades(asked.scenario, asked.design, asked.attack, 0.0, "in-place")
        yield _sized(asked, lever_of(asked, None, "standby", bare), replay, bar, ", none in place")


def _sized(asked: Asked, lever: Lever, replay: Replay, bar: float, also: str = ", the rest as it is") -> Other:
    """How much of another force holds as often, within its pool."""

    def held(force: float) -> Flags:
        return replay.held(lever.with_force(force), asked.attack)

    words, step = f"{lever.words}{also}", COARSE * lever.step
    force = (
        smallest_enough(lambda force: float(held(force).mean()) >= bar, step, lever.pool) if lever.pool > 0.0 else None
    )
    if force is None:
        return Other(words, None, None, math.nan, False)
    return Other(words, force, share(held(force)), cost_of(asked, lever.with_force(force)), True)


def _measures(asked: Asked, lever: Lever, bar: float, heard: Heard | None) -> Iterator[Other]:
    """Measures that have a price, each alone, on the design as it is."""
    each = [one for one in relaxations(lever.by) if one.priced]
    for found in relaxed_by(asked, asked.design, each, heard):
        reaches = found.held.value >= bar
        yield Other(
            f"{found.relaxation.words}, no force added",
            None,
            found.held,
            found.cost_meur if reaches else math.nan,
            reaches,
        )
