"""Combat: the powers that meet on one axis in, the advance and the losses under the law of this world out.

Every law gets the same clash (works, terrain, room, supply, air, surprise, weather and distance from railheads are in its
powers) and gives the same three numbers; where a law is in parts, `battle` works out one after the other for all lanes. What is
no law's own is done for all alike in `ground`: rivers, breakthrough on loss of density, culmination, counter-attack, and the
weekly factor on the advance.
"""

from __future__ import annotations

from typing import NamedTuple

from casus.flow.campaign.arithmetic import either, ratio_or
from casus.flow.campaign.arrays import BANDS, FORTIFIED
from casus.flow.campaign.compiled import compiled, compiled_in_place
from casus.flow.campaign.laws import (
    biddle2004,
    bracken1995,
    dupuy1979,
    epstein1985,
    helmbold1993,
    hero1972,
    positional2023,
)

EXCHANGE_DAYS = (
    5.0  # Dupuy 1979, p. 210: an engagement ends after five days at most; Lanchester's losses are judged by then
)
USUAL_MOBILITY = (
    0.75  # HERO 1972: mean rates as recorded over the same brought to good going, in each class of resistance
)
PER_USUAL_MOBILITY = 1.0 / USUAL_MOBILITY
ASSAULT_KM = 25.0  # Biddle 2004, table A.1: width of the assault
PER_THOUSAND = 1e-3
LEAST_RATIO = 0.05  # chosen: a side's own power ratio is not looked up below it
RESERVE_KM_PER_DAY = (
    20.0  # Biddle 2004, figure A.13 as restated: the best pace of reserves under the weapons of our day
)


class Clash(NamedTuple):
    """What meets on one axis in one step."""

    attackers: float  # brigades
    defenders: float  # brigades
    attack: float  # power, brigades of average value
    defence: float  # power behind works and terrain
    ratio: float  # of the two, cut at `ground.OVERWHELMING`
    thin: float  # 0 where brigades cover the width, 1 where the line has come apart
    width_km: float
    mobility: float  # factor on every rate of advance
    cover: float  # terrain's factor on casualties
    control: float  # of the air, from -1 (the aggressor's) to 1
    withdrawal_km: float  # a day; Epstein's state
    prosecution: float  # share a day; Epstein's state
    stopped: bool  # an attack that was given up
    days: float  # length of the step


@compiled_in_place
def freshness(world, fresh, now, before, days):  # type: ignore[no-untyped-def]
    """Freshness after a step of combat (Dupuy), brigades that joined since the last one counting as fresh."""
    mixed = ratio_or(fresh * before + now - before, now, fresh)
    return dupuy1979.fatigue_after(either(now > before > 0.0, mixed, fresh), days, world.dupuy_fatigue_per_day)


# --- one function for each law ----------------------------------------------------------------------------------------


@compiled
def settle_dupuy(world, settled, lane):  # type: ignore[no-untyped-def]
    """Work out Dupuy's standard rates for the aggressor's mix of forces, by works and band."""
    heavy, medium = world.aggressor_heavy_share, (1.0 - world.aggressor_heavy_share) * world.aggressor_medium_share
    for works in range(FORTIFIED + 1):
        for band in range(BANDS):
            settled.dupuy_km[works, band, lane] = dupuy1979.mixed_km_per_day(
                heavy, medium, dupuy1979.ADVANCE_ARMOUR[works, band], dupuy1979.ADVANCE_MECHANISED[works, band],
                dupuy1979.ADVANCE_FOOT[works, band],
            )  # fmt: skip


@compiled_in_place
def dupuy_advance(clash, ratio, works_km, open_km):  # type: ignore[no-untyped-def]
    """Dupuy: bands of the power ratio give the advance; a line that thins is worth less and less of its works."""
    rate = (1.0 - clash.thin) * works_km + clash.thin * open_km
    return either(ratio >= 1.0, rate * clash.mobility * dupuy1979.air_mobility(-clash.control), 0.0)


@compiled_in_place
def dupuy_attacker_loss(world, clash, ratio, moving):  # type: ignore[no-untyped-def]
    """Dupuy: norms with factors give the losses, here the attacker's."""
    kpersons = clash.attackers * (world.brigade_persons * PER_THOUSAND)
    norm = world.ground_attacker_loss_per_day * dupuy1979.air_vulnerability(-clash.control)
    return min(1.0, dupuy1979.loss_share_per_day(norm, ratio, kpersons, clash.cover, moving))


@compiled_in_place
def dupuy_defender_loss(world, clash, ratio, moving):  # type: ignore[no-untyped-def]
    """The defender's losses; its own ratio of powers is the other way round."""
    kpersons = clash.defenders * (world.brigade_persons * PER_THOUSAND)
    norm, own_ratio = world.ground_defender_loss_per_day, 1.0 / max(ratio, LEAST_RATIO)
    norm *= dupuy1979.air_vulnerability(clash.control)
    return min(1.0, dupuy1979.loss_share_per_day(norm, own_ratio, kpersons, clash.cover, moving))


@compiled_in_place
def bracken_losses(world, log_attack, log_defence, met):  # type: ignore[no-untyped-def]
    """Generalised Lanchester: (attacker's, defender's) losses from the logarithms of both powers over their mean."""
    attacker, defender = bracken1995.shares_per_day(
        log_attack,
        log_defence,
        world.ground_attacker_loss_per_day,
        world.ground_defender_loss_per_day,
        world.bracken_p,
        world.bracken_q,
        world.bracken_d,
    )
    return either(met, attacker, 0.0), either(met, defender, 0.0)


