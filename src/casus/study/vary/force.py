"""A design in, the same design with another number of brigades out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from casus.flow.scenario.schema.design import Contingent, Design
from casus.flow.scenario.schema.roles import AttackOption, UnitType
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.study.vary.parts import with_posture

Where = Literal["in-place", "standby", "total"]
WHERE: tuple[Where, ...] = ("in-place", "standby", "total")
USUAL_TYPE: UnitType = (
    "medium"  # chosen: between the two others in weight, and what most of the designs' contingents are
)
USUAL_NOTICE_DAYS = 10.0  # chosen: what shipped designs state for forces on standby


def brigades_of(design: Design, where: Where = "in-place", kind: UnitType | None = None) -> float:
    """Brigades that a design has there, of one type or of all."""
    return sum(one.brigades for one in _contingents(design, where) if kind in (None, one.type))


def with_brigades(
    scenario: Scenario,
    design: Design,
    attack: AttackOption,
    brigades: float,
    where: Where = "in-place",
    kind: UnitType | None = None,
    pools: Mapping[str, float] | None = None,
) -> Design:
    """The design with so many brigades there, of one type (the others as they are) or of all.

    Contingents that it has grow or shrink in proportion, below the floor of the schema too: a part of a curve is no
    proposal. Where it has none, the guarantors of its pact share them by their `pools` (brigades by nation; equal where not
    given), each in the zone of the attacked axes that still lacks most. Raises InputError where there is nobody to send them.
    """
    have = brigades_of(design, where, kind)
    if have > 0.0:
        return _scaled(design, brigades / have, where, kind)
    if brigades <= 0.0:
        return design
    return _raised(scenario, design, attack, brigades, where, kind or USUAL_TYPE, pools)


def _contingents(design: Design, where: Where) -> tuple[Contingent, ...]:
    posture = design.posture
    of = {"in-place": posture.in_place, "standby": posture.standby, "total": (*posture.in_place, *posture.standby)}
    return of[where]


def _scaled(design: Design, factor: float, where: Where, kind: UnitType | None) -> Design:
    def scaled(contingents: tuple[Contingent, ...]) -> tuple[Contingent, ...]:
        grown = (
            one.model_copy(update={"brigades": one.brigades * factor}) if kind in (None, one.type) else one
            for one in contingents
        )
        return tuple(one for one in grown if one.brigades > 0.0)

    posture = design.posture
    changed = {
        "in_place": posture.in_place if where == "standby" else scaled(posture.in_place),
        "standby": posture.standby if where == "in-place" else scaled(posture.standby),
    }
    return with_posture(design, **changed)


def _raised(
    scenario: Scenario,
    design: Design,
    attack: AttackOption,
    brigades: float,
    where: Where,
    kind: UnitType,
    pools: Mapping[str, float] | None,
) -> Design:
    """Brigades for a design that has none there."""
    sizes = {nation: 1.0 if pools is None else pools.get(nation, 0.0) for nation in design.pact.parties.guarantors}
    whole = sum(sizes.values())
    if whole <= 0.0:
        raise InputError([Problem(f"design '{design.id}' has no guarantor whose pool could send {kind} brigades")])
    shares = {nation: brigades * size / whole for nation, size in sizes.items() if size > 0.0}
    posture = design.posture
    if where == "standby":
        sent = tuple(_at_home(nation, kind, share) for nation, share in shares.items())
        return with_posture(design, standby=(*posture.standby, *sent))
    wanted, sent = {zone: brigades * weight for zone, weight in zone_weights(scenario, attack).items()}, ()
    for nation, share in sorted(shares.items(), key=lambda item: -item[1]):
        zone = max(wanted, key=lambda id: wanted[id])
        wanted[zone] -= share
        sent = (*sent, Contingent.model_construct(nation=nation, type=kind, brigades=share, zone=zone))
    return with_posture(design, in_place=(*posture.in_place, *sent))


def _at_home(nation: str, kind: UnitType, brigades: float) -> Contingent:
    return Contingent.model_construct(nation=nation, type=kind, brigades=brigades, notice_days=USUAL_NOTICE_DAYS)


def zone_weights(scenario: Scenario, attack: AttackOption) -> dict[str, float]:
    """By zone, the share of an attack that falls on its axes; zones that are not attacked are left out."""
    whole, weights = sum(attack.axes.values()), dict[str, float]()
    for axis in scenario.theatre.axes:
        if attack.axes.get(axis.id, 0.0) > 0.0:
            weights[axis.zone] = weights.get(axis.zone, 0.0) + attack.axes[axis.id] / whole
    return weights


def short_names(scenario: Scenario) -> dict[str, str]:
    """By zone, its name without what stands in brackets."""
    return {zone.id: zone.name.split(" (")[0] for zone in scenario.theatre.zones}
