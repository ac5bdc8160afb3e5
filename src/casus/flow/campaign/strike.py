"""Strike: salvos of drones, cruise and ballistic missiles from stocks, against layers of air defence that have stocks too.

What a layer stops is coverage first (is it aimed where the layer stands?), then what is left to fire, then whether the
shots hit. A weapon that gets through does damage; decoys do none.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, exp, expm1, ratio_or
from casus.flow.campaign.arrays import LANES
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_in_place
from casus.flow.campaign.deployment import open_share
from casus.flow.campaign.lanes import air_world
from casus.flow.campaign.laws.wilkening2000 import barrage_leak

DAYS_PER_MONTH = 30.4
MEUR_PER_BEUR = 1000.0
WILL_UNIT_BEUR = 10.0  # the evidence states the factor for ten billion euro of damage


@compiled
def open_arsenal(world, stand, arsenal, lane):  # type: ignore[no-untyped-def]
    """Set both sides' stocks as they stand at the hour of the attack."""
    arsenal.drones[lane] = world.aggressor_drones_made * world.aggressor_saved_months
    arsenal.cruise[lane] = world.aggressor_cruise_made * world.aggressor_saved_months
    arsenal.ballistic[lane] = world.aggressor_ballistic_made * world.aggressor_saved_months
    arsenal.interceptors[lane] = world.protected_interceptors + stand.interceptors
    arsenal.ballistic_interceptors[lane] = world.protected_ballistic_interceptors + stand.ballistic_interceptors
    arsenal.answered_share[lane] = 1.0
    arsenal.cruise_hit[lane] = hit_probability(world.strike_cruise_shot_kill, world.strike_cruise_shots)
    arsenal.ballistic_hit[lane] = hit_probability(world.strike_ballistic_shot_kill, world.strike_ballistic_shots)


@compiled
def settle_strikes(world, stand, assault, dt, settled, lane):  # type: ignore[no-untyped-def]
    """Work out what is made and wanted in a step, which missiles meet a battery, and what a unit of damage leaves of the will."""
    effort = world.attack_strike_share[assault.index]
    settled.drones_made[lane] = in_step(world.aggressor_drones_made, dt)
    settled.cruise_made[lane] = in_step(world.aggressor_cruise_made, dt)
    settled.ballistic_made[lane] = in_step(world.aggressor_ballistic_made, dt)
    settled.drones_wanted[lane] = in_step(world.aggressor_drones * effort, dt)
    settled.cruise_wanted[lane] = in_step(world.aggressor_cruise * effort, dt)
    settled.ballistic_wanted[lane] = in_step(world.aggressor_ballistic * effort, dt)
    settled.cruise_inland[lane] = share_inland(world.aggressor_cruise * effort, world.strike_front_cruise)
    settled.cruise_coverage[lane] = cruise_coverage(world, stand.cruise_batteries) * settled.cruise_inland[lane]
    ballistic_inland = share_inland(world.aggressor_ballistic * effort, world.strike_front_ballistic)
    settled.ballistic_coverage[lane] = ballistic_coverage(world, stand.ballistic_batteries) * ballistic_inland
    settled.will_log[lane] = math.log(world.strike_will_factor)


@compiled
def in_step(month, dt):  # type: ignore[no-untyped-def]
    """What a month's number is in a step."""
    return month / DAYS_PER_MONTH * dt


@compiled_in_place
def launched(stock, made, wanted):  # type: ignore[no-untyped-def]
    """(weapons launched in a step, stock after it): as many as are wanted, as far as stock and output carry."""
    held = stock + made
    fired = min(wanted, held)
    return fired, held - fired


@compiled_in_place
def engaged_share(weapons_day, capacity_day):  # type: ignore[no-untyped-def]
    """Share of the drones that can be engaged where nights differ: 1 - exp(-capacity / mean), both a day.

    That is the mean of min(night, capacity) over the mean night if nights are exponentially distributed.
    """
    return either(weapons_day > 0.0, -expm1(-ratio_or(capacity_day, weapons_day, 0.0)), 1.0)


