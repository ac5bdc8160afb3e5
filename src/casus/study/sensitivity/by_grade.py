"""A design and an attack in, on what evidence every metric rests out: a group of numbers for each grade, exchanged at once.

One set of campaigns gives every metric. A metric *rests on* a grade by its total index: the share of its variance in which numbers
of that grade take part, alone or together with others. By its closed index it would vary so much if nothing else were uncertain.
The closed index of all other grades together is one minus the total; totals sum to more than one where grades act together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from casus.evidence.register import Register
from casus.flow.draws.described import CHANCE
from casus.flow.metrics.catalogue import METRICS
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.json_numbers import json_number
from casus.study.replay import Heard, say_nothing
from casus.study.sensitivity.play import Model
from casus.study.sensitivity.scheme import Base, play_base, play_scheme
from casus.study.sensitivity.standing import STANDINGS, standing
from casus.study.sensitivity.ties import Factor, factors_alone, together

DRAWS = 1024
"""Chosen: the standard error of a total index of 0.5 is then about 0.02 for a flag that is true in half of the worlds."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Rests:
    """How far one metric rests on one grade of evidence."""

    metric: str
    standing: str
    """One of `standing.STANDINGS`."""
    numbers: int
    """How many columns of the draws are of it."""
    closed: float
    """Share of the variance that they explain without any other."""
    closed_ci: tuple[float, float]
    total: float
    """Share in which they take part: what the metric rests on."""
    total_ci: tuple[float, float]

    @property
    def others_alone(self) -> float:
        """Share that all other grades explain without these: the closed complement."""
        return 1.0 - self.total

    def as_row(self) -> Row:
        """Flat."""
        return {
            "metric": self.metric, "standing": self.standing, "numbers": self.numbers,
            "closed": self.closed, "closed_low": self.closed_ci[0], "closed_high": self.closed_ci[1],
            "total": self.total, "total_low": self.total_ci[0], "total_high": self.total_ci[1],
            "others_alone": self.others_alone,
        }  # fmt: skip


@dataclass(frozen=True)
class ByGrade:
    """On what evidence the metrics of one design against one attack rest."""

    rests: tuple[Rests, ...]
    """By metric, then by grade."""
    left_out: Mapping[str, str]
    """Metrics that have no indices, and why."""
    groups: int
    """How many groups were exchanged."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    def of(self, metric: str) -> dict[str, Rests]:
        """By grade; empty for a metric that was left out."""
        return {rests.standing: rests for rests in self.rests if rests.metric == metric}

    def rows(self) -> list[Row]:
        """A row for each metric and grade."""
        return [rests.as_row() for rests in self.rests]

    def as_json(self) -> list[Row]:
        """For machines."""
        return [{k: json_number(v) if isinstance(v, float) else v for k, v in row.items()} for row in self.rows()]


def by_grade(
    scenario: Scenario,
    register: Register,
    design: Design,
    attack: AttackOption,
    metrics: Sequence[str] | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    progress: Heard | None = None,
) -> ByGrade:
    """The share of each metric's variance that rests on each grade of evidence; without `metrics`, of every campaign metric."""
    wanted = tuple(metrics or (name for name, one in METRICS.items() if one.of == "campaign"))
    model = Model(scenario, register, design, attack, wanted)
    return rest(model, play_base(model, draws, seed), seed, progress or say_nothing)


def rest(model: Model, base: Base, seed: int, told: Heard) -> ByGrade:
    """The same in worlds that were played already."""
    groups = by_standing(factors_alone(model.scenario, model.columns))
    scheme = play_scheme(model, base, groups, told)
    left_out = {name: why for name in model.metrics if (why := unanswerable(base, name))}
    found = [
        Rests(metric, group.name, len(group.columns), *numbers)
        for metric in model.metrics
        if metric not in left_out and scheme.factors
        for indices in [scheme.indices(metric, seed)]
        for group, *numbers in zip(
            scheme.factors,
            indices.first.tolist(),
            map(tuple, indices.first_ci.tolist()),
            indices.total.tolist(),
            map(tuple, indices.total_ci.tolist()),
            strict=True,
        )
    ]
    return ByGrade(tuple(found), left_out, len(scheme.factors), scheme.complete)


def by_standing(factors: Sequence[Factor]) -> list[Factor]:
    """Everything that is uncertain as one group for each grade that occurs; every factor is in one of them."""
    groups = []
    for word in STANDINGS:
        members = [factor for factor in factors if standing(factor.about) == word]
        if members:
            groups.append(together(word, "chance" if word == CHANCE else f"evidence of grade {word}", members))
    return groups


def unanswerable(base: Base, metric: str) -> str:
    """Why a metric has no indices; empty where it has."""
    values = np.concatenate([base.a[metric], base.b[metric]])
    if not np.isfinite(values).all():
        return f"it does not arise in {1.0 - np.isfinite(values).mean():.1%} of the worlds"
    return "it is the same in all worlds" if np.ptp(values) == 0.0 else ""
