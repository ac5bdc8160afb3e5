"""An instance in, what its answer is compared with out: even splits, one nation a zone, the design's own zones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.allocation.instance import Curve, Instance, Placement, broken_rules
from casus.study.allocation.laid import evenly, laid, spread, spread_thin
from casus.study.allocation.program import solve
from casus.study.allocation.supply import Given
from casus.study.vary.force import zone_weights

EVEN, PROPORTION, AS_EVEN, THIN, ONE_NATION, OWN = (
    "even split",
    "in proportion to the attack",
    "as even as the rules allow",
    "as thin as the rules allow",
    "one nation a zone",
    "the design's own zones",
)
NODES = 100  # chosen: a rival need not be proven the best of its kind


@dataclass(frozen=True)
class Rival:
    """Another way to place the same contributions."""

    name: str
    design: Design
    placement: Placement
    breaks: tuple[str, ...]
    """Rules that it breaks, in words: then it is compared with, and cannot be the answer."""


def rivals(
    scenario: Scenario,
    attack: AttackOption,
    design: Design,
    instance: Instance,
    gives: Sequence[Given],
    by_rotation: bool,
) -> Iterator[Rival]:
    """Each in turn; the first keeps to the rules."""
    weights = zone_weights(scenario, attack)
    filled = sum(weights[zone] for zone in instance.zones)
    placements = {
        AS_EVEN: solve(_levelled(instance), NODES).placement,
        THIN: spread_thin(gives, instance.zones, instance.rules.least, instance.rules.barred),
        EVEN: spread(gives, evenly(instance.zones)),
        PROPORTION: spread(gives, {zone: weights[zone] / filled for zone in instance.zones}),
        ONE_NATION: solve(replace(instance, rules=replace(instance.rules, nations_per_zone=1)), NODES).placement,
    }
    for name, placement in placements.items():
        yield Rival(name, laid(design, placement), placement, tuple(broken_rules(instance, placement)))
    if design.posture.in_place:
        yield _own(design, instance, by_rotation)


def _levelled(instance: Instance) -> Instance:
    """The same, where the strength of the weakest zone is what counts."""
    return replace(
        instance, curves=tuple(Curve(zone, zone, (0.0, instance.whole), (0.0, 1.0)) for zone in instance.zones)
    )


def _own(design: Design, instance: Instance, by_rotation: bool) -> Rival:
    """The design as it is."""
    placement = own_placement(design)
    breaks = [] if by_rotation else broken_rules(instance, placement)
    if by_rotation:
        breaks.append("other forces: what the design states, not what pools sustain by rotation")
    if any(one.role == "reserve" for one in design.posture.in_place):
        breaks.append("forces in reserve: not all of them stand in the line")
    return Rival(OWN, design, placement, tuple(breaks))


def own_placement(design: Design) -> Placement:
    """What a design has in place, by nation, type and zone."""
    found: dict[tuple[str, str, str], float] = {}
    for one in design.posture.in_place:
        key = one.nation, one.type, one.zone or ""
        found[key] = found.get(key, 0.0) + one.brigades
    return found  # type: ignore[return-value]  # the types are those of the schema
