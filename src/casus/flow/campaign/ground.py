"""Ground: one axis, one step: who is in contact, how strong, how far the front moves, what both sides lose."""

from __future__ import annotations

import math

from casus.flow.campaign import combat
from casus.flow.campaign.arithmetic import either, log, ratio_or
from casus.flow.campaign.arrays import POSITIONAL
from casus.flow.campaign.compiled import compiled, compiled_in_place
from casus.flow.campaign.laws import dupuy1979, positional2023

OVERWHELMING = 20.0  # chosen: a power ratio beyond the last band of every table, for a line that nobody holds
LOG_OVERWHELMING = math.log(OVERWHELMING)
FASTEST_KM_PER_DAY = 150.0  # tracked columns march 100 to 150 km a day on roads, as recalled
SLIGHT_SHARE = 0.43  # HERO 1972: mean rate against slight over that against negligible resistance, 23.3 / 54.8
BANK_KM = 10.0  # chosen: depth behind a river over which the crossing still slows the advance
SLOWEST_BEYOND_RAIL = 0.2  # chosen: power left to an attack far beyond its railheads
DAYS_PER_PACE = 7  # chosen: a week is about how long one operation keeps its pace
HASTY = 1  # index into WORKS: the position of a force that has just stopped attacking
LARGE_RIVER_M = 500.0  # Dupuy's widest class; a crossing of this width needs `ground_river_hold_ratio`
COUNTER_HEAVY_SHARE = 0.5  # chosen: half of what counter-attacks is armoured, the rest mechanised
THINNEST = 1e-6  # brigades; below this a side is not there


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


@compiled_in_place
def beyond_rail_factor(world, rail_km, depth_km, day):  # type: ignore[no-untyped-def]
    """Power and tempo left to an attack that has outrun its railheads, once what units carry is used up.

    After Vershinin 2021, who put the reach at about 150 km.
    """
    over = rail_km + depth_km - world.ground_rail_reach
    left = max(SLOWEST_BEYOND_RAIL, 1.0 - over / world.ground_rail_reach)
    return either(over <= 0.0 or day < world.ground_carried_days, 1.0, left)


@compiled_in_place
def thinness(world, width_km, holding):  # type: ignore[no-untyped-def]
    """How thin a line is: 0 where brigades cover the width, 1 and it comes apart. Works count only as far as it is manned.

    `holding` counts brigades by the value of their type: what a brigade covers is known of mechanised ones.
    """
    covered, porous = world.ground_hold_km_per_brigade, world.ground_porous_km_per_brigade
    all_or_nothing = either(ratio_or(width_km, holding, 0.0) > porous, 1.0, 0.0)
    beyond_cover = ratio_or(width_km - covered * holding, (porous - covered) * holding, 0.0)
    thin = either(porous <= covered, all_or_nothing, min(1.0, max(0.0, beyond_cover)))
    return either(holding <= THINNEST, 1.0, thin)


@compiled_in_place
def posture_strength(works, thin):  # type: ignore[no-untyped-def]
    """Dupuy's multiplier of the works, falling to that of a delaying force as the line thins."""
    return (1.0 - thin) * dupuy1979.POSTURE_STRENGTH[works] + thin * dupuy1979.POSTURE_STRENGTH[0]


@compiled_in_place
def river_allows(world, river_m, ratio):  # type: ignore[no-untyped-def]
    """Whether a power ratio suffices to force a river of this width."""
    return ratio >= 1.0 + (world.ground_river_hold_ratio - 1.0) * min(1.0, river_m / LARGE_RIVER_M)


@compiled_in_place
def river_mobility(ground, axis, segment, depth_km):  # type: ignore[no-untyped-def]
    """Dupuy's factor on the advance while the river lies close behind."""
    river_m = ground.river_m[axis, segment]
    near_km = near_end_km(ground, axis, segment)
    crossed = river_m <= 0.0 or depth_km > near_km + BANK_KM
    return either(crossed, 1.0, dupuy1979.river_mobility(river_m, False))


@compiled_in_place
def power_ratio(attack_power, defence_power):  # type: ignore[no-untyped-def]
    """Ratio of combat powers, cut at a value beyond the last band of the tables."""
    overwhelms = attack_power >= OVERWHELMING * defence_power
    ratio = either(overwhelms, OVERWHELMING, ratio_or(attack_power, defence_power, OVERWHELMING))
    return either(attack_power * OVERWHELMING <= 0.0, 0.0, ratio)


