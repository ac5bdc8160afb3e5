"""Battle: all attacked axes of a block fight a step, one axis after the other, its lanes in step.

What each loop over the lanes leaves for the next lies in the record `clash`. Where nobody attacks an axis in a lane, the
formulas are worked out like elsewhere, and what they give is not taken.
"""

from __future__ import annotations

import numpy as np

from casus.flow.campaign import combat, ground, line, strike, warning
from casus.flow.campaign.arithmetic import either, log
from casus.flow.campaign.arrays import (
    BANDS,
    BIDDLE,
    BRACKEN,
    DUPUY,
    EPSTEIN,
    FORTIFIED,
    HERO,
    LANES,
    NO_WORKS,
    POSITIONAL,
    PREPARED,
)
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_in_place
from casus.flow.campaign.lanes import clash_of, law_world, settled_of, warning_world
from casus.flow.campaign.laws import bracken1995, dupuy1979, epstein1985, hero1972, positional2023


@compiled
def open_memories(world, theatre, front, lane):  # type: ignore[no-untyped-def]
    """Set what laws remember of the attacked axes as it is before the first shot."""
    for axis in range(theatre.axes):
        if front.attacked[axis, lane] > 0.0:
            front.attacker_freshness[axis, lane], front.defender_freshness[axis, lane] = 1.0, 1.0
            front.withdrawal_km[axis, lane], front.prosecution[axis, lane] = 0.0, world.epstein_first_prosecution


