"""What the program is asked: contributions in pieces, zones, curves and rules; and what an allocation is worth under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from casus.flow.scenario.schema.roles import UnitType

Placement = Mapping[tuple[str, UnitType, str], float]
"""Brigades by nation, unit type and zone."""


@dataclass(frozen=True)
class Contribution:
    """What one nation gives of one type, in equal pieces that are not split further."""

    nation: str
    type: UnitType
    brigades: float
    pieces: int
    worth: float
    """Of a whole brigade of it, in mechanised brigades that fight; see `strength`."""

    @property
    def piece(self) -> float:
        """Brigades of one piece."""
        return self.brigades / self.pieces


@dataclass(frozen=True)
class Curve:
    """P(held) of one axis against the strength in its zone, straight between points; never falling."""

    axis: str
    zone: str
    strength: tuple[float, ...]
    """Rising from 0, in mechanised brigades that fight."""
    p_held: tuple[float, ...]

    def at(self, strength: float) -> float:
        """P(held) at a strength; beyond the last point, as there."""
        return float(np.interp(strength, self.strength, self.p_held))

    @property
    def concave(self) -> bool:
        """Whether each further brigade does no more than the one before."""
        slopes = np.diff(self.p_held) / np.diff(self.strength)
        return bool(np.all(np.diff(slopes) <= 1e-12))


@dataclass(frozen=True)
class Rules:
    """What an allocation must keep to."""

    least: Mapping[str, float] = field(default_factory=dict)
    """By nation, the fewest brigades that it sends to a zone, if it sends any."""
    nations_per_zone: int | None = None
    barred: frozenset[tuple[str, str]] = frozenset()
    """Pairs of a nation and a zone to which it does not go."""
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Nations that can serve together, by a name; one that is in none serves with any."""


@dataclass(frozen=True)
class Instance:
    """One program."""

    contributions: tuple[Contribution, ...]
    """What each nation gives, by type."""
    zones: tuple[str, ...]
    """Ids of the zones that may be filled."""
    curves: tuple[Curve, ...]
    """P(held) of each axis by the strength in its zone."""
    rules: Rules
    """What a placement must keep to."""
    shared_factor: float = 1.0
    """On the strength of a zone in which more than one nation stands: command and seams."""
    before: Placement = field(default_factory=dict)
    """Where the design has them; of allocations that are as good, the one that leaves more there is taken."""

    @property
    def nations(self) -> tuple[str, ...]:
        """Each nation once, in order."""
        return tuple(dict.fromkeys(one.nation for one in self.contributions))

    @property
    def whole(self) -> float:
        """Strength of all contributions together, if nothing were lost by sharing."""
        return sum(one.worth * one.brigades for one in self.contributions)

    def strengths(self, placement: Placement) -> dict[str, float]:
        """By zone, the strength of what stands there."""
        worth = {(one.nation, one.type): one.worth for one in self.contributions}
        sums = dict.fromkeys(self.zones, 0.0)
        for (nation, kind, zone), brigades in placement.items():
            if zone in sums:
                sums[zone] += worth[nation, kind] * brigades
        return {
            zone: total * (self.shared_factor if len(nations_in(placement, zone)) > 1 else 1.0)
            for zone, total in sums.items()
        }

    def value(self, placement: Placement) -> float:
        """P(held) on the worst axis, as the curves have it."""
        strengths = self.strengths(placement)
        return min(curve.at(strengths.get(curve.zone, 0.0)) for curve in self.curves)


def nations_in(placement: Placement, zone: str) -> list[str]:
    """Nations that stand in a zone, each once."""
    return list(dict.fromkeys(nation for (nation, _, at), brigades in placement.items() if at == zone and brigades > 0))


def broken_rules(instance: Instance, placement: Placement) -> list[str]:
    """What an allocation breaks, in words; none where it keeps to all."""
    rules, sent = instance.rules, dict[tuple[str, str], float]()
    for (nation, _, zone), brigades in placement.items():
        sent[nation, zone] = sent.get((nation, zone), 0.0) + brigades
    return [*_thin(rules, sent), *_forbidden(instance, sent), *_crowded(instance, placement)]


def _thin(rules: Rules, sent: Mapping[tuple[str, str], float]) -> Iterable[str]:
    thin = {
        nation: brigades for (nation, _), brigades in sent.items() if brigades < rules.least.get(nation, 0.0) - 1e-9
    }
    if thin:
        nation = min(thin, key=lambda id: thin[id])
        yield (
            f"contingents too small: {_counted(len(thin), 'nation')} would send less than the least to a zone "
            f"({nation} {thin[nation]:.2g} of {rules.least[nation]:.2g} brigades)"
        )


def _forbidden(instance: Instance, sent: Mapping[tuple[str, str], float]) -> Iterable[str]:
    for nation, zone in sent:
        if (nation, zone) in instance.rules.barred:
            yield f"nation barred: {nation} from {zone}"
        elif zone not in instance.zones:
            yield f"zone not to be filled: {nation} stands in {zone}"


def _crowded(instance: Instance, placement: Placement) -> Iterable[str]:
    most = instance.rules.nations_per_zone
    for zone in instance.zones:
        nations = nations_in(placement, zone)
        if most is not None and len(nations) > most:
            yield f"too many nations: {len(nations)} in {zone}, at most {most} are allowed"
        mixed = {name for name, group in instance.rules.groups.items() if group & set(nations)}
        if len(mixed) > 1:
            yield f"groups mixed: {', '.join(sorted(mixed))} in {zone}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
