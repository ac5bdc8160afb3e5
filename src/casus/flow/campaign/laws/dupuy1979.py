"""Dupuy's power ratio with his advance and casualty norms (Numbers, Predictions and War, 1979, appendix A).

In: the ratio of combat powers, the posture of the defence, factors of terrain, roads, weather, air and surprise, the size
of the forces. Out: advance in km a day and loss shares a day. Read second hand: the tables stand in two independent
restatements of the book (marks SEEN-2 in our facts). They disagree in three cells: two of the advance, noted below (2.5 or
2.8; 6.5 or 5), and one for tanks in rolling wooded ground (0.6 or 0.8), not used here.
Domain of validity: brigade to corps, 1914-1982, force ratios of 0.25 to 6; mobile or semi-mobile war.
"""

from __future__ import annotations

import numpy as np

from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.compiled import compiled, compiled_in_place
from casus.flow.campaign.laws.tables import band_of, interpolate

# --- posture -----------------------------------------------------------------------------------------------------------

POSTURE_STRENGTH = np.array([1.2, 1.3, 1.5, 1.6])
"""Defence multiplier by works: none (delay), hasty, prepared, fortified. Dupuy 1979, posture factors."""

POSTURE_VULNERABILITY = np.array([0.65, 0.7, 0.6, 0.5])
"""Vulnerability of the defence by works; an attacker's is 1. Dupuy 1979. A delaying force is below a hasty one there."""

# --- advance -----------------------------------------------------------------------------------------------------------

BAND_FLOOR = np.array([1.00, 1.11, 1.26, 1.46, 1.76, 2.26, 3.01, 4.26, 6.01])
"""Least power ratio of each band of resistance, from intense to negligible. Dupuy 1979, appendix A."""

ADVANCE_ARMOUR = np.array([
    [4.0, 5.0, 6.0, 9.0, 12.0, 16.0, 20.0, 40.0, 60.0],
    [4.0, 5.0, 6.0, 9.0, 12.0, 16.0, 20.0, 40.0, 60.0],
    [2.0, 2.25, 2.5, 4.0, 6.0, 8.0, 10.0, 20.0, 30.0],
    [1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0, 30.0],
])  # fmt: skip
"""Standard advance of armour, km/day, by works (rows; delay and hasty share one) and band.

Fortified 1.11-1.25 is printed 1.85 in all columns, which breaks them, and is taken as 1.25.
"""

ADVANCE_MECHANISED = np.array([
    [4.0, 4.5, 5.0, 7.5, 10.0, 13.0, 16.0, 30.0, 48.0],
    [4.0, 4.5, 5.0, 7.5, 10.0, 13.0, 16.0, 30.0, 48.0],
    [2.0, 2.25, 2.5, 3.5, 5.0, 7.0, 8.0, 16.0, 24.0],
    [1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 8.0, 24.0],
])  # fmt: skip
"""Standard advance of mechanised infantry. Prepared 1.26-1.45 is 2.5 in one restatement and 2.8 in the other."""

ADVANCE_FOOT = np.array([
    [4.0, 4.5, 5.0, 6.5, 8.0, 10.0, 12.0, 18.0, 24.0],
    [4.0, 4.5, 5.0, 6.5, 8.0, 10.0, 12.0, 18.0, 24.0],
    [2.0, 2.25, 2.5, 3.0, 4.0, 5.0, 6.0, 10.0, 12.0],
    [1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 6.0, 12.0],
])  # fmt: skip
"""Standard advance of infantry. Hasty 1.46-1.75 is 6.5 in one restatement and 5 in the other."""

# --- what eases or hinders the advance (all Dupuy 1979, as restated) ------------------------------------------------------

ROAD_QUALITY = np.array([1.0, 0.8, 0.6])
"""Factor on the advance by quality of roads: good, mediocre, poor."""

ROAD_DENSITY = np.array([1.0, 0.8, 0.6])
"""Factor on the advance by density of roads: dense, moderate, sparse."""

RIVER_M = np.array([0.0, 20.0, 50.0, 100.0, 500.0])
"""Widths for which a factor is printed; the 0 is ours, for no river."""

RIVER_FORDABLE = np.array([1.0, 0.9, 0.85, 0.8, 0.7])
RIVER_UNFORDABLE = np.array([1.0, 0.85, 0.8, 0.7, 0.5])
"""Factor on the advance across a river of that width."""

MINES_PER_KM = np.array([0.0, 10.0, 20.0, 50.0, 100.0, 500.0])
"""Mines for each kilometre of front for which a factor is printed; the 0 is ours, for none."""

MINES = np.array([1.0, 0.9, 0.8, 0.7, 0.6, 0.5])
"""Factor on the advance through a minefield of that density."""

MAIN_EFFORT = 1.2
"""Factor on the advance of the main effort: a third of the force, a division or larger."""

NIGHT = 0.5
"""Rate of advance by night, over that by day."""

WEATHER_MOBILITY = np.array([1.0, 1.0, 0.8, 0.6])
"""Factor on the advance by weather: dry, overcast, light rain, heavy rain."""

WEATHER_ATTACK = np.array([1.0, 1.0, 0.9, 0.7])
"""Factor on the attacker's power by weather."""

# --- air, surprise, fatigue ---------------------------------------------------------------------------------------------

AIR_CONTROL = np.array([-1.0, 0.0, 1.0])
"""Control of the air: the enemy's, nobody's, one's own. Printed for these three; between them we go straight."""

