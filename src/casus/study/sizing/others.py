"""What else would reach the target, and what each way costs in a year, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from casus.flow.metrics.measure import Share, share
from casus.study.asked import Asked
from casus.study.replay import Heard, Replay
from casus.study.sizing.binding import FEWER_WORLDS, cost_of, relaxed_by
from casus.study.sizing.lever import Lever, lever_of
from casus.study.sizing.relax import relaxations
from casus.study.sizing.search import Judge, smallest_enough
from casus.study.vary.force import with_brigades

COARSE = 2.0  # chosen: an alternative is sized in steps twice as wide, as its price says enough


@dataclass(frozen=True)
class Other:
    """Another way to the target."""

    words: str
    force: float | None
    """How much of it is enough; None where it is no force that is sized, or where none is."""
    held: Share | None
    """In the worlds of the search, not confirmed; None where it was not enough."""
    cost_meur: float
    """Yearly cost of the design so changed, median over worlds; NaN where it does not reach."""
    reaches: bool


def others(asked: Asked, lever: Lever, target: float, heard: Heard | None = None) -> tuple[Other, ...]:
    """Other types, standby instead of in place, and single measures at the design's own force: the cheapest that reaches first."""
    found = [*_other_forces(asked, lever, target, heard), *_measures(asked, lever, target, heard)]
    return tuple(sorted(found, key=lambda one: (not one.reaches, one.cost_meur)))


def _other_forces(asked: Asked, lever: Lever, target: float, heard: Heard | None) -> Iterator[Other]:
    if lever.by == "air":
        yield _sized(asked, lever_of(asked, None, "in-place"), target, heard)
        return
    for kind in ("heavy", "medium", "light"):
        if kind != lever.by:
            yield _sized(asked, lever_of(asked, kind, lever.where), target, heard)
    if lever.where == "in-place":
        bare = with_brigades(asked.scenario, asked.design, asked.attack, 0.0, "in-place")
        yield _sized(asked, lever_of(asked, None, "standby", bare), target, heard, ", none in place")


def _sized(asked: Asked, lever: Lever, target: float, heard: Heard | None, also: str = "") -> Other:
    """How much of another force is enough, within its pool and in the worlds of the search."""
    words = f"{lever.words}{also or ', the rest as it is'}"
    replay = Replay(asked.scenario, asked.draws.take(slice(0, FEWER_WORLDS)), heard)
    judge = Judge(_held(replay, asked, lever), target, len(replay.draws))
    force = smallest_enough(judge, COARSE * lever.step, lever.pool) if lever.pool > 0.0 else None
    if force is None:
        return Other(words, None, None, float("nan"), False)
    design = lever.with_force(force)
    return Other(words, force, share(replay.held(design, asked.attack)), cost_of(asked, design), True)


def _held(replay: Replay, asked: Asked, lever: Lever) -> Callable[..., np.ndarray]:
    return lambda force, worlds: replay.held(lever.with_force(force), asked.attack, worlds)


def _measures(asked: Asked, lever: Lever, target: float, heard: Heard | None) -> Iterator[Other]:
    """Measures that have a price, each alone, on the design as it is."""
    each = [one for one in relaxations(lever.by) if one.priced]
    for found in relaxed_by(asked, asked.design, each, heard):
        reaches = found.held.interval[0] >= target
        cost = found.cost_meur if reaches else float("nan")
        yield Other(f"{found.relaxation.words}, no force added", None, found.held, cost, reaches)
