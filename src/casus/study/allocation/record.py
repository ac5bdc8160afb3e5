"""The answer to an allocation: who stands where, how that was found, and what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casus.flow.metrics.measure import Difference, Share
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.json_numbers import json_number
from casus.study.allocation.curves import Points
from casus.study.allocation.instance import Contribution, Curve, Instance, Placement, nations_in
from casus.study.allocation.moves import Move
from casus.study.allocation.search import Round
from casus.study.reservations import Reservations


@dataclass(frozen=True)
class Compared:
    """Another way to place the same contributions, replayed in the same worlds."""

    name: str
    """What the placement is, in words."""
    placement: Placement
    """Brigades by nation, type and zone."""
    value: Share
    """P(held) on its own worst axis."""
    worst_axis: str
    """Id of its own worst axis."""
    as_it_is: Share
    """P(held) against the attack as the scenario has it."""
    behind: Difference
    """How much likelier the answer holds on its worst axis, paired by worlds."""
    breaks: tuple[str, ...]
    """Rules that it breaks; empty where it might have been the answer."""
    brigades_moved: float
    """From the design's own zones."""


@dataclass(frozen=True)
class Allocation:
    """Contributions in zones, for the greatest P(held) on the worst axis that was replayed."""

    scenario: Scenario = field(repr=False)
    """The scenario that it was asked of, whose names and ground it is shown with."""
    design: str
    """Id of the design."""
    attack: str
    """Id of the attack option."""
    placement: Placement
    """Brigades by nation, type and zone."""
    worst_axis: str
    """Id of the axis on which the whole attack does best against it."""
    value: Share
    """P(held) when the whole attack comes on the worst axis."""
    axes: Mapping[str, Share]
    """P(held) by axis when the whole attack comes there."""
    as_it_is: Share
    """P(held) against the attack as the scenario has it."""
    found_by: str
    """Which proposal it was: the program's, or one of those that it was compared with."""
    held_back: Mapping[tuple[str, str], float]
    """Brigades by nation and type that stand in no zone; they stay at home."""
    moved: tuple[Move, ...]
    """What changes against the design's own zones, the largest moves first."""
    compared: tuple[Compared, ...]
    """Other ways to place the same contributions."""
    rounds: tuple[Round, ...]
    """Each time that the program proposed, in order; empty where it was stopped before."""
    instance: Instance
    """The program as corrected by all replays."""
    points: tuple[Points, ...]
    """By axis, what was played to make the program's curves."""
    fights: Mapping[str, float]
    """By nation, share of worlds in which its forces fight where all stand in the attacked zone."""
    by_rotation: bool
    """Whether what pools sustain by rotation was placed, not what the design has in place."""
    campaigns: int
    """Campaigns that were played for it."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: Mapping[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    @property
    def bound(self) -> float:
        """No allocation has more, by the curves of the last round."""
        return self.rounds[-1].solved.bound if self.rounds else float("nan")

    @property
    def gap(self) -> float:
        """How much more the program believed possible than was replayed."""
        return self.bound - self.value.value

    def by_zone(self) -> dict[str, dict[str, dict[str, float]]]:
        """Brigades by zone, nation and type; a zone in which nobody stands is empty."""
        return {
            zone: {
                nation: {
                    kind: b for (n, kind, at), b in self.placement.items() if (n, at) == (nation, zone) and b > 0.0
                }
                for nation in nations_in(self.placement, zone)
            }
            for zone in self.instance.zones
        }

    def rows(self) -> list[dict[str, Any]]:
        """One row for each zone, nation and type."""
        return [
            {"zone": zone, "nation": nation, "type": kind, "brigades": brigades}
            for zone, nations in self.by_zone().items()
            for nation, kinds in nations.items()
            for kind, brigades in kinds.items()
        ]

    def as_json(self) -> dict[str, Any]:
        """For machines: the contract's keys first."""
        zones = {
            zone: [{"nation": nation, "units": _units(kinds)} for nation, kinds in nations.items()]
            for zone, nations in self.by_zone().items()
        }
        return {
            "zones": zones,
            "worst_axis": self.worst_axis,
            "value": json_number(self.value.value),
            "value_ci": _interval(self.value),
            "axes": {
                curve.axis: {"zone": curve.zone} | _share(self.axes[curve.axis]) for curve in self.instance.curves
            },
            "attack_as_it_is": _share(self.as_it_is),
            "bound": json_number(self.bound),
            "gap": json_number(self.gap),
            "iterations": [_round(one) for one in self.rounds],
            "found_by": self.found_by,
            "comparison": [_compared(one) for one in self.compared],
            "moved": [_move(one) for one in self.moved],
            "held_back": [
                {"nation": nation, "type": kind, "brigades": json_number(b)}
                for (nation, kind), b in self.held_back.items()
            ],
            "curves": [_curve(curve, points) for curve, points in zip(self.instance.curves, self.points, strict=True)],
            "currency": {
                "worth_of_a_brigade": [_worth(one) for one in self.instance.contributions],
                "fights_share": {
                    one.nation: json_number(self.fights[one.nation]) for one in self.instance.contributions
                },
                "shared_zone_factor": json_number(self.instance.shared_factor),
            },
            "rules": _rules(self.instance),
            "by_rotation": self.by_rotation,
            "campaigns": self.campaigns,
            "reservations": self.reservations.as_json(),
            "design": self.design,
            "attack": self.attack,
            "complete": self.complete,
        } | dict(self.provenance)


