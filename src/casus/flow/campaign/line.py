"""Line: the guarantors' contingents: how they come into the line, and what those on an axis are worth there, lose and use.

Contingents come one by one. Those that stand on one axis lose alike and share what they carry, so that an axis keeps what
they have together; what a contingent brings joins what is there.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, ratio_or
from casus.flow.campaign.arrays import AXES, COMBAT, IN_LINE, LANES, NOT_BOUND, STAYS
from casus.flow.campaign.compiled import compiled, compiled_in_place
from casus.flow.campaign.deployment import coordination_factor, daily_march_km, is_inside
from casus.flow.campaign.lanes import air_world, command_world, supply_world
from casus.flow.campaign.movement import mend, neediest, supply_share, type_value
from casus.flow.campaign.supply import draw, short_share, value_share


@compiled
def muster_units(contingents, council, units, sides, lane):  # type: ignore[no-untyped-def]
    """Set the contingents as they stand at the hour of the attack; those in place whose nation will not fight withdraw."""
    for index in range(contingents.count):
        stays_out = council.help_level[contingents.nation[index]] < COMBAT
        units.withdrawn[index] = 1 if is_inside(contingents, index) and stays_out else 0
        units.axis[index], units.bound_for[index] = -1, NOT_BOUND
        units.arrives_km[index], units.joined_day[index] = math.inf, math.inf
    for axis in range(AXES):
        units.stands[axis] = 0
    sides.due_day[lane], sides.due_km[lane], units.awaited = -math.inf, math.inf, units.coming
    for place in range(units.coming):
        units.order[place] = units.listed[place]


# --- into the line ----------------------------------------------------------------------------------------------------


@compiled
def march_on(block, dt):  # type: ignore[no-untyped-def]
    """Add what a contingent on the march comes forward in a step."""
    worlds, sides, clash, sky, arsenal = block.worlds, block.sides, block.clash, block.sky, block.arsenal
    for lane in range(LANES):
        daily_km = daily_march_km(air_world(worlds, lane), sky.interdiction[lane], arsenal.through_day[lane])
        clash.march_km[lane] = daily_km
        sides.marched_km[lane] += daily_km * dt


@compiled
def move_units(world, theatre, nations, stand, contingents, block, units, day, dt, lane):  # type: ignore[no-untyped-def]
    """Bring guarantors' contingents forward and into the line; keep who has still to come, and when one of them moves next."""
    front, sides, awaited, due_day, due_km = block.front, block.sides, units.awaited, math.inf, math.inf
    units.awaited = 0
    for place in range(awaited):
        index = units.order[place]
        if units.bound_for[index] == NOT_BOUND and units.from_day[index] <= day:
            _set_out(theatre, nations, stand, contingents, block, units, dt, index, lane)
        if units.arrives_km[index] <= sides.marched_km[lane]:
            units.joined_day[index] = day
            axis = _joined_axis(theatre, contingents, front, units, index, lane)
            _join(world, axis, contingents, front, units, index, lane)
            block.roll.joined[axis] = 1
        elif units.bound_for[index] != STAYS:
            units.order[units.awaited] = index
            units.awaited += 1
            due_km = min(due_km, units.arrives_km[index])
            due_day = min(due_day, units.from_day[index] if units.bound_for[index] == NOT_BOUND else math.inf)
    sides.due_day[lane], sides.due_km[lane] = due_day, due_km


@compiled
def _set_out(theatre, nations, stand, contingents, block, units, dt, index, lane):  # type: ignore[no-untyped-def]
    """Choose the axis that a contingent goes to, and set out; days before the attack are marched already, and this step is."""
    front, daily_km, zone = block.front, block.clash.march_km[lane], contingents.zone[index]
    if contingents.status[index] == IN_LINE:
        own_axis = _attacked_axis_of(theatre, front, zone, lane)
        if own_axis >= 0:
            units.bound_for[index], units.arrives_km[index] = own_axis, 0.0
            return
        if stand.zones_by_nation:
            units.bound_for[index] = STAYS
            return
    target = neediest(theatre, front, lane)
    if zone >= 0:
        way_km = theatre.zone_km[zone, target]
    else:
        way_km = theatre.entry_km[nations.entry[contingents.nation[index]], theatre.zone[target]]
    ahead_km = max(0.0, -units.from_day[index]) * daily_km + daily_km * dt
    units.bound_for[index], units.arrives_km[index] = target, block.sides.marched_km[lane] + (way_km - ahead_km)


