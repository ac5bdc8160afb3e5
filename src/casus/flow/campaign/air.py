"""Air: who flies from where on what duty, what gets past the other side's defences, and who controls the air over the line.

A serviceable aircraft of the guarantors has one duty at a time: quick-reaction alert first, then the patrol stations that
the design asks for, then the line. Alert and stations meet drones and cruise missiles over the country; sorties over the
line contest the air, and whoever controls it has support on the ground and slows what the other side moves.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.arrays import ENABLERS, LANES
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_in_place
from casus.flow.campaign.lanes import air_world
from casus.flow.campaign.laws import stillion1999
from casus.flow.campaign.strike import share_closed

KM_PER_NMI = 1.852
PAIR = 2.0  # aircraft on a station: fighters work in pairs, as in the worked case of stillion1999
PEACETIME_DAYS = 1.0  # chosen: a day into an open attack nobody flies by the rules of peacetime any more
LEAST_RATE = 1e-6  # chosen: a crew that flies a sortie in a million days flies none; keeps divisions finite
LEAST_BASE_SHARE = 0.3  # chosen: spread over many runways and roads, a third of the sorties goes on under any fire


@compiled
def open_sky(world, stand, assault, sky, lane):  # type: ignore[no-untyped-def]
    """Set both sides' aircraft at the hour of the attack, and what does not change after it."""
    sky.own_aircraft[lane], sky.hostile_aircraft[lane] = world.protected_aircraft, world.aggressor_aircraft
    sky.attack_share[lane] = world.attack_air_share[assault.index]
    sky.inside_rate[lane] = cycle_sorties(assault.inside_km)
    sky.outside_rate[lane] = cycle_sorties(assault.outside_km)
    sky.station_by_cycle[lane] = station_by_cycle(world.air_station_h, stand.station_km)
    open_share = (1.0 - world.air_denial_protected) * (1.0 - share_closed(world, stand.cruise_batteries))
    sky.denial[lane] = 1.0 - open_share


@compiled_as_written
def fly(theatre, stand, assault, block, day, dt):  # type: ignore[no-untyped-def]
    """Fly a step: set what fighters stop, who controls the air and what that does, and take both sides' losses."""
    keep_bases(block, day)
    if stand.aircraft > 0.0:
        share_duties(stand, assault, block, day)
        meet_weapons(theatre, block)
        _keep_stations(block, dt)
    fly_to_line(stand, block)
    contest(block)
    take_losses(stand, block, dt)


@compiled
def keep_bases(block, day):  # type: ignore[no-untyped-def]
    """Set the tempo of flying, and the sorties from bases inside that missiles have left."""
    worlds, sky, arsenal = block.worlds, block.sky, block.arsenal
    for lane in range(LANES):
        sky.tempo[lane] = either(day < worlds.air_surge_days[lane], 1.0, worlds.air_sustained_share[lane])
        sky.base_hits[lane] = worlds.air_base_aim_share[lane] * arsenal.missiles_through_day[lane]
        left = 1.0 - worlds.air_base_sorties_per_hit[lane] * sky.base_hits[lane]
        sky.base_share[lane] = max(LEAST_BASE_SHARE, left)


# --- who is there -----------------------------------------------------------------------------------------------------


@compiled
def count_guarantors(world, promise, council, sky, day, lane):  # type: ignore[no-untyped-def]
    """Set the guarantors' aircraft that their capitals have released and that have come, until the next day that changes it.

    Aircraft assigned in peacetime fight from the decision of their nation; the rest of its fighters come some days later.
    """
    pledged, released, stealthy, sky.arrived[lane], sky.recount_day[lane] = 0.0, 0.0, 0.0, 0.0, math.inf
    for nation in range(promise.nations):
        if promise.member[nation]:
            fighters = world.nation_fighters[nation]
            pledged += fighters
            if council.help_level[nation] >= ENABLERS:
                decided = council.decision_day[nation]
                comes = decided + world.air_deploy_days
                if decided <= day:
                    released += fighters
                    stealthy += fighters * world.nation_stealth_share[nation]
                if comes <= day:
                    sky.arrived[lane] += fighters
                else:
                    sky.recount_day[lane] = min(sky.recount_day[lane], decided if decided > day else comes)
    sky.released_share[lane] = released / pledged if pledged > 0.0 else 0.0
    sky.stealth_share[lane] = stealthy / released if released > 0.0 else 0.0


@compiled_in_place
def assigned_left(assigned, lost):  # type: ignore[no-untyped-def]
    """Aircraft assigned in peacetime that are not lost."""
    return max(0.0, assigned - lost)


@compiled_in_place
def sent_left(arrived, assigned, released_share, lost):  # type: ignore[no-untyped-def]
    """Other fighters of the nations that have decided, come and not lost."""
    return max(0.0, arrived - assigned * released_share - lost)


# --- distance and sorties ---------------------------------------------------------------------------------------------


