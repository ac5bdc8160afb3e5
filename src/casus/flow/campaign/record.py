"""Record: what one campaign measured, read off its state; nothing here changes the state."""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign import deployment, ground, honour, supply
from casus.flow.campaign.arrays import CITIES, COMBAT, MATERIEL, NO_HELP, WORDS
from casus.flow.campaign.compiled import compiled

HELP_DEADLINE_DAYS = 30.0  # chosen: help that is decided later than a month after the attack is no help in it


@compiled
def open_outcome(world, warned, called, outcome):  # type: ignore[no-untyped-def]
    """Set what is known before the first step, and that nothing has happened yet."""
    outcome.warning_days, outcome.trigger_day = warned, called
    outcome.contact_day, outcome.contact_depth_km, outcome.lost_day = math.inf, math.nan, math.inf
    outcome.held, outcome.law = 1.0, world.ground_law


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


@compiled
def judge(theatre, front, day, outcome):  # type: ignore[no-untyped-def]
    """Whether the line has held so far: no axis deeper than the hold depth, no key city lost. Only ground newly lost can tell."""
    for place in range(front.pressed):
        axis = front.listed[place]
        if front.depth_km[axis] > front.deepest_km[axis]:
            front.deepest_km[axis] = front.depth_km[axis]
            depth = front.depth_km[axis] - theatre.start_km[axis]
            outcome.max_depth_km = max(outcome.max_depth_km, depth)
            if outcome.held > 0.0 and (
                depth > theatre.hold_depth_km[axis] or _key_city_lost(theatre, axis, front.depth_km[axis])
            ):
                outcome.held, outcome.lost_day = 0.0, day


@compiled
def _key_city_lost(theatre, axis, depth_km):  # type: ignore[no-untyped-def]
    """Whether the front of an axis has reached a key city since the attack."""
    for segment in range(ground.segment_at(theatre, axis, depth_km) + 1):
        city = ground.fallen_city(theatre, axis, segment, depth_km)
        if city >= 0 and theatre.key[city] > 0:
            return True
    return False


@compiled
def record_days(theatre, clock, front, sky, units, step, outcome):  # type: ignore[no-untyped-def]
    """Keep depth, control of the air and guarantors' forces on the days that have just ended; day 0 is the hour of the attack."""
    for record in range(clock.records):
        ended = clock.recorded_step[record]
        if ended > step + 1:
            break
        if ended == step + 1 or (ended == 0 and step == 0):
            outcome.control_day[record] = sky.control
            for axis in range(theatre.axes):
                outcome.depth_km[axis, record] = theatre.start_km[axis] if ended == 0 else front.depth_km[axis]
            for place in range(units.coming):
                index = units.listed[place]
                if units.from_day[index] <= ended * clock.step_days:
                    outcome.arrived_brigades[record] += units.brigades[index]
                    outcome.line_brigades[record] += units.brigades[index] if units.axis[index] >= 0 else 0.0


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
def take_stock(theatre, contingents, front, units, arsenal, store, outcome):  # type: ignore[no-untyped-def]
    """Keep area, people, forces and stocks at the horizon."""
    outcome.interceptors_left = arsenal.interceptors + arsenal.ballistic_interceptors
    outcome.stock_left_days, outcome.fuel_left_days = store.own_days + store.forward_days, store.own_fuel_days
    outcome.short_share = supply.short_share(store.needed, store.short)
    outcome.aggressor_short_share = supply.short_share(store.hostile_needed, store.hostile_short)
    counted = np.zeros(CITIES, np.bool_)
    outcome.protected_present = front.own_reserve
    for axis in range(theatre.axes):
        outcome.area_km2 += ground.area_lost_km2(theatre, axis, front.depth_km[axis])
        outcome.protected_present += front.defenders[axis]
        outcome.aggressor_present += front.attackers[axis]
        for segment in range(theatre.segments[axis]):
            city = ground.fallen_city(theatre, axis, segment, front.depth_km[axis])
            if city >= 0 and not counted[city]:
                counted[city] = True
                outcome.people += theatre.people[city]
                outcome.key_cities += theatre.key[city]
    outcome.protected_start, outcome.protected_replaced = front.own_start, front.own_replaced
    outcome.protected_lost, outcome.aggressor_lost = front.own_lost, front.hostile_lost
    outcome.aggressor_entered, outcome.aggressor_waiting = front.hostile_entered, front.hostile_waiting
    outcome.aggressor_replaced = front.hostile_replaced
    for index in range(contingents.count):
        if deployment.is_inside(contingents, index) or units.bound_for[index] >= 0:
            outcome.guarantor_entered += units.entered[index]
            outcome.guarantor_lost += units.lost[index]
            outcome.guarantor_replaced += units.replaced[index]
            if units.withdrawn[index]:
                outcome.guarantor_withdrawn += units.brigades[index]
            else:
                outcome.guarantor_present += units.brigades[index]
