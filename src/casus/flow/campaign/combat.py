"""Combat: the powers that meet on one axis in, the advance and the losses under the law of this world out.

Every law gets the same clash (works, terrain, room, supply, air, surprise, weather and distance from railheads are in its
powers) and gives the same three numbers. What is no law's own is done for all alike in `ground`: rivers, breakthrough on loss
of density, culmination, counter-attack, and the weekly factor on the advance.
"""

from __future__ import annotations

from typing import NamedTuple

from casus.flow.campaign.arithmetic import either, ratio_or
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
ASSAULT_KM = 25.0  # Biddle 2004, table A.1: width of the assault
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
    works: int  # index into WORKS
    thin: float  # 0 where brigades cover the width, 1 where the line has come apart
    width_km: float
    mobility: float  # factor on every rate of advance
    cover: float  # terrain's factor on casualties
    control: float  # of the air, from -1 (the aggressor's) to 1
    attacker_freshness: float  # 1 fresh, falling with days of combat
    defender_freshness: float
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


@compiled_in_place
def dupuy(world, clash):  # type: ignore[no-untyped-def]
    """Dupuy: bands of the power ratio give the advance, norms with factors the losses."""
    ratio = clash.ratio * clash.attacker_freshness / clash.defender_freshness
    heavy, medium = world.aggressor_heavy_share, (1.0 - world.aggressor_heavy_share) * world.aggressor_medium_share
    mobility = clash.mobility * dupuy1979.air_mobility(-clash.control)
    in_works = dupuy1979.advance_km_per_day(ratio, clash.works, mobility, heavy, medium)
    in_open = dupuy1979.advance_km_per_day(ratio, 0, mobility, heavy, medium)
    advance = (1.0 - clash.thin) * in_works + clash.thin * in_open
    moving = advance > 0.0 and not clash.stopped
    thousand = world.brigade_persons / 1000.0
    attacker_loss = dupuy1979.loss_share_per_day(
        world.ground_attacker_loss_per_day, ratio, clash.attackers * thousand, clash.cover, moving
    )
    defender_loss = dupuy1979.loss_share_per_day(
        world.ground_defender_loss_per_day,
        1.0 / max(ratio, LEAST_RATIO),
        clash.defenders * thousand,
        clash.cover,
        moving,
    )
    attacker_loss *= dupuy1979.air_vulnerability(-clash.control)
    defender_loss *= dupuy1979.air_vulnerability(clash.control)
    return advance, min(1.0, attacker_loss), min(1.0, defender_loss)


@compiled_in_place
def bracken(world, clash):  # type: ignore[no-untyped-def]
    """Generalised Lanchester: losses from both powers; the front moves as far as the exchange favours the attack.

    Lanchester's laws say nothing of ground. The exchange of the next days gives Helmbold's advantage, that the odds of
    winning, and what they are above even is the share of the rate that recorded attacks made against such resistance.
    """
    attacker_loss, defender_loss = bracken1995.loss_shares_per_day(
        clash.attack,
        clash.defence,
        world.ground_attacker_loss_per_day,
        world.ground_defender_loss_per_day,
        world.bracken_p,
        world.bracken_q,
        world.bracken_d,
    )
    advantage = helmbold1993.advantage(1.0 - attacker_loss * EXCHANGE_DAYS, 1.0 - defender_loss * EXCHANGE_DAYS)
    odds = max(0.0, 2.0 * helmbold1993.win_probability(advantage, True) - 1.0)
    intensity = hero1972.resistance(clash.works, clash.thin, clash.ratio)
    rate = hero1972.advance_km_per_day(clash.ratio, LEAST_RATIO, intensity, 0.0)
    advance = odds * rate * clash.mobility / USUAL_MOBILITY
    share = either(advance > 0.0 and not clash.stopped, 1.0, dupuy1979.HOLDING)
    return advance, attacker_loss * share, defender_loss * share


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
def hero(world, clash):  # type: ignore[no-untyped-def]
    """Recorded battles: the ratio is a threshold, the intensity of resistance gives the rate and the losses."""
    intensity = hero1972.resistance(clash.works, clash.thin, clash.ratio)
    rate = hero1972.advance_km_per_day(clash.ratio, world.hero_threshold, intensity, 0.0)
    advance = rate * clash.mobility / USUAL_MOBILITY
    moving = advance > 0.0 and not clash.stopped
    attacker_loss, defender_loss = hero1972.loss_shares_per_day(clash.ratio, intensity, moving, dupuy1979.HOLDING)
    return advance, min(1.0, attacker_loss * world.hero_loss_factor), min(1.0, defender_loss * world.hero_loss_factor)


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
