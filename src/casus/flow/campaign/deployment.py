"""Deployment: decisions in; what each contingent brings, when it leaves, and when it has reached and entered the theatre.

The order is a movement officer's: alert and permission, lift by air, road or rail with what the nation has, the water in
between, the queue at the entry point that all nations share, change of gauge, reception.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import (
    BY_AIR,
    BY_RAIL,
    BY_ROAD,
    BY_SEA,
    COMBAT,
    ENTRIES,
    HEAVY,
    IN_LINE,
    IN_PLACE,
    IN_RESERVE,
    INTEGRATED,
    LEAD_NATION,
    LIGHT,
    MEDIUM,
    NATIONS,
    NO_CROSSING,
    OCEAN,
    ON_STANDBY,
    STRAIT,
)
from casus.flow.campaign.compiled import compiled, compiled_in_place

TIER_ENDS = (1.0, 3.0, math.inf)
"""Brigades of a pool up to which each tier of readiness reaches; chosen: 1 to 2 to 5, the ratio of NATO's nominal tiers
of 100, 200 and 500 thousand, from the nation's first brigade on."""

AIRLIFTER_KM_PER_H = 750.0  # chosen: cruise of military transports, between a turboprop's 700 and a jet's 830
MOST_FLIGHTS_A_DAY = 2.0  # chosen: loading and crews allow no more, however near
HOURS_PER_DAY = 24.0
LONGEST_STRIKE_DELAY_SHARE = 0.8  # chosen: even under the heaviest strikes a fifth of movement goes on


@compiled
def plan_deployment(world, stand, ground, nations, contingents, council, units):  # type: ignore[no-untyped-def]
    """Fill what each contingent brings, and the days on which it leaves, reaches its entry point, and can move in the theatre."""
    for nation in range(NATIONS):
        if council.help_level[nation] == COMBAT:
            units.drag[nation] = friction(world, nation)
    for index in range(contingents.count):
        nation = contingents.nation[index]
        units.brigades[index] = entering_brigades(world, nations, contingents, index)
        sent = council.help_level[nation] == COMBAT and units.brigades[index] > 0.0
        decision = council.decision_day[nation] if sent else math.inf
        units.leaves_day[index] = leaves_day(
            world, stand, contingents, index, decision, council.act_by_day[nation], units.drag[nation]
        )
        units.head_day[index], units.ready_day[index], units.from_day[index] = math.inf, math.inf, math.inf
    _list_coming(contingents, units)
    travel(world, nations, contingents, units)
    cross_entry_points(world, ground, nations, contingents, units)


@compiled
def is_inside(contingents, index):  # type: ignore[no-untyped-def]
    """Whether a contingent stands in the protected state in peacetime."""
    return contingents.status[index] == IN_LINE or contingents.status[index] == IN_RESERVE


@compiled
def entering_brigades(world, nations, contingents, index):  # type: ignore[no-untyped-def]
    """Brigades that a contingent really brings: forces in place whole, the rest as far as its tier is available."""
    if is_inside(contingents, index):
        return contingents.brigades[index]
    available = world.deployment_available_share
    if contingents.status[index] == ON_STANDBY:
        return contingents.brigades[index] * available
    nation, tier = contingents.nation[index], contingents.tier[index]
    heavy = contingents.type[index] == HEAVY
    pool = world.nation_heavy[nation] if heavy else world.nation_light[nation]
    used = nations.used_heavy[nation] if heavy else nations.used_light[nation]
    if tier > 0:  # the shares are drawn apart; a lower tier is never the readier
        available = min(available, world.deployment_second_available_share)
    if tier > 1:
        available = min(available, world.deployment_third_available_share)
    start = TIER_ENDS[tier - 1] if tier > 0 else 0.0
    return max(0.0, min(pool, TIER_ENDS[tier]) - max(used, start)) * available


@compiled
def leaves_day(world, stand, contingents, index, decision, act_by_day, drag):  # type: ignore[no-untyped-def]
    """Day on which a contingent leaves home, its notice up and its transit permitted (infinite: never decided).

    Forces on standby leave by the clock to act where their nation keeps it; those in the pool have no such readiness. `drag` is
    their nation's `friction`.
    """
    if is_inside(contingents, index) or not math.isfinite(decision):
        return decision
    notice = _notice_days(world, contingents, index) * world.deployment_notice_factor * drag
    if contingents.status[index] == ON_STANDBY:
        notice = min(notice, max(0.0, act_by_day - decision))
    if contingents.prepositioned[index]:
        return decision + notice
    permission = world.deployment_permission_days
    if stand.planned:
        permission *= world.deployment_permission_planned_share
    return decision + max(notice, permission)