@compiled
def _joined_axis(theatre, contingents, front, units, index, lane):  # type: ignore[no-untyped-def]
    """The axis that a contingent joins: its own zone's for one in the line, else the hardest pressed when it arrives."""
    own_line = contingents.status[index] == IN_LINE and theatre.zone[units.bound_for[index]] == contingents.zone[index]
    return units.bound_for[index] if own_line else neediest(theatre, front, lane)


@compiled
def _attacked_axis_of(theatre, front, zone, lane):  # type: ignore[no-untyped-def]
    """The axis of a zone that is pressed hardest, or -1 where none is attacked."""
    best = -1
    for axis in range(theatre.axes):
        mine = theatre.zone[axis] == zone and front.attacked[axis, lane] > 0.0
        if mine and (best < 0 or front.need[axis, lane] > front.need[best, lane]):
            best = axis
    return best


@compiled
def _join(world, axis, contingents, front, units, index, lane):  # type: ignore[no-untyped-def]
    """Let a contingent join the line on an axis, with what it carries."""
    brigades, unit_type = units.brigades[index], contingents.type[index]
    there, load = front.allied_load[axis, lane], brigades * supply_share(world, unit_type)
    units.axis[index] = axis
    front.allied[axis, lane] += brigades
    front.allied_holding[axis, lane] += brigades * type_value(world, unit_type)
    front.allied_load[axis, lane] = there + load
    nation = 1 << contingents.nation[index]
    if units.stands[axis] & nation == 0:
        units.stands[axis] += nation
        front.allied_nations[axis, lane] += 1
    days, fuel_days = front.allied_days[axis, lane], front.allied_fuel_days[axis, lane]
    front.allied_days[axis, lane] = _shared(days, there, world.supply_guarantor_stock_days, load)
    front.allied_fuel_days[axis, lane] = _shared(fuel_days, there, world.supply_guarantor_fuel_days, load)


@compiled
def _shared(days, load, more_days, more_load):  # type: ignore[no-untyped-def]
    """Days of supply that two forces have together, each with its days and what it uses in one."""
    return ratio_or(days * load + more_days * more_load, load + more_load, 0.0)


# --- in the line ------------------------------------------------------------------------------------------------------


@compiled
def coordinate(stand, block, forming):  # type: ignore[no-untyped-def]
    """Set the factor on guarantors' power where contingents of several nations stand, under the headquarters that they have.

    `forming` are the days for which their headquarters have been forming: since the attack, or since an imposed decision before it.
    """
    for lane in range(LANES):
        block.clash.coordination[lane] = coordination_factor(command_world(block.worlds, lane), stand, 2, forming)


@compiled_in_place
def power_of(worlds, front, clash, axis, lane):  # type: ignore[no-untyped-def]
    """Power of the guarantors' contingents on an axis: their value by type and supply, under the headquarters that they have."""
    value = front.allied_holding[axis, lane] * front.allied_value[axis, lane]
    head = either(front.allied_nations[axis, lane] > 1, clash.coordination[lane], 1.0)
    return value * worlds.ground_guarantor_quality[lane] * head


@compiled
def serve_contingents(block, dt):  # type: ignore[no-untyped-def]
    """Take a step's losses from the contingents on each axis, and meet their needs; their forward stock is the protected state's.

    Axes are served in their own order, which tells only in the step in which the forward stock runs out.
    """
    for place in range(block.roll.pressed):
        axis = block.roll.listed[place]
        if block.roll.joined[axis] > 0:
            _take_losses(block, axis)
            if _meet_needs(block, axis, dt) > 0:
                _run_low(block, axis, dt)


