"""Supply: ammunition and fuel in days of supply; what fighting uses, what arrives, and what a force is worth without.

A day of supply is what a brigade of its type uses in a day of intense mobile combat. Tonnes enter only where forces of
several types share one stock or one line of communication. What arrives in a step is used first, then what the force
holds, then (ammunition of the defence) what lies forward. What arrives never exceeds what is used: stocks are not built up.
"""

from __future__ import annotations

from casus.flow.campaign.arrays import HEAVY, LIGHT, MATERIEL, POSITIONAL
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.deployment import LONGEST_STRIKE_DELAY_SHARE

PRESSED_RATIO = 1.0  # chosen: from even powers (works counted) on, an axis fires all it would; in proportion below
MOBILE_KM_PER_DAY = 10.0  # chosen: a front that moves so far in a day takes the whole day's fuel; in proportion below
ATTACK_INTERDICTION = 0.0  # chosen: the defence's control of the air does not yet reach the aggressor's roads


@compiled
def open_store(world, theatre, stand, contingents, front, units, store):  # type: ignore[no-untyped-def]
    """Set all stocks as they stand at the hour of the attack; nobody lacks anything yet."""
    store.own_days, store.own_fuel_days = world.protected_stock, world.supply_protected_fuel_days
    store.forward_days = stand.forward_stock_days
    store.hostile_days, store.hostile_fuel_days = world.aggressor_stock, world.supply_aggressor_fuel_days
    store.army_tonnes = army_tonnes(world) * front.own_start
    store.own_value, store.hostile_value = 1.0, 1.0
    for index in range(contingents.count):
        units.ammunition_days[index] = world.supply_guarantor_stock_days
        units.fuel_days[index] = world.supply_guarantor_fuel_days
        units.supply_value[index] = 1.0
    for axis in range(theatre.axes):
        front.depth_before_km[axis] = front.depth_km[axis]


@compiled
def find_help(world, promise, council, store, day):  # type: ignore[no-untyped-def]
    """Set the share of the guarantors whose help, in any form, has had time to arrive."""
    since = day - world.supply_aid_delay_days
    members, helping = 0, 0
    for nation in range(promise.nations):
        if promise.member[nation]:
            members += 1
            if council.help_level[nation] >= MATERIEL and council.decision_day[nation] <= since:
                helping += 1
    store.helped_share = helping / members if members > 0 else 0.0


@compiled
def consume(world, theatre, stand, assault, contingents, front, units, sky, arsenal, store, dt):  # type: ignore[no-untyped-def]
    """Meet what a step of fighting used from what arrives and from stocks, and set what all are worth in the next step."""
    _find_use(world, theatre, front, dt)
    ammunition, fuel = _defence_use(world, theatre, front)
    aid = wanted_aid(world, stand.arms_at_war, store.helped_share)
    wanted = aid * ammunition * store.army_tonnes + _contingents_tonnes(world, contingents, front, units)
    passing = passing_share(wanted, entry_tonnes(world, theatre.entries, arsenal.through_day), theatre.entries)
    _supply_defence(world, ammunition * dt, fuel * dt, aid * passing, sky.interdiction, store)
    _supply_contingents(world, contingents, front, units, passing * (1.0 - sky.interdiction), store, dt)
    _supply_attack(world, theatre, assault, front, store, dt)


# --- what is used -----------------------------------------------------------------------------------------------------


@compiled
def ammunition_rate(world, ratio):  # type: ignore[no-untyped-def]
    """Days of ammunition that a brigade uses in a day on an axis with this ratio of powers; a ratio of 0 is quiet."""
    busy = world.supply_positional_use_share if int(world.ground_law) == POSITIONAL else 1.0
    quiet = min(world.supply_quiet_use_share, busy)
    return quiet + (busy - quiet) * min(1.0, ratio / PRESSED_RATIO)