@compiled
def friction(world, nation):  # type: ignore[no-untyped-def]
    """Factor on a nation's days of making ready and of moving: what differs between two deployments that are alike on paper."""
    return math.exp(world.deployment_friction_log * world.nation_friction[nation])


@compiled
def _notice_days(world, contingents, index):  # type: ignore[no-untyped-def]
    """Nominal notice: the contingent's own, or its nation's for a first brigade, or that of the later tier."""
    if contingents.notice_days[index] >= 0.0:
        return contingents.notice_days[index]
    notice = world.nation_notice[contingents.nation[index]]
    if contingents.tier[index] > 0:
        notice = max(notice, world.deployment_second_notice_days)
    if contingents.tier[index] > 1:
        notice = max(notice, world.deployment_third_notice_days)
    return notice


# --- lift -------------------------------------------------------------------------------------------------------------


@compiled
def _list_coming(contingents, units):  # type: ignore[no-untyped-def]
    """List the contingents that will ever come, in their own order; one that withdraws is none of them."""
    units.coming = 0
    for index in range(contingents.count):
        if math.isfinite(units.leaves_day[index]):
            units.listed[units.coming] = index
            units.coming += 1


@compiled
def _sort_by(day, units):  # type: ignore[no-untyped-def]
    """Fill the order of those that come by a day, ties in their own order."""
    for place in range(units.coming):
        index, before = units.listed[place], place - 1
        while before >= 0 and day[units.order[before]] > day[index]:
            units.order[before + 1] = units.order[before]
            before -= 1
        units.order[before + 1] = index


@compiled
def travel(world, nations, contingents, units):  # type: ignore[no-untyped-def]
    """Fill the days on which each contingent's head and tail stand at its entry point, and its mode.

    A nation's aircraft carry its contingents one after another, those that leave first before the others. Brigades load on
    trains side by side, each at its own garrison.
    """
    _sort_by(units.leaves_day, units)
    lift_free = units.lift_free_day
    for nation in range(NATIONS):
        lift_free[nation] = -math.inf
    for place in range(units.coming):
        index = units.order[place]
        nation, leaves, brigades = contingents.nation[index], units.leaves_day[index], units.brigades[index]
        drag, over_water = units.drag[nation], nations.crossing[nation] != NO_CROSSING
        start, days_out, span = leaves, 0.0, 0.0  # first departure, journey, days between first and last departure
        if is_inside(contingents, index):
            units.mode[index] = IN_PLACE
        elif contingents.prepositioned[index]:
            units.mode[index], days_out = BY_AIR, world.deployment_preposition_draw_days * drag
        elif contingents.type[index] == HEAVY:
            units.mode[index], span = BY_SEA if over_water else BY_RAIL, loading_days(world, brigades) * drag
            days_out = (crossing_days(world, nations, nation) + rail_days(world, nations, nation)) * drag
        else:
            units.mode[index] = BY_SEA if over_water else BY_ROAD
            days_out = (crossing_days(world, nations, nation) + road_days(world, nations, nation)) * drag
            if contingents.type[index] == LIGHT:
                first, lift = max(lift_free[nation], leaves), airlift_days(world, nations, nation, brigades) * drag
                if first + lift + flight_days(nations, nation) < leaves + days_out:
                    units.mode[index], start, span = BY_AIR, first, lift
                    days_out, lift_free[nation] = flight_days(nations, nation), first + lift
        units.head_day[index] = start + days_out
        units.ready_day[index] = units.head_day[index] + span


@compiled
def loading_days(world, brigades):  # type: ignore[no-untyped-def]
    """Days until the last train of a heavy force has left: trains of a brigade over trains that leave its station in a day."""
    return min(1.0, brigades) * world.deployment_trains_heavy_brigade / world.deployment_trains_day


@compiled
def rail_days(world, nations, nation):  # type: ignore[no-untyped-def]
    """Days that a train runs to the entry point."""
    return nations.land_km[nation] / world.deployment_rail_km_per_day


@compiled
def road_days(world, nations, nation):  # type: ignore[no-untyped-def]
    """Days that a column marches to the entry point."""
    return nations.land_km[nation] / world.deployment_road_km_per_day


