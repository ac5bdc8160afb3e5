"""Strike: a day's salvo of drones, cruise and ballistic missiles against the air defence that is left."""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled

DAYS_PER_MONTH = 30.4


@compiled
def salvo_of_a_day(world, stand, assault, interceptors):  # type: ignore[no-untyped-def]
    """(weapons that get through, interceptors used) in a day; drones meet guns and drones, missiles meet interceptors."""
    effort = world.attack_strike_share[assault.index] / DAYS_PER_MONTH
    drones = world.aggressor_drones * effort
    engaged_drones = min(drones, world.strike_drone_capacity + stand.drone_defence)
    missiles = (world.aggressor_cruise + world.aggressor_ballistic) * effort
    wanted = missiles * world.strike_interceptors_per_target
    used = min(wanted, interceptors)
    served = used / wanted if wanted > 0.0 else 0.0
    killed = engaged_drones * world.strike_drone_kill_share
    killed += world.aggressor_cruise * effort * served * world.strike_cruise_kill_probability
    killed += world.aggressor_ballistic * effort * served * world.strike_ballistic_kill_probability
    return drones + missiles - killed, used


@compiled
def interceptors_supplied(world, stand, helped):  # type: ignore[no-untyped-def]
    """Interceptors that arrive in a day: the usual supply, and what guarantors promised where they help."""
    promised = stand.interceptors_month if helped else 0.0
    return (world.protected_interceptor_supply + promised) / DAYS_PER_MONTH