@compiled
def _take_losses(block, axis):  # type: ignore[no-untyped-def]
    """Take a step's losses from the contingents on an axis; some return in time."""
    worlds, front, sides, settled = block.worlds, block.front, block.sides, block.settled
    for lane in range(LANES):
        loss, share, back = (
            front.defender_loss[axis, lane],
            worlds.supply_return_share[lane],
            settled.healed_share[lane],
        )
        brigades, load = front.allied[axis, lane], front.allied_load[axis, lane]
        front.allied[axis, lane], front.allied_mending[axis, lane], returned = _after_losses(
            brigades, front.allied_mending[axis, lane], loss, share, back
        )
        front.allied_holding[axis, lane], front.holding_mending[axis, lane], _ = _after_losses(
            front.allied_holding[axis, lane], front.holding_mending[axis, lane], loss, share, back
        )
        front.allied_load[axis, lane], front.load_mending[axis, lane], _ = _after_losses(
            load, front.load_mending[axis, lane], loss, share, back
        )
        sides.allied_lost[lane] += brigades * loss
        sides.allied_replaced[lane] += returned


@compiled_in_place
def _after_losses(strength, mending, loss, share, back):  # type: ignore[no-untyped-def]
    """(what is left, mending, returned) where a share is lost, a share of that goes to mend, and a share of those comes back."""
    mending, returned = mend(mending, strength * loss * share, back)
    return strength + (returned - strength * loss), mending, returned


@compiled
def _meet_needs(block, axis, dt):  # type: ignore[no-untyped-def]
    """Meet the needs on an axis from what arrives and what is carried; returns in how many lanes too little is carried."""
    worlds, front, clash, store, short = block.worlds, block.front, block.clash, block.store, 0
    for lane in range(LANES):
        days, fuel_days = front.allied_days[axis, lane], front.allied_fuel_days[axis, lane]
        arriving = store.passing[lane] * (1.0 - store.interdiction[lane])
        need, fuel_need = front.ammunition_rate[axis, lane] * dt, front.fuel_rate[axis, lane] * dt
        lacking = need * (1.0 - worlds.supply_guarantor_resupply_share[lane] * arriving)
        fuel_lacking = fuel_need * (1.0 - arriving)
        there = front.allied_load[axis, lane] > 0.0
        front.allied_days[axis, lane], wanted = draw(days, lacking)
        front.allied_fuel_days[axis, lane], fuel_short = draw(fuel_days, fuel_lacking)
        front.allied_value[axis, lane] = 1.0
        clash.wanted[lane], clash.fuel_short[lane] = either(there, wanted, 0.0), either(there, fuel_short, 0.0)
        short += either(there & ((wanted > 0.0) | (fuel_short > 0.0)), 1, 0)
    return short


@compiled
def _run_low(block, axis, dt):  # type: ignore[no-untyped-def]
    """Lend ammunition of the forward stock where contingents carry too little, and set what they are worth with what they have."""
    worlds, front, sides, clash, store = block.worlds, block.front, block.sides, block.clash, block.store
    for lane in range(LANES):
        need, fuel_need = front.ammunition_rate[axis, lane] * dt, front.fuel_rate[axis, lane] * dt
        tonnes = front.allied_load[axis, lane] * worlds.supply_heavy_ammunition_tonnes[lane]
        army_days = tonnes / (store.brigade_tonnes[lane] * sides.own_start[lane])
        wanted = clash.wanted[lane] * army_days
        store.forward_days[lane], short = draw(store.forward_days[lane], wanted)
        dry, no_fuel = short_share(need * army_days, short), short_share(fuel_need, clash.fuel_short[lane])
        front.allied_value[axis, lane] = value_share(supply_world(worlds, lane), dry, no_fuel)
        store.lent[lane] += wanted - short
        store.short[lane] += short