@compiled
def cycle_sorties(km):  # type: ignore[no-untyped-def]
    """Sorties a day that flight, turnaround and maintenance allow an aircraft whose base is this far away."""
    return stillion1999.sorties_per_day(km / KM_PER_NMI, stillion1999.CRUISE_KN, stillion1999.TURNAROUND_H)


@compiled
def station_by_cycle(station_h, km):  # type: ignore[no-untyped-def]
    """Serviceable aircraft that keep a pair on a station this far away round the clock, were there crews without end."""
    transit_h = km / KM_PER_NMI / stillion1999.CRUISE_KN
    return stillion1999.patrol_aircraft(PAIR, station_h, transit_h, stillion1999.TURNAROUND_H)


@compiled_in_place
def station_takes(by_cycle, station_h, crew_sorties):  # type: ignore[no-untyped-def]
    """Serviceable aircraft that a station takes: by the cycle, or more where crews and spares sustain fewer sorties a day."""
    return max(by_cycle, stillion1999.patrol_sorties_per_day(PAIR, station_h) / max(crew_sorties, LEAST_RATE))


# --- duties -----------------------------------------------------------------------------------------------------------


@compiled_in_place
def duties(serviceable, released_share, alert, stations, takes):  # type: ignore[no-untyped-def]
    """(on alert, on stations, over the line): serviceable aircraft by duty, never more in all than there are.

    `alert` is what stands ready, released or not; stations and the line have only what capitals have released.
    """
    on_alert = min(serviceable, alert)
    free = max(0.0, serviceable * released_share - on_alert)
    on_stations = min(free, stations * takes)
    return on_alert, on_stations, free - on_stations


@compiled
def share_duties(stand, assault, block, day):  # type: ignore[no-untyped-def]
    """Set what each of the assigned aircraft does.

    Policing goes on by the rules of peacetime in the first day of an attack, and as long as nobody can say whose it is;
    after that only for nations that have decided.
    """
    worlds, sky, assigned, inside = block.worlds, block.sky, stand.aircraft, stand.based_inside > 0
    alert, stations, policing = stand.alert, stand.stations, assault.deniable > 0 or day < PEACETIME_DAYS
    for lane in range(LANES):
        there, released = assigned_left(assigned, sky.assigned_lost[lane]), sky.released_share[lane]
        serviceable = there * worlds.air_serviceable_guarantor[lane] * either(inside, sky.base_share[lane], 1.0)
        ready, crews = alert * either(policing, 1.0, released), worlds.air_sorties_guarantor[lane] * sky.tempo[lane]
        takes = station_takes(sky.station_by_cycle[lane], worlds.air_station_h[lane], crews)
        on_alert, on_stations, on_line = duties(serviceable, released, ready, stations, takes)
        sky.on_alert[lane], sky.on_stations[lane], sky.on_line[lane] = on_alert, on_stations, on_line
        sky.stations[lane] = on_stations / takes


@compiled
def meet_weapons(theatre, block):  # type: ignore[no-untyped-def]
    """Set the share of cruise missiles that alert and stations destroy, and the drones that they can engage in a day."""
    worlds, sky, country_km2 = block.worlds, block.sky, theatre.country_km2
    for lane in range(LANES):
        watched = sky.stations[lane] + sky.on_alert[lane] / PAIR * worlds.air_alert_worth[lane]
        cover = min(1.0, watched * worlds.air_station_area[lane] / country_km2)
        on_station = sky.stations[lane] * stillion1999.patrol_sorties_per_day(PAIR, worlds.air_station_h[lane])
        from_alert = sky.on_alert[lane] * worlds.air_sorties_guarantor[lane] * sky.tempo[lane]
        sky.fighter_kill_share[lane] = cover * worlds.air_cruise_kill[lane]
        sky.fighter_drones_day[lane] = worlds.air_drones_per_sortie[lane] * (on_station + from_alert)


# --- the air over the line --------------------------------------------------------------------------------------------


@compiled_as_written
def fly_to_line(stand, block):  # type: ignore[no-untyped-def]
    """Set the sorties a day that each side flies past the other's ground-based air defence."""
    _fly_allied(stand, block)
    _fly_own(block)
    _fly_hostile(block)


@compiled
def _fly_allied(stand, block):  # type: ignore[no-untyped-def]
    """Set the sorties a day of guarantors' aircraft, assigned in peacetime and sent later."""
    worlds, sky, assigned, inside = block.worlds, block.sky, stand.aircraft, stand.based_inside > 0
    for lane in range(LANES):
        crews = worlds.air_sorties_guarantor[lane] * sky.tempo[lane]
        sent = sent_left(sky.arrived[lane], assigned, sky.released_share[lane], sky.sent_lost[lane])
        seen = 1.0 - sky.stealth_share[lane] * (1.0 - worlds.air_stealth_denial_share[lane])
        past = 1.0 - worlds.air_denial_aggressor[lane] * seen
        base_rate = either(inside, sky.inside_rate[lane], sky.outside_rate[lane])
        serviceable = sent * worlds.air_serviceable_guarantor[lane]
        sky.assigned_sorties[lane] = sky.on_line[lane] * min(base_rate, crews) * past
        sky.sent_sorties[lane] = serviceable * min(sky.outside_rate[lane], crews) * past


