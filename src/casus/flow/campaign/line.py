"""Line: the guarantors' contingents: how they come into the line, what they are worth there, lose and use.

Each contingent that comes has a place in the list of its campaign. What it has is kept by place, with the lanes inside, since
all that stand in the line are served in every step; one by one are taken only those that set out, join or run low.
"""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.arrays import COMBAT, IN_LINE, LANES, NOT_BOUND, NOWHERE, STAYS
from casus.flow.campaign.compiled import compiled, compiled_in_place
from casus.flow.campaign.deployment import coordination_factor, is_inside
from casus.flow.campaign.lanes import command_world, supply_world
from casus.flow.campaign.movement import mend, neediest, supply_share, type_value
from casus.flow.campaign.supply import draw, short_share, value_share


@compiled
def muster_units(world, contingents, council, units, block, lane):  # type: ignore[no-untyped-def]
    """Set the contingents as they stand at the hour of the attack; those in place whose nation will not fight withdraw."""
    for index in range(contingents.count):
        stays_out = council.help_level[contingents.nation[index]] < COMBAT
        units.withdrawn[index] = 1 if is_inside(contingents, index) and stays_out else 0
        units.entered[index] = units.brigades[index]
        units.mending[index], units.lost[index], units.replaced[index] = 0.0, 0.0, 0.0
        units.ammunition_days[index], units.fuel_days[index], units.supply_value[index] = 0.0, 0.0, 0.0
        units.axis[index], units.bound_for[index] = -1, NOT_BOUND
        units.km_left[index], units.joined_day[index] = math.inf, math.inf
        units.type_value[index] = type_value(world, contingents.type[index])
        units.load[index] = supply_share(world, contingents.type[index])
        block.ranks.axis[index, lane] = NOWHERE
    units.waiting = units.coming
    block.roll.coming = max(block.roll.coming, units.coming)
    for place in range(units.coming):
        _give_place(world, block.ranks, units, place, lane)


@compiled
def _give_place(world, ranks, units, place, lane):  # type: ignore[no-untyped-def]
    """Set what a contingent has when it sets out."""
    index = units.listed[place]
    ranks.brigades[place, lane], ranks.mending[place, lane] = units.brigades[index], 0.0
    ranks.lost[place, lane], ranks.replaced[place, lane] = 0.0, 0.0
    ranks.ammunition_days[place, lane] = world.supply_guarantor_stock_days
    ranks.fuel_days[place, lane], ranks.supply_value[place, lane] = world.supply_guarantor_fuel_days, 1.0
    ranks.type_value[place, lane], ranks.load[place, lane] = units.type_value[index], units.load[index]


# --- into the line ----------------------------------------------------------------------------------------------------


@compiled
def move_units(theatre, nations, stand, contingents, block, units, daily_km, day, dt, lane):  # type: ignore[no-untyped-def]
    """Bring guarantors' contingents forward and into the line."""
    for place in range(units.coming):
        index = units.listed[place]
        if units.axis[index] < 0 and units.from_day[index] <= day:
            if units.bound_for[index] == NOT_BOUND:
                _set_out(theatre, nations, stand, contingents, block, units, daily_km, index, lane)
            if units.bound_for[index] >= 0:
                units.km_left[index] -= daily_km * dt
                if units.km_left[index] <= 0.0:
                    units.joined_day[index] = day
                    units.waiting -= 1
                    axis = _joined_axis(theatre, contingents, block, units, index, lane)
                    _join(axis, contingents, block, units, place, lane)


@compiled
def _set_out(theatre, nations, stand, contingents, block, units, daily_km, index, lane):  # type: ignore[no-untyped-def]
    """Choose the axis that a contingent goes to, and the distance; days before the attack are marched already."""
    zone = contingents.zone[index]
    marched = max(0.0, -units.from_day[index]) * daily_km
    if contingents.status[index] == IN_LINE:
        own_axis = _attacked_axis_of(theatre, block.front, zone, lane)
        if own_axis >= 0:
            units.bound_for[index], units.km_left[index] = own_axis, 0.0
            return
        if stand.zones_by_nation:
            units.bound_for[index] = STAYS
            units.waiting -= 1
            return
    target = neediest(theatre, block.front, lane)
    units.bound_for[index] = target
    if zone >= 0:
        units.km_left[index] = theatre.zone_km[zone, target] - marched
    else:
        entry = nations.entry[contingents.nation[index]]
        units.km_left[index] = theatre.entry_km[entry, theatre.zone[target]] - marched


