"""Air: who flies from where on what duty, what gets past the other side's defences, and who controls the air over the line.

A serviceable aircraft of the guarantors has one duty at a time: quick-reaction alert first, then the patrol stations that
the design asks for, then the line. Alert and stations meet drones and cruise missiles over the country; sorties over the
line contest the air, and whoever controls it has support on the ground and slows what the other side moves.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import ENABLERS
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.laws import stillion1999
from casus.flow.campaign.strike import share_closed

KM_PER_NMI = 1.852
PAIR = 2.0  # aircraft on a station: fighters work in pairs, as in the worked case of stillion1999
PEACETIME_DAYS = 1.0  # chosen: a day into an open attack nobody flies by the rules of peacetime any more
LEAST_RATE = 1e-6  # chosen: a crew that flies a sortie in a million days flies none; keeps divisions finite
LEAST_BASE_SHARE = 0.3  # chosen: spread over many runways and roads, a third of the sorties goes on under any fire


@compiled
def open_sky(world, stand, assault, sky):  # type: ignore[no-untyped-def]
    """Set both sides' aircraft at the hour of the attack, and what does not change after it."""
    sky.own_aircraft, sky.hostile_aircraft = world.protected_aircraft, world.aggressor_aircraft
    sky.inside_rate = cycle_sorties(assault.inside_km)
    sky.outside_rate = cycle_sorties(assault.outside_km)
    sky.station_by_cycle = station_by_cycle(world.air_station_h, stand.station_km)
    open_share = (1.0 - world.air_denial_protected) * (1.0 - share_closed(world, stand.cruise_batteries))
    sky.denial = 1.0 - open_share


@compiled
def fly(world, theatre, promise, stand, assault, council, arsenal, sky, day, dt, outcome):  # type: ignore[no-untyped-def]
    """Fly a step: set what fighters stop, who controls the air and what that does, and take both sides' losses."""
    if day >= sky.recount_day:
        count_guarantors(world, promise, council, sky, day)
    tempo = 1.0 if day < world.air_surge_days else world.air_sustained_share
    base_hits = world.air_base_aim_share * arsenal.missiles_through_day
    sky.base_share = max(LEAST_BASE_SHARE, 1.0 - world.air_base_sorties_per_hit * base_hits)
    share_duties(world, stand, assault, sky, tempo, day)
    meet_weapons(world, theatre, sky, tempo)
    fly_to_line(world, stand, assault, arsenal, sky, tempo)
    contest(world, sky)
    take_losses(world, stand, sky, base_hits * dt, dt, outcome)
    outcome.control_of_air = sky.control
    if sky.released_share > 0.0:
        _keep_stations(world, sky, dt, outcome)


# --- who is there -----------------------------------------------------------------------------------------------------


@compiled
def count_guarantors(world, promise, council, sky, day):  # type: ignore[no-untyped-def]
    """Set the guarantors' aircraft that their capitals have released and that have come, until the next day that changes it.

    Aircraft assigned in peacetime fight from the decision of their nation; the rest of its fighters come some days later.
    """
    pledged, released, stealthy, sky.arrived, sky.recount_day = 0.0, 0.0, 0.0, 0.0, math.inf
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
                    sky.arrived += fighters
                else:
                    sky.recount_day = min(sky.recount_day, decided if decided > day else comes)
    sky.released_share = released / pledged if pledged > 0.0 else 0.0
    sky.stealth_share = stealthy / released if released > 0.0 else 0.0


@compiled
def assigned_left(stand, sky):  # type: ignore[no-untyped-def]
    """Aircraft assigned in peacetime that are not lost."""
    return max(0.0, stand.aircraft - sky.assigned_lost)


@compiled
def sent_left(stand, sky):  # type: ignore[no-untyped-def]
    """Other fighters of the nations that have decided, come and not lost."""
    return max(0.0, sky.arrived - stand.aircraft * sky.released_share - sky.sent_lost)


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


@compiled
def station_takes(by_cycle, station_h, crew_sorties):  # type: ignore[no-untyped-def]
    """Serviceable aircraft that a station takes: by the cycle, or more where crews and spares sustain fewer sorties a day."""
    return max(by_cycle, stillion1999.patrol_sorties_per_day(PAIR, station_h) / max(crew_sorties, LEAST_RATE))


# --- duties -----------------------------------------------------------------------------------------------------------


@compiled
def duties(serviceable, released_share, alert, stations, takes):  # type: ignore[no-untyped-def]
    """(on alert, on stations, over the line): serviceable aircraft by duty, never more in all than there are.

    `alert` is what stands ready, released or not; stations and the line have only what capitals have released.
    """
    on_alert = min(serviceable, alert)
    free = max(0.0, serviceable * released_share - on_alert)
    on_stations = min(free, stations * takes)
    return on_alert, on_stations, free - on_stations


@compiled
def share_duties(world, stand, assault, sky, tempo, day):  # type: ignore[no-untyped-def]
    """Set what each of the assigned aircraft does.

    Policing goes on by the rules of peacetime in the first day of an attack, and as long as nobody can say whose it is;
    after that only for nations that have decided.
    """
    there = assigned_left(stand, sky)
    serviceable = there * world.air_serviceable_guarantor * (sky.base_share if stand.based_inside else 1.0)
    policing = assault.deniable or day < PEACETIME_DAYS
    alert = stand.alert * (1.0 if policing else sky.released_share)
    takes = station_takes(sky.station_by_cycle, world.air_station_h, world.air_sorties_guarantor * tempo)
    sky.on_alert, sky.on_stations, sky.on_line = duties(serviceable, sky.released_share, alert, stand.stations, takes)
    sky.stations = sky.on_stations / takes