@compiled_in_place
def drone_leak(world, weapons_day, capacity_day):  # type: ignore[no-untyped-def]
    """Share of the launched drones that get through and do damage; decoys take up the defence and do none."""
    stopped = engaged_share(weapons_day, capacity_day) * world.strike_drone_kill_share
    return (1.0 - world.strike_decoy_share) * (1.0 - stopped)


@compiled
def cruise_coverage(world, batteries_given):  # type: ignore[no-untyped-def]
    """Share of cruise missiles aimed where medium batteries can meet them; given ones close what is open evenly."""
    own = world.protected_cruise_coverage
    return own + (1.0 - own) * share_closed(world, batteries_given)


@compiled
def share_closed(world, batteries_given):  # type: ignore[no-untyped-def]
    """Share of what the protected state's own medium batteries leave open that given ones close."""
    return min(1.0, batteries_given * world.strike_battery_serviceable / world.strike_cruise_batteries_needed)


@compiled
def ballistic_coverage(world, batteries_given):  # type: ignore[no-untyped-def]
    """Share of ballistic missiles aimed where a battery that can meet them stands and works."""
    batteries = (world.protected_ballistic_batteries + batteries_given) * world.strike_battery_serviceable
    return min(1.0, batteries / world.strike_ballistic_batteries_needed)


@compiled_in_place
def fired_at(missiles, coverage, shots, stock):  # type: ignore[no-untyped-def]
    """(share of the missiles that are engaged, interceptors fired): covered ones, as far as the stock carries."""
    wanted = missiles * coverage * shots
    used = either(wanted > 0.0, min(wanted, stock), 0.0)
    return coverage * min(1.0, ratio_or(used, wanted, 1.0)), used


@compiled
def hit_probability(shot_kill, shots):  # type: ignore[no-untyped-def]
    """Probability that an engaged missile is destroyed by the interceptors fired at it."""
    return 1.0 - barrage_leak(shot_kill, shots)


@compiled_in_place
def cruise_leak(world, engaged, hit):  # type: ignore[no-untyped-def]
    """Share of the launched cruise missiles that get through interceptors, then fighters, guns and jammers."""
    return (1.0 - engaged * hit) * (1.0 - world.strike_cruise_other_kill)


@compiled_in_place
def ballistic_leak(engaged, hit):  # type: ignore[no-untyped-def]
    """Share of the launched ballistic missiles that get through."""
    return 1.0 - engaged * hit


@compiled
def share_inland(missiles_month, at_front_month):  # type: ignore[no-untyped-def]
    """Share of a class's missiles that is aimed behind the front, where batteries and fighters may stand: m / (m + f).

    So of few missiles most go to the front, and of many no more than f a month.
    """
    return missiles_month / (missiles_month + at_front_month) if missiles_month > 0.0 else 1.0


@compiled_as_written
def fly_salvo(stand, block, dt):  # type: ignore[no-untyped-def]
    """Fly the salvo of a step: change the stocks, and set the weapons that get through in a day and what they damage."""
    _fly_drones(stand, block, dt)
    _fly_cruise(block)
    _fly_ballistic(block)
    worlds, arsenal, per_day = block.worlds, block.arsenal, 1.0 / dt
    for lane in range(LANES):
        drones, missiles = arsenal.drones_through[lane], arsenal.cruise_through[lane] + arsenal.ballistic_through[lane]
        weight = drones + worlds.strike_missile_damage_factor[lane] * missiles
        arsenal.damage_meur[lane] += worlds.strike_damage_per_drone[lane] * weight
        arsenal.through_day[lane] = (drones + missiles) * per_day
        arsenal.missiles_through_day[lane] = missiles * per_day


@compiled
def _fly_drones(stand, block, dt):  # type: ignore[no-untyped-def]
    """Set the drones of a step that get through, past guns, jammers, interceptor drones and fighters."""
    worlds, arsenal, sky, settled = block.worlds, block.arsenal, block.sky, block.settled
    given, per_day = stand.drone_defence, 1.0 / dt
    for lane in range(LANES):
        fired, stock = launched(arsenal.drones[lane], settled.drones_made[lane], settled.drones_wanted[lane])
        capacity = worlds.strike_drone_capacity[lane] + given + sky.fighter_drones_day[lane]
        through = fired * drone_leak(air_world(worlds, lane), fired * per_day, capacity)
        arsenal.drones[lane], arsenal.drones_through[lane] = stock, through
        arsenal.drones_launched[lane] += fired
        arsenal.drone_leakers[lane] += through


