"""Ground: what one axis makes of the forces on it: how much finds room, how thin a line is, how far a front may go.

Formulas for one axis of one campaign, and where a front stands on it; `battle` fights with them on all axes.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, log
from casus.flow.campaign.arrays import HASTY
from casus.flow.campaign.compiled import compiled, compiled_in_place
from casus.flow.campaign.laws import dupuy1979, hero1972
from casus.flow.campaign.laws.tables import level_at

OVERWHELMING = 20.0  # chosen: a power ratio beyond the last band of every table, for a line that nobody holds
FASTEST_KM_PER_DAY = 150.0  # tracked columns march 100 to 150 km a day on roads, as recalled
SLIGHT_SHARE = 0.43  # HERO 1972: mean rate against slight over that against negligible resistance, 23.3 / 54.8
BANK_KM = 10.0  # chosen: depth behind a river over which the crossing still slows the advance
SLOWEST_BEYOND_RAIL = 0.2  # chosen: power left to an attack far beyond its railheads
DAYS_PER_PACE = 7  # chosen: a week is about how long one operation keeps its pace
LARGE_RIVER_M = 500.0  # Dupuy's widest class; a crossing of this width needs `ground_river_hold_ratio`
COUNTER_HEAVY_SHARE = 0.5  # chosen: half of what counter-attacks is armoured, the rest mechanised
COUNTER_KM = (
    COUNTER_HEAVY_SHARE * dupuy1979.ADVANCE_ARMOUR[HASTY]
    + (1.0 - COUNTER_HEAVY_SHARE) * dupuy1979.ADVANCE_MECHANISED[HASTY]
)  # Dupuy's standard rates of such a force by band
PER_LOG_OVERWHELMING = 1.0 / math.log(OVERWHELMING)
DELAYING = float(dupuy1979.POSTURE_STRENGTH[0])  # multiplier of a force without works
AT_ONCE_KM = 1e-9  # for a brigade: over less than this a line thins at once
THINNEST = 1e-6  # brigades; below this a side is not there
LEAST_POWER = 1e-300  # keeps the division finite where nobody defends


@compiled
def segment_at(ground, axis, depth_km):  # type: ignore[no-untyped-def]
    """Index of the segment in which the front stands."""
    segment = 0
    while segment + 1 < ground.segments[axis] and depth_km >= ground.end_km[axis, segment]:
        segment += 1
    return segment


@compiled
def near_end_km(ground, axis, segment):  # type: ignore[no-untyped-def]
    """Distance of a segment's near end from the start of the axis."""
    return ground.end_km[axis, segment - 1] if segment > 0 else 0.0


@compiled
def settle_ground(world, settled, lane):  # type: ignore[no-untyped-def]
    """Work out the quotients that the formulas of the ground would work out in every step.

    A line begins to thin at `dense_km` for a brigade and comes apart at `ground_porous_km_per_brigade`; where the two are drawn
    the wrong way round it comes apart at once.
    """
    porous = world.ground_porous_km_per_brigade
    dense = min(world.ground_hold_km_per_brigade, porous)
    settled.dense_km[lane], settled.thinning[lane] = dense, 1.0 / max(AT_ONCE_KM, porous - dense)
    settled.per_rail_reach[lane] = 1.0 / world.ground_rail_reach


@compiled_in_place
def beyond_rail_factor(far_km, reach_km, per_reach, at_hand):  # type: ignore[no-untyped-def]
    """Power and tempo left to an attack so far from its railheads; all while what units carry is `at_hand`.

    After Vershinin 2021, who put the reach at about 150 km. `per_reach` is 1 over the reach.
    """
    over_km = far_km - reach_km
    left = max(SLOWEST_BEYOND_RAIL, 1.0 - over_km * per_reach)
    return either((over_km <= 0.0) | at_hand, 1.0, left)


@compiled_in_place
def thinness(dense_km, thinning, width_km, holding):  # type: ignore[no-untyped-def]
    """How thin a line is: 0 where brigades cover the width, 1 and it comes apart. Works count only as far as it is manned.

    `holding` counts brigades by the value of their type: what a brigade covers is known of mechanised ones. The first two are
    those of `settle_ground`.
    """
    beyond_cover = (width_km / max(THINNEST, holding) - dense_km) * thinning
    return either(holding <= THINNEST, 1.0, min(1.0, max(0.0, beyond_cover)))


@compiled_in_place
def manned_strength(strength, thin):  # type: ignore[no-untyped-def]
    """Dupuy's multiplier of the works, falling to that of a delaying force as the line thins."""
    return (1.0 - thin) * strength + thin * DELAYING


@compiled
def crossing_ratio(hold_ratio, river_m):  # type: ignore[no-untyped-def]
    """Power ratio that suffices to force a river of this width, `hold_ratio` being that of a large one; 0 without a river."""
    return 1.0 + (hold_ratio - 1.0) * min(1.0, river_m / LARGE_RIVER_M) if river_m > 0.0 else 0.0


@compiled_in_place
def river_behind(river_mobility, near_km, depth_km):  # type: ignore[no-untyped-def]
    """Dupuy's factor of a river on the advance while it lies close behind."""
    return either(depth_km <= near_km + BANK_KM, river_mobility, 1.0)


