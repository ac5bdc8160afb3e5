"""A force that falls short in, what keeps it short out: replays with one thing relaxed at a time, then with all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.measure import Z95, Difference, Share, paired, share
from casus.flow.scenario.schema.design import Design
from casus.study.asked import Asked
from casus.study.replay import Heard, Replay
from casus.study.sizing.lever import By
from casus.study.sizing.relax import Relaxation, all_together, relaxations

MOST_WORLDS = 2000
"""Worlds of a replay that carries no answer, at most; chosen: a gain of two points stands out of its error."""


@dataclass(frozen=True)
class Relaxed:
    """What one relaxation does to the probability that the line holds."""

    relaxation: Relaxation
    """What is relaxed."""
    held: Share
    """P(held) with it, at the most force that was tried."""
    gain: Difference
    """Against the same force without it, in the same worlds."""
    cost_meur: float
    """Yearly cost of the design so changed, median over worlds; NaN where the change has no price in the model."""

    @property
    def binds(self) -> bool:
        """Whether taking it away gains more than Monte Carlo error."""
        return self.gain.value > Z95 * self.gain.se and self.gain.value > 0.0


def relaxed(asked: Asked, design: Design, by: By | None, heard: Heard | None = None) -> tuple[Relaxed, ...]:
    """Every relaxation that changes something, the one that gains most first; last, all that alone do no harm, together."""
    play = _Play(asked, design, heard)
    each = [one for one in relaxations(by) if play.changes(one)]
    ranked = sorted((play(one) for one in each), key=lambda found: -found.gain.value)
    return (*ranked, play(all_together([one.relaxation for one in ranked if one.gain.value >= 0.0])))


def relaxed_by(
    asked: Asked, design: Design, each: Sequence[Relaxation], heard: Heard | None = None
) -> tuple[Relaxed, ...]:
    """Those relaxations that change something, in their order."""
    play = _Play(asked, design, heard)
    return tuple(play(one) for one in each if play.changes(one))


def cost_of(asked: Asked, design: Design) -> float:
    """Yearly cost of a design, million euro, median over the worlds."""
    return float(np.median(yearly_cost_meur(asked.scenario, design, asked.draws)))


class _Play:
    """Plays one design with something relaxed, in the first worlds of the question."""

    def __init__(self, asked: Asked, design: Design, heard: Heard | None) -> None:
        self.asked, self.design, self.heard = asked, design, heard
        self.worlds = asked.draws.take(slice(0, MOST_WORLDS))
        self.plain = Replay(asked.scenario, self.worlds, heard).held(design, asked.attack)

    def __call__(self, one: Relaxation) -> Relaxed:
        changed = one.design(self.asked, self.design)
        replay = Replay(self.asked.scenario, one.worlds(self.worlds), self.heard)
        held = replay.held(changed, self.asked.attack, decided_day=one.decided_day)
        gain = paired(held.astype(float), self.plain.astype(float))
        return Relaxed(one, share(held), gain, cost_of(self.asked, changed) if one.priced else math.nan)

    def changes(self, one: Relaxation) -> bool:
        """Whether it is not already so."""
        if one.id == "allies":
            return bool(self.asked.scenario.setup.aggressor.allies)
        changed = one.design(self.asked, self.design)
        return changed != self.design or one.worlds(self.worlds) is not self.worlds or one.decided_day < 0.0
