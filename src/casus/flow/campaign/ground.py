"""Ground: one axis, one step: who is in contact, how strong, how far the front moves, what both sides lose."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import POSITIONAL
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.laws import dupuy1979, positional2023
from casus.flow.campaign.laws.tables import interpolate

OVERWHELMING = 20.0  # chosen: a power ratio beyond the last band of every table, for a line that nobody holds
FASTEST_KM_PER_DAY = 104.0  # RAND RR-1253: 260 km in 60 hours against screens; Konotop axis, 2022: 101 km in two days
BANK_KM = 10.0  # chosen: depth behind a river over which the crossing still slows the advance
SLOWEST_BEYOND_RAIL = 0.2  # chosen: power left to an attack far beyond its railheads
HASTY = 1  # index into WORKS: the position of a force that has just stopped attacking
RIVER_M = (0.0, 20.0, 50.0, 100.0, 500.0)
RIVER_MOBILITY = (1.0, 0.85, 0.8, 0.7, 0.5)  # Dupuy 1979: unfordable rivers
LARGE_RIVER_M = 500.0  # Dupuy's widest class; a crossing of this width needs `ground_river_hold_ratio`
COUNTER_HEAVY_SHARE = 0.5  # chosen: half of what counter-attacks is armoured or mechanised
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


@compiled
def beyond_rail_factor(world, rail_km, depth_km):  # type: ignore[no-untyped-def]
    """Power left to an attack that has outrun its railheads (after Vershinin 2021: about 150 km)."""
    over = rail_km + depth_km - world.ground_rail_reach
    return 1.0 if over <= 0.0 else max(SLOWEST_BEYOND_RAIL, 1.0 - over / world.ground_rail_reach)


@compiled
def thinness(world, width_km, defenders):  # type: ignore[no-untyped-def]
    """How thin a line is: 0 where brigades cover the width, 1 and it comes apart. Works count only as far as it is manned."""
    if defenders <= THINNEST:
        return 1.0
    covered, porous = world.ground_hold_km_per_brigade, world.ground_porous_km_per_brigade
    if porous <= covered:
        return 1.0 if width_km / defenders > porous else 0.0
    return min(1.0, max(0.0, (width_km / defenders - covered) / (porous - covered)))


@compiled
def posture_strength(works, thin):  # type: ignore[no-untyped-def]
    """Dupuy's multiplier of the works, falling to that of a delaying force as the line thins."""
    return (1.0 - thin) * dupuy1979.POSTURE_STRENGTH[works] + thin * dupuy1979.POSTURE_STRENGTH[0]


@compiled
def river_allows(world, river_m, ratio):  # type: ignore[no-untyped-def]
    """Whether a power ratio suffices to force a river of this width."""
    return ratio >= 1.0 + (world.ground_river_hold_ratio - 1.0) * min(1.0, river_m / LARGE_RIVER_M)


@compiled
def river_mobility(ground, axis, segment, depth_km):  # type: ignore[no-untyped-def]
    """Dupuy's factor on the advance while the river lies close behind."""
    river_m = ground.river_m[axis, segment]
    near_km = near_end_km(ground, axis, segment)
    if river_m <= 0.0 or depth_km > near_km + BANK_KM:
        return 1.0
    return interpolate(river_m, RIVER_M, RIVER_MOBILITY)


@compiled
def power_ratio(attack_power, defence_power):  # type: ignore[no-untyped-def]
    """Ratio of combat powers, cut at a value beyond the last band of the tables."""
    if attack_power * OVERWHELMING <= 0.0:
        return 0.0
    return OVERWHELMING if attack_power >= OVERWHELMING * defence_power else attack_power / defence_power


