"""Supply: ammunition and fuel in days of supply; what fighting uses, what arrives, and what a force is worth without.

A day of supply is what a brigade of its type uses in a day of intense mobile combat. Tonnes enter only where forces of
several types share one stock or one line of communication. What arrives in a step is used first, then what the force
holds, then (ammunition of the defence) what lies forward. What arrives never exceeds what is used: stocks are not built up.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import MATERIEL, POSITIONAL
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.deployment import open_share
from casus.flow.campaign.movement import QUIET_RATIO

MOBILE_KM_PER_DAY = 10.0  # chosen: a front that moves so far in a day takes the whole day's fuel; in proportion below


@compiled
def open_store(world, theatre, stand, front, units, store):  # type: ignore[no-untyped-def]
    """Set all stocks as they stand at the hour of the attack; nobody lacks anything yet."""
    store.own_days, store.own_fuel_days = world.protected_stock, world.supply_protected_fuel_days
    store.forward_days = stand.forward_stock_days
    store.hostile_days, store.hostile_fuel_days = world.aggressor_stock, world.supply_aggressor_fuel_days
    store.brigade_tonnes = brigade_tonnes(world)
    store.entry_tonnes = entry_tonnes(world, theatre.entries)
    store.own_value, store.hostile_value = 1.0, 1.0
    store.recount_day = -math.inf
    for place in range(units.coming):
        index = units.listed[place]
        units.ammunition_days[index] = world.supply_guarantor_stock_days
        units.fuel_days[index] = world.supply_guarantor_fuel_days
        units.supply_value[index] = 1.0
    for axis in range(theatre.axes):
        front.depth_before_km[axis] = front.depth_km[axis]


@compiled
def settle_rates(world, settled):  # type: ignore[no-untyped-def]
    """Work out what a brigade uses in a day in a campaign where nobody fights, and where the fighting is hardest."""
    settled.quiet_rate, settled.busy_rate = ammunition_rate(world, 0.0), ammunition_rate(world, QUIET_RATIO)


@compiled
def find_help(world, promise, council, store, day):  # type: ignore[no-untyped-def]
    """Set the share of the guarantors whose help, in any form, has had time to arrive, until the next day that changes it."""
    if day < store.recount_day:
        return
    since, store.recount_day = day - world.supply_aid_delay_days, math.inf
    members, helping = 0, 0
    for nation in range(promise.nations):
        if promise.member[nation]:
            members += 1
            if council.help_level[nation] >= MATERIEL:
                if council.decision_day[nation] <= since:
                    helping += 1
                else:
                    arrives = council.decision_day[nation] + world.supply_aid_delay_days
                    store.recount_day = min(store.recount_day, arrives)
    store.helped_share = helping / members if members > 0 else 0.0


@compiled
def consume(world, theatre, stand, assault, front, units, sky, arsenal, store, settled, dt):  # type: ignore[no-untyped-def]
    """Meet what a step of fighting used from what arrives and from stocks, and set what all are worth in the next step."""
    _find_use(world, front, store, settled, dt)
    own, own_fuel = store.own_use * dt / front.own_start, store.own_fuel_use * dt / front.own_start
    full = (
        world.attack_brigades[assault.index] / assault.intensity
    )  # what the aggressor's days of supply are stated for
    aid = wanted_aid(world, stand.arms_at_war, store.helped_share)
    allied_tonnes = store.allied_use * world.supply_heavy_ammunition_tonnes
    wanted = allied_tonnes * world.supply_guarantor_resupply_share
    wanted += store.allied_fuel_use * world.supply_heavy_fuel_tonnes
    wanted += aid * store.own_use * store.brigade_tonnes
    passing = passing_share(wanted, store.entry_tonnes * open_share(world, arsenal.through_day), theatre.entries)
    store.needed += own + allied_tonnes * dt / (store.brigade_tonnes * front.own_start)
    _supply_defence(world, own, own_fuel, aid * passing, sky.interdiction, store)
    if allied_tonnes > 0.0:
        _supply_contingents(world, front, units, passing * (1.0 - sky.interdiction), store, dt)
    hostile, hostile_fuel = store.hostile_use * dt / full, store.hostile_fuel_use * dt / full
    _supply_attack(world, hostile, hostile_fuel, sky.hostile_interdiction, store)


# --- what is used -----------------------------------------------------------------------------------------------------


@compiled
def ammunition_rate(world, ratio):  # type: ignore[no-untyped-def]
    """Days of ammunition that a brigade uses in a day on an axis with this ratio of powers; a ratio of 0 is quiet."""
    busy = world.supply_positional_use_share if int(world.ground_law) == POSITIONAL else 1.0
    quiet = min(world.supply_quiet_use_share, busy)
    return quiet + (busy - quiet) * min(1.0, ratio / QUIET_RATIO)


@compiled
def fuel_rate(world, km_per_day):  # type: ignore[no-untyped-def]
    """Days of fuel that a brigade uses in a day on an axis whose front moves so fast, either way."""
    static = world.supply_static_fuel_share
    return static + (1.0 - static) * min(1.0, abs(km_per_day) / MOBILE_KM_PER_DAY)


@compiled
def _find_use(world, front, store, settled, dt):  # type: ignore[no-untyped-def]
    """Set what a brigade uses in a day on each axis, from how hard it was pressed in this step and how far its front moved.

    Add it up over the forces there, in days of supply of a brigade; reserves, and axes at rest, are quiet and static.
    """
    quiet, static, more = settled.quiet_rate, fuel_rate(world, 0.0), settled.busy_rate - settled.quiet_rate
    waiting, resting = max(0.0, front.hostile_waiting), front.own_reserve + front.resting
    own, hostile, allied = resting * quiet, waiting * quiet, 0.0
    own_fuel, hostile_fuel, allied_fuel = resting * static, waiting * static, 0.0
    for place in range(front.pressed):
        axis = front.listed[place]
        rate = quiet + more * min(1.0, front.ratio[axis] / QUIET_RATIO)
        fuel = fuel_rate(world, (front.depth_km[axis] - front.depth_before_km[axis]) / dt)
        front.depth_before_km[axis] = front.depth_km[axis]
        front.ammunition_rate[axis], front.fuel_rate[axis] = rate, fuel
        own += front.defenders[axis] * rate
        hostile += front.attackers[axis] * rate
        allied += front.allied_load[axis] * rate
        own_fuel += front.defenders[axis] * fuel
        hostile_fuel += front.attackers[axis] * fuel
        allied_fuel += front.allied_load[axis] * fuel
    store.own_use, store.hostile_use, store.allied_use = own, hostile, allied
    store.own_fuel_use, store.hostile_fuel_use, store.allied_fuel_use = own_fuel, hostile_fuel, allied_fuel


# --- lines of communication -------------------------------------------------------------------------------------------


@compiled
def brigade_tonnes(world):  # type: ignore[no-untyped-def]
    """Tonnes in a day of supply of ammunition for a mean brigade of the protected state."""
    heavy, medium, light = world.protected_heavy, world.protected_medium, world.protected_light
    weighted = heavy + medium * world.supply_medium_tonnes_share + light * world.supply_light_tonnes_share
    return world.supply_heavy_ammunition_tonnes * weighted / (heavy + medium + light)


@compiled
def wanted_aid(world, arms_at_war, helped_share):  # type: ignore[no-untyped-def]
    """Share of the defence's use of ammunition that guarantors send: no more than is not its own."""
    if not arms_at_war:
        return 0.0
    return min(world.supply_aid_resupply_share * helped_share, 1.0 - world.supply_own_resupply_share)


