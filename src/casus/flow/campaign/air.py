"""Air: sorties of both sides, what ground-based air defence lets through, and who controls the air over the line."""

from __future__ import annotations

from casus.flow.campaign.arrays import ENABLERS
from casus.flow.campaign.compiled import compiled


@compiled
def open_sky(world, sky):  # type: ignore[no-untyped-def]
    """Set both sides' aircraft as they stand at the hour of the attack."""
    sky.own_aircraft, sky.hostile_aircraft = world.protected_aircraft, world.aggressor_aircraft


@compiled
def fly(world, promise, stand, assault, council, sky, day, dt, outcome):  # type: ignore[no-untyped-def]
    """Fly a step: set who controls the air and what that does to movement, and take both sides' losses."""
    allied = max(0.0, guarantor_aircraft(world, promise, stand, council, day) - sky.allied_lost)
    flown, hostile_flown = effective_sorties(world, assault, sky.own_aircraft, allied, sky.hostile_aircraft)
    sky.control = control_of_air(world, flown, hostile_flown)
    sky.interdiction = world.air_interdiction_share * max(0.0, -sky.control)
    lost = min(sky.own_aircraft + allied, aircraft_lost(world, flown, -sky.control) * dt)
    allied_share = allied / (sky.own_aircraft + allied) if sky.own_aircraft + allied > 0.0 else 0.0
    sky.own_aircraft -= lost * (1.0 - allied_share)
    sky.allied_lost += lost * allied_share
    hostile_lost = min(sky.hostile_aircraft, aircraft_lost(world, hostile_flown, sky.control) * dt)
    sky.hostile_aircraft -= hostile_lost
    outcome.aircraft_lost_defence += lost
    outcome.aircraft_lost_aggressor += hostile_lost
    outcome.control_of_air = sky.control


@compiled
def guarantor_aircraft(world, promise, stand, council, day):  # type: ignore[no-untyped-def]
    """Guarantors' combat aircraft over the protected state: patrols at decision, the rest a few days later."""
    arrived, patrolling, pledged = 0.0, 0.0, 0.0
    for nation in range(promise.nations):
        if promise.member[nation]:
            fighters = world.nation_fighters[nation]
            pledged += fighters
            if council.help_level[nation] >= ENABLERS and council.decision_day[nation] <= day:
                patrolling += fighters
                if council.decision_day[nation] + world.air_deploy_days <= day:
                    arrived += fighters
    patrol = stand.air_patrol * patrolling / pledged if pledged > 0.0 else 0.0
    return max(arrived, patrol)


@compiled
def effective_sorties(world, assault, protected, guarantor, aggressor):  # type: ignore[no-untyped-def]
    """Daily sorties that reach the line: (defence, aggressor), guarantors' weighted by their quality."""
    own = protected * world.air_serviceable_protected * world.air_sorties_protected
    allied = guarantor * world.air_serviceable_guarantor * world.air_sorties_guarantor * world.air_guarantor_quality
    share = world.attack_air_share[assault.index]
    hostile = aggressor * share * world.air_serviceable_aggressor * world.air_sorties_aggressor
    return (own + allied) * (1.0 - world.air_denial_aggressor), hostile * (1.0 - world.air_denial_protected)


@compiled
def control_of_air(world, defence_sorties, aggressor_sorties):  # type: ignore[no-untyped-def]
    """Control of the air over the line, from -1 (the aggressor's) to 1 (the defence's)."""
    margin = defence_sorties - aggressor_sorties
    return margin / (abs(margin) + world.air_neutral_sorties)


@compiled
def aircraft_lost(world, sorties, control_of_enemy):  # type: ignore[no-untyped-def]
    """Aircraft lost in a day by the side that flew these sorties; more under the enemy's control of the air."""
    return sorties * world.air_loss_per_sortie * (1.0 + max(0.0, control_of_enemy))