@compiled
def meet_weapons(world, theatre, sky, tempo):  # type: ignore[no-untyped-def]
    """Set the share of cruise missiles that alert and stations destroy, and the drones that they can engage in a day."""
    watched = sky.stations + sky.on_alert / PAIR * world.air_alert_worth
    cover = min(1.0, watched * world.air_station_area / theatre.country_km2)
    sky.fighter_kill_share = cover * world.air_cruise_kill
    on_station = sky.stations * stillion1999.patrol_sorties_per_day(PAIR, world.air_station_h)
    sky.fighter_drones_day = world.air_drones_per_sortie * (
        on_station + sky.on_alert * world.air_sorties_guarantor * tempo
    )


# --- the air over the line --------------------------------------------------------------------------------------------


@compiled
def fly_to_line(world, stand, assault, arsenal, sky, tempo):  # type: ignore[no-untyped-def]
    """Set the sorties a day that each side flies past the other's ground-based air defence."""
    crews = world.air_sorties_guarantor * tempo
    sent = sent_left(stand, sky)
    past = 1.0 - world.air_denial_aggressor * (1.0 - sky.stealth_share * (1.0 - world.air_stealth_denial_share))
    base_rate = sky.inside_rate if stand.based_inside else sky.outside_rate
    sky.assigned_sorties = sky.on_line * min(base_rate, crews) * past
    sky.sent_sorties = sent * world.air_serviceable_guarantor * min(sky.outside_rate, crews) * past
    own_rate = min(sky.inside_rate, world.air_sorties_protected * tempo) * sky.base_share
    own = sky.own_aircraft * world.air_serviceable_protected * own_rate
    sky.own_sorties = own * (1.0 - world.air_denial_aggressor)
    flying = sky.hostile_aircraft * world.attack_air_share[assault.index] * world.air_serviceable_aggressor
    denial = sky.denial * (world.air_denial_dry_share + (1.0 - world.air_denial_dry_share) * arsenal.answered_share)
    sky.hostile_sorties = flying * world.air_sorties_aggressor * tempo * (1.0 - denial)


@compiled
def contest(world, sky):  # type: ignore[no-untyped-def]
    """Set who controls the air over the line, and the share of the other side's movement that this costs."""
    allied = (sky.assigned_sorties + sky.sent_sorties) * world.air_guarantor_quality
    sky.control = control_of_air(world, sky.own_sorties + allied, sky.hostile_sorties)
    sky.interdiction = world.air_interdiction_share * max(0.0, -sky.control)
    sky.hostile_interdiction = world.air_interdiction_share * max(0.0, sky.control)


@compiled
def control_of_air(world, defence_sorties, aggressor_sorties):  # type: ignore[no-untyped-def]
    """Control of the air over the line, from -1 (the aggressor's) to 1 (the defence's)."""
    margin = defence_sorties - aggressor_sorties
    return margin / (abs(margin) + world.air_neutral_sorties)


@compiled
def take_losses(world, stand, sky, base_hits, dt, outcome):  # type: ignore[no-untyped-def]
    """Take the aircraft lost in a step: over the line by sorties flown there, and on bases inside by the missiles that hit."""
    there = assigned_left(stand, sky)
    sent = sent_left(stand, sky)
    inside = there * sky.released_share if stand.based_inside else 0.0
    on_ground = min(1.0, world.air_base_loss_per_hit * base_hits / max(1.0, sky.own_aircraft + inside))
    in_air = world.air_loss_per_sortie * (1.0 + max(0.0, -sky.control)) * dt
    own_lost = min(sky.own_aircraft, sky.own_sorties * in_air + sky.own_aircraft * on_ground)
    assigned_lost = min(there, sky.assigned_sorties * in_air + inside * on_ground)
    sent_lost = min(sent, sky.sent_sorties * in_air)
    hostile_in_air = world.air_loss_per_sortie * (1.0 + max(0.0, sky.control)) * dt
    hostile_lost = min(sky.hostile_aircraft, sky.hostile_sorties * hostile_in_air)
    sky.own_aircraft -= own_lost
    sky.assigned_lost += assigned_lost
    sky.sent_lost += sent_lost
    sky.hostile_aircraft -= hostile_lost
    outcome.aircraft_lost_defence += own_lost + assigned_lost + sent_lost
    outcome.aircraft_lost_guarantor += assigned_lost + sent_lost
    outcome.aircraft_lost_aggressor += hostile_lost


@compiled
def _keep_stations(world, sky, dt, outcome):  # type: ignore[no-untyped-def]
    """Keep the mean number of stations, and of aircraft that they take with those in the shops, since the first decision."""
    sky.released_days += dt
    share = dt / sky.released_days
    outcome.stations_held += (sky.stations - outcome.stations_held) * share
    taken = stillion1999.fleet(sky.on_stations, world.air_serviceable_guarantor)
    outcome.station_aircraft += (taken - outcome.station_aircraft) * share
