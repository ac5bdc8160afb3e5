"""Worlds and a month's salvo in; the share of it that the strike phase of the campaign stops in each world out."""

from __future__ import annotations

import math

import numpy as np

from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.strike import (
    ballistic_coverage,
    ballistic_leak,
    cruise_coverage,
    cruise_leak,
    drone_leak,
    fired_at,
    hit_probability,
    share_inland,
)


@compiled
def moved(share, log_odds):  # type: ignore[no-untyped-def]
    """A share whose log odds are moved by so much; none and all stay what they are."""
    odds = share * math.exp(log_odds)
    return odds / (1.0 - share + odds)


@compiled
def drones_stopped(worlds, weapons_day):  # type: ignore[no-untyped-def]
    """(worlds,): share of a month's drones that do not get through, decoys among them, at so many a day."""
    stopped = np.empty(len(worlds))
    for index in range(len(worlds)):
        world = worlds[index]
        stopped[index] = 1.0 - drone_leak(world, weapons_day, world.strike_drone_capacity)
    return stopped


@compiled
def cruise_stopped(worlds, aim, missiles, stock):  # type: ignore[no-untyped-def]
    """(worlds,) twice: share of a month's cruise missiles stopped, and interceptors used; aim moves the share covered."""
    stopped, used = np.empty(len(worlds)), np.empty(len(worlds))
    for index in range(len(worlds)):
        world = worlds[index]
        coverage = moved(cruise_coverage(world, 0.0), aim[index]) * share_inland(missiles, world.strike_front_cruise)
        engaged, used[index] = fired_at(missiles, coverage, world.strike_cruise_shots, stock[index])
        hit = hit_probability(world.strike_cruise_shot_kill, world.strike_cruise_shots)
        stopped[index] = 1.0 - cruise_leak(world, engaged, hit)
    return stopped, used


@compiled
def ballistic_stopped(worlds, aim, missiles, stock):  # type: ignore[no-untyped-def]
    """(worlds,) twice: share of a month's ballistic missiles stopped, and interceptors used; aim moves the share covered."""
    stopped, used = np.empty(len(worlds)), np.empty(len(worlds))
    for index in range(len(worlds)):
        world = worlds[index]
        coverage = moved(ballistic_coverage(world, 0.0), aim[index])
        coverage *= share_inland(missiles, world.strike_front_ballistic)
        engaged, used[index] = fired_at(missiles, coverage, world.strike_ballistic_shots, stock[index])
        hit = hit_probability(world.strike_ballistic_shot_kill, world.strike_ballistic_shots)
        stopped[index] = 1.0 - ballistic_leak(engaged, hit)
    return stopped, used