@compiled_in_place
def power_ratio(attack_power, defence_power):  # type: ignore[no-untyped-def]
    """Ratio of combat powers, cut at a value beyond the last band of the tables."""
    return min(OVERWHELMING, max(0.0, attack_power) / max(LEAST_POWER, defence_power))


@compiled_in_place
def share_with_room(brigades, room):  # type: ignore[no-untyped-def]
    """Share of the brigades that the width has room for, which is some."""
    return room / max(room, brigades)


@compiled_in_place
def exploitation_km(fastest_km, cover, attackers, ratio):  # type: ignore[no-untyped-def]
    """Kilometres a day, by road, through a line that has come apart in open country, or that is overrun.

    The rate against slight resistance where the powers are even, rising with the logarithm of the ratio to that against
    none (`fastest_km`); an attack weaker than the defence, or too thin to cover the width, gains in proportion. `cover` is the
    share of the width that a brigade covers.
    """
    covering, ease = min(1.0, attackers * cover), log(ratio) * PER_LOG_OVERWHELMING
    share = either(ratio <= 1.0, SLIGHT_SHARE * ratio, SLIGHT_SHARE + (1.0 - SLIGHT_SHARE) * ease)
    return fastest_km * share * covering


@compiled_in_place
def held_at_river(needed, at_bank, ratio, advance):  # type: ignore[no-untyped-def]
    """The advance, or none where the front stands at a river that it cannot force; `needed` is its `crossing_ratio`."""
    return either((ratio >= needed) | (not at_bank), advance, 0.0)


@compiled_in_place
def turned_power(attack, terrain):  # type: ignore[no-untyped-def]
    """Power of a force that has just stopped attacking, against a defence that turns to the attack."""
    return attack * dupuy1979.POSTURE_STRENGTH[HASTY] * terrain


@compiled_in_place
def counter_advance_km(ratio, mobility):  # type: ignore[no-untyped-def]
    """Kilometres a day that the defence takes back in a war of movement."""
    return either(ratio >= 1.0, level_at(ratio, dupuy1979.BAND_FLOOR, COUNTER_KM) * mobility, 0.0)


# --- where a front stands ---------------------------------------------------------------------------------------------


@compiled_in_place
def next_depth_km(depth_km, moved_km, start_km, end_km):  # type: ignore[no-untyped-def]
    """Depth after a step: no further than the next segment's near end or the end of the axis, nor past the start."""
    wanted = depth_km + moved_km
    return either(moved_km > 0.0, min(wanted, end_km), max(start_km, wanted))


@compiled
def place_front(ground, front, axis, depth_km, attack_km, porous_km, river_hold_ratio, lane):  # type: ignore[no-untyped-def]
    """Put the front of an axis at a depth, with the ground of the segment that it stands in.

    `attack_km` is the width that a brigade needs to attack, `porous_km` that which it covers.
    """
    segment = segment_at(ground, axis, depth_km)
    last, river_m = segment + 1 == ground.segments[axis], ground.river_m[axis, segment]
    front.depth_km[axis, lane], front.segment[axis, lane] = depth_km, segment
    front.near_km[axis, lane] = near_end_km(ground, axis, segment)
    front.end_km[axis, lane] = ground.end_km[axis, segment]
    front.next_km[axis, lane] = math.inf if last else ground.end_km[axis, segment]
    front.width_km[axis, lane] = ground.width_km[axis, segment]
    front.room[axis, lane] = ground.width_km[axis, segment] / attack_km
    front.cover[axis, lane] = porous_km / ground.width_km[axis, segment]
    front.mobility[axis, lane] = ground.mobility[axis, segment]
    front.defence[axis, lane] = ground.defence[axis, segment]
    front.casualty[axis, lane] = ground.casualty[axis, segment]
    front.works[axis, lane], front.urban[axis, lane] = ground.works[axis, segment], ground.urban[axis, segment]
    front.strength[axis, lane] = dupuy1979.POSTURE_STRENGTH[ground.works[axis, segment]]
    front.resistance[axis, lane] = hero1972.WORKS_INTENSITY[ground.works[axis, segment]]
    front.crossing_ratio[axis, lane] = crossing_ratio(river_hold_ratio, river_m)
    front.river_mobility[axis, lane] = dupuy1979.river_mobility(river_m, False) if river_m > 0.0 else 1.0


@compiled
def key_city_km(ground, axis):  # type: ignore[no-untyped-def]
    """Depth at which the front of an axis has reached its first key city since the attack; infinite without one."""
    for segment in range(ground.segments[axis]):
        city = fallen_city(ground, axis, segment, math.inf)
        if city >= 0 and ground.key[city] > 0:
            return ground.end_km[axis, segment]
    return math.inf


@compiled
def area_lost_km2(ground, axis, depth_km):  # type: ignore[no-untyped-def]
    """Area behind the front on an axis, beyond what was ceded beforehand."""
    area = 0.0
    for segment in range(ground.segments[axis]):
        near = max(near_end_km(ground, axis, segment), ground.start_km[axis])
        far = min(ground.end_km[axis, segment], depth_km)
        area += max(0.0, far - near) * ground.width_km[axis, segment]
    return area


@compiled
def fallen_city(ground, axis, segment, depth_km):  # type: ignore[no-untyped-def]
    """The city at the far end of a segment where the front has reached it since the attack, or -1."""
    end_km = ground.end_km[axis, segment]
    return ground.city[axis, segment] if depth_km >= end_km and end_km > ground.start_km[axis] else -1
