"""A design in, what the statistical studies of alliances would code of it out: the ground on which the reference class stands.

The studies see little of a pact: whether it owes defence, who owes it, how deep its institutions are, which forces stand by.
Deadlines, rules of decision, delegated authority and works are invisible to them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.whole_pact import whole_pact
from casus.pacts.atop import VARIABLES
from casus.pacts.schema.pact import Pact

LEAST_HEAVY_BRIGADES = 1.0
"""Chosen: heavy brigades in place, of all guarantors, from which forces count as heavy; below it tanks are an escort."""
DEEPEST = 2
"""Greatest value of the index of military institutions (Leeds and Anac 2005)."""

Forces = Literal["none", "light", "heavy"]


@dataclass(frozen=True)
class Features:
    """What a coder of alliances would see of a design."""

    defence: bool
    """The pact owes defence, by somebody, without the aggressor's consent."""
    major_power: bool
    """A major power is among the guarantors, other than the aggressor."""
    binding: bool
    """It binds in law; else it is a political promise."""
    aggressor_consents: bool
    """The aggressor is itself a guarantor, or holds a veto: no study codes that as a pact against it."""
    forces: Forces
    """Guarantors' forces in the protected state."""
    depth: float
    """Military institutions of the pact, from 0 for none to 1 for bases, a common policy or an integrated command."""
    monitored: bool
    """A mission watches the line."""


def features(scenario: Scenario, design: Design) -> Features:
    """What the studies would code of a design."""
    pact = whole_pact(design)
    major_powers = {nation.id for nation in scenario.guarantors if nation.major_power}
    return Features(
        defence=owes_defence(pact),
        major_power=bool(_outsiders(pact) & major_powers),
        binding=pact.binding,
        aggressor_consents=pact.adversary_at_the_table,
        forces=_forces(design),
        depth=depth_of(pact),
        monitored=design.posture.monitoring is not None,
    )


def owes_defence(pact: Pact) -> bool:
    """Whether it owes defence, by somebody, without the aggressor's consent.

    ATOP's `defense`, derived as for the casebook: help with forces, if only 'as deemed necessary'.
    """
    owed = VARIABLES["defense"].derive(pact) == 1
    return owed and bool(_outsiders(pact)) and not pact.adversary_at_the_table


def _outsiders(pact: Pact) -> set[str]:
    """Guarantors other than the aggressor."""
    return {*pact.parties.guarantors} - {*pact.parties.adversaries}


def depth_of(pact: Pact) -> float:
    """Share of the deepest institutions; 0 where the index hangs on a code that cannot be told."""
    index = VARIABLES["milinst"].derive(pact)
    return index / DEEPEST if isinstance(index, int) else 0.0


def _forces(design: Design) -> Forces:
    """Heavy by the armoured and mechanised brigades among all guarantors' forces in place."""
    placed = design.posture.in_place
    if not placed:
        return "none"
    heavy = sum(force.brigades for force in placed if force.type == "heavy")
    return "heavy" if heavy >= LEAST_HEAVY_BRIGADES else "light"
