"""Deployment: when each contingent can leave, when it reaches the theatre through shared entry points, and moves on."""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign.arrays import (
    COMBAT,
    CONTINGENTS,
    ENTRIES,
    HEAVY,
    IN_LINE,
    IN_POOL,
    IN_RESERVE,
    INTEGRATED,
    LEAD_NATION,
    ON_STANDBY,
)
from casus.flow.campaign.compiled import compiled

LONGEST_STRIKE_DELAY_SHARE = 0.8  # chosen: even under the heaviest strikes a fifth of movement goes on


@compiled
def is_inside(contingents, index):  # type: ignore[no-untyped-def]
    """Whether a contingent stands in the protected state in peacetime."""
    return contingents.status[index] == IN_LINE or contingents.status[index] == IN_RESERVE


@compiled
def entering_brigades(world, nations, contingents, index):  # type: ignore[no-untyped-def]
    """Brigades that a contingent really brings: forces in place whole, the rest as far as it is available."""
    if is_inside(contingents, index):
        return contingents.brigades[index]
    available = world.deployment_available_share
    if contingents.status[index] != IN_POOL:
        return contingents.brigades[index] * available
    nation = contingents.nation[index]
    if contingents.type[index] == HEAVY:
        left = world.nation_heavy[nation] - nations.used_heavy[nation]
    else:
        left = world.nation_light[nation] - nations.used_light[nation]
    return max(0.0, left) * available


@compiled
def ready_day(world, stand, nations, contingents, index, decision, act_by_day):  # type: ignore[no-untyped-def]
    """Day on which a contingent stands at its entry point, ready to cross (infinite: never decided).

    Forces on standby leave by the clock to act where their nation keeps it; those in the pool have no such readiness.
    """
    if not math.isfinite(decision):
        return math.inf
    nation = contingents.nation[index]
    own_notice = contingents.notice_days[index]
    notice = (own_notice if own_notice >= 0.0 else world.nation_notice[nation]) * world.deployment_notice_factor
    if contingents.status[index] == ON_STANDBY:
        notice = min(notice, max(0.0, act_by_day - decision))
    if contingents.prepositioned[index]:
        return decision + notice + world.deployment_preposition_draw_days
    heavy = contingents.type[index] == HEAVY
    speed = world.deployment_heavy_km_per_day if heavy else world.deployment_light_km_per_day
    permission = world.deployment_permission_days * (
        world.deployment_permission_planned_share if stand.planned else 1.0
    )
    bridge = world.deployment_bridge_days if heavy and nations.bridge[nation] else 0.0
    return decision + notice + permission + bridge + nations.home_km[nation] / speed


@compiled
def cross_entry_points(world, ground, nations, contingents, units):  # type: ignore[no-untyped-def]
    """Fill the day on which each contingent has crossed: one queue for all nations at each entry point, first come first served."""
    ready = units.ready_day
    free = np.full(ENTRIES, -math.inf)
    served = np.zeros(CONTINGENTS, np.bool_)
    for _ in range(contingents.count):
        first = -1
        for index in range(contingents.count):
            if not served[index] and (first < 0 or ready[index] < ready[first]):
                first = index
        served[first] = True
        units.from_day[first] = ready[first]
        if math.isfinite(ready[first]) and _crosses(contingents, first):
            entry = nations.entry[contingents.nation[first]]
            gauge = (
                world.deployment_gauge_days if ground.gauge_break[entry] and contingents.type[first] == HEAVY else 0.0
            )
            free[entry] = max(free[entry], ready[first]) + units.brigades[first] / world.entry_capacity[entry]
            units.from_day[first] = free[entry] + gauge + world.deployment_reception_days


@compiled
def _crosses(contingents, index):  # type: ignore[no-untyped-def]
    """Whether a contingent's equipment has to pass an entry point."""
    return not is_inside(contingents, index) and not contingents.prepositioned[index]


@compiled
def plan_deployment(world, stand, ground, nations, contingents, council, units):  # type: ignore[no-untyped-def]
    """Fill the brigades of each contingent and the day from which it can move in the theatre (infinite: never)."""
    for index in range(contingents.count):
        nation = contingents.nation[index]
        units.brigades[index] = entering_brigades(world, nations, contingents, index)
        sent = council.help_level[nation] == COMBAT and units.brigades[index] > 0.0
        decision = council.decision_day[nation] if sent else math.inf
        if not is_inside(contingents, index):
            units.ready_day[index] = ready_day(
                world, stand, nations, contingents, index, decision, council.act_by_day[nation]
            )
        else:
            units.ready_day[index] = decision
    cross_entry_points(world, ground, nations, contingents, units)


@compiled
def daily_march_km(world, interdiction, leakers_per_day):  # type: ignore[no-untyped-def]
    """Kilometres that a contingent moves in a day in the theatre, slowed by adverse air and by strikes."""
    strikes = min(LONGEST_STRIKE_DELAY_SHARE, world.strike_delay_per_leaker * leakers_per_day / 10.0)
    return world.deployment_onward_km_per_day * (1.0 - interdiction) * (1.0 - strikes)


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
