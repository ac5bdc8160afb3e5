"""A design in, whether it held against an attack on each axis and against the attack as it is, in the same worlds, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from casus.flow.campaign.arrays import COMBAT
from casus.flow.handoffs import Draws
from casus.flow.metrics.measure import Difference, Share, paired, share
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.allocation.attacker import concentrated, open_to_it
from casus.study.replay import Flags, Heard, Replay

FIRST_WORLDS = 250
"""Worlds in which every axis is played before the weak ones are played in all; chosen: a standard error of 0.03 at most."""
NEAR = 0.1
"""An axis is weak where it held less than this above the weakest; chosen: three standard errors in the first worlds."""


@dataclass(frozen=True)
class Played:
    """What one design did."""

    axes: Mapping[str, Flags]
    """By axis, (worlds,) whether the line held when all of the attack came there; fewer worlds where it is not the worst."""
    as_it_is: Flags
    """(worlds,) whether the line held against the attack as the scenario has it."""

    @property
    def shares(self) -> dict[str, Share]:
        """P(held) by axis."""
        return {axis: share(held) for axis, held in self.axes.items()}

    @property
    def worst_axis(self) -> str:
        """The axis that an attacker who saw the posture would pick."""
        return min(self.axes, key=lambda axis: float(self.axes[axis].mean()))

    @property
    def value(self) -> Share:
        """P(held) there."""
        return share(self.axes[self.worst_axis])

    def above(self, other: Played) -> Difference:
        """How much likelier this one holds on its worst axis than the other on its own, paired by worlds."""
        mine, its = self.axes[self.worst_axis], other.axes[other.worst_axis]
        both = min(len(mine), len(its))
        return paired(mine[:both].astype(np.float64), its[:both].astype(np.float64))


class Judge:
    """Plays designs against an attack on each axis, always in the same worlds."""

    def __init__(self, scenario: Scenario, attack: AttackOption, draws: Draws, heard: Heard | None = None) -> None:
        self.scenario, self.attack, self.draws = scenario, attack, draws
        self.attacks = concentrated(scenario, attack)
        self.campaigns = 0
        """Campaigns played so far."""
        self._open, self._heard = open_to_it(draws), heard

    def judge(self, design: Design) -> Played:
        """What a design does on every axis; those that may be its worst are played in all worlds."""
        opened = Replay(self.scenario, self._open, self._heard)
        axes = {axis: opened.held(design, attack, FIRST_WORLDS) for axis, attack in self.attacks.items()}
        while weak := _weak_and_short(axes, len(self.draws)):
            axes |= {axis: opened.held(design, self.attacks[axis]) for axis in weak}
        as_it_is = Replay(self.scenario, self.draws, self._heard)
        found = Played(axes, as_it_is.held(design, self.attack))
        self.campaigns += opened.campaigns + as_it_is.campaigns
        return found

    def held_share(self, design: Design, axis: str, worlds: int) -> tuple[float, dict[str, float]]:
        """P(held) on one axis in the first worlds, and by nation the share of them in which it fights."""
        replay = Replay(self.scenario, self._open, self._heard)
        records = replay.records(design, self.attacks[axis], worlds)
        self.campaigns += replay.campaigns
        fights = (records["help_level"] >= COMBAT).mean(axis=0)
        nations = (nation.id for nation in self.scenario.guarantors)
        return float((records["held"] > 0).mean()), dict(zip(nations, map(float, fights), strict=False))


def _weak_and_short(axes: Mapping[str, Flags], worlds: int) -> list[str]:
    """Axes that may be the worst and were not played in all worlds."""
    held = {axis: float(flags.mean()) for axis, flags in axes.items()}
    weakest = min(held.values())
    return [axis for axis, flags in axes.items() if len(flags) < worlds and held[axis] < weakest + NEAR]
