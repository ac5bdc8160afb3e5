"""Strengths, air forces and two tempers go in; loss shares a day, withdrawal and prosecution come out (Epstein 1985).

J. M. Epstein, *The Calculus of Conventional War: Dynamic Analysis without Lanchester Theory* (Brookings 1985), the
Adaptive Dynamic Model. A defender gives ground when he loses more than he will bear; an attacker presses until he
loses as much as he will bear. Equation labels A-1 to A-13 are those of the appendix. Read second hand, in a public
restatement (github.com/mdunhem/warfare-calculus-prolog); the book was not seen.

Domain of validity: one theatre of two armies in contact, strength in points of lethality, steps of about a day,
losses of 0-10 % a day. The attacker's losses to ground fire do not depend on how strong the defender is (A-3), so the
law says little of a defence that is almost gone or far stronger than the attack. It takes no numbers of its own: the
values of the published case are in tests/published/epstein1985.yaml, those of a campaign in the register
(`epstein-`).
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, ratio_or
from casus.flow.campaign.compiled import compiled, compiled_in_place

LEAST_VEHICLES = 1.0  # chosen: a division without a vehicle offers no targets to aircraft
NO_LOSS_PER_SORTIE = 1e-9  # chosen: below this the sum of surviving sorties is their number, to rounding


@compiled_in_place
def attacker_share_per_day(withdrawal_km, most_withdrawal_km, prosecution):  # type: ignore[no-untyped-def]
    """Share that the attacker loses to ground fire in a day, A-3: a = g (1 - W / Wmax). A fast retreat spares him."""
    return min(1.0, max(0.0, prosecution * (1.0 - ratio_or(withdrawal_km, most_withdrawal_km, 0.0))))


@compiled_in_place
def loss_shares_per_day(attack, defence, withdrawal_km, most_withdrawal_km, prosecution, exchange):  # type: ignore[no-untyped-def]
    """(attacker's, defender's) loss shares a day by ground fire: a of A-3, and a A / (rho D) of A-2, each at most 1.

    `exchange` (rho) is the lethality that the attacker loses for each point that the defender loses. Where one side
    is not there, nobody loses anything.
    """
    met = attack > 0.0 and defence > 0.0
    own = attacker_share_per_day(withdrawal_km, most_withdrawal_km, prosecution)
    lost = own * attack
    theirs = either(lost > 0.0, min(1.0, ratio_or(lost, exchange * defence, 1.0)), 0.0)
    return either(met, own, 0.0), either(met, theirs, 0.0)


@compiled
def strength_after(strength, share_per_day, air_kills_per_day, days):  # type: ignore[no-untyped-def]
    """Strength after some days of ground and air losses, A-1 and A-2; never below 0."""
    return max(0.0, strength - days * (share_per_day * strength + air_kills_per_day))


@compiled
def total_share(before, after):  # type: ignore[no-untyped-def]
    """Share of a strength that is gone a day later, from all causes, A-5 and A-7; 0 where there was nothing."""
    return min(1.0, max(0.0, (before - after) / before)) if before > 0.0 else 0.0


@compiled_in_place
def next_withdrawal_km(withdrawal_km, defender_share, defender_threshold, most_withdrawal_km, days):  # type: ignore[no-untyped-def]
    """Rate of withdrawal (km/day) after some days, A-4: W + days (Wmax - W) (ad - adT) / (1 - adT), in [0, Wmax].

    At or below the threshold the defender stands at once: the rate is set to 0 and does not decay.
    """
    stands = defender_share <= defender_threshold or defender_threshold >= 1.0
    pressure = ratio_or(min(1.0, defender_share) - defender_threshold, 1.0 - defender_threshold, 0.0)
    change = (most_withdrawal_km - withdrawal_km) * pressure * days
    return either(stands, 0.0, min(most_withdrawal_km, max(0.0, withdrawal_km + change)))


@compiled_in_place
def next_prosecution(prosecution, attacker_share, attacker_threshold, days):  # type: ignore[no-untyped-def]
    """Rate of prosecution (share a day) after some days, A-6: g - days (1 - g / aaT) (aa - aaT), in [0, aaT].

    The equation alone never carries g above aaT, and g = aaT never changes again; above aaT it would run away, and
    under very heavy losses it would turn negative, so both ends are closed here.
    """
    held = min(attacker_threshold, max(0.0, prosecution))
    change = (1.0 - ratio_or(held, attacker_threshold, 1.0)) * (attacker_share - attacker_threshold) * days
    return either(attacker_threshold > 0.0, min(attacker_threshold, max(0.0, held - change)), 0.0)


@compiled
def sorties_survived(sorties, loss_per_sortie):  # type: ignore[no-untyped-def]
    """Sorties that an aircraft comes through in a day, of A-10: (1 - (1-q)^(S+1)) / q - 1; S may be a fraction."""
    if loss_per_sortie <= NO_LOSS_PER_SORTIE:
        return sorties
    if loss_per_sortie >= 1.0:
        return 0.0
    gone = -math.expm1((sorties + 1.0) * math.log1p(-loss_per_sortie))
    return max(0.0, gone / loss_per_sortie - 1.0)


@compiled
def close_air_kills(aircraft, sorties, loss_per_sortie, kills_per_sortie, lethality, vehicles):  # type: ignore[no-untyped-def]
    """Lethality destroyed by close air support in a day, A-10 and A-11: (L / V) x aircraft x K x sorties survived.

    `lethality` (L) and `vehicles` (V) are those of a division, so that L / V is the lethality of one vehicle.
    """
    if vehicles < LEAST_VEHICLES:
        return 0.0
    return lethality / vehicles * aircraft * kills_per_sortie * sorties_survived(sorties, loss_per_sortie)


@compiled
def aircraft_left(aircraft, sorties, loss_per_sortie, days):  # type: ignore[no-untyped-def]
    """Aircraft left after some days of flying, A-12 and A-13: aircraft x (1-q)^(S days)."""
    return aircraft * (1.0 - min(1.0, max(0.0, loss_per_sortie))) ** (sorties * days)
