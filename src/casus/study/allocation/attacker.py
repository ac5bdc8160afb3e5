"""An attack option in, the same attack brought on one axis out, and the worlds in which every axis is open to it."""

from __future__ import annotations

from casus.flow.draws.streams import SMALLEST
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario

OPENS = "event.ally."
"""Beginning of the columns whose number decides whether an ally opens its ground: the smaller, the surer."""


def concentrated(scenario: Scenario, attack: AttackOption) -> dict[str, AttackOption]:
    """By attacked axis, the attack with all its forces on it, at its full intensity, in the order of the theatre."""
    return {
        axis.id: attack.model_copy(update={"axes": {axis.id: 1.0}})
        for axis in scenario.theatre.axes
        if attack.axes.get(axis.id, 0.0) > 0.0
    }


def zone_of(scenario: Scenario) -> dict[str, str]:
    """By axis, the zone that defends it."""
    return {axis.id: axis.zone for axis in scenario.theatre.axes}


def attacked_zones(scenario: Scenario, attack: AttackOption) -> tuple[str, ...]:
    """Zones in which an attacked axis starts, in the order of the theatre."""
    zones = zone_of(scenario)
    attacked = {zones[axis] for axis in concentrated(scenario, attack)}
    return tuple(zone.id for zone in scenario.theatre.zones if zone.id in attacked)


def open_to_it(draws: Draws) -> Draws:
    """The same worlds with the ground of every ally open: who picks an axis picks one that he can use."""
    return draws.with_columns({name: SMALLEST for name in draws.columns if name.startswith(OPENS)})
