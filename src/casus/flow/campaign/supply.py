"""Supply: ammunition and fuel in days of supply; what fighting uses, what arrives, and what a force is worth without.

A day of supply is what a brigade of its type uses in a day of intense mobile combat. Tonnes enter only where forces of
several types share one stock or one line of communication. What arrives in a step is used first, then what the force
holds, then (ammunition of the defence) what lies forward. What arrives never exceeds what is used: stocks are not built up.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import ratio_or
from casus.flow.campaign.arrays import LANES, MATERIEL, POSITIONAL
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_in_place
from casus.flow.campaign.lanes import supply_world
from casus.flow.campaign.movement import QUIET_RATIO

MOBILE_KM_PER_DAY = 10.0  # chosen: a front that moves so far in a day takes the whole day's fuel; in proportion below
PER_MOBILE_KM = 1.0 / MOBILE_KM_PER_DAY


@compiled
def open_store(world, theatre, stand, front, store, lane):  # type: ignore[no-untyped-def]
    """Set all stocks as they stand at the hour of the attack; nobody lacks anything yet."""
    store.own_days[lane], store.own_fuel_days[lane] = world.protected_stock, world.supply_protected_fuel_days
    store.forward_days[lane] = stand.forward_stock_days
    store.hostile_days[lane], store.hostile_fuel_days[lane] = world.aggressor_stock, world.supply_aggressor_fuel_days
    store.brigade_tonnes[lane] = brigade_tonnes(world)
    store.entry_tonnes[lane] = entry_tonnes(world, theatre.entries)
    store.own_value[lane], store.hostile_value[lane] = 1.0, 1.0
    store.recount_day[lane] = -math.inf
    for axis in range(theatre.axes):
        front.depth_before_km[axis, lane] = front.depth_km[axis, lane]


@compiled
def settle_rates(world, assault, settled, lane):  # type: ignore[no-untyped-def]
    """Work out what a brigade uses in a day in a campaign where nobody fights, and where the fighting is hardest.

    `hostile_full` is the attack for which the aggressor's days of supply are stated.
    """
    settled.quiet_rate[lane] = ammunition_rate(world, 0.0)
    settled.busy_rate[lane] = ammunition_rate(world, QUIET_RATIO)
    settled.hostile_full[lane] = world.attack_brigades[assault.index] / assault.intensity


@compiled
def find_help(world, promise, council, store, day, lane):  # type: ignore[no-untyped-def]
    """Set the share of the guarantors whose help, in any form, has had time to arrive, until the next day that changes it."""
    since, recount_day = day - world.supply_aid_delay_days, math.inf
    members, helping = 0, 0
    for nation in range(promise.nations):
        if promise.member[nation]:
            members += 1
            if council.help_level[nation] >= MATERIEL:
                if council.decision_day[nation] <= since:
                    helping += 1
                else:
                    arrives = council.decision_day[nation] + world.supply_aid_delay_days
                    recount_day = min(recount_day, arrives)
    store.helped_share[lane] = helping / members if members > 0 else 0.0
    store.recount_day[lane] = recount_day


@compiled_as_written
def consume(theatre, stand, block, dt):  # type: ignore[no-untyped-def]
    """Meet what a step of fighting used from what arrives and from stocks, and set what all are worth in the next step.

    Guarantors' contingents are met axis by axis, by `line.serve_contingents`, with what is set here.
    """
    _find_use(block, dt)
    _pass_entry_points(theatre, stand, block, dt)
    _supply_defence(block, stand, dt)
    _supply_attack(block, dt)


# --- what is used -----------------------------------------------------------------------------------------------------


@compiled
def ammunition_rate(world, ratio):  # type: ignore[no-untyped-def]
    """Days of ammunition that a brigade uses in a day on an axis with this ratio of powers; a ratio of 0 is quiet."""
    busy = world.supply_positional_use_share if int(world.ground_law) == POSITIONAL else 1.0
    quiet = min(world.supply_quiet_use_share, busy)
    return quiet + (busy - quiet) * min(1.0, ratio / QUIET_RATIO)


@compiled_in_place
def fuel_rate(world, km_per_day):  # type: ignore[no-untyped-def]
    """Days of fuel that a brigade uses in a day on an axis whose front moves so fast, either way."""
    static = world.supply_static_fuel_share
    return static + (1.0 - static) * min(1.0, abs(km_per_day) * PER_MOBILE_KM)


@compiled_as_written
def _find_use(block, dt):  # type: ignore[no-untyped-def]
    """Set what a brigade uses in a day on each axis, from how hard it was pressed in this step and how far its front moved.

    Add it up over the forces there, in days of supply of a brigade; reserves, and axes at rest, are quiet and static.
    """
    worlds, sides, settled, store = block.worlds, block.sides, block.settled, block.store
    for lane in range(LANES):
        quiet, static = settled.quiet_rate[lane], fuel_rate(supply_world(worlds, lane), 0.0)
        waiting, resting = max(0.0, sides.hostile_waiting[lane]), sides.own_reserve[lane] + sides.resting[lane]
        store.own_use[lane], store.hostile_use[lane], store.allied_use[lane] = resting * quiet, waiting * quiet, 0.0
        store.own_fuel_use[lane], store.hostile_fuel_use[lane] = resting * static, waiting * static
        store.allied_fuel_use[lane] = 0.0
    for place in range(block.roll.pressed):
        axis = block.roll.listed[place]
        _add_use(block, axis, dt)
        if block.roll.joined[axis] > 0:
            _add_allied_use(block, axis)


@compiled
def _add_use(block, axis, dt):  # type: ignore[no-untyped-def]
    """Set what a brigade uses in a day on an axis, and add what both sides use; those on an axis at rest are counted as resting."""
    worlds, front, settled, store, per_day = block.worlds, block.front, block.settled, block.store, 1.0 / dt
    for lane in range(LANES):
        quiet, busy, depth_km = settled.quiet_rate[lane], settled.busy_rate[lane], front.depth_km[axis, lane]
        rate = quiet + (busy - quiet) * min(1.0, front.ratio[axis, lane] / QUIET_RATIO)
        fuel = fuel_rate(supply_world(worlds, lane), (depth_km - front.depth_before_km[axis, lane]) * per_day)
        defenders = front.defenders[axis, lane] * front.attacked[axis, lane]
        attackers = front.attackers[axis, lane]
        store.own_use[lane] += defenders * rate
        store.hostile_use[lane] += attackers * rate
        store.own_fuel_use[lane] += defenders * fuel
        store.hostile_fuel_use[lane] += attackers * fuel
        front.ammunition_rate[axis, lane], front.fuel_rate[axis, lane] = rate, fuel
        front.depth_before_km[axis, lane] = depth_km


@compiled
def _add_allied_use(block, axis):  # type: ignore[no-untyped-def]
    """Add what guarantors' contingents use on an axis."""
    front, store = block.front, block.store
    for lane in range(LANES):
        load = front.allied_load[axis, lane]
        store.allied_use[lane] += load * front.ammunition_rate[axis, lane]
        store.allied_fuel_use[lane] += load * front.fuel_rate[axis, lane]


