"""A question and worlds in, metrics in each world out: the model as a function of the draws, which sensitivity analysis asks for.

Worlds are exchanged as Saltelli's scheme does it: two samples of independent worlds, the second the continuation of the first. So
the worlds of the first are those in which every other question of the same seed is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from casus.evidence.register import Register
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.described import Described, described
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws, Floats, Outcomes
from casus.flow.metrics.catalogue import metric, world_values
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.feasibility import carried_share, feasible_share
from casus.flow.metrics.measure import HOURS_PER_DAY
from casus.flow.metrics.rotation import sustained_months
from casus.flow.outcome.assemble import assemble
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.reference import survival
from casus.flow.strategy.reference_features import features
from casus.study.sensitivity.ties import Factor

Result = dict[str, Floats]
"""By metric, (worlds,)."""
YEARS = np.array([10.0])  # of the reference class
DRAWN = ("design", "draw")
DESIGN_READS: dict[str, Callable[[Scenario, Design, Draws], Floats]] = {
    "cost_meur_year": yearly_cost_meur,
    "feasible_share": lambda _, design, draws: feasible_share(design, draws),
    "carried_share": lambda _, design, draws: carried_share(design, draws),
    "sustained_months": lambda _, design, draws: sustained_months(design, draws),
    "attack_10y": lambda scenario, design, draws: _attacked(scenario, design, draws),
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

    def samples(self, worlds: int, seed: int) -> tuple[Draws, Draws]:
        """Two independent samples of so many worlds each."""
        both = sample(self.scenario, self.register, 2 * worlds, seed)
        return both.take(slice(0, worlds)), both.take(slice(worlds, 2 * worlds))

    def outcomes(self, draws: Draws) -> Outcomes:
        """What the campaigns in these worlds measured."""
        campaigns = [simulate(self.scenario, self.design, self.attack, draws)]
        return assemble(self.scenario, [self.design], [self.attack], draws, self.columns, campaigns, {}, {})

    def play(self, draws: Draws) -> Result:
        """Every metric in these worlds."""
        result = {
            name: DESIGN_READS[name](self.scenario, self.design, draws)
            for name in self.metrics
            if not _of_campaign(name)
        }
        campaign = [name for name in self.metrics if _of_campaign(name)]
        return result | (self.read(self.outcomes(draws), campaign) if campaign else {})

    def read(self, outcomes: Outcomes, names: Sequence[str]) -> Result:
        """Metrics of campaigns in every world; a moment that never comes is put at the horizon."""
        horizon = float(self.scenario.setup.horizon_days)
        return {
            name: _capped(world_values(outcomes, name, self.design.id, self.attack.id), metric(name).unit, horizon)
            for name in names
        }


def _attacked(scenario: Scenario, design: Design, draws: Draws) -> Floats:
    """(worlds,) probability of a war renewed within ten years, as the reference class has it."""
    lasts: Floats = survival(features(scenario, design), draws.columns, YEARS)[:, 0]
    return 1.0 - lasts


def _of_campaign(name: str) -> bool:
    return metric(name).of == "campaign"


def _capped(values: Floats, unit: str, horizon_days: float) -> Floats:
    last = horizon_days * (HOURS_PER_DAY if unit == "hour" else 1.0)
    return np.where(np.isposinf(values), last, values)


def exchange(first: Draws, second: Draws, factor: Factor) -> Draws:
    """The worlds of the first sample with one factor taken from the second."""
    taken = {name: second.columns[name] for name in factor.columns}
    numbers = second.numbers if factor.numbers else first.numbers
    return Draws({**first.columns, **taken}, numbers, first.seed, first.sampling)
