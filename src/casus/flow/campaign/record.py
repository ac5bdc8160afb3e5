"""Record: what one campaign measured, read off its state; nothing here changes the state."""

from __future__ import annotations

import math

from casus.flow.campaign import deployment, ground, honour, supply
from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.arrays import COMBAT, LANES, MATERIEL, NO_HELP, WORDS
from casus.flow.campaign.compiled import compiled, compiled_as_written

HELP_DEADLINE_DAYS = 30.0  # chosen: help that is decided later than a month after the attack is no help in it


@compiled
def open_record(warned, sides, lane):  # type: ignore[no-untyped-def]
    """Set what is known before the first step, and that nothing has happened yet."""
    sides.warning_days[lane] = warned
    sides.contact_day[lane], sides.contact_depth_km[lane], sides.lost_day[lane] = math.inf, math.nan, math.inf


@compiled
def record_decisions(world, promise, council, outcome):  # type: ignore[no-untyped-def]
    """Keep what the guarantors decided; shares are weighted by the brigades that each could send."""
    owed = WORDS if promise.obligation < honour.CONSULTS else MATERIEL
    weight, decided, honoured, acted, combat = 0.0, 0.0, 0.0, 0.0, 0.0
    outcome.first_decision_day = math.inf
    for nation in range(promise.nations):
        day, level = council.decision_day[nation], council.help_level[nation]
        outcome.decision_day[nation], outcome.help_level[nation] = day, level
        if promise.member[nation]:
            brigades = world.nation_heavy[nation] + world.nation_light[nation]
            weight += brigades
            outcome.first_decision_day = min(outcome.first_decision_day, day)
            if level > NO_HELP and day <= HELP_DEADLINE_DAYS:
                decided += brigades
                honoured += brigades if level >= owed else 0.0
                acted += brigades if level >= MATERIEL else 0.0
                combat += brigades if level >= COMBAT else 0.0
    outcome.decided_share = decided / weight if weight > 0.0 else 0.0
    outcome.honoured_share = honoured / weight if weight > 0.0 else 0.0
    outcome.acted_share = acted / weight if weight > 0.0 else 0.0
    outcome.combat_share = combat / weight if weight > 0.0 else 0.0


@compiled_as_written
def judge(theatre, block, day):  # type: ignore[no-untyped-def]
    """Whether the line has held so far: no axis deeper than the hold depth, no key city lost."""
    for place in range(block.roll.pressed):
        _judge_axis(theatre, block, block.roll.listed[place], day)


@compiled
def _judge_axis(theatre, block, axis, day):  # type: ignore[no-untyped-def]
    """Keep the greatest depth gained, and the first day on which this axis did not hold."""
    front, sides = block.front, block.sides
    start_km, hold_km, key_km = theatre.start_km[axis], theatre.hold_depth_km[axis], block.roll.key_km[axis]
    for lane in range(LANES):
        gained_km = front.depth_km[axis, lane] - start_km
        lost = (gained_km > hold_km) | (front.depth_km[axis, lane] >= key_km)
        # Nought is added so that all lanes are written: to write some of them only takes far longer.
        sides.lost_day[lane] = 0.0 + min(sides.lost_day[lane], either(lost, day, math.inf))
        sides.max_depth_km[lane] = 0.0 + max(sides.max_depth_km[lane], gained_km)


@compiled
def record_days(theatre, clock, block, states, rows, step, outcomes):  # type: ignore[no-untyped-def]
    """Keep depth, control of the air and guarantors' forces on the days that have just ended; day 0 is the hour of the attack."""
    for record in range(clock.records):
        ended = clock.recorded_step[record]
        if ended > step + 1:
            break
        if ended == step + 1 or (ended == 0 and step == 0):
            for lane in range(block.roll.filled):
                _record_day(theatre, clock, block, states[lane].units, lane, record, outcomes[rows[lane]])


@compiled
def _record_day(theatre, clock, block, units, lane, record, outcome):  # type: ignore[no-untyped-def]
    """Keep what a day that has just ended leaves in a lane."""
    ended = clock.recorded_step[record]
    outcome.control_day[record] = block.sky.control[lane]
    for axis in range(theatre.axes):
        outcome.depth_km[axis, record] = theatre.start_km[axis] if ended == 0 else block.front.depth_km[axis, lane]
        outcome.line_brigades[record] += block.front.allied[axis, lane]
    outcome.arrived_brigades[record] = outcome.line_brigades[record]
    for place in range(units.coming):
        index = units.listed[place]
        if units.axis[index] < 0 and units.from_day[index] <= ended * clock.step_days:
            outcome.arrived_brigades[record] += units.brigades[index]