# --- lines of communication -------------------------------------------------------------------------------------------


@compiled
def brigade_tonnes(world):  # type: ignore[no-untyped-def]
    """Tonnes in a day of supply of ammunition for a mean brigade of the protected state."""
    heavy, medium, light = world.protected_heavy, world.protected_medium, world.protected_light
    weighted = heavy + medium * world.supply_medium_tonnes_share + light * world.supply_light_tonnes_share
    return world.supply_heavy_ammunition_tonnes * weighted / (heavy + medium + light)


@compiled_in_place
def wanted_aid(world, arms_at_war, helped_share):  # type: ignore[no-untyped-def]
    """Share of the defence's use of ammunition that guarantors send: no more than is not its own."""
    sent = min(world.supply_aid_resupply_share * helped_share, 1.0 - world.supply_own_resupply_share)
    return sent if arms_at_war else 0.0


@compiled
def entry_tonnes(world, entries):  # type: ignore[no-untyped-def]
    """Tonnes a day that can pass all entry points together, as trains in the place of brigades."""
    brigades = 0.0
    for entry in range(entries):
        brigades += world.entry_capacity[entry]
    return brigades * world.deployment_trains_heavy_brigade * world.supply_train_tonnes


@compiled_in_place
def passing_share(wanted_tonnes, capacity_tonnes, entries):  # type: ignore[no-untyped-def]
    """Share of what guarantors send that passes; all gets the same share, and a theatre without entry points has no limit."""
    crowded = entries > 0 and wanted_tonnes > capacity_tonnes
    return capacity_tonnes / wanted_tonnes if crowded else 1.0


