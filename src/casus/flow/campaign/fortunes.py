"""Fortunes: what chance alone decides in a world, whatever the design and the attack: drawn once, and met by all of them."""

from __future__ import annotations

import math

from casus.flow.campaign import weather
from casus.flow.campaign.arrays import LANES, WEEKS
from casus.flow.campaign.compiled import compiled, compiled_loop
from casus.flow.campaign.philox import ATTACKERS, DEFENDERS, PACE, standard_normal

EXPLOITATION_LOG_SD = 0.51  # HERO 1972: between days against negligible resistance, ln(66 / 18) / 2.563


@compiled_loop
def allot_all(worlds, sites):  # type: ignore[no-untyped-def]
    """Set the factors on the stated shares of both sides' forces on each axis; `sites` are the axes' streams of random numbers."""
    for draw in range(len(worlds)):
        for axis in range(len(sites)):
            worlds[draw].attack_allotment[axis] = _allotment(worlds[draw], ATTACKERS, sites[axis])
            worlds[draw].defence_allotment[axis] = _allotment(worlds[draw], DEFENDERS, sites[axis])


@compiled
def _allotment(world, stream, site):  # type: ignore[no-untyped-def]
    """Factor on the stated share of an axis, as uncertain as any order of battle."""
    return math.exp(world.ground_allotment_log_sd * standard_normal(world.seed, world.draw, stream, site, 0))


@compiled_loop
def tell_all(worlds, sites, rows, lanes):  # type: ignore[no-untyped-def]
    """Set the weekly luck of each axis and each week's weather, for the worlds (`rows`) of all lanes of some blocks."""
    for block in range(len(rows)):
        for lane in range(LANES):
            _tell(worlds[rows[block, lane]], sites, lanes[block], lane)


@compiled
def _tell(world, sites, lanes, lane):  # type: ignore[no-untyped-def]
    """Set the weekly luck of each axis and each week's weather in a world."""
    for axis in range(len(sites)):
        for week in range(WEEKS):
            luck = standard_normal(world.seed, world.draw, PACE, sites[axis], week)
            lanes.pace[axis, week, lane] = _lognormal(world.ground_advance_log_sd, luck)
            lanes.rush[axis, week, lane] = _lognormal(EXPLOITATION_LOG_SD, luck)
    for week in range(WEEKS):
        state = weather.state_of_week(world, week)
        lanes.weather_mobility[week, lane] = weather.mobility(state)
        lanes.weather_attack[week, lane] = weather.attack(state)


@compiled
def _lognormal(log_sd, luck):  # type: ignore[no-untyped-def]
    """Factor with mean 1 for a standard normal deviate."""
    return math.exp(log_sd * luck - log_sd * log_sd / 2.0)