@compiled
def _joined_axis(theatre, contingents, block, units, index, lane):  # type: ignore[no-untyped-def]
    """The axis that a contingent joins: its own zone's for one in the line, else the hardest pressed when it arrives."""
    own_line = contingents.status[index] == IN_LINE and theatre.zone[units.bound_for[index]] == contingents.zone[index]
    return units.bound_for[index] if own_line else neediest(theatre, block.front, lane)


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
def _join(axis, contingents, block, units, place, lane):  # type: ignore[no-untyped-def]
    """Let a contingent join the line on an axis."""
    front, index = block.front, units.listed[place]
    brigades = units.brigades[index]
    units.axis[index], block.ranks.axis[place, lane], block.roll.manned[place] = axis, axis, 1
    front.allied[axis, lane] += brigades
    front.allied_holding[axis, lane] += brigades * units.type_value[index]
    front.allied_load[axis, lane] += brigades * units.load[index]
    front.allied_nations[axis, lane] = _count_nations(contingents, units, axis)


@compiled
def _count_nations(contingents, units, axis):  # type: ignore[no-untyped-def]
    """How many nations' contingents stand on an axis, those of one nation being next to each other in the list."""
    nations, last = 0, -1
    for place in range(units.coming):
        index = units.listed[place]
        if units.axis[index] == axis and contingents.nation[index] != last:
            nations += 1
            last = contingents.nation[index]
    return nations


# --- in the line ------------------------------------------------------------------------------------------------------


@compiled
def weigh_allies(stand, block, forming):  # type: ignore[no-untyped-def]
    """Set the power of the guarantors' contingents on each axis: their value by type and supply, under the headquarters they have.

    `forming` are the days for which their headquarters have been forming: since the attack, or since an imposed decision before it.
    """
    worlds, clash = block.worlds, block.clash
    for lane in range(LANES):
        clash.coordination[lane] = coordination_factor(command_world(worlds, lane), stand, 2, forming)
    for place in range(block.roll.pressed):
        _weigh_allies_on(block, block.roll.listed[place])


@compiled
def _weigh_allies_on(block, axis):  # type: ignore[no-untyped-def]
    """Set the power of the guarantors' contingents on an axis."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        value = front.allied_holding[axis, lane] - front.allied_lack[axis, lane]
        head = clash.coordination[lane] if front.allied_nations[axis, lane] > 1 else 1.0
        front.allied_power[axis, lane] = value * worlds.ground_guarantor_quality[lane] * head


@compiled
def serve_contingents(block, dt):  # type: ignore[no-untyped-def]
    """Take a step's losses from each contingent in the line, and meet its needs; its forward stock is that of the protected state.

    They are served in the order of the list, which tells only in the step in which the forward stock runs out.
    """
    for place in range(block.roll.pressed):
        _take_together(block, block.roll.listed[place])
    for place in range(block.roll.coming):
        if block.roll.manned[place]:
            _look_up(block, np.uint64(place), dt)
            _take_losses(block, np.uint64(place))
            if _meet_needs(block, np.uint64(place)) > 0:
                _run_low(block, np.uint64(place))
                _note_lack(block, np.uint64(place))


@compiled
def _take_together(block, axis):  # type: ignore[no-untyped-def]
    """Take a step's losses from guarantors' contingents on an axis, all together; so far nobody lacks anything."""
    worlds, front, settled = block.worlds, block.front, block.settled
    for lane in range(LANES):
        loss, share, back = (
            front.defender_loss[axis, lane],
            worlds.supply_return_share[lane],
            settled.healed_share[lane],
        )
        front.allied[axis, lane], front.allied_mending[axis, lane] = _after_losses(
            front.allied[axis, lane], front.allied_mending[axis, lane], loss, share, back
        )
        front.allied_holding[axis, lane], front.holding_mending[axis, lane] = _after_losses(
            front.allied_holding[axis, lane], front.holding_mending[axis, lane], loss, share, back
        )
        front.allied_load[axis, lane], front.load_mending[axis, lane] = _after_losses(
            front.allied_load[axis, lane], front.load_mending[axis, lane], loss, share, back
        )
        front.allied_lack[axis, lane] = 0.0


@compiled_in_place
def _after_losses(strength, mending, loss, share, back):  # type: ignore[no-untyped-def]
    """(what is left, what is mending) where a share is lost, a share of that goes to mend, and a share of those comes back."""
    mending, returned = mend(mending, strength * loss * share, back)
    return strength + (returned - strength * loss), mending


@compiled
def _look_up(block, place, dt):  # type: ignore[no-untyped-def]
    """Set the share that a contingent loses where it stands, and the days of ammunition and fuel that it needs there."""
    front, clash, ranks = block.front, block.clash, block.ranks
    for lane in range(LANES):
        axis = ranks.axis[place, lane]
        clash.loss[lane] = front.defender_loss[axis, lane]
        clash.need[lane] = front.ammunition_rate[axis, lane] * dt
        clash.fuel_need[lane] = front.fuel_rate[axis, lane] * dt


@compiled
def _take_losses(block, place):  # type: ignore[no-untyped-def]
    """Take a step's losses from a contingent; some return in time."""
    worlds, clash, settled, ranks = block.worlds, block.clash, block.settled, block.ranks
    for lane in range(LANES):
        lost = ranks.brigades[place, lane] * clash.loss[lane]
        healing = lost * worlds.supply_return_share[lane]
        mending, returned = mend(ranks.mending[place, lane], healing, settled.healed_share[lane])
        ranks.mending[place, lane] = mending
        ranks.brigades[place, lane] += returned - lost
        ranks.lost[place, lane] += lost
        ranks.replaced[place, lane] += returned