def _units(kinds: Mapping[str, float]) -> list[dict[str, Any]]:
    return [{"type": kind, "brigades": json_number(brigades)} for kind, brigades in kinds.items()]


def _share(share: Share) -> dict[str, Any]:
    return {"p_held": json_number(share.value), "se": json_number(share.se), "worlds": share.n}


def _interval(share: Share) -> list[float | None]:
    return [json_number(end) for end in share.interval]


def _round(one: Round) -> dict[str, Any]:
    solved = one.solved
    return {
        "bound": json_number(solved.bound),
        "promised": json_number(solved.value),
        "replayed": json_number(one.played.value.value),
        "worst_axis": one.played.worst_axis,
        "curves_corrected": list(one.corrected),
        "program": {
            "optimal": solved.optimal,
            "mip_gap": json_number(solved.gap),
            "nodes": solved.nodes,
            "seconds": json_number(solved.seconds),
            "variables": solved.variables,
            "constraints": solved.constraints,
        },
    }


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": json_number(one.value.value),
        "value_ci": _interval(one.value),
        "worst_axis": one.worst_axis,
        "attack_as_it_is": json_number(one.as_it_is.value),
        "answer_better_by": json_number(one.behind.value),
        "answer_better_by_se": json_number(one.behind.se),
        "breaks": list(one.breaks),
        "brigades_moved": json_number(one.brigades_moved),
        "zones": [
            {"zone": zone, "nation": nation, "type": kind, "brigades": json_number(brigades)}
            for (nation, kind, zone), brigades in one.placement.items()
            if brigades > 0.0
        ],
    }


def _move(one: Move) -> dict[str, Any]:
    return {
        "nation": one.nation,
        "type": one.type,
        "brigades": json_number(one.brigades),
        "from": one.origin,
        "to": one.goal,
    }


def _curve(curve: Curve, points: Points) -> dict[str, Any]:
    return {
        "axis": curve.axis,
        "strength": [json_number(x) for x in curve.strength],
        "p_held": [json_number(p) for p in curve.p_held],
        "played": [{"share_of_all": share, "p_held": json_number(p)} for share, p in points.held.items()],
        "moved_to_rise": json_number(points.moved),
    }


def _worth(one: Contribution) -> dict[str, Any]:
    return {
        "nation": one.nation,
        "type": one.type,
        "brigades": json_number(one.brigades),
        "pieces": one.pieces,
        "worth": json_number(one.worth),
    }


def _rules(instance: Instance) -> dict[str, Any]:
    rules = instance.rules
    return {
        "least_contingent": {nation: json_number(least) for nation, least in rules.least.items()},
        "nations_per_zone": rules.nations_per_zone,
        "barred": [{"nation": nation, "zone": zone} for nation, zone in sorted(rules.barred)],
        "groups": {name: sorted(group) for name, group in rules.groups.items()},
    }
