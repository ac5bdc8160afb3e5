"""Forces and how they are employed go in; an assault's days, gain and losses come out (Biddle 2004).

S. Biddle, *Military Power* (Princeton 2004), appendix A, pp. 209-239: equations A.1 to A.23 and the constants of
table A.1. Read second hand, in three public implementations that cite those labels and pages and agree but for the
depth and the reserves of the base case; the book was not seen. One of them once had A.7 as a product; the division,
which the others call the printed form, is used.

Domain of validity: one assault at one point of a theatre, 1914-1991, direct-fire troops of both sides. The constants
are those of a front of 500 km; the form holds on an axis of tens of kilometres, because t* depends on ratios, but
absolute losses there are doubtful. Trust the direction (force employment outweighs numbers), not the points. Notation
of the book: R attackers, B defenders, d depth of the position, fr the share of defenders in reserve, fe the share of
the forward garrison that is exposed to the attacker's fire (0 where all are concealed, as the modern system of
defence has it; the attacker's own mastery is a slow assault, Va), Y mean year of weapons.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, ratio_or
from casus.flow.campaign.compiled import compiled, compiled_in_place

HALTED_PER_DEFENDER = 2.5  # k1, table A.1
RESERVE_LOSS_PER_SPEED = 0.01  # k2, table A.1, per km/day
PINNING_RATIO = 0.4  # k3, table A.1
FLANK_WEAPON_POWER = 0.5  # k4, table A.1
OFF_AXIS_CASUALTIES = (
    200_000.0  # k5, table A.1, attackers lost beside the assault in the whole theatre; not for an axis
)
CASUALTY_RATE = 5.0  # k7, table A.1
CASUALTY_SPEED_KM_PER_DAY = 0.1  # k8, table A.1
FLANK_RATE = 0.01  # k9, table A.1, per km

LEAST_DECADES = 0.1  # chosen: weapons of 1901; the equations divide by decades since 1900
LEAST_KM = 1e-3  # chosen: a metre, so that no width or depth is 0
FASTEST_KM_PER_DAY = 100.0  # chosen: the speed of reserves behind a front (Vr of table A.1); no assault outruns them
LONGEST_DAYS = 3650.0  # chosen: ten years stand for "never halted"; no campaign here is as long


@compiled
def decades(weapon_year):  # type: ignore[no-untyped-def]
    """Age of weapons in decades since 1900, T of the appendix; never below `LEAST_DECADES`."""
    return max(LEAST_DECADES, (weapon_year - 1900.0) / 10.0)


@compiled_in_place
def inside(share):  # type: ignore[no-untyped-def]
    """A share kept between 0 and 1."""
    return min(1.0, max(0.0, share))


@compiled
def reserves_surviving_share(weapon_year_attacker, reserve_km_per_day):  # type: ignore[no-untyped-def]
    """Share of the reserves that survives the march under fire, A.5: Ps = TR^(-k2 Vr), at most 1."""
    return max(1.0, decades(weapon_year_attacker)) ** (-RESERVE_LOSS_PER_SPEED * reserve_km_per_day)


@compiled_in_place
def attackers_halted_per_defender(exposed_share):  # type: ignore[no-untyped-def]
    """Attackers that one defender can halt, A.6: H = k1 (1 - fe). Exposed defenders halt nobody."""
    return HALTED_PER_DEFENDER * (1.0 - inside(exposed_share))


@compiled
def flank_guards_per_km(defenders, reserve_share, reserve_km_per_day, weapon_year_attacker, weapon_year_defender):  # type: ignore[no-untyped-def]
    """Attackers tied down on one flank for each km gained, A.7: k9 B fr Ps / (TR^2 / TB)^k4."""
    arriving = defenders * inside(reserve_share) * reserves_surviving_share(weapon_year_attacker, reserve_km_per_day)
    edge = decades(weapon_year_attacker) ** 2 / decades(weapon_year_defender)
    return FLANK_RATE * arriving / edge**FLANK_WEAPON_POWER


@compiled_in_place
def pinning_force_per_km(defenders, reserve_share, width_km):  # type: ignore[no-untyped-def]
    """Attackers needed to pin the line beside the assault, per km, A.8: k3 B (1 - fr) / wth."""
    return PINNING_RATIO * defenders * (1.0 - inside(reserve_share)) / max(LEAST_KM, width_km)


@compiled_in_place
def assault_force(attackers, defenders, width_km, assault_width_km, reserve_share):  # type: ignore[no-untyped-def]
    """Attackers left for the assault, A.9: r0 = R - rho2 (wth - wa). Below 0 where they cannot even pin the line."""
    return attackers - pinning_force_per_km(defenders, reserve_share, width_km) * max(0.0, width_km - assault_width_km)


@compiled_in_place
def forward_defenders_per_km(defenders, width_km, assault_width_km, position_depth_km, reserve_share):  # type: ignore[no-untyped-def]
    """Defenders in front of the assault for each km of depth, A.10: b0 = B (1 - fr) wa / (wth d)."""
    width = max(LEAST_KM, width_km)
    met = defenders * (1.0 - inside(reserve_share)) * min(width, assault_width_km) / width
    return met / max(LEAST_KM, position_depth_km)


@compiled
def attacker_casualties_per_km(  # type: ignore[no-untyped-def]
    defenders,
    width_km,
    assault_width_km,
    position_depth_km,
    reserve_share,
    exposed_share,
    assault_km_per_day,
    weapon_year_attacker,
    weapon_year_defender,
):
    """Attackers lost for each km gained, A.11: Ca = k7 (1 - fe) (TB^2 / TR) b0 (Va + k8)."""
    density = forward_defenders_per_km(defenders, width_km, assault_width_km, position_depth_km, reserve_share)
    return casualties_per_km(density, exposed_share, assault_km_per_day, weapon_year_attacker, weapon_year_defender)


@compiled
def casualties_per_km(density, exposed_share, assault_km_per_day, weapon_year_attacker, weapon_year_defender):  # type: ignore[no-untyped-def]
    """Attackers lost for each km gained against so many forward defenders per km, A.11."""
    fire = _casualties_per_speed(density, exposed_share, weapon_year_attacker, weapon_year_defender)
    return fire * (assault_km_per_day + CASUALTY_SPEED_KM_PER_DAY)


@compiled
def _casualties_per_speed(density, exposed_share, weapon_year_attacker, weapon_year_defender):  # type: ignore[no-untyped-def]
    """The factor of A.11 that does not depend on speed: k7 (1 - fe) (TB^2 / TR) b0."""
    fire = decades(weapon_year_defender) ** 2 / decades(weapon_year_attacker)
    return CASUALTY_RATE * (1.0 - inside(exposed_share)) * fire * density


@compiled_in_place
def attackers_used_per_day(casualties_per_km, flank_guards, assault_km_per_day):  # type: ignore[no-untyped-def]
    """Attackers lost or tied down each day, A.12: Ca Va + 2 rho1 Va."""
    return (casualties_per_km + 2.0 * flank_guards) * assault_km_per_day


@compiled
def reserves_per_day(defenders, width_km, reserve_share, reserve_km_per_day, weapon_year_attacker):  # type: ignore[no-untyped-def]
    """Reserves that reach the assault each day until all are there, A.14: B fr Vr Ps / wth."""
    surviving = reserves_surviving_share(weapon_year_attacker, reserve_km_per_day)
    return defenders * inside(reserve_share) * reserve_km_per_day * surviving / max(LEAST_KM, width_km)


@compiled_in_place
def days_until_all_arrived(width_km, reserve_km_per_day):  # type: ignore[no-untyped-def]
    """Days until the last reserves are at the assault: wth / Vr, at most LONGEST_DAYS."""
    return min(LONGEST_DAYS, ratio_or(max(LEAST_KM, width_km), reserve_km_per_day, LONGEST_DAYS))


@compiled_in_place
def days_until_spent(surplus, used_per_day, halted_per_day, all_arrived_days):  # type: ignore[no-untyped-def]
    """Days until a surplus of attackers is used up, A.17, while reserves arrive and then after the last has arrived."""
    early = ratio_or(surplus, used_per_day + halted_per_day, math.inf)
    late = ratio_or(max(0.0, surplus - halted_per_day * all_arrived_days), used_per_day, math.inf)
    days = either(early < all_arrived_days, early, late)
    return either(surplus > 0.0, min(LONGEST_DAYS, days), 0.0)


@compiled
def days_until_halted(  # type: ignore[no-untyped-def]
    attackers,
    defenders,
    width_km,
    assault_width_km,
    position_depth_km,
    reserve_share,
    exposed_share,
    assault_km_per_day,
    reserve_km_per_day,
    weapon_year_attacker,
    weapon_year_defender,
):
    """Days until the assault is halted, t* of A.17, in [0, LONGEST_DAYS]; 0 where it cannot start.

    t* = (r0 - H b0) / (dr + H db) where that is less than wth / Vr, else (r0 - H b0 - H B fr Ps) / dr.
    """
    density = forward_defenders_per_km(defenders, width_km, assault_width_km, position_depth_km, reserve_share)
    casualties = attacker_casualties_per_km(
        defenders,
        width_km,
        assault_width_km,
        position_depth_km,
        reserve_share,
        exposed_share,
        assault_km_per_day,
        weapon_year_attacker,
        weapon_year_defender,
    )
    guards = flank_guards_per_km(
        defenders, reserve_share, reserve_km_per_day, weapon_year_attacker, weapon_year_defender
    )
    halted = attackers_halted_per_defender(exposed_share)
    arriving = reserves_per_day(defenders, width_km, reserve_share, reserve_km_per_day, weapon_year_attacker)
    return days_until_spent(
        assault_force(attackers, defenders, width_km, assault_width_km, reserve_share) - halted * density,
        attackers_used_per_day(casualties, guards, assault_km_per_day),
        halted * arriving,
        days_until_all_arrived(width_km, reserve_km_per_day),
    )


@compiled
def best_assault_km_per_day(  # type: ignore[no-untyped-def]
    width_km,
    assault_width_km,
    position_depth_km,
    reserve_share,
    reserve_km_per_day,
    weapon_year_attacker,
    weapon_year_defender,
):
    """Assault speed that gains most ground while reserves still arrive, A.23: Va = sqrt(H db (Va + k8) / Ca).

    Numbers and exposure cancel: it rests on the ground, the reserves and the weapons. In [0, FASTEST_KM_PER_DAY].
    """
    density = forward_defenders_per_km(1.0, width_km, assault_width_km, position_depth_km, reserve_share)
    arriving = reserves_per_day(1.0, width_km, reserve_share, reserve_km_per_day, weapon_year_attacker)
    fire = _casualties_per_speed(density, 0.0, weapon_year_attacker, weapon_year_defender)
    halted = HALTED_PER_DEFENDER * arriving
    if halted >= fire * FASTEST_KM_PER_DAY**2:
        return FASTEST_KM_PER_DAY
    return math.sqrt(halted / fire)


@compiled
def defender_casualties_per_day(density, assault_km_per_day, arriving_per_day, surviving_share):  # type: ignore[no-untyped-def]
    """Defenders lost a day while reserves arrive, A.21 without k6: b0 Va + (1 - Ps) db. Read in one place only."""
    return density * assault_km_per_day + (1.0 - inside(surviving_share)) * arriving_per_day


@compiled
def assault(  # type: ignore[no-untyped-def]
    attackers,
    defenders,
    width_km,
    assault_width_km,
    position_depth_km,
    reserve_share,
    exposed_share,
    assault_km_per_day,
    reserve_km_per_day,
    weapon_year_attacker,
    weapon_year_defender,
):
    """(days t*, gain in km, breakthrough 1 or 0, attacker's casualties) in a whole theatre, A.17 to A.20.

    Gain G = Va t*; breakthrough where G exceeds the depth of the position; casualties Ca G + k5.
    """
    days = days_until_halted(
        attackers,
        defenders,
        width_km,
        assault_width_km,
        position_depth_km,
        reserve_share,
        exposed_share,
        assault_km_per_day,
        reserve_km_per_day,
        weapon_year_attacker,
        weapon_year_defender,
    )
    per_km = attacker_casualties_per_km(
        defenders,
        width_km,
        assault_width_km,
        position_depth_km,
        reserve_share,
        exposed_share,
        assault_km_per_day,
        weapon_year_attacker,
        weapon_year_defender,
    )
    gain = assault_km_per_day * days
    return days, gain, 1.0 if gain > position_depth_km else 0.0, per_km * gain + OFF_AXIS_CASUALTIES