AIR_MOBILITY = np.array([0.9, 1.0, 1.1])
AIR_VULNERABILITY = np.array([1.1, 1.0, 0.9])
"""Factors on a side's advance and vulnerability by its control of the air."""

SURPRISE_MOBILITY = np.array([1.0, 1.3, 3.0, 5.0])
SURPRISE_OWN_VULNERABILITY = np.array([1.0, 0.9, 0.6, 0.4])
SURPRISE_ENEMY_VULNERABILITY = np.array([1.0, 1.2, 2.0, 3.0])
"""Factors on the first day by surprise: none, minor, substantial, complete."""

SURPRISE_FADES_PER_DAY = 1.0 / 3.0
"""Part of the effect of surprise that is gone with each day; read as a third of the first day's, so none on the fourth."""

FATIGUE_PER_DAY = 0.05
"""Effectiveness that a day of normal combat costs, of 1 when fresh."""

MOST_FATIGUED = 0.5
"""Effectiveness of an exhausted force."""

REST_PER_DAY = 0.1
"""Effectiveness that a day in reserve gives back."""

# --- casualties ----------------------------------------------------------------------------------------------------------

OWN_RATIO = np.array([0.15, 0.2, 0.25, 0.35, 0.45, 0.6, 0.83, 1.5, 2.5, 3.0])
OPPOSITION = np.array([1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7])
"""Casualty factor by a side's own power ratio. Dupuy 1979, casualty norms."""

SIZE_KPERSON = np.array([0.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0])
SIZE_FACTOR = np.array([2.0, 1.5, 1.0, 0.9, 0.8, 0.7, 0.6])
"""Casualty factor by size of force in thousand persons; small forces lose faster. Dupuy 1979."""

HOLDING = 0.3
"""Casualty factor of a force that only holds; also of an attack that has been stopped. Dupuy 1979, mission factors."""


@compiled_in_place
def advance_km_per_day(ratio, works, mobility, armour_share, mechanised_share):  # type: ignore[no-untyped-def]
    """Standard rate of advance for a power ratio against works; 0 below parity. Never falls as the ratio rises.

    rate = mobility (armour_share A + mechanised_share M + (1 - both) F), with A, M, F the columns of the table.
    """
    band = band_of(BAND_FLOOR, ratio)
    armour, mechanised, foot = ADVANCE_ARMOUR[works, band], ADVANCE_MECHANISED[works, band], ADVANCE_FOOT[works, band]
    mixed = mixed_km_per_day(armour_share, mechanised_share, armour, mechanised, foot)
    return either(ratio >= 1.0, mixed * mobility, 0.0)


@compiled_in_place
def mixed_km_per_day(armour_share, mechanised_share, armour_km, mechanised_km, foot_km):  # type: ignore[no-untyped-def]
    """Standard rate of a mix of forces, from those of armour, mechanised troops and foot."""
    foot_share = max(0.0, 1.0 - armour_share - mechanised_share)
    return armour_share * armour_km + mechanised_share * mechanised_km + foot_share * foot_km


@compiled_in_place
def river_mobility(river_m, fordable):  # type: ignore[no-untyped-def]
    """Factor on the advance across a river, straight between the printed widths."""
    return interpolate(river_m, RIVER_M, RIVER_FORDABLE if fordable else RIVER_UNFORDABLE)


@compiled
def mine_mobility(mines_per_km):  # type: ignore[no-untyped-def]
    """Factor on the advance through mines, straight between the printed densities."""
    return interpolate(mines_per_km, MINES_PER_KM, MINES)


@compiled_in_place
def air_mobility(control):  # type: ignore[no-untyped-def]
    """Factor on a side's advance by its control of the air, -1 to 1."""
    return interpolate(control, AIR_CONTROL, AIR_MOBILITY)


@compiled_in_place
def air_vulnerability(control):  # type: ignore[no-untyped-def]
    """Factor on a side's vulnerability by its control of the air, -1 to 1."""
    return interpolate(control, AIR_CONTROL, AIR_VULNERABILITY)


@compiled
def faded(factor, days):  # type: ignore[no-untyped-def]
    """What is left of a factor of surprise some days after the first: 1 + (factor - 1) max(0, 1 - days / 3)."""
    return 1.0 + (factor - 1.0) * max(0.0, 1.0 - SURPRISE_FADES_PER_DAY * days)


@compiled_in_place
def fatigue_after(fatigue, days_of_combat, per_day=FATIGUE_PER_DAY):  # type: ignore[no-untyped-def]
    """Effectiveness (1 fresh, 0.5 exhausted) after days of combat."""
    return max(MOST_FATIGUED, fatigue - per_day * days_of_combat)


@compiled
def fatigue_rested(fatigue, days):  # type: ignore[no-untyped-def]
    """Effectiveness after days in reserve."""
    return min(1.0, fatigue + REST_PER_DAY * days)


@compiled_in_place
def loss_share_per_day(norm, own_ratio, kpersons, terrain_casualty, advancing):  # type: ignore[no-untyped-def]
    """Share of strength that a side loses in a day: its norm, eased by superiority, size and cover."""
    opposition = interpolate(own_ratio, OWN_RATIO, OPPOSITION)
    size = interpolate(kpersons, SIZE_KPERSON, SIZE_FACTOR)
    return norm * opposition * size * terrain_casualty * either(advancing, 1.0, HOLDING)