@compiled
def _meet_needs(block, place):  # type: ignore[no-untyped-def]
    """Meet a contingent's needs from what arrives and what it carries; returns in how many lanes it carries too little."""
    worlds, clash, store, ranks, short = block.worlds, block.clash, block.store, block.ranks, 0
    for lane in range(LANES):
        ammunition, fuel = ranks.ammunition_days[place, lane], ranks.fuel_days[place, lane]
        arriving = store.passing[lane] * (1.0 - store.interdiction[lane])
        lacking = clash.need[lane] * (1.0 - worlds.supply_guarantor_resupply_share[lane] * arriving)
        fuel_lacking = clash.fuel_need[lane] * (1.0 - arriving)
        low = (ammunition < lacking) | (fuel < fuel_lacking)
        ranks.ammunition_days[place, lane] = max(0.0, ammunition - lacking)
        ranks.fuel_days[place, lane] = max(0.0, fuel - fuel_lacking)
        ranks.supply_value[place, lane] = 1.0
        clash.wanted[lane], clash.fuel_short[lane] = max(0.0, lacking - ammunition), max(0.0, fuel_lacking - fuel)
        short += either(low, 1, 0)
    return short


@compiled
def _run_low(block, place):  # type: ignore[no-untyped-def]
    """Lend ammunition from the forward stock to a contingent that carries too little, and set what it is worth with what it has."""
    worlds, front, clash, store, ranks = block.worlds, block.front, block.clash, block.store, block.ranks
    for lane in range(LANES):
        load = ranks.brigades[place, lane] * ranks.load[place, lane]
        army = store.brigade_tonnes[lane] * front.own_start[lane]
        army_days = load * worlds.supply_heavy_ammunition_tonnes[lane] / army
        wanted = clash.wanted[lane] * army_days
        forward_days, short = draw(store.forward_days[lane], wanted)
        dry = short_share(clash.need[lane] * army_days, short)
        no_fuel = short_share(clash.fuel_need[lane], clash.fuel_short[lane])
        ranks.supply_value[place, lane] = value_share(supply_world(worlds, lane), dry, no_fuel)
        store.forward_days[lane] = forward_days
        store.lent[lane] += wanted - short
        store.short[lane] += short


@compiled
def _note_lack(block, place):  # type: ignore[no-untyped-def]
    """Note what its lack of supplies costs a contingent's axis."""
    front, ranks = block.front, block.ranks
    for lane in range(LANES):
        lack = ranks.brigades[place, lane] * ranks.type_value[place, lane] * (1.0 - ranks.supply_value[place, lane])
        front.allied_lack[ranks.axis[place, lane], lane] += lack


@compiled
def report(block, units, lane):  # type: ignore[no-untyped-def]
    """Write what the contingents of a lane have and lack into its own record."""
    ranks = block.ranks
    for place in range(units.coming):
        index = units.listed[place]
        units.brigades[index], units.mending[index] = ranks.brigades[place, lane], ranks.mending[place, lane]
        units.lost[index], units.replaced[index] = ranks.lost[place, lane], ranks.replaced[place, lane]
        units.ammunition_days[index] = ranks.ammunition_days[place, lane]
        units.fuel_days[index] = ranks.fuel_days[place, lane]
        units.supply_value[index] = ranks.supply_value[place, lane]