@compiled
def entry_tonnes(world, entries):  # type: ignore[no-untyped-def]
    """Tonnes a day that can pass all entry points together, as trains in the place of brigades."""
    brigades = 0.0
    for entry in range(entries):
        brigades += world.entry_capacity[entry]
    return brigades * world.deployment_trains_heavy_brigade * world.supply_train_tonnes


@compiled
def passing_share(wanted_tonnes, capacity_tonnes, entries):  # type: ignore[no-untyped-def]
    """Share of what guarantors send that passes; all gets the same share, and a theatre without entry points has no limit."""
    if entries == 0 or wanted_tonnes <= capacity_tonnes:
        return 1.0
    return capacity_tonnes / wanted_tonnes


@compiled
def arriving_share(resupply_share, interdiction):  # type: ignore[no-untyped-def]
    """Share of a day's use that reaches the line: what is sent, less what adverse air stops on the way."""
    return min(1.0, resupply_share) * (1.0 - interdiction)


# --- who gets what ----------------------------------------------------------------------------------------------------


@compiled
def draw(stock, lacking):  # type: ignore[no-untyped-def]
    """(stock left, what is still lacking) where a stock makes up as much as it can of what did not arrive."""
    taken = min(stock, lacking)
    return stock - taken, lacking - taken


@compiled
def value_share(world, short, fuel_short):  # type: ignore[no-untyped-def]
    """Fighting value left to a force that lacks these shares of its ammunition and fuel: the worse lack decides."""
    with_fire = 1.0 - (1.0 - world.supply_dry_value_share) * short
    with_fuel = 1.0 - (1.0 - world.supply_no_fuel_value_share) * fuel_short
    return min(with_fire, with_fuel)