@compiled
def _fly_cruise(block):  # type: ignore[no-untyped-def]
    """Set the cruise missiles of a step that get through: fighters on station meet them on the way to the batteries."""
    worlds, arsenal, sky, settled = block.worlds, block.arsenal, block.sky, block.settled
    for lane in range(LANES):
        coverage = settled.cruise_coverage[lane]
        fired, stock = launched(arsenal.cruise[lane], settled.cruise_made[lane], settled.cruise_wanted[lane])
        met = fired * (1.0 - sky.fighter_kill_share[lane] * settled.cruise_inland[lane])
        engaged, used = fired_at(met, coverage, worlds.strike_cruise_shots[lane], arsenal.interceptors[lane])
        through = met * cruise_leak(air_world(worlds, lane), engaged, arsenal.cruise_hit[lane])
        arsenal.cruise[lane], arsenal.cruise_through[lane] = stock, through
        arsenal.interceptors[lane] -= used
        arsenal.interceptors_used[lane] += used
        arsenal.answered_share[lane] = ratio_or(engaged, coverage, 0.0)
        arsenal.cruise_launched[lane] += fired
        arsenal.cruise_leakers[lane] += through


@compiled
def _fly_ballistic(block):  # type: ignore[no-untyped-def]
    """Set the ballistic missiles of a step that get through."""
    worlds, arsenal, settled = block.worlds, block.arsenal, block.settled
    for lane in range(LANES):
        coverage = settled.ballistic_coverage[lane]
        fired, stock = launched(arsenal.ballistic[lane], settled.ballistic_made[lane], settled.ballistic_wanted[lane])
        shots, interceptors = worlds.strike_ballistic_shots[lane], arsenal.ballistic_interceptors[lane]
        engaged, used = fired_at(fired, coverage, shots, interceptors)
        through = fired * ballistic_leak(engaged, arsenal.ballistic_hit[lane])
        arsenal.ballistic[lane], arsenal.ballistic_through[lane] = stock, through
        arsenal.ballistic_interceptors[lane] = interceptors - used
        arsenal.interceptors_used[lane] += used
        arsenal.ballistic_launched[lane] += fired
        arsenal.ballistic_leakers[lane] += through


@compiled
def resupply(stand, block, dt):  # type: ignore[no-untyped-def]
    """Add the interceptors that arrive in a step: the usual supply, and what guarantors promised where they help."""
    worlds, arsenal, store, months = block.worlds, block.arsenal, block.store, in_step(1.0, dt)
    given, ballistic_given = stand.interceptors_month, stand.ballistic_interceptors_month
    for lane in range(LANES):
        helped = either(store.helped_share[lane] > 0.0, 1.0, 0.0)
        month = worlds.protected_interceptor_supply[lane] + helped * given
        arsenal.interceptors[lane] += month * months
        month = worlds.protected_ballistic_interceptor_supply[lane] + helped * ballistic_given
        arsenal.ballistic_interceptors[lane] += month * months


@compiled
def burden_ground(block):  # type: ignore[no-untyped-def]
    """Set what the air and strikes mean for the ground: support, damage, and movement and supplies that are stopped."""
    worlds, clash, store, sky, arsenal = block.worlds, block.clash, block.store, block.sky, block.arsenal
    for lane in range(LANES):
        clash.control[lane], clash.damage_meur[lane] = sky.control[lane], arsenal.damage_meur[lane]
        store.interdiction[lane], store.hostile_interdiction[lane] = (
            sky.interdiction[lane],
            sky.hostile_interdiction[lane],
        )
        store.open_share[lane] = open_share(air_world(worlds, lane), arsenal.through_day[lane])


@compiled_in_place
def will_factor(will_log, damage_meur):  # type: ignore[no-untyped-def]
    """Fighting value left to the protected state's forces after this damage; it may steel as well as weaken.

    `will_log` is the logarithm of what a unit of damage leaves.
    """
    return exp(will_log * (damage_meur / MEUR_PER_BEUR / WILL_UNIT_BEUR))