@compiled_as_written
def fight_everywhere(theatre, block, day, dt):  # type: ignore[no-untyped-def]
    """Fight on every axis that has attackers, and move its front."""
    law, week = int(block.worlds.ground_law[0]), np.uint64(int(day) // ground.DAYS_PER_PACE)
    value_forces(block, day)
    for place in range(block.roll.pressed):
        axis = block.roll.listed[place]
        turned, gaps = meet(theatre, block, axis, day, week)
        oppose(block, axis, law, dt)
        if turned > 0:
            counter(block, axis, law)
        if gaps > 0:
            _go_by_road(theatre, block, axis, week, day)
        _go_forward(theatre, block, axis, week)
        remember(block, axis, law, dt)
        move_front(theatre, block, axis, dt)


@compiled
def value_forces(block, day):  # type: ignore[no-untyped-def]
    """Set what a brigade of each side is worth in this step: manning, supply, damage, the air and surprise."""
    worlds, sides, clash, settled, store = block.worlds, block.sides, block.clash, block.settled, block.store
    for lane in range(LANES):
        world, surprised, control = warning_world(worlds, lane), sides.surprised[lane], clash.control[lane]
        manning = warning.manning_share(world, sides.warning_days[lane], day)
        will = strike.will_factor(settled.will_log[lane], clash.damage_meur[lane])
        clash.manning[lane], clash.holding_value[lane] = manning, manning * settled.own_type_value[lane]
        clash.defence_value[lane] = settled.own_value[lane] * store.own_value[lane] * manning * will
        clash.for_defence[lane] = 1.0 + worlds.air_power_gain[lane] * max(0.0, control)
        for_attack = 1.0 + worlds.air_power_gain[lane] * max(0.0, -control)
        surprise = warning.surprise_factor(worlds.surprise_power_factor[lane], surprised)
        clash.attack_value[lane] = settled.hostile_value[lane] * store.hostile_value[lane] * for_attack * surprise
        clash.surprise[lane] = warning.surprise_factor(worlds.surprise_mobility_factor[lane], surprised)
        sides.surprised[lane] = surprised * settled.surprise_keeps[lane]


@compiled_as_written
def meet(theatre, block, axis, day, week):  # type: ignore[no-untyped-def]
    """Set the powers that meet on an axis, with width, works, terrain, river, weather and distance from railheads put on.

    Returns in how many lanes the defence may take ground back, and in how many the attack may go through by road.
    """
    meetings, turned, gaps = _weigh(theatre, block, axis, day, week)
    if meetings > 0:
        _note_contact(theatre, block, axis, day)
    return turned, gaps


@compiled
def _weigh(theatre, block, axis, day, week):  # type: ignore[no-untyped-def]
    """Set both sides' powers on an axis, their ratio, how thin the line is, and what follows from these.

    Returns in how many lanes guarantors' forces and the aggressor's meet for the first time; in how many the balance has turned
    far enough for the defence to attack, and ground is lost that it can take back; and in how many the line has come apart in
    open country or is overrun, and the attack goes on.
    """
    worlds, front, sides, clash, settled = block.worlds, block.front, block.sides, block.clash, block.settled
    rail_km, start_km, joined = theatre.rail_km[axis], theatre.start_km[axis], block.roll.joined[axis] > 0
    meetings, turns, gaps = 0, 0, 0
    for lane in range(LANES):
        attackers, room = front.attackers[axis, lane], front.room[axis, lane]
        defenders, allied, allied_holding, allied_power = front.defenders[axis, lane], 0.0, 0.0, 0.0
        if joined:
            allied, allied_holding = front.allied[axis, lane], front.allied_holding[axis, lane]
            allied_power = line.power_of(worlds, front, clash, axis, lane)
            meetings += either(_meet_first(attackers, allied, day, sides.contact_day[lane]), 1, 0)

        tempo = _tempo(block, axis, rail_km, day, lane)
        few = attackers < worlds.ground_break_strength_share[lane] * front.sent[axis, lane]
        attack = min(attackers, room) * clash.attack_value[lane] * tempo * worlds.weather_attack[week, lane]

        holding = defenders * clash.holding_value[lane] + allied_holding
        thin = ground.thinness(settled.dense_km[lane], settled.thinning[lane], front.width_km[axis, lane], holding)
        fighting = defenders * clash.manning[lane] + allied
        power = defenders * clash.defence_value[lane] + allied_power
        defence = power * clash.for_defence[lane] * ground.share_with_room(fighting, room)
        behind_works = defence * ground.manned_strength(front.strength[axis, lane], thin) * front.defence[axis, lane]

        clash.attack[lane], clash.stopped[lane] = attack, either(few, 1.0, 0.0)
        clash.fighting[lane], clash.thin[lane] = fighting, thin
        clash.defence[lane], clash.behind_works[lane] = defence, behind_works
        ratio = ground.power_ratio(attack, behind_works)
        clash.ratio[lane] = ratio
        turned, lost = _has_turned(block, axis, attack, defence, lane), front.depth_km[axis, lane] > start_km
        turns += either(turned & lost, 1, 0)
        gaps += either(_is_open(block, axis, thin, ratio, lane) & (ratio > 0.0) & (not few), 1, 0)
        clash.counter[lane], clash.through[lane] = 0.0, 0.0
        roads = worlds.ground_road_factor[lane] * worlds.weather_mobility[week, lane]
        clash.terrain_mobility[lane] = front.mobility[axis, lane] * _river(front, axis, lane) * roads
    return meetings, turns, gaps


@compiled_in_place
def _tempo(block, axis, rail_km, day, lane):  # type: ignore[no-untyped-def]
    """Power and tempo that its distance from the railheads leaves an attack."""
    worlds, far_km = block.worlds, rail_km + block.front.depth_km[axis, lane]
    reach_km, per_reach = worlds.ground_rail_reach[lane], block.settled.per_rail_reach[lane]
    return ground.beyond_rail_factor(far_km, reach_km, per_reach, day < worlds.ground_carried_days[lane])


@compiled_in_place
def _river(front, axis, lane):  # type: ignore[no-untyped-def]
    """Factor of a river close behind on the advance."""
    return ground.river_behind(front.river_mobility[axis, lane], front.near_km[axis, lane], front.depth_km[axis, lane])


@compiled_in_place
def _has_turned(block, axis, attack, defence, lane):  # type: ignore[no-untyped-def]
    """Whether the balance has turned far enough for the defence to attack."""
    against = ground.turned_power(attack, block.front.defence[axis, lane])
    return (defence >= block.worlds.ground_counterattack_ratio[lane] * against) & (defence > 0.0)


@compiled_in_place
def _is_open(block, axis, thin, ratio, lane):  # type: ignore[no-untyped-def]
    """Whether the line has come apart in open country, or is overrun."""
    apart = (thin >= 1.0) & (block.front.urban[axis, lane] <= 0.0)
    return apart | (ratio >= block.worlds.ground_overrun_ratio[lane])


@compiled_in_place
def _meet_first(attackers, allied, day, contact_day):  # type: ignore[no-untyped-def]
    """Whether the aggressor's forces and guarantors' meet, who have not met before."""
    return (attackers > ground.THINNEST) & (allied > ground.THINNEST) & (day < contact_day)


@compiled
def _note_contact(theatre, block, axis, day):  # type: ignore[no-untyped-def]
    """Note the first day on which guarantors' forces and the aggressor's meet, and how deep."""
    front, sides, start_km = block.front, block.sides, theatre.start_km[axis]
    for lane in range(LANES):
        if _meet_first(front.attackers[axis, lane], front.allied[axis, lane], day, sides.contact_day[lane]):
            sides.contact_day[lane], sides.contact_depth_km[lane] = day, front.depth_km[axis, lane] - start_km


# --- one loop for each law --------------------------------------------------------------------------------------------


@compiled_as_written
def oppose(block, axis, law, days):  # type: ignore[no-untyped-def]
    """Set km a day, attacker's and defender's loss shares a day under the law of the block, against a line that holds."""
    if law == DUPUY:
        _by_dupuy(block, axis, days)
    elif law == BRACKEN:
        _by_bracken(block, axis)
    elif law == EPSTEIN:
        _by_epstein(block, axis, days)
    elif law == BIDDLE:
        _by_biddle(block, axis, days)
    elif law == HERO:
        _by_hero(block, axis)
    else:
        _by_positional(block, axis, days)


@compiled_as_written
def _by_dupuy(block, axis, days):  # type: ignore[no-untyped-def]
    _find_bands(block, axis)
    _go_by_dupuy(block, axis, days)
    _lose_by_dupuy(block, axis, days)


@compiled
def _find_bands(block, axis):  # type: ignore[no-untyped-def]
    """Dupuy: set the ratio of powers with both sides' fatigue, and the rates of the band that it reaches."""
    front, clash, settled = block.front, block.clash, block.settled
    for lane in range(LANES):
        fatigue = front.attacker_freshness[axis, lane] / front.defender_freshness[axis, lane]
        ratio, works = clash.ratio[lane] * fatigue, front.works[axis, lane]
        open_km, works_km = settled.dupuy_km[NO_WORKS, 0, lane], _by_works(settled, works, 0, lane)
        for band in range(1, BANDS):
            reached = ratio >= dupuy1979.BAND_FLOOR[band]
            open_km = either(reached, settled.dupuy_km[NO_WORKS, band, lane], open_km)
            works_km = either(reached, _by_works(settled, works, band, lane), works_km)
        clash.fresh_ratio[lane], clash.open_km[lane], clash.works_km[lane] = ratio, open_km, works_km


@compiled_in_place
def _by_works(settled, works, band, lane):  # type: ignore[no-untyped-def]
    """Dupuy's standard rate in a band against works; delay and hasty share one row."""
    prepared, fortified = settled.dupuy_km[PREPARED, band, lane], settled.dupuy_km[FORTIFIED, band, lane]
    dug_in = either(works == PREPARED, prepared, settled.dupuy_km[NO_WORKS, band, lane])
    return either(works == FORTIFIED, fortified, dug_in)


@compiled
def _go_by_dupuy(block, axis, days):  # type: ignore[no-untyped-def]
    front, clash = block.front, block.clash
    for lane in range(LANES):
        met = clash_of(front, clash, axis, days, lane)
        clash.advance[lane] = combat.dupuy_advance(
            met, clash.fresh_ratio[lane], clash.works_km[lane], clash.open_km[lane]
        )


@compiled
def _lose_by_dupuy(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        met, moving = clash_of(front, clash, axis, days, lane), _moving(clash, lane)
        clash.attacker_loss[lane] = combat.dupuy_attacker_loss(
            law_world(worlds, lane), met, clash.fresh_ratio[lane], moving
        )
    for lane in range(LANES):
        met, moving = clash_of(front, clash, axis, days, lane), _moving(clash, lane)
        clash.defender_loss[lane] = combat.dupuy_defender_loss(
            law_world(worlds, lane), met, clash.fresh_ratio[lane], moving
        )


@compiled_in_place
def _moving(clash, lane):  # type: ignore[no-untyped-def]
    """Whether an attack gains ground, and has not been given up."""
    return (clash.advance[lane] > 0.0) & (clash.stopped[lane] <= 0.0)


@compiled_as_written
def _by_bracken(block, axis):  # type: ignore[no-untyped-def]
    _find_logs(block)
    _lose_by_bracken(block)
    _weigh_odds(block)
    _meet_resistance(block, axis)
    _go_by_odds(block)


@compiled
def _find_logs(block):  # type: ignore[no-untyped-def]
    """Bracken: set the logarithms of both powers over their mean."""
    clash = block.clash
    for lane in range(LANES):
        clash.log_attack[lane], clash.log_defence[lane] = bracken1995.log_shares(
            clash.attack[lane], clash.behind_works[lane]
        )


@compiled
def _lose_by_bracken(block):  # type: ignore[no-untyped-def]
    worlds, clash = block.worlds, block.clash
    for lane in range(LANES):
        met = (clash.attack[lane] > 0.0) & (clash.behind_works[lane] > 0.0)
        clash.attacker_loss[lane], clash.defender_loss[lane] = combat.bracken_losses(
            law_world(worlds, lane), clash.log_attack[lane], clash.log_defence[lane], met
        )


@compiled
def _weigh_odds(block):  # type: ignore[no-untyped-def]
    clash = block.clash
    for lane in range(LANES):
        clash.odds[lane] = combat.odds_above_even(clash.attacker_loss[lane], clash.defender_loss[lane])


@compiled
def _meet_resistance(block, axis):  # type: ignore[no-untyped-def]
    """HERO: set the intensity of resistance, and the rate that recorded attacks made against it."""
    front, clash = block.front, block.clash
    for lane in range(LANES):
        clash.log_ratio[lane] = log(clash.ratio[lane])
        works = front.resistance[axis, lane]
        clash.intensity[lane] = hero1972.resistance(works, clash.thin[lane], clash.log_ratio[lane])
    for lane in range(LANES):
        clash.recorded_km[lane] = combat.recorded_km(clash.terrain_mobility[lane], clash.intensity[lane])


@compiled
def _go_by_odds(block):  # type: ignore[no-untyped-def]
    """Bracken: the front moves as far as the exchange favours the attack."""
    clash = block.clash
    for lane in range(LANES):
        rate = either(clash.ratio[lane] < combat.LEAST_RATIO, 0.0, clash.recorded_km[lane])
        clash.advance[lane] = clash.odds[lane] * rate
        share = either(_moving(clash, lane), 1.0, dupuy1979.HOLDING)
        clash.attacker_loss[lane] *= share
        clash.defender_loss[lane] *= share


@compiled
def _by_epstein(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.epstein(
            law_world(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_biddle(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash, settled = block.worlds, block.front, block.clash, block.settled
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.biddle(
            law_world(worlds, lane), settled_of(settled, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled_as_written
def _by_hero(block, axis):  # type: ignore[no-untyped-def]
    _meet_resistance(block, axis)
    _go_against_resistance(block)


@compiled
def _go_against_resistance(block):  # type: ignore[no-untyped-def]
    """HERO: the ratio is a threshold, the intensity of resistance gives the rate and the losses."""
    worlds, clash = block.worlds, block.clash
    for lane in range(LANES):
        below = clash.ratio[lane] < worlds.hero_threshold[lane]
        clash.advance[lane] = either(below, 0.0, clash.recorded_km[lane])
        clash.attacker_loss[lane], clash.defender_loss[lane] = combat.hero_losses(
            law_world(worlds, lane), clash.log_ratio[lane], clash.intensity[lane], _moving(clash, lane)
        )


@compiled
def _by_positional(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.positional(
            law_world(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


# --- what is no law's own ---------------------------------------------------------------------------------------------


@compiled_as_written
def counter(block, axis, law):  # type: ignore[no-untyped-def]
    """Set the kilometres a day that the defence takes back where the balance has turned far enough."""
    if law == POSITIONAL:
        _counter_in_positions(block, axis)
    else:
        _counter_in_movement(block, axis)


@compiled
def _counter_in_positions(block, axis):  # type: ignore[no-untyped-def]
    """Set what the defence takes back in a war of positions."""
    worlds, clash = block.worlds, block.clash
    for lane in range(LANES):
        clash.counter[lane] = positional2023.advance_km_per_day(
            _counter_ratio(block, axis, lane), worlds.ground_positional_threshold[lane],
            worlds.ground_positional_advance[lane],
        )  # fmt: skip


@compiled
def _counter_in_movement(block, axis):  # type: ignore[no-untyped-def]
    """Set what the defence takes back in a war of movement."""
    clash = block.clash
    for lane in range(LANES):
        ratio = _counter_ratio(block, axis, lane)
        clash.counter[lane] = ground.counter_advance_km(ratio, clash.terrain_mobility[lane])


@compiled_in_place
def _counter_ratio(block, axis, lane):  # type: ignore[no-untyped-def]
    """The ratio of powers at which the defence attacks; 0 where it does not."""
    attack, defence = block.clash.attack[lane], block.clash.defence[lane]
    ratio = ground.power_ratio(defence, ground.turned_power(attack, block.front.defence[axis, lane]))
    return either(_has_turned(block, axis, attack, defence, lane), ratio, 0.0)


@compiled
def _go_by_road(theatre, block, axis, week, day):  # type: ignore[no-untyped-def]
    """Set the kilometres a day by road through a line that does not hold."""
    worlds, front, clash, rail_km = block.worlds, block.front, block.clash, theatre.rail_km[axis]
    for lane in range(LANES):
        ratio, attackers = clash.ratio[lane], front.attackers[axis, lane]
        tempo = worlds.rush[axis, week, lane] * _tempo(block, axis, rail_km, day, lane)
        by_road = worlds.weather_mobility[week, lane] * _river(front, axis, lane) * tempo
        through = by_road * ground.exploitation_km(
            worlds.ground_exploitation[lane], front.cover[axis, lane], attackers, ratio
        )
        clash.through[lane] = either(_is_open(block, axis, clash.thin[lane], ratio, lane), through, 0.0)


@compiled
def _go_forward(theatre, block, axis, week):  # type: ignore[no-untyped-def]
    """Make of a law's rate that of the front: pace and surprise, breakthrough by road, rivers, culmination, counter-attack."""
    worlds, front, clash, start_km = block.worlds, block.front, block.clash, theatre.start_km[axis]
    for lane in range(LANES):
        depth_km, ratio = front.depth_km[axis, lane], clash.ratio[lane]
        against = clash.advance[lane] * worlds.pace[axis, week, lane] * clash.surprise[lane]
        forward = min(ground.FASTEST_KM_PER_DAY, max(against, clash.through[lane]))
        at_bank = depth_km <= max(front.near_km[axis, lane], start_km)
        forward = ground.held_at_river(front.crossing_ratio[axis, lane], at_bank, ratio, forward)
        forward = either(clash.stopped[lane] > 0.0, 0.0, forward)
        back = (forward <= 0.0) & (depth_km > start_km)
        clash.advance[lane] = either(back, -clash.counter[lane], forward)


@compiled_as_written
def remember(block, axis, law, days):  # type: ignore[no-untyped-def]
    """Let both sides tire and be relieved (Dupuy), or adapt their pace to their losses (Epstein); other laws remember nothing."""
    if law == DUPUY:
        _tire(block, axis, days)
    elif law == EPSTEIN:
        _adapt(block, axis, days)


@compiled
def _tire(block, axis, days):  # type: ignore[no-untyped-def]
    """Dupuy: combat tires both sides."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        world, attackers, defenders = law_world(worlds, lane), front.attackers[axis, lane], clash.fighting[lane]
        fought_days = either(attackers > ground.THINNEST, days, 0.0)
        fresh, before = front.attacker_freshness[axis, lane], front.attackers_before[axis, lane]
        front.attacker_freshness[axis, lane] = combat.freshness(world, fresh, attackers, before, fought_days)
        fresh, before = front.defender_freshness[axis, lane], front.defenders_before[axis, lane]
        front.defender_freshness[axis, lane] = combat.freshness(world, fresh, defenders, before, fought_days)
        front.attackers_before[axis, lane], front.defenders_before[axis, lane] = attackers, defenders


@compiled
def _adapt(block, axis, days):  # type: ignore[no-untyped-def]
    """Epstein: a defence falls back from its losses, an attack presses by its own."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        fought_days = either(front.attackers[axis, lane] > ground.THINNEST, days, 0.0)
        front.withdrawal_km[axis, lane] = epstein1985.next_withdrawal_km(
            front.withdrawal_km[axis, lane], clash.defender_loss[lane], worlds.epstein_defender_threshold[lane],
            worlds.epstein_most_withdrawal[lane], fought_days,
        )  # fmt: skip
        front.prosecution[axis, lane] = epstein1985.next_prosecution(
            front.prosecution[axis, lane],
            clash.attacker_loss[lane],
            worlds.epstein_attacker_threshold[lane],
            fought_days,
        )


@compiled_as_written
def move_front(theatre, block, axis, dt):  # type: ignore[no-untyped-def]
    """Move the front of an axis, set what both sides lose there in this step, and note how hard it was pressed."""
    if _move(theatre, block, axis, dt) > 0:
        _cross(theatre, block, axis)


@compiled
def _move(theatre, block, axis, dt):  # type: ignore[no-untyped-def]
    """Move the front of an axis, and set the shares that both sides lose; one that is not attacked spares nobody.

    Returns in how many lanes the front has left the segment that it stood in.
    """
    front, clash, crossings = block.front, block.clash, 0
    start_km, per_hold_km = theatre.start_km[axis], 1.0 / theatre.hold_depth_km[axis]
    for lane in range(LANES):
        fought, ratio = front.attackers[axis, lane] > ground.THINNEST, clash.ratio[lane]
        moved_km = either(fought, clash.advance[lane] * dt, 0.0)
        reached_km = ground.next_depth_km(front.depth_km[axis, lane], moved_km, start_km, front.end_km[axis, lane])
        front.depth_km[axis, lane] = reached_km
        front.need[axis, lane] = ratio * (1.0 + (reached_km - start_km) * per_hold_km)
        front.ratio[axis, lane] = either(front.attacked[axis, lane] > 0.0, ratio, 1.0)
        front.attacker_loss[axis, lane] = either(fought, min(1.0, clash.attacker_loss[lane] * dt), 0.0)
        front.defender_loss[axis, lane] = either(fought, min(1.0, clash.defender_loss[lane] * dt), 0.0)
        crossings += either(_is_elsewhere(front, axis, reached_km, lane), 1, 0)
    return crossings


@compiled_in_place
def _is_elsewhere(front, axis, depth_km, lane):  # type: ignore[no-untyped-def]
    """Whether a front at this depth has left the segment that it stood in."""
    return (depth_km < front.near_km[axis, lane]) | (depth_km >= front.next_km[axis, lane])


@compiled
def _cross(theatre, block, axis):  # type: ignore[no-untyped-def]
    """Take up the ground of the segment that a front has come to, in the lanes where it has left its own."""
    worlds, front = block.worlds, block.front
    for lane in range(LANES):
        if _is_elsewhere(front, axis, front.depth_km[axis, lane], lane):
            ground.place_front(
                theatre, front, axis, front.depth_km[axis, lane], worlds.ground_attack_km_per_brigade[lane],
                worlds.ground_porous_km_per_brigade[lane], worlds.ground_river_hold_ratio[lane], lane,
            )  # fmt: skip