@compiled
def short_share(needed, short):  # type: ignore[no-untyped-def]
    """Share of what was needed that nobody had."""
    return short / needed if short > 0.0 else 0.0


@compiled
def _supply_defence(world, need, fuel_need, aid, interdiction, store):  # type: ignore[no-untyped-def]
    """Meet a step's needs of the protected state; it draws on the forward stock before its guarantors do."""
    arriving = arriving_share(world.supply_own_resupply_share + aid, interdiction)
    store.own_days, short = draw(store.own_days, need * (1.0 - arriving))
    store.forward_days, short = draw(store.forward_days, short)
    fuel_arriving = arriving_share(world.supply_protected_fuel_share, interdiction)
    store.own_fuel_days, fuel_short = draw(store.own_fuel_days, fuel_need * (1.0 - fuel_arriving))
    store.own_value = value_share(world, short_share(need, short), short_share(fuel_need, fuel_short))
    store.came += need * arriving
    store.short += short


@compiled
def _supply_contingents(world, front, units, arriving, store, dt):  # type: ignore[no-untyped-def]
    """Meet a step's needs of guarantors' contingents in the line, whose forward stock is that of the protected state.

    They are served in the order of the list, which tells only in the step in which the forward stock runs out.
    """
    not_sent, not_fuelled = 1.0 - world.supply_guarantor_resupply_share * arriving, 1.0 - arriving
    for place in range(units.coming):
        index = units.listed[place]
        axis = units.axis[index]
        if axis >= 0:
            lacking = front.ammunition_rate[axis] * dt * not_sent
            fuel_lacking = front.fuel_rate[axis] * dt * not_fuelled
            if units.ammunition_days[index] >= lacking and units.fuel_days[index] >= fuel_lacking:
                units.ammunition_days[index] -= lacking
                units.fuel_days[index] -= fuel_lacking
                units.supply_value[index] = 1.0
            else:
                _run_low(world, front, units, index, lacking, fuel_lacking, store, dt)


@compiled
def _run_low(world, front, units, index, lacking, fuel_lacking, store, dt):  # type: ignore[no-untyped-def]
    """Meet the needs of a contingent that carries too little of something: the forward stock lends it ammunition."""
    axis = units.axis[index]
    load = units.brigades[index] * units.load[index]
    army_days = load * world.supply_heavy_ammunition_tonnes / (store.brigade_tonnes * front.own_start)
    units.ammunition_days[index], wanted = draw(units.ammunition_days[index], lacking)
    store.forward_days, short = draw(store.forward_days, wanted * army_days)
    units.fuel_days[index], fuel_short = draw(units.fuel_days[index], fuel_lacking)
    units.supply_value[index] = value_share(
        world,
        short_share(front.ammunition_rate[axis] * dt * army_days, short),
        short_share(front.fuel_rate[axis] * dt, fuel_short),
    )
    store.lent += wanted * army_days - short
    store.short += short


@compiled
def _supply_attack(world, need, fuel_need, interdiction, store):  # type: ignore[no-untyped-def]
    """Meet a step's needs of the aggressor."""
    arriving = arriving_share(world.supply_aggressor_resupply_share, interdiction)
    fuel_arriving = arriving_share(world.supply_aggressor_fuel_share, interdiction)
    store.hostile_days, short = draw(store.hostile_days, need * (1.0 - arriving))
    store.hostile_fuel_days, fuel_short = draw(store.hostile_fuel_days, fuel_need * (1.0 - fuel_arriving))
    store.hostile_value = value_share(world, short_share(need, short), short_share(fuel_need, fuel_short))
    store.hostile_needed += need
    store.hostile_short += short
