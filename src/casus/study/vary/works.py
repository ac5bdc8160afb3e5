"""A design in, the same design with better field works where it is attacked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from casus.flow.campaign.arrays import WORKS
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis
from casus.study.vary.change import Change
from casus.study.vary.force import short_names, zone_weights
from casus.study.vary.parts import with_posture

ASKS = "labour, land and mines on the protected ground, and a season or two to build"


def works_changes(scenario: Scenario, attack: AttackOption, design: Design) -> tuple[Change, ...]:
    """Works one level up: in the most pressed zone that still has a level to go, and in all attacked zones."""
    open_zones = [
        zone for zone in _by_pressure(scenario, attack) if level(scenario, attack, design, zone) < len(WORKS) - 1
    ]
    if not open_zones:
        return ()
    first = open_zones[0]
    name = short_names(scenario)[first]
    one = Change(
        "works-zone", "works", f"works in {name} a level up", ASKS, partial(_raised, scenario, attack, [first])
    )
    every = Change(
        "works-all", "works", "works in all attacked zones a level up", ASKS,
        partial(_raised, scenario, attack, open_zones),
    )  # fmt: skip
    return (one, every) if len(open_zones) > 1 else (one,)


def level(scenario: Scenario, attack: AttackOption, design: Design, zone: str) -> int:
    """The weakest works, as a place in `WORKS`, on the first segment of the zone's attacked axes under a design."""
    planned = WORKS.index(design.posture.works.get(zone, "none"))
    starts = design.settlement.start_km
    return min(max(planned, WORKS.index(_standing(axis, starts))) for axis in _attacked(scenario, attack, zone))


def _raised(scenario: Scenario, attack: AttackOption, zones: Sequence[str], design: Design) -> Design:
    works: dict[str, str] = dict(design.posture.works)
    for zone in zones:
        works[zone] = _next(level(scenario, attack, design, zone))
    return with_posture(design, works=works)


def _next(place: int) -> str:
    return WORKS[min(place + 1, len(WORKS) - 1)]


def _standing(axis: Axis, start_km: Mapping[str, float]) -> str:
    """Works of the first segment behind where the front of an axis starts."""
    first = axis.segment_behind(start_km.get(axis.id, 0.0)) or axis.segments[-1]
    return first.works


def _attacked(scenario: Scenario, attack: AttackOption, zone: str) -> list[Axis]:
    return [axis for axis in scenario.theatre.axes if axis.zone == zone and attack.axes.get(axis.id, 0.0) > 0.0]


def _by_pressure(scenario: Scenario, attack: AttackOption) -> list[str]:
    weights = zone_weights(scenario, attack)
    return sorted(weights, key=lambda zone: -weights[zone])
