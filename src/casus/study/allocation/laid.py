"""A design and an allocation in, the design with those contingents in the line of those zones out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from casus.flow.campaign.arrays import TIERS
from casus.flow.scenario.schema.design import Contingent, Design
from casus.flow.scenario.schema.roles import UnitType
from casus.foundation.sizes import CONTINGENTS
from casus.study.allocation.instance import Placement
from casus.study.allocation.supply import Given
from casus.study.vary.parts import with_posture

ROUNDING = 1e-9
POOLS = 2 * TIERS
"""Contingents that the kernel makes of each guarantor's pools: two, in tiers of readiness."""


def laid(design: Design, placement: Placement) -> Design:
    """The design with nothing in place but the allocation, all of it in the line; what is not placed stays in the pools.

    Contingents below the schema's floor are let through: a point of a curve is no proposal.
    """
    rows = [
        Contingent.model_construct(nation=nation, type=kind, brigades=brigades, zone=zone)
        for (nation, kind, zone), brigades in sorted(_that_fit(design, placement).items())
        if brigades > 0.0
    ]  # sorted, because the kernel counts a nation once where its contingents follow each other
    return with_posture(design, in_place=tuple(rows))


def _that_fit(design: Design, placement: Placement) -> Placement:
    """The allocation, a nation's types in a zone counted as the one that it has most of where the kernel has no room for all."""
    room = CONTINGENTS - len(design.posture.standby) - POOLS * len(design.pact.parties.guarantors)
    if len(placement) <= room:
        return placement
    most, merged = dict[str, UnitType](), dict[tuple[str, UnitType, str], float]()
    for (nation, kind, _), _ in sorted(placement.items(), key=lambda item: item[1]):
        most[nation] = kind
    for (nation, _, zone), brigades in placement.items():
        key = nation, most[nation], zone
        merged[key] = merged.get(key, 0.0) + brigades
    return merged


def spread(gives: Sequence[Given], shares: dict[str, float]) -> Placement:
    """Every contribution spread over zones by their shares."""
    return {
        (one.nation, one.type, zone): one.brigades * share
        for one in gives
        for zone, share in shares.items()
        if share > 0.0
    }


def evenly(zones: Sequence[str]) -> dict[str, float]:
    """The same share for each zone."""
    return {zone: 1.0 / len(zones) for zone in zones}


def spread_thin(
    gives: Sequence[Given], zones: Sequence[str], least: Mapping[str, float], barred: Collection[tuple[str, str]]
) -> Placement:
    """Every nation's contributions spread evenly over as many zones as its least contingent allows, where fewest stand so far."""
    whole, found = dict[str, float](), dict[tuple[str, UnitType, str], float]()
    for one in gives:
        whole[one.nation] = whole.get(one.nation, 0.0) + one.brigades
    stand = dict.fromkeys(zones, 0.0)
    for nation, brigades in sorted(whole.items(), key=lambda item: -item[1]):
        allowed = [zone for zone in zones if (nation, zone) not in barred]
        most = int(brigades / least[nation] + ROUNDING)
        taken = sorted(allowed, key=lambda zone: stand[zone])[:most]
        for zone in taken:
            stand[zone] += brigades / len(taken)
            own = [one for one in gives if one.nation == nation]
            found |= {(nation, one.type, zone): one.brigades / len(taken) for one in own}
    return found


def massed(zones: Sequence[str], zone: str, share: float) -> dict[str, float]:
    """A share for one zone, and the rest evenly for the others; at home where there is no other."""
    others = [other for other in zones if other != zone]
    return {zone: share} | {other: (1.0 - share) / len(others) for other in others}
