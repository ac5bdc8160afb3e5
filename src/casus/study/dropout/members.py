"""A design in, its guarantors with what each contributes out, and who leads them."""

from __future__ import annotations

from dataclasses import dataclass

from casus.flow.metrics.feasibility import pool_brigades
from casus.flow.scenario.schema.design import Contingent, Design
from casus.study.asked import Asked


@dataclass(frozen=True)
class Member:
    """A guarantor of the pact."""

    nation: str
    name: str
    in_place: float
    """Brigades."""
    standby: float
    pool: float
    """Brigades that it could send within half a year, mean over worlds; what is assigned comes out of them."""


@dataclass(frozen=True)
class Leader:
    """Who leads."""

    nation: str
    """Id of the nation."""
    named: bool
    """True where the pact names it; else it is the largest contributor."""


def members(asked: Asked) -> tuple[Member, ...]:
    """The guarantors in the order of the pact."""
    names, posture = {nation.id: nation.name for nation in asked.scenario.guarantors}, asked.design.posture
    return tuple(
        Member(
            nation,
            names[nation],
            _of(posture.in_place, nation),
            _of(posture.standby, nation),
            float(pool_brigades(nation, asked.draws).mean()),
        )
        for nation in asked.design.pact.parties.guarantors
    )


def _of(contingents: tuple[Contingent, ...], nation: str) -> float:
    return sum(one.brigades for one in contingents if one.nation == nation)


def by_size(of: tuple[Member, ...]) -> list[str]:
    """Nations from the largest contributor to the smallest: by what they assign, and where that is equal by their pools."""
    ordered = sorted(of, key=lambda member: (-(member.in_place + member.standby), -member.pool))
    return [member.nation for member in ordered]


def leader(design: Design, of: tuple[Member, ...]) -> Leader:
    """The lead that the pact names, or the largest contributor."""
    named = design.pact.parties.lead
    return Leader(named, True) if named else Leader(by_size(of)[0], False)