@compiled
def fight(world, ground, axis, depth_km, attackers, sent, defenders, attack_power, defence_power, noise):  # type: ignore[no-untyped-def]
    """(km a day, attacker's loss share a day, defender's loss share a day, power ratio) on one axis.

    `attack_power` and `defence_power` are those of all forces there; width, works, terrain and river are put on here.
    """
    segment = segment_at(ground, axis, depth_km)
    width_km = ground.width_km[axis, segment]
    works = ground.works[axis, segment]
    room = width_km / world.ground_attack_km_per_brigade
    attack = (
        attack_power
        * min(1.0, room / max(attackers, THINNEST))
        * beyond_rail_factor(world, ground.rail_km[axis], depth_km)
    )
    defence = defence_power * min(1.0, room / max(defenders, THINNEST))
    thin = thinness(world, width_km, defenders)
    ratio = power_ratio(attack, defence * posture_strength(works, thin) * ground.defence[axis, segment])
    stopped = attackers < world.ground_break_strength_share * sent
    mobility = ground.mobility[axis, segment] * river_mobility(ground, axis, segment, depth_km)
    opposed, attacker_loss, defender_loss = _opposed(
        world, ground, axis, segment, ratio, mobility, attackers, defenders, stopped
    )
    broken_through = _exploitation(world, width_km, attackers, ratio) * mobility if thin >= 1.0 else 0.0
    advance = 0.0 if stopped else max(opposed, broken_through) * noise
    advance = _held_at_river(world, ground, axis, segment, depth_km, ratio, advance)
    if advance <= 0.0 and depth_km > ground.start_km[axis]:
        advance = -_counter_advance(world, ground, axis, segment, attack, defence, mobility)
    return advance, attacker_loss, defender_loss, ratio


@compiled
def _exploitation(world, width_km, attackers, ratio):  # type: ignore[no-untyped-def]
    """Kilometres a day through a line that has come apart; an attack too thin to cover the width gains in proportion."""
    covering = min(1.0, attackers * world.ground_porous_km_per_brigade / width_km)
    return world.ground_exploitation * min(1.0, ratio) * covering


@compiled
def _opposed(world, ground, axis, segment, ratio, mobility, attackers, defenders, stopped):  # type: ignore[no-untyped-def]
    """(km a day, attacker's and defender's loss shares a day) under the law of this world."""
    if int(world.ground_law) == POSITIONAL:
        advance = positional2023.advance_km_per_day(
            ratio, world.ground_positional_threshold, world.ground_positional_advance
        )
        moving = advance > 0.0 and not stopped
        losses = positional2023.loss_shares_per_day(
            world.ground_positional_loss_per_day,
            world.ground_positional_exchange,
            attackers,
            defenders,
            moving,
            dupuy1979.HOLDING,
        )
        return advance, losses[0], min(1.0, losses[1])
    advance = dupuy1979.advance_km_per_day(ratio, ground.works[axis, segment], mobility, world.aggressor_heavy_share)
    moving = advance > 0.0 and not stopped
    cover = ground.casualty[axis, segment]
    thousand = world.brigade_persons / 1000.0
    attacker_loss = dupuy1979.loss_share_per_day(
        world.ground_attacker_loss_per_day, ratio, attackers * thousand, cover, moving
    )
    defender_loss = dupuy1979.loss_share_per_day(
        world.ground_defender_loss_per_day, 1.0 / max(ratio, 0.05), defenders * thousand, cover, moving
    )
    return advance, attacker_loss, defender_loss


@compiled
def _held_at_river(world, ground, axis, segment, depth_km, ratio, advance):  # type: ignore[no-untyped-def]
    """The advance, or none where the front stands at a river that it cannot force."""
    at_bank = depth_km <= max(near_end_km(ground, axis, segment), ground.start_km[axis])
    if (
        at_bank
        and ground.river_m[axis, segment] > 0.0
        and not river_allows(world, ground.river_m[axis, segment], ratio)
    ):
        return 0.0
    return advance


@compiled
def _counter_advance(world, ground, axis, segment, attack, defence, mobility):  # type: ignore[no-untyped-def]
    """Kilometres a day that the defence takes back where the balance has turned far enough."""
    cover = dupuy1979.POSTURE_STRENGTH[HASTY] * ground.defence[axis, segment]
    ratio = power_ratio(defence, attack * cover)
    if ratio < world.ground_counterattack_ratio:
        return 0.0
    if int(world.ground_law) == POSITIONAL:
        return positional2023.advance_km_per_day(
            ratio, world.ground_positional_threshold, world.ground_positional_advance
        )
    return dupuy1979.advance_km_per_day(ratio, HASTY, mobility, COUNTER_HEAVY_SHARE)


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
def next_step_km(ground, axis, depth_km, advance_km):  # type: ignore[no-untyped-def]
    """Depth after a step: no further than the next segment's near end or the end of the axis, nor back past the start."""
    wanted = depth_km + advance_km
    if advance_km <= 0.0:
        return max(ground.start_km[axis], wanted)
    segment = segment_at(ground, axis, depth_km)
    return min(wanted, ground.end_km[axis, segment]) if math.isfinite(wanted) else depth_km
