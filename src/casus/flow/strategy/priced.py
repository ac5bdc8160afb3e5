"""Courses of a design's campaigns in; its prices, their parts and the probability of attack out: the first lens, for one design."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Columns, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.course import Course, undefended
from casus.flow.strategy.courses import Courses
from casus.flow.strategy.parts import parts_meur
from casus.flow.strategy.price import (
    Terms,
    believed,
    cost_meur,
    gained_share,
    price_meur,
    value_meur,
)
from casus.flow.strategy.risk import attack_probability, occasion_probability


@dataclass(frozen=True)
class Priced:
    """One attack on one design in the aggressor's ledger."""

    price: Floats
    """(worlds,) million euro; infinite where the attack gains nothing."""
    price_se: float
    """Monte Carlo standard error of the price in a typical world, million euro."""
    gained: float
    """Share of the full aims that it gains, mean over worlds, as believed."""
    acting: float
    """Share of the guarantors' brigades whose nations act, mean over worlds."""
    believed_acting: float
    """The same as the aggressor believes it, mean over worlds."""
    parts: dict[str, float]
    """Million euro by part, mean over worlds; not a number where the price is infinite."""
    attack: Floats
    """(worlds,) probability that this attack comes within ten years, were it the only one."""


def priced(
    scenario: Scenario,
    design: Design,
    attack: AttackOption,
    courses: Courses,
    of: Columns,
    usual: Columns,
) -> Priced:
    """The ledger of one attack on one design; `usual` is the typical world of these columns."""
    terms = terms_of(scenario, design, attack)
    without, with_them, kept = courses.averages
    expected = believed(without, with_them, kept, of["belief_honour_logit"])
    price = price_meur(expected, of, terms)
    parts = parts_meur(undefended(scenario, attack, design.settlement), without, expected, of, terms)
    occasion = occasion_probability(of, terms)
    return Priced(
        price=price,
        price_se=_monte_carlo_error(courses.backed, usual, terms),
        gained=float(gained_share(expected, of).mean()),
        acting=float(with_them.acting),
        believed_acting=float(expected.acting.mean()),
        parts={part: float(meur.mean()) for part, meur in parts.items()},
        attack=attack_probability([price], [occasion], value_meur(of)),
    )


def terms_of(scenario: Scenario, design: Design, attack: AttackOption) -> Terms:
    """What is the same in every world."""
    return Terms(attack.intensity, float(scenario.setup.horizon_days), design.settlement)


def typical(of: Columns) -> Columns:
    """The median of every column, as a world of its own."""
    return _Middles(of)


class _Middles(Mapping[str, Floats]):
    """Medians of columns, each found when it is asked for: the lenses ask for some forty of a thousand."""

    def __init__(self, of: Columns) -> None:
        self._of = of
        self._found: dict[str, Floats] = {}

    def __getitem__(self, name: str) -> Floats:
        if name not in self._found:
            self._found[name] = np.asarray(np.median(self._of[name]))
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


def _monte_carlo_error(course: Course, usual: Columns, terms: Terms) -> float:
    """Standard error of a ratio of means, at the prices of a typical world: sd(C - V* g) / (mean g sqrt n)."""
    cost = cost_meur(course, usual, terms)
    gained = gained_share(course, usual)
    if not gained.mean() > 0.0:
        return math.nan
    rest = cost - cost.mean() / gained.mean() * gained
    return float(rest.std() / (gained.mean() * math.sqrt(len(rest))))