@compiled
def record_deployment(promise, contingents, units, outcome):  # type: ignore[no-untyped-def]
    """Keep, for each nation, when its first contingent left, could move in the theatre, and stood in the line, and where."""
    for nation in range(promise.nations):
        outcome.left_day[nation] = math.inf
        outcome.arrival_day[nation], outcome.arrival_mode[nation] = math.inf, math.nan
        outcome.joined_day[nation], outcome.joined_axis[nation] = math.inf, math.nan
    for place in range(units.coming):
        index = units.listed[place]
        nation = contingents.nation[index]
        outcome.left_day[nation] = min(outcome.left_day[nation], units.leaves_day[index])
        if units.from_day[index] < outcome.arrival_day[nation]:
            outcome.arrival_day[nation], outcome.arrival_mode[nation] = units.from_day[index], units.mode[index]
        if units.axis[index] >= 0 and units.joined_day[index] < outcome.joined_day[nation]:
            outcome.joined_day[nation], outcome.joined_axis[nation] = units.joined_day[index], units.axis[index]


@compiled
def take_stock(theatre, contingents, block, units, lane, outcome):  # type: ignore[no-untyped-def]
    """Keep area, people, forces and stocks at the horizon."""
    front, sides, store = block.front, block.sides, block.store
    outcome.contact_day, outcome.contact_depth_km = sides.contact_day[lane], sides.contact_depth_km[lane]
    outcome.held, outcome.lost_day = 1.0 if math.isinf(sides.lost_day[lane]) else 0.0, sides.lost_day[lane]
    outcome.max_depth_km = sides.max_depth_km[lane]
    outcome.stock_left_days, outcome.fuel_left_days = (
        store.own_days[lane] + store.forward_days[lane],
        store.own_fuel_days[lane],
    )
    outcome.short_share = supply.short_share(store.needed[lane], store.short[lane])
    outcome.aggressor_short_share = supply.short_share(store.hostile_needed[lane], store.hostile_short[lane])
    outcome.protected_present = sides.own_reserve[lane]
    for axis in range(theatre.axes):
        outcome.area_km2 += ground.area_lost_km2(theatre, axis, front.depth_km[axis, lane])
        outcome.protected_present += front.defenders[axis, lane]
        outcome.guarantor_present += front.allied[axis, lane]
        outcome.aggressor_present += front.attackers[axis, lane]
        for segment in range(theatre.segments[axis]):
            city = ground.fallen_city(theatre, axis, segment, front.depth_km[axis, lane])
            if city >= 0 and not _fell_before(theatre, front, city, axis, segment, lane):
                outcome.people += theatre.people[city]
                outcome.key_cities += theatre.key[city]
    outcome.protected_start, outcome.protected_replaced = sides.own_start[lane], sides.own_replaced[lane]
    outcome.protected_lost, outcome.aggressor_lost = sides.own_lost[lane], sides.hostile_lost[lane]
    outcome.aggressor_entered, outcome.aggressor_waiting = sides.hostile_entered[lane], sides.hostile_waiting[lane]
    outcome.aggressor_replaced = sides.hostile_replaced[lane]
    outcome.guarantor_lost, outcome.guarantor_replaced = sides.allied_lost[lane], sides.allied_replaced[lane]
    for index in range(contingents.count):
        if deployment.is_inside(contingents, index) or units.bound_for[index] >= 0:
            outcome.guarantor_entered += units.brigades[index]
            if units.withdrawn[index]:
                outcome.guarantor_withdrawn += units.brigades[index]
            elif units.axis[index] < 0:
                outcome.guarantor_present += units.brigades[index]


@compiled
def _fell_before(theatre, front, city, axis, segment, lane):  # type: ignore[no-untyped-def]
    """Whether a city has fallen on an axis before this one, or nearer on this one: two axes may lead to one city."""
    for other in range(axis + 1):
        for place in range(segment if other == axis else theatre.segments[other]):
            if ground.fallen_city(theatre, other, place, front.depth_km[other, lane]) == city:
                return True
    return False


@compiled
def take_stock_of_air(sky, arsenal, lane, outcome):  # type: ignore[no-untyped-def]
    """Keep what flew, what got through and what was lost and used until the horizon."""
    outcome.control_of_air = sky.control[lane]
    outcome.aircraft_lost_guarantor = sky.assigned_lost[lane] + sky.sent_lost[lane]
    outcome.aircraft_lost_defence = sky.own_lost[lane] + outcome.aircraft_lost_guarantor
    outcome.aircraft_lost_aggressor = sky.hostile_lost[lane]
    outcome.stations_held, outcome.station_aircraft = sky.stations_held[lane], sky.station_aircraft[lane]
    outcome.drones_launched, outcome.drone_leakers = arsenal.drones_launched[lane], arsenal.drone_leakers[lane]
    outcome.cruise_launched, outcome.cruise_leakers = arsenal.cruise_launched[lane], arsenal.cruise_leakers[lane]
    outcome.ballistic_launched, outcome.ballistic_leakers = (
        arsenal.ballistic_launched[lane],
        arsenal.ballistic_leakers[lane],
    )
    outcome.damage_meur, outcome.interceptors_used = arsenal.damage_meur[lane], arsenal.interceptors_used[lane]
    outcome.interceptors_left = arsenal.interceptors[lane] + arsenal.ballistic_interceptors[lane]
