"""A design and drawn columns in, its bill out: line by line, nation by nation, each year and over ten."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.cost import LIFE_YEARS, one_off_meur, own_meur, recurring_meur
from casus.flow.metrics.feasibility import pool_brigades
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario

YEARS = 10
"""Years that a present value and the lenses look ahead."""
OWN_LINES = ("forces in place", "rotation", "forces on standby")
"""Lines of which the posture says whose they are."""
PROTECTED_LINES = ("works",)
"""Chosen: works are dug on the protected state's ground by its own hands; whether guarantors refund them is open."""


@dataclass(frozen=True)
class Bill:
    """What a design costs in peacetime; every array is (draws,) million euro, or million euro a year."""

    recurring: dict[str, Floats]
    """By line, each year."""
    once: dict[str, Floats]
    """By line, at the start."""
    own: dict[str, Floats]
    """By nation, each year: its forces."""
    key: dict[str, Floats]
    """By nation, its share of the lines that belong to no nation; they add up to 1."""
    rate: Floats
    """Real discount rate a year."""

    @cached_property
    def lines(self) -> dict[str, Floats]:
        """By line, a year, what is paid at the start written off over ten years."""
        return self.recurring | {line: meur / LIFE_YEARS for line, meur in self.once.items()}

    @cached_property
    def yearly(self) -> Floats:
        """All lines."""
        return _sum(list(self.lines.values()), self.rate)

    @cached_property
    def protected(self) -> Floats:
        """A year, what falls on the protected state."""
        return _sum([self.lines[line] for line in PROTECTED_LINES], self.rate)

    @cached_property
    def shared(self) -> Floats:
        """A year, what belongs to no nation and is split by the key."""
        others = (*OWN_LINES, *PROTECTED_LINES)
        return _sum([meur for line, meur in self.lines.items() if line not in others], self.rate)

    @cached_property
    def by_nation(self) -> dict[str, Floats]:
        """A year, own forces and share of the rest."""
        return {nation: own + self.key[nation] * self.shared for nation, own in self.own.items()}

    @cached_property
    def present(self) -> Floats:
        """Present value of ten years of peace: what is paid at the start, and each year's lines discounted."""
        start = _sum(list(self.once.values()), self.rate)
        return start + annuity(self.rate) * _sum(list(self.recurring.values()), self.rate)


def bill(scenario: Scenario, design: Design, draws: Draws) -> Bill:
    """The bill of a design in every world."""
    of, key = draws.columns, sharing_key(scenario, design, draws)
    nations = [nation.id for nation in scenario.guarantors]
    own = {nation: own_meur(design.posture, nation, of) for nation in nations}
    nothing = np.zeros(len(draws))
    paying = [nation for nation in nations if nation in key or own[nation].any()]
    return Bill(
        recurring_meur(design, draws),
        one_off_meur(scenario, design, draws),
        {nation: own[nation] + nothing for nation in paying},
        {nation: key.get(nation, nothing) for nation in paying},
        of["discount_rate"],
    )


def sharing_key(scenario: Scenario, design: Design, draws: Draws) -> dict[str, Floats]:
    """(draws,) by guarantor of the pact, its part of the brigades that all of them could send; where they have none, alike.

    Chosen as the least invented: the pools are in the scenario, what each would pay is not. A design whose pact names none of
    the scenario's nations is shared by all of them.
    """
    known = {nation.id for nation in scenario.guarantors}
    sharing = [nation for nation in design.pact.parties.guarantors if nation in known] or sorted(known)
    pools = np.array([pool_brigades(nation, draws) for nation in sharing])
    whole = pools.sum(axis=0)
    shares = np.where(whole > 0.0, pools / np.where(whole > 0.0, whole, 1.0), 1.0 / len(sharing))
    return dict(zip(sharing, shares, strict=True))


def annuity(rate: Floats) -> Floats:
    """Present value of 1 a year for ten years, each year's spent in its middle; ten where the rate is nought."""
    middles = np.arange(YEARS) + 0.5
    return np.asarray(((1.0 + np.asarray(rate)[..., None]) ** -middles).sum(axis=-1))


def _sum(amounts: list[Floats], like: Floats) -> Floats:
    """(draws,) of all together; nought where there are none."""
    total: Floats = np.sum([np.zeros_like(like), *amounts], axis=0)
    return total