@compiled
def fight(  # type: ignore[no-untyped-def]
    world, ground, front, settled, axis, defenders, holding, attack_power, defence_power, control, surprise, day, week, days
):  # fmt: skip
    """(km a day, attacker's loss share a day, defender's loss share a day, power ratio) on one axis.

    `defenders` are brigades, `holding` the same by value of type. `attack_power` and `defence_power` are those of all
    forces there; width, works, terrain, river, weather and distance from railheads are put on here. `surprise` multiplies
    the advance against resistance; a march by road it does not speed.
    """
    depth_km, attackers, segment = front.depth_km[axis], front.attackers[axis], front.segment[axis]
    width_km, works = ground.width_km[axis, segment], ground.works[axis, segment]
    room = width_km / world.ground_attack_km_per_brigade
    tempo = beyond_rail_factor(world, ground.rail_km[axis], depth_km, day)
    attack = attack_power * share_with_room(attackers, room) * tempo * front.weather_attack[week]
    defence = defence_power * share_with_room(defenders, room)
    thin = thinness(world, width_km, holding)
    behind_works = defence * posture_strength(works, thin) * ground.defence[axis, segment]
    ratio = power_ratio(attack, behind_works)
    river = river_mobility(ground, axis, segment, depth_km)
    mobility = ground.mobility[axis, segment] * river * world.ground_road_factor * front.weather_mobility[week]
    stopped = attackers < world.ground_break_strength_share * front.sent[axis]
    clash = combat.Clash(
        attackers, defenders, attack, behind_works, ratio, works, thin, width_km, mobility, ground.casualty[axis, segment],
        control, front.attacker_freshness[axis], front.defender_freshness[axis],
        front.withdrawal_km[axis], front.prosecution[axis], stopped, days,
    )  # fmt: skip
    advance, attacker_loss, defender_loss = combat.opposed(world, settled, clash)
    if stopped:
        advance = 0.0
    else:
        advance *= front.pace[axis, week] * surprise
        porous = thin >= 1.0 and not ground.urban[axis, segment]
        if porous or ratio >= world.ground_overrun_ratio:
            by_road = front.weather_mobility[week] * river * front.rush[axis, week] * tempo
            advance = max(advance, _exploitation(world, width_km, attackers, ratio) * by_road)
        advance = _held_at_river(world, ground, axis, segment, depth_km, ratio, min(advance, FASTEST_KM_PER_DAY))
    if advance <= 0.0 and depth_km > ground.start_km[axis]:
        advance = -_counter_advance(world, ground, axis, segment, attack, defence, mobility)
    return advance, attacker_loss, defender_loss, ratio


@compiled_in_place
def share_with_room(brigades, room):  # type: ignore[no-untyped-def]
    """Share of the brigades that the width has room for."""
    return either(brigades > room, ratio_or(room, brigades, 1.0), 1.0)


@compiled_in_place
def _exploitation(world, width_km, attackers, ratio):  # type: ignore[no-untyped-def]
    """Kilometres a day, by road, through a line that has come apart in open country, or that is overrun.

    The rate against slight resistance where the powers are even, rising with the logarithm of the ratio to that against
    none; an attack weaker than the defence, or too thin to cover the width, gains in proportion.
    """
    covering = min(1.0, attackers * world.ground_porous_km_per_brigade / width_km)
    ease = log(ratio) / LOG_OVERWHELMING
    share = either(ratio <= 1.0, SLIGHT_SHARE * ratio, SLIGHT_SHARE + (1.0 - SLIGHT_SHARE) * ease)
    return world.ground_exploitation * share * covering


@compiled_in_place
def _held_at_river(world, ground, axis, segment, depth_km, ratio, advance):  # type: ignore[no-untyped-def]
    """The advance, or none where the front stands at a river that it cannot force."""
    at_bank = depth_km <= max(near_end_km(ground, axis, segment), ground.start_km[axis])
    river_m = ground.river_m[axis, segment]
    held = at_bank and river_m > 0.0 and not river_allows(world, river_m, ratio)
    return either(held, 0.0, advance)


@compiled_in_place
def _counter_advance(world, ground, axis, segment, attack, defence, mobility):  # type: ignore[no-untyped-def]
    """Kilometres a day that the defence takes back where the balance has turned far enough."""
    cover = dupuy1979.POSTURE_STRENGTH[HASTY] * ground.defence[axis, segment]
    ratio = power_ratio(defence, attack * cover)
    if int(world.ground_law) == POSITIONAL:
        rate = positional2023.advance_km_per_day(
            ratio, world.ground_positional_threshold, world.ground_positional_advance
        )
    else:
        rate = dupuy1979.advance_km_per_day(ratio, HASTY, mobility, COUNTER_HEAVY_SHARE, 1.0 - COUNTER_HEAVY_SHARE)
    return either(ratio < world.ground_counterattack_ratio, 0.0, rate)


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


@compiled
def move_front(ground, front, axis, advance_km):  # type: ignore[no-untyped-def]
    """Move the front of an axis in a step: at most to the next segment, or to the end of the axis, and not past the start."""
    depth_km = front.depth_km[axis]
    wanted = depth_km + advance_km
    if advance_km <= 0.0:
        place_front(ground, front, axis, max(ground.start_km[axis], wanted))
    elif math.isfinite(wanted):
        place_front(ground, front, axis, min(wanted, ground.end_km[axis, front.segment[axis]]))


@compiled
def place_front(ground, front, axis, depth_km):  # type: ignore[no-untyped-def]
    """Put the front of an axis at a depth."""
    if depth_km != front.depth_km[axis]:
        front.depth_km[axis] = depth_km
        front.segment[axis] = segment_at(ground, axis, depth_km)