@compiled
def fuel_rate(world, km_per_day):  # type: ignore[no-untyped-def]
    """Days of fuel that a brigade uses in a day on an axis whose front moves so fast, either way."""
    static = world.supply_static_fuel_share
    return static + (1.0 - static) * min(1.0, abs(km_per_day) / MOBILE_KM_PER_DAY)


@compiled
def _find_use(world, theatre, front, dt):  # type: ignore[no-untyped-def]
    """Set what a brigade uses on each axis, from how hard it was pressed in this step and how far its front moved."""
    for axis in range(theatre.axes):
        front.ammunition_rate[axis] = ammunition_rate(world, front.ratio[axis] if front.attacked[axis] else 0.0)
        front.fuel_rate[axis] = fuel_rate(world, (front.depth_km[axis] - front.depth_before_km[axis]) / dt)
        front.depth_before_km[axis] = front.depth_km[axis]


@compiled
def _defence_use(world, theatre, front):  # type: ignore[no-untyped-def]
    """(ammunition, fuel) that the protected state uses in a day, in days of supply of the army as it was at the start."""
    ammunition = front.own_reserve * ammunition_rate(world, 0.0)
    fuel = front.own_reserve * fuel_rate(world, 0.0)
    for axis in range(theatre.axes):
        ammunition += front.defenders[axis] * front.ammunition_rate[axis]
        fuel += front.defenders[axis] * front.fuel_rate[axis]
    return ammunition / front.own_start, fuel / front.own_start


@compiled
def _attack_use(world, theatre, assault, front):  # type: ignore[no-untyped-def]
    """(ammunition, fuel) that the aggressor uses in a day, in days of supply of the first echelon of a full attack."""
    waiting = max(0.0, front.hostile_waiting)
    ammunition, fuel = waiting * ammunition_rate(world, 0.0), waiting * fuel_rate(world, 0.0)
    for axis in range(theatre.axes):
        ammunition += front.attackers[axis] * front.ammunition_rate[axis]
        fuel += front.attackers[axis] * front.fuel_rate[axis]
    full = world.attack_brigades[assault.index] / assault.intensity
    return ammunition / full, fuel / full


# --- lines of communication -------------------------------------------------------------------------------------------


@compiled
def type_share(world, unit_type):  # type: ignore[no-untyped-def]
    """What a brigade of a type uses against what a heavy one uses."""
    if unit_type == HEAVY:
        return 1.0
    return world.supply_light_tonnes_share if unit_type == LIGHT else world.supply_medium_tonnes_share


@compiled
def army_tonnes(world):  # type: ignore[no-untyped-def]
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
def _contingents_tonnes(world, contingents, front, units):  # type: ignore[no-untyped-def]
    """Tonnes a day that guarantors send on to their contingents in the line."""
    ammunition = world.supply_heavy_ammunition_tonnes * world.supply_guarantor_resupply_share
    tonnes = 0.0
    for index in range(contingents.count):
        axis = units.axis[index]
        if axis >= 0:
            use = ammunition * front.ammunition_rate[axis] + world.supply_heavy_fuel_tonnes * front.fuel_rate[axis]
            tonnes += units.brigades[index] * type_share(world, contingents.type[index]) * use
    return tonnes


@compiled
def entry_tonnes(world, entries, leakers_per_day):  # type: ignore[no-untyped-def]
    """Tonnes a day that can pass all entry points together, as trains in the place of brigades, less what strikes stop."""
    brigades = 0.0
    for entry in range(entries):
        brigades += world.entry_capacity[entry]
    strikes = min(LONGEST_STRIKE_DELAY_SHARE, world.strike_delay_per_leaker * leakers_per_day / 10.0)
    return brigades * world.supply_trains_per_brigade * world.supply_train_tonnes * (1.0 - strikes)


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
def draw(stock, need, arriving):  # type: ignore[no-untyped-def]
    """(stock left, need met) where this share of the need arrives and the stock makes up as much of the rest as it can."""
    taken = min(stock, need * (1.0 - arriving))
    return stock - taken, need * arriving + taken


