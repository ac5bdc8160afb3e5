"""A question and worlds in, metrics in each world out: the model as a function of the draws, which sensitivity analysis asks for.

Worlds are exchanged as Saltelli's scheme does it: two samples of independent worlds, the second the continuation of the first. So
the worlds of the first are those in which every other question of the same seed is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from casus.evidence.register import Register
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.described import Described, described
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.metrics.catalogue import HOURS_PER_DAY, metric, world_values
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.feasibility import carried_share, feasible_share
from casus.flow.metrics.rotation import sustained_months
from casus.flow.outcome.assemble import assemble
from casus.flow.outcome.narrow import narrowed, side_by_side
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.reference import survival
from casus.flow.strategy.reference_features import features
from casus.study.sensitivity.ties import Factor

Result = dict[str, Floats]
"""By metric, (worlds,)."""
TEN_YEARS = np.array([10.0])
DRAWN = ("design", "draw")


def attacked_within_ten_years(scenario: Scenario, design: Design, draws: Draws) -> Floats:
    """(worlds,) probability of a war renewed within ten years, as the reference class has it."""
    lasts: Floats = survival(features(scenario, design), draws.columns, TEN_YEARS)[:, 0]
    return 1.0 - lasts


DESIGN_READS: dict[str, Callable[[Scenario, Design, Draws], Floats]] = {
    "cost_meur_year": yearly_cost_meur,
    "feasible_share": lambda _, design, draws: feasible_share(design, draws),
    "carried_share": lambda _, design, draws: carried_share(design, draws),
    "sustained_months": lambda _, design, draws: sustained_months(design, draws),
    "attack_10y": attacked_within_ten_years,
}
"""Metrics of a design that need no campaign; an attack within ten years is the reference class's."""


@dataclass(frozen=True)
class Model:
    """One design against one attack, as a function of the worlds."""

    scenario: Scenario
    register: Register
    design: Design
    attack: AttackOption
    metrics: tuple[str, ...]
    """What is read of every world."""

    @cached_property
    def columns(self) -> list[Described]:
        """What is drawn."""
        return described(self.scenario, self.register)

    @property
    def plays_campaigns(self) -> bool:
        """Whether any of the metrics is read of a campaign."""
        return any(_of_campaign(name) for name in self.metrics)

    def outcomes(self, draws: Draws, columns: Sequence[Described] | None = None) -> Outcomes:
        """What the campaigns in these worlds measured, with what was drawn, or some of it."""
        campaigns = simulate(self.scenario, self.design, self.attack, draws)
        kept = side_by_side([narrowed(self.scenario, campaigns)], 1, 1)
        drawn = self.columns if columns is None else columns
        return assemble(self.scenario, [self.design], [self.attack], draws, drawn, kept, True, {}, {})

    def play(self, draws: Draws, outcomes: Outcomes | None = None) -> Result:
        """Every metric in these worlds; campaigns that were played already are not played again."""
        result = {
            name: DESIGN_READS[name](self.scenario, self.design, draws)
            for name in self.metrics
            if not _of_campaign(name)
        }
        campaign = [name for name in self.metrics if _of_campaign(name)]
        return result | (self.read(outcomes or self.outcomes(draws, self.columns[:1]), campaign) if campaign else {})

    def capped_share(self, outcomes: Outcomes | None, name: str) -> float:
        """Share of worlds in which a moment never comes, so that it stands at the horizon."""
        if outcomes is None or not _of_campaign(name):
            return 0.0
        return float(np.isposinf(world_values(outcomes, name, self.design.id, self.attack.id)).mean())

    def read(self, outcomes: Outcomes, names: Sequence[str]) -> Result:
        """Metrics of campaigns in every world; a moment that never comes is put at the horizon."""
        horizon = float(self.scenario.setup.horizon_days)
        return {
            name: _capped(world_values(outcomes, name, self.design.id, self.attack.id), metric(name).unit, horizon)
            for name in names
        }


def _of_campaign(name: str) -> bool:
    return metric(name).of == "campaign"


def _capped(values: Floats, unit: str, horizon_days: float) -> Floats:
    last = horizon_days * (HOURS_PER_DAY if unit == "hour" else 1.0)
    return np.where(np.isposinf(values), last, values)


def mixed(first: Draws, second: Draws, factors: Sequence[Factor], mask: npt.NDArray[np.bool_]) -> Draws:
    """The worlds of the first sample with the factors that the mask, (worlds, factors), names taken from the second."""
    columns, numbers = dict(first.columns), first.numbers
    for factor, taken in zip(factors, mask.T, strict=True):
        if taken.any():
            columns |= {name: np.where(taken, second.columns[name], first.columns[name]) for name in factor.columns}
            numbers = np.where(taken, second.numbers, numbers) if factor.numbers else numbers
    return Draws(columns, numbers, first.seed, first.sampling)