@compiled
def _fly_own(block):  # type: ignore[no-untyped-def]
    """Set the sorties a day of the protected state."""
    worlds, sky = block.worlds, block.sky
    for lane in range(LANES):
        crews = worlds.air_sorties_protected[lane] * sky.tempo[lane]
        own_rate = min(sky.inside_rate[lane], crews) * sky.base_share[lane]
        own = sky.own_aircraft[lane] * worlds.air_serviceable_protected[lane] * own_rate
        sky.own_sorties[lane] = own * (1.0 - worlds.air_denial_aggressor[lane])


@compiled
def _fly_hostile(block):  # type: ignore[no-untyped-def]
    """Set the sorties a day of the aggressor."""
    worlds, sky, arsenal = block.worlds, block.sky, block.arsenal
    for lane in range(LANES):
        flying = sky.hostile_aircraft[lane] * sky.attack_share[lane] * worlds.air_serviceable_aggressor[lane]
        dry = worlds.air_denial_dry_share[lane]
        denial = sky.denial[lane] * (dry + (1.0 - dry) * arsenal.answered_share[lane])
        sky.hostile_sorties[lane] = flying * worlds.air_sorties_aggressor[lane] * sky.tempo[lane] * (1.0 - denial)


@compiled
def contest(block):  # type: ignore[no-untyped-def]
    """Set who controls the air over the line, and the share of the other side's movement that this costs."""
    worlds, sky = block.worlds, block.sky
    for lane in range(LANES):
        allied = (sky.assigned_sorties[lane] + sky.sent_sorties[lane]) * worlds.air_guarantor_quality[lane]
        control = control_of_air(air_world(worlds, lane), sky.own_sorties[lane] + allied, sky.hostile_sorties[lane])
        sky.control[lane] = control
        sky.interdiction[lane] = worlds.air_interdiction_share[lane] * max(0.0, -control)
        sky.hostile_interdiction[lane] = worlds.air_interdiction_share[lane] * max(0.0, control)


@compiled_in_place
def control_of_air(world, defence_sorties, aggressor_sorties):  # type: ignore[no-untyped-def]
    """Control of the air over the line, from -1 (the aggressor's) to 1 (the defence's)."""
    margin = defence_sorties - aggressor_sorties
    return margin / (abs(margin) + world.air_neutral_sorties)


@compiled
def take_losses(stand, block, dt):  # type: ignore[no-untyped-def]
    """Take the aircraft lost in a step: over the line by sorties flown there, and on bases inside by the missiles that hit."""
    worlds, sky, assigned, inside = block.worlds, block.sky, stand.aircraft, stand.based_inside > 0
    for lane in range(LANES):
        there = assigned_left(assigned, sky.assigned_lost[lane])
        sent = sent_left(sky.arrived[lane], assigned, sky.released_share[lane], sky.sent_lost[lane])
        on_bases = either(inside, there * sky.released_share[lane], 0.0)
        hit = worlds.air_base_loss_per_hit[lane] * (sky.base_hits[lane] * dt)
        on_ground = min(1.0, hit / max(1.0, sky.own_aircraft[lane] + on_bases))
        in_air = worlds.air_loss_per_sortie[lane] * (1.0 + max(0.0, -sky.control[lane])) * dt
        own_lost = min(sky.own_aircraft[lane], sky.own_sorties[lane] * in_air + sky.own_aircraft[lane] * on_ground)
        assigned_lost = min(there, sky.assigned_sorties[lane] * in_air + on_bases * on_ground)
        sent_lost = min(sent, sky.sent_sorties[lane] * in_air)
        hostile_in_air = worlds.air_loss_per_sortie[lane] * (1.0 + max(0.0, sky.control[lane])) * dt
        hostile_lost = min(sky.hostile_aircraft[lane], sky.hostile_sorties[lane] * hostile_in_air)
        sky.own_aircraft[lane] -= own_lost
        sky.own_lost[lane] += own_lost
        sky.assigned_lost[lane] += assigned_lost
        sky.sent_lost[lane] += sent_lost
        sky.hostile_aircraft[lane] -= hostile_lost
        sky.hostile_lost[lane] += hostile_lost


@compiled
def _keep_stations(block, dt):  # type: ignore[no-untyped-def]
    """Keep the mean number of stations, and of aircraft that they take with those in the shops, since the first decision."""
    worlds, sky = block.worlds, block.sky
    for lane in range(LANES):
        released = sky.released_share[lane] > 0.0
        days = sky.released_days[lane] + either(released, dt, 0.0)
        share = either(released, dt, 0.0) / max(dt, days)
        taken = stillion1999.fleet(sky.on_stations[lane], worlds.air_serviceable_guarantor[lane])
        sky.released_days[lane] = days
        sky.stations_held[lane] += (sky.stations[lane] - sky.stations_held[lane]) * share
        sky.station_aircraft[lane] += (taken - sky.station_aircraft[lane]) * share