@compiled
def value_share(world, ammunition_met, ammunition_need, fuel_met, fuel_need):  # type: ignore[no-untyped-def]
    """Fighting value left to a force whose needs were met so far: the scarcer of the two decides."""
    fire = ammunition_met / ammunition_need if ammunition_need > 0.0 else 1.0
    fuel = fuel_met / fuel_need if fuel_need > 0.0 else 1.0
    with_fire = world.supply_dry_value_share + (1.0 - world.supply_dry_value_share) * fire
    with_fuel = world.supply_no_fuel_value_share + (1.0 - world.supply_no_fuel_value_share) * fuel
    return min(1.0, with_fire, with_fuel)


@compiled
def _supply_defence(world, need, fuel_need, aid, interdiction, store):  # type: ignore[no-untyped-def]
    """Meet a step's needs of the protected state; it draws on the forward stock before its guarantors do."""
    arriving = arriving_share(world.supply_own_resupply_share + aid, interdiction)
    store.own_days, met = draw(store.own_days, need, arriving)
    store.forward_days, lent = draw(store.forward_days, need - met, 0.0)
    store.own_fuel_days, fuel_met = draw(
        store.own_fuel_days, fuel_need, arriving_share(world.supply_protected_fuel_share, interdiction)
    )
    store.own_value = value_share(world, met + lent, need, fuel_met, fuel_need)
    store.came += need * arriving
    store.needed += need
    store.short += max(0.0, need - met - lent)


@compiled
def _supply_contingents(world, contingents, front, units, arriving, store, dt):  # type: ignore[no-untyped-def]
    """Meet a step's needs of guarantors' contingents in the line, whose forward stock is that of the protected state.

    They are served in the order of the list, which tells only in the step in which the forward stock runs out.
    """
    for index in range(contingents.count):
        axis = units.axis[index]
        if axis >= 0 and units.brigades[index] > 0.0:
            need, fuel_need = front.ammunition_rate[axis] * dt, front.fuel_rate[axis] * dt
            units.ammunition_days[index], met = draw(
                units.ammunition_days[index], need, world.supply_guarantor_resupply_share * arriving
            )
            army_days = _army_days(world, contingents, units, store, index)
            store.forward_days, lent = draw(store.forward_days, (need - met) * army_days, 0.0)
            units.fuel_days[index], fuel_met = draw(units.fuel_days[index], fuel_need, arriving)
            units.supply_value[index] = value_share(world, met + lent / army_days, need, fuel_met, fuel_need)
            store.lent += lent
            store.needed += need * army_days
            store.short += max(0.0, (need - met) * army_days - lent)


@compiled
def _army_days(world, contingents, units, store, index):  # type: ignore[no-untyped-def]
    """Days of supply of the protected state's army in one of a contingent."""
    tonnes = units.brigades[index] * type_share(world, contingents.type[index]) * world.supply_heavy_ammunition_tonnes
    return tonnes / store.army_tonnes


@compiled
def _supply_attack(world, theatre, assault, front, store, dt):  # type: ignore[no-untyped-def]
    """Meet a step's needs of the aggressor."""
    need, fuel_need = _attack_use(world, theatre, assault, front)
    need, fuel_need = need * dt, fuel_need * dt
    arriving = arriving_share(world.supply_aggressor_resupply_share, ATTACK_INTERDICTION)
    fuel_arriving = arriving_share(world.supply_aggressor_fuel_share, ATTACK_INTERDICTION)
    store.hostile_days, met = draw(store.hostile_days, need, arriving)
    store.hostile_fuel_days, fuel_met = draw(store.hostile_fuel_days, fuel_need, fuel_arriving)
    store.hostile_value = value_share(world, met, need, fuel_met, fuel_need)
    store.hostile_needed += need
    store.hostile_short += max(0.0, need - met)


@compiled
def short_share(needed, short):  # type: ignore[no-untyped-def]
    """Share of all that was needed that nobody had."""
    return short / needed if needed > 0.0 else 0.0