@compiled
def _pass_entry_points(theatre, stand, block, dt):  # type: ignore[no-untyped-def]
    """Set the share of what guarantors send that passes the entry points, and add what is needed."""
    worlds, sides, store = block.worlds, block.sides, block.store
    entries, at_war = theatre.entries, stand.arms_at_war
    for lane in range(LANES):
        aid = wanted_aid(supply_world(worlds, lane), at_war, store.helped_share[lane])
        allied_tonnes = store.allied_use[lane] * worlds.supply_heavy_ammunition_tonnes[lane]
        fuel_tonnes = store.allied_fuel_use[lane] * worlds.supply_heavy_fuel_tonnes[lane]
        wanted = allied_tonnes * worlds.supply_guarantor_resupply_share[lane] + fuel_tonnes
        wanted += aid * store.own_use[lane] * store.brigade_tonnes[lane]
        capacity = store.entry_tonnes[lane] * store.open_share[lane]
        store.passing[lane] = passing_share(wanted, capacity, entries)
        own = store.own_use[lane] * dt / sides.own_start[lane]
        store.needed[lane] += own + allied_tonnes * dt / (store.brigade_tonnes[lane] * sides.own_start[lane])


@compiled_in_place
def arriving_share(resupply_share, interdiction):  # type: ignore[no-untyped-def]
    """Share of a day's use that reaches the line: what is sent, less what adverse air stops on the way."""
    return min(1.0, resupply_share) * (1.0 - interdiction)


# --- who gets what ----------------------------------------------------------------------------------------------------


@compiled_in_place
def draw(stock, lacking):  # type: ignore[no-untyped-def]
    """(stock left, what is still lacking) where a stock makes up as much as it can of what did not arrive."""
    taken = min(stock, lacking)
    return stock - taken, lacking - taken


@compiled_in_place
def value_share(world, short, fuel_short):  # type: ignore[no-untyped-def]
    """Fighting value left to a force that lacks these shares of its ammunition and fuel: the worse lack decides."""
    with_fire = 1.0 - (1.0 - world.supply_dry_value_share) * short
    with_fuel = 1.0 - (1.0 - world.supply_no_fuel_value_share) * fuel_short
    return min(with_fire, with_fuel)


@compiled_in_place
def short_share(needed, short):  # type: ignore[no-untyped-def]
    """Share of what was needed that nobody had."""
    return ratio_or(short, needed, 0.0) if short > 0.0 else 0.0


@compiled
def _supply_defence(block, stand, dt):  # type: ignore[no-untyped-def]
    """Meet a step's needs of the protected state; it draws on the forward stock before its guarantors do."""
    worlds, sides, store, at_war = block.worlds, block.sides, block.store, stand.arms_at_war
    for lane in range(LANES):
        world, interdiction = supply_world(worlds, lane), store.interdiction[lane]
        need = store.own_use[lane] * dt / sides.own_start[lane]
        fuel_need = store.own_fuel_use[lane] * dt / sides.own_start[lane]
        aid = wanted_aid(world, at_war, store.helped_share[lane]) * store.passing[lane]
        arriving = arriving_share(worlds.supply_own_resupply_share[lane] + aid, interdiction)
        own_days, short = draw(store.own_days[lane], need * (1.0 - arriving))
        forward_days, short = draw(store.forward_days[lane], short)
        fuel_arriving = arriving_share(worlds.supply_protected_fuel_share[lane], interdiction)
        fuel_days, fuel_short = draw(store.own_fuel_days[lane], fuel_need * (1.0 - fuel_arriving))
        store.own_days[lane], store.forward_days[lane], store.own_fuel_days[lane] = own_days, forward_days, fuel_days
        store.own_value[lane] = value_share(world, short_share(need, short), short_share(fuel_need, fuel_short))
        store.came[lane] += need * arriving
        store.short[lane] += short


@compiled
def _supply_attack(block, dt):  # type: ignore[no-untyped-def]
    """Meet a step's needs of the aggressor."""
    worlds, settled, store = block.worlds, block.settled, block.store
    for lane in range(LANES):
        need = store.hostile_use[lane] * dt / settled.hostile_full[lane]
        fuel_need = store.hostile_fuel_use[lane] * dt / settled.hostile_full[lane]
        interdiction = store.hostile_interdiction[lane]
        arriving = arriving_share(worlds.supply_aggressor_resupply_share[lane], interdiction)
        fuel_arriving = arriving_share(worlds.supply_aggressor_fuel_share[lane], interdiction)
        days, short = draw(store.hostile_days[lane], need * (1.0 - arriving))
        fuel_days, fuel_short = draw(store.hostile_fuel_days[lane], fuel_need * (1.0 - fuel_arriving))
        store.hostile_days[lane], store.hostile_fuel_days[lane] = days, fuel_days
        dry, unfuelled = short_share(need, short), short_share(fuel_need, fuel_short)
        store.hostile_value[lane] = value_share(supply_world(worlds, lane), dry, unfuelled)
        store.hostile_needed[lane] += need
        store.hostile_short[lane] += short
