"""The campaign in Mesa: draws in, outcomes out, every axis and the reserve an agent, every draw a model.

Mesa is built for agents who differ, meet and move, with each its own rules; here it plays the formulae of plain.py.
Runs in `.venv-peers` alone.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from mesa import Agent, Model  # type: ignore[import-not-found]

from . import plain
from .plain import AXES, EPSTEIN, STEP_DAYS, STEPS, Draw, Outcome


class Axis(Agent):  # type: ignore[misc]
    """One axis of advance, with what is left of both sides on it."""

    def __init__(self, model: Campaign, axis: int) -> None:
        super().__init__(model)
        draw = model.draw
        self.axis, self.depth_km, self.need = axis, 0.0, 0.0
        self.attackers = draw.attackers * plain.ATTACK_SHARE[axis]
        self.defenders = draw.defenders * (1.0 - draw.reserve_share) * plain.DEFENCE_SHARE[axis]
        self.withdrawal_km, self.prosecution = 0.0, plain.PROSECUTION

    def fight(self) -> None:
        """Fight for a step, and move the front."""
        draw = self.model.draw
        ratio, thin = plain.meet(draw, self.axis, self.attackers, self.defenders, self.depth_km)
        belt = plain.belt_at(self.depth_km)
        km, attacker_loss, defender_loss = plain.fight(draw, ratio, thin, belt, self.withdrawal_km, self.prosecution)
        km = plain.on_this_ground(draw, self.axis, ratio, thin, self.depth_km, km)
        if draw.law == EPSTEIN:
            self.withdrawal_km = plain.next_withdrawal_km(draw, self.withdrawal_km, defender_loss)
            self.prosecution = plain.next_prosecution(self.prosecution, attacker_loss)
        self.depth_km = plain.next_depth_km(self.axis, self.depth_km, km)
        self.need = ratio * (1.0 + self.depth_km / plain.HOLD_KM[self.axis])
        self.attackers *= 1.0 - attacker_loss * STEP_DAYS
        self.defenders *= 1.0 - defender_loss * STEP_DAYS
        if self.depth_km >= plain.HOLD_KM[self.axis]:
            self.model.lose_axis()


class Reserve(Agent):  # type: ignore[misc]
    """The brigades that are held back."""

    def __init__(self, model: Campaign) -> None:
        super().__init__(model)
        self.brigades = model.draw.defenders * model.draw.reserve_share

    def reinforce(self) -> None:
        """Send what can move in a step to the axis with the greatest need, the first of equals."""
        sent = min(self.brigades, plain.RESERVE_PER_DAY * STEP_DAYS)
        hardest = max(self.model.axes, key=lambda axis: axis.need)
        self.brigades -= sent
        hardest.defenders += sent


class Campaign(Model):  # type: ignore[misc]
    """One draw from the attack to the horizon."""

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self.draw, self.days, self.broken_day = draw, 0.0, STEPS * STEP_DAYS
        self.reserve = Reserve(self)
        self.axes = [Axis(self, axis) for axis in range(AXES)]

    def step(self) -> None:
        """Play one step: the reserve moves, then every axis fights."""
        self.days += STEP_DAYS
        self.reserve.reinforce()
        self.agents_by_type[Axis].do("fight")

    def lose_axis(self) -> None:
        """Note the day on which the first axis was lost."""
        self.broken_day = min(self.broken_day, self.days)

    def measure(self) -> Outcome:
        """The outcome, once the steps are over."""
        axes = self.axes
        return plain.measure(
            [axis.attackers for axis in axes], [axis.defenders for axis in axes], self.reserve.brigades,
            [axis.depth_km for axis in axes], self.broken_day,
        )  # fmt: skip


def play_all(draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The outcome of every draw, a row each."""
    return np.array([_play(Draw(*draw)) for draw in draws.tolist()])


def _play(draw: Draw) -> Outcome:
    campaign = Campaign(draw)
    for _ in range(STEPS):
        campaign.step()
    return campaign.measure()