@compiled
def airlift_days(world, nations, nation, brigades):  # type: ignore[no-untyped-def]
    """Days from the first to the last take-off of a light force in its nation's own transports (infinite: it has none).

    tonnes a day = aircraft x available x flights a day x load; flights follow from the hours that an aircraft flies in a day.
    """
    hours_out = HOURS_PER_DAY * flight_days(nations, nation)
    flights = min(MOST_FLIGHTS_A_DAY, world.deployment_airlift_hours_day / max(2.0 * hours_out, 1.0))
    available = world.nation_airlifters[nation] * world.deployment_airlift_available_share
    tonnes_day = available * flights * world.deployment_airlift_load_t
    if tonnes_day <= 0.0:
        return math.inf
    return brigades * world.deployment_light_brigade_t / tonnes_day


@compiled
def flight_days(nations, nation):  # type: ignore[no-untyped-def]
    """Days in the air, one way."""
    return nations.air_km[nation] / AIRLIFTER_KM_PER_H / HOURS_PER_DAY


@compiled
def crossing_days(world, nations, nation):  # type: ignore[no-untyped-def]
    """Days that the water between home and landing takes: loading, passage and unloading."""
    if nations.crossing[nation] == OCEAN:
        return max(world.deployment_ocean_days, world.deployment_strait_days)
    return world.deployment_strait_days if nations.crossing[nation] == STRAIT else 0.0


# --- entry points -----------------------------------------------------------------------------------------------------


@compiled
def cross_entry_points(world, ground, nations, contingents, units):  # type: ignore[no-untyped-def]
    """Fill the day from which each contingent can move in the theatre.

    Each entry point is one queue of all nations, first come first served. What has come of a contingent passes while the
    rest is still on its way: its tail has passed when it is there and the queue has let all of it through.
    """
    _sort_by(units.head_day, units)
    free = units.entry_free_day
    for entry in range(ENTRIES):
        free[entry] = -math.inf
    for place in range(units.coming):
        index = units.order[place]
        kind = contingents.type[index]
        units.from_day[index] = units.ready_day[index]
        if not is_inside(contingents, index):
            if not contingents.prepositioned[index]:
                entry = nations.entry[contingents.nation[index]]
                load = units.brigades[index] * entry_load(world, kind)
                free[entry] = max(free[entry], units.head_day[index]) + load / world.entry_capacity[entry]
                gauge = world.deployment_gauge_days if ground.gauge_break[entry] and kind == HEAVY else 0.0
                units.from_day[index] = max(free[entry], units.ready_day[index]) + gauge
            units.from_day[index] += world.deployment_reception_days


@compiled
def entry_load(world, kind):  # type: ignore[no-untyped-def]
    """What a brigade of a type takes up at an entry point, against a heavy one."""
    if kind == HEAVY:
        return 1.0
    medium = world.deployment_medium_entry_load
    return medium if kind == MEDIUM else min(medium, world.deployment_light_entry_load)


# --- in the theatre ---------------------------------------------------------------------------------------------------


@compiled_in_place
def daily_march_km(world, interdiction, leakers_per_day):  # type: ignore[no-untyped-def]
    """Kilometres that a contingent moves in a day in the theatre, slowed by adverse air and by strikes."""
    return world.deployment_onward_km_per_day * (1.0 - interdiction) * open_share(world, leakers_per_day)


@compiled_in_place
def open_share(world, leakers_per_day):  # type: ignore[no-untyped-def]
    """Share of a day's movement, of forces or supplies, that strikes leave."""
    return 1.0 - min(LONGEST_STRIKE_DELAY_SHARE, world.strike_delay_per_leaker * leakers_per_day / 10.0)


@compiled
def coordination_factor(world, stand, nations_in_contact, day):  # type: ignore[no-untyped-def]
    """Fighting value of guarantors' forces under the headquarters that they have; one nation alone loses nothing."""
    if nations_in_contact <= 1:
        return 1.0
    seams = 1.0 - world.command_seam_loss_share if stand.zones_by_nation else 1.0
    formed = world.command_adhoc_factor
    led = max(formed, world.command_lead_factor)  # the factors are drawn apart; a better headquarters is never worse
    if stand.command == INTEGRATED:
        return seams * max(led, world.command_integrated_factor)
    if stand.command == LEAD_NATION:
        return seams * (led if day >= world.command_lead_days else formed)
    return seams * (formed if day >= world.command_adhoc_days else formed * formed)
