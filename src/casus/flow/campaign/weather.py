"""Weather: the state of each week over the whole theatre, and what it does to movement and to attack."""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.laws import dupuy1979
from casus.flow.campaign.philox import WEATHER, uniform

DRY, WET, SOAKED = 0, 2, 3  # rows of Dupuy's tables; overcast, row 1, is a matter for aircraft


@compiled
def state_of_week(world, week):  # type: ignore[no-untyped-def]
    """Dry, wet or soaked ground in a week, for all axes alike."""
    chance = uniform(world.seed, world.draw, WEATHER, 0, week)
    if chance >= world.weather_wet_probability:
        return DRY
    return SOAKED if chance < world.weather_wet_probability * world.weather_heavy_share else WET


@compiled
def mobility(state):  # type: ignore[no-untyped-def]
    """Dupuy's factor of the weather on every rate of advance."""
    return dupuy1979.WEATHER_MOBILITY[state]


@compiled
def attack(state):  # type: ignore[no-untyped-def]
    """Dupuy's factor of the weather on the attack's power."""
    return dupuy1979.WEATHER_ATTACK[state]