@compiled_in_place
def odds_above_even(attacker_loss, defender_loss):  # type: ignore[no-untyped-def]
    """What an attacker's odds of winning are above even, from what both lose in a day: 0 to 1.

    Lanchester's laws say nothing of ground. The exchange of the next days gives Helmbold's advantage, that the odds, and what
    they are above even is the share of the rate that recorded attacks made against such resistance.
    """
    advantage = helmbold1993.advantage(1.0 - attacker_loss * EXCHANGE_DAYS, 1.0 - defender_loss * EXCHANGE_DAYS)
    return max(0.0, 2.0 * helmbold1993.win_probability(advantage, True) - 1.0)


@compiled_in_place
def recorded_km(mobility, intensity):  # type: ignore[no-untyped-def]
    """The rate that recorded attacks made against such resistance, on the ground and in the weather of this axis."""
    return hero1972.usual_km_per_day(intensity) * mobility * PER_USUAL_MOBILITY


@compiled_in_place
def epstein(world, clash):  # type: ignore[no-untyped-def]
    """Epstein: the defence falls back when its losses pass what it bears, the attack presses as hard as it bears."""
    most = world.epstein_most_withdrawal
    attacker_loss, defender_loss = epstein1985.loss_shares_per_day(
        clash.attack, clash.defence, clash.withdrawal_km, most, clash.prosecution, world.epstein_exchange
    )
    share = either(clash.stopped, dupuy1979.HOLDING, 1.0)
    return clash.withdrawal_km * clash.mobility, attacker_loss * share, defender_loss * share


@compiled
def settle_biddle(world, settled, lane):  # type: ignore[no-untyped-def]
    """Work out Biddle's quantities for one defender; all of them grow in proportion to the defenders."""
    year, reserve = world.biddle_weapon_year, world.biddle_reserve_share
    settled.biddle_guards[lane] = biddle2004.flank_guards_per_km(1.0, reserve, RESERVE_KM_PER_DAY, year, year)
    settled.biddle_arriving[lane] = biddle2004.reserves_per_day(1.0, 1.0, reserve, RESERVE_KM_PER_DAY, year)
    settled.biddle_casualties[lane] = biddle2004.casualties_per_km(
        1.0, world.biddle_exposure_defender, world.biddle_assault_km_per_day, year, year
    )


@compiled_in_place
def biddle(world, settled, clash):  # type: ignore[no-untyped-def]
    """Biddle: an assault goes on until flank guards, casualties and the defence's reserves have used it up.

    Powers are counted in soldiers of average value, so that works, air and supply weigh as in the other laws.
    """
    attackers, defenders = clash.attack * world.brigade_persons, clash.defence * world.brigade_persons
    width_km, reserve, speed = clash.width_km, world.biddle_reserve_share, world.biddle_assault_km_per_day
    assault_km = min(width_km, ASSAULT_KM)
    met_per_km = biddle2004.forward_defenders_per_km(
        defenders, width_km, assault_km, world.biddle_position_depth_km, reserve
    )
    lost_per_km = settled.biddle_casualties * met_per_km
    halted = biddle2004.attackers_halted_per_defender(world.biddle_exposure_defender)
    days = biddle2004.days_until_spent(
        biddle2004.assault_force(attackers, defenders, width_km, assault_km, reserve) - halted * met_per_km,
        biddle2004.attackers_used_per_day(lost_per_km, settled.biddle_guards * defenders, speed),
        halted * settled.biddle_arriving * defenders / width_km,
        biddle2004.days_until_all_arrived(width_km, RESERVE_KM_PER_DAY),
    )
    advance = either(clash.stopped, 0.0, speed * clash.mobility * min(1.0, days / clash.days))
    attacker_loss = world.ground_attacker_loss_per_day * dupuy1979.HOLDING
    defender_loss = world.ground_defender_loss_per_day * dupuy1979.HOLDING
    attacker_loss += ratio_or(lost_per_km * advance, attackers, 0.0)
    defender_loss += ratio_or(met_per_km * advance, defenders, 0.0)
    return advance, min(1.0, attacker_loss), min(1.0, defender_loss)


@compiled_in_place
def hero_losses(world, log_ratio, intensity, moving):  # type: ignore[no-untyped-def]
    """Recorded battles: (attacker's, defender's) losses by the intensity of resistance and the ratio."""
    attacker, defender = hero1972.loss_shares_per_day(log_ratio, intensity, moving, dupuy1979.HOLDING)
    return min(1.0, attacker * world.hero_loss_factor), min(1.0, defender * world.hero_loss_factor)


@compiled_in_place
def positional(world, clash):  # type: ignore[no-untyped-def]
    """The front of 2023-26: metres a day above a threshold, at a steady price."""
    advance = positional2023.advance_km_per_day(
        clash.ratio, world.ground_positional_threshold, world.ground_positional_advance
    )
    attacker_loss, defender_loss = positional2023.loss_shares_per_day(
        world.ground_positional_loss_per_day,
        world.ground_positional_exchange,
        clash.attackers,
        clash.defenders,
        advance > 0.0 and not clash.stopped,
        dupuy1979.HOLDING,
    )
    return advance, attacker_loss, min(1.0, defender_loss)
