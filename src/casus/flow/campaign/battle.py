"""Battle: all attacked axes of a block fight a step, one axis after the other, its lanes in step.

What each loop over the lanes leaves for the next lies in the record `clash`. Where nobody attacks an axis in a lane, the
formulas are worked out like elsewhere, and what they give is not taken.
"""

from __future__ import annotations

import numpy as np

from casus.flow.campaign import combat, ground, strike, warning
from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.arrays import BIDDLE, BRACKEN, DUPUY, EPSTEIN, HERO, LANES, POSITIONAL
from casus.flow.campaign.compiled import compiled, compiled_as_written
from casus.flow.campaign.lanes import clash_of, ground_world, law_world, settled_of, warning_world
from casus.flow.campaign.laws import epstein1985, positional2023


@compiled
def open_memory(world, front, axis, lane):  # type: ignore[no-untyped-def]
    """Set what laws remember of an axis as it is before the first shot."""
    front.attacker_freshness[axis, lane], front.defender_freshness[axis, lane] = 1.0, 1.0
    front.withdrawal_km[axis, lane], front.prosecution[axis, lane] = 0.0, world.epstein_first_prosecution


@compiled_as_written
def fight_everywhere(theatre, block, day, dt):  # type: ignore[no-untyped-def]
    """Fight on every axis that has attackers, and move its front."""
    law, week = int(block.worlds.ground_law[0]), np.uint64(int(day) // ground.DAYS_PER_PACE)
    value_forces(block, day)
    for place in range(block.roll.pressed):
        axis = block.roll.listed[place]
        meet(theatre, block, axis, day, week)
        oppose(block, axis, law, dt)
        counter(block, axis, law)
        advance(theatre, block, axis, week)
        remember(block, axis, law, dt)
        move_front(theatre, block, axis, dt)


@compiled
def value_forces(block, day):  # type: ignore[no-untyped-def]
    """Set what a brigade of each side is worth in this step: manning, supply, damage, the air and surprise."""
    worlds, front, clash, settled, store = block.worlds, block.front, block.clash, block.settled, block.store
    for lane in range(LANES):
        world, surprised, control = warning_world(worlds, lane), front.surprised[lane], clash.control[lane]
        manning = warning.manning_share(world, front.warning_days[lane], day)
        will = strike.will_factor(settled.will_log[lane], clash.damage_meur[lane])
        clash.manning[lane], clash.holding_value[lane] = manning, manning * settled.own_type_value[lane]
        clash.defence_value[lane] = settled.own_value[lane] * store.own_value[lane] * manning * will
        clash.for_defence[lane] = 1.0 + worlds.air_power_gain[lane] * max(0.0, control)
        for_attack = 1.0 + worlds.air_power_gain[lane] * max(0.0, -control)
        surprise = warning.surprise_factor(worlds.surprise_power_factor[lane], surprised)
        clash.attack_value[lane] = settled.hostile_value[lane] * store.hostile_value[lane] * for_attack * surprise
        clash.surprise[lane] = warning.surprise_factor(worlds.surprise_mobility_factor[lane], surprised)
        front.surprised[lane] = surprised * settled.surprise_keeps[lane]


@compiled_as_written
def meet(theatre, block, axis, day, week):  # type: ignore[no-untyped-def]
    """Set the powers that meet on an axis, with width, works, terrain, river, weather and distance from railheads put on."""
    _note_contact(theatre, block, axis, day)
    _man_line(block, axis)
    _weigh_attack(theatre, block, axis, day, week)
    _weigh_defence(block, axis)
    _find_mobility(block, axis, week)


@compiled
def _note_contact(theatre, block, axis, day):  # type: ignore[no-untyped-def]
    """Note the first day on which guarantors' forces and the aggressor's meet, and how deep."""
    front, start_km = block.front, theatre.start_km[axis]
    for lane in range(LANES):
        met = (front.attackers[axis, lane] > ground.THINNEST) & (front.allied[axis, lane] > ground.THINNEST)
        first, gained_km = met & (day < front.contact_day[lane]), front.depth_km[axis, lane] - start_km
        front.contact_depth_km[lane] = either(first, gained_km, front.contact_depth_km[lane])
        front.contact_day[lane] = either(first, day, front.contact_day[lane])


@compiled
def _man_line(block, axis):  # type: ignore[no-untyped-def]
    """Set who is in position, how thin they make the line, and their power."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        defenders, allied = front.defenders[axis, lane], front.allied[axis, lane]
        holding = defenders * clash.holding_value[lane] + front.allied_holding[axis, lane]
        power = defenders * clash.defence_value[lane] + front.allied_power[axis, lane]
        clash.fighting[lane] = defenders * clash.manning[lane] + allied
        clash.thin[lane] = ground.thinness(ground_world(worlds, lane), front.width_km[axis, lane], holding)
        clash.defence[lane] = power * clash.for_defence[lane]


@compiled
def _weigh_attack(theatre, block, axis, day, week):  # type: ignore[no-untyped-def]
    """Set the power of the attack, its tempo, and whether it has been given up."""
    worlds, front, clash, rail_km = block.worlds, block.front, block.clash, theatre.rail_km[axis]
    for lane in range(LANES):
        world, attackers = ground_world(worlds, lane), front.attackers[axis, lane]
        tempo = ground.beyond_rail_factor(world, rail_km, front.depth_km[axis, lane], day)
        room = front.width_km[axis, lane] / world.ground_attack_km_per_brigade
        power = attackers * clash.attack_value[lane] * ground.share_with_room(attackers, room)
        few = attackers < worlds.ground_break_strength_share[lane] * front.sent[axis, lane]
        clash.attack[lane] = power * tempo * front.weather_attack[week, lane]
        clash.tempo[lane], clash.stopped[lane] = tempo, either(few, 1.0, 0.0)


@compiled
def _weigh_defence(block, axis):  # type: ignore[no-untyped-def]
    """Set the power of the defence without and with works and terrain, and the ratio of the attack's to it."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        room = front.width_km[axis, lane] / worlds.ground_attack_km_per_brigade[lane]
        defence = clash.defence[lane] * ground.share_with_room(clash.fighting[lane], room)
        strength = ground.manned_strength(front.strength[axis, lane], clash.thin[lane])
        behind_works = defence * strength * front.defence[axis, lane]
        clash.defence[lane], clash.behind_works[lane] = defence, behind_works
        clash.ratio[lane] = ground.power_ratio(clash.attack[lane], behind_works)


@compiled
def _find_mobility(block, axis, week):  # type: ignore[no-untyped-def]
    """Set the factors of terrain, weather, roads and a river close behind on the advance."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        depth_km, near_km = front.depth_km[axis, lane], front.near_km[axis, lane]
        river = ground.river_behind(front.river_mobility[axis, lane], near_km, depth_km)
        roads = worlds.ground_road_factor[lane] * front.weather_mobility[week, lane]
        clash.river[lane], clash.terrain_mobility[lane] = river, front.mobility[axis, lane] * river * roads


# --- one loop for each law --------------------------------------------------------------------------------------------


@compiled_as_written
def oppose(block, axis, law, days):  # type: ignore[no-untyped-def]
    """Set km a day, attacker's and defender's loss shares a day under the law of the block, against a line that holds."""
    if law == DUPUY:
        _by_dupuy(block, axis, days)
    elif law == BRACKEN:
        _by_bracken(block, axis, days)
    elif law == EPSTEIN:
        _by_epstein(block, axis, days)
    elif law == BIDDLE:
        _by_biddle(block, axis, days)
    elif law == HERO:
        _by_hero(block, axis, days)
    else:
        _by_positional(block, axis, days)


@compiled
def _by_dupuy(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.dupuy(
            law_world(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_bracken(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.bracken(
            law_world(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


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


@compiled
def _by_hero(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.hero(
            law_world(worlds, lane), clash_of(front, clash, axis, days, lane)
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
    if _turn(block, axis) > 0:
        if law == POSITIONAL:
            _counter_in_positions(block)
        else:
            _counter_in_movement(block)


@compiled
def _turn(block, axis):  # type: ignore[no-untyped-def]
    """Set the ratio at which the defence attacks, 0 where the balance has not turned; returns the lanes where it has."""
    worlds, front, clash, turned = block.worlds, block.front, block.clash, 0
    for lane in range(LANES):
        ratio = ground.counter_ratio(front.defence[axis, lane], clash.attack[lane], clash.defence[lane])
        far = ratio >= worlds.ground_counterattack_ratio[lane]
        clash.counter_ratio[lane], clash.counter[lane] = either(far, ratio, 0.0), 0.0
        turned += either(far, 1, 0)
    return turned


@compiled
def _counter_in_positions(block):  # type: ignore[no-untyped-def]
    """Set what the defence takes back in a war of positions."""
    worlds, clash = block.worlds, block.clash
    for lane in range(LANES):
        clash.counter[lane] = positional2023.advance_km_per_day(
            clash.counter_ratio[lane], worlds.ground_positional_threshold[lane], worlds.ground_positional_advance[lane]
        )


@compiled
def _counter_in_movement(block):  # type: ignore[no-untyped-def]
    """Set what the defence takes back in a war of movement."""
    clash = block.clash
    for lane in range(LANES):
        clash.counter[lane] = ground.counter_advance_km(clash.counter_ratio[lane], clash.terrain_mobility[lane])


@compiled_as_written
def advance(theatre, block, axis, week):  # type: ignore[no-untyped-def]
    """Make of a law's rate that of the front: pace and surprise, breakthrough by road, rivers, culmination, counter-attack."""
    if _find_gaps(block, axis) > 0:
        _go_by_road(block, axis, week)
    _go_forward(theatre, block, axis, week)


@compiled
def _find_gaps(block, axis):  # type: ignore[no-untyped-def]
    """Note where a line has come apart in open country or is overrun; returns how many lanes."""
    worlds, front, clash, gaps = block.worlds, block.front, block.clash, 0
    for lane in range(LANES):
        torn = (clash.thin[lane] >= 1.0) & (front.urban[axis, lane] <= 0.0)
        gap = torn | (clash.ratio[lane] >= worlds.ground_overrun_ratio[lane])
        clash.gap[lane], clash.through[lane] = either(gap, 1.0, 0.0), 0.0
        gaps += either(gap, 1, 0)
    return gaps


@compiled
def _go_by_road(block, axis, week):  # type: ignore[no-untyped-def]
    """Set the kilometres a day by road through a line that does not hold."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        ratio, attackers = clash.ratio[lane], front.attackers[axis, lane]
        tempo = front.rush[axis, week, lane] * clash.tempo[lane]
        by_road = front.weather_mobility[week, lane] * clash.river[lane] * tempo
        through = (
            ground.exploitation_km(ground_world(worlds, lane), front.width_km[axis, lane], attackers, ratio) * by_road
        )
        clash.through[lane] = either(clash.gap[lane] > 0.0, through, 0.0)


@compiled
def _go_forward(theatre, block, axis, week):  # type: ignore[no-untyped-def]
    """Set the kilometres a day that the front moves, forward or back."""
    worlds, front, clash, start_km = block.worlds, block.front, block.clash, theatre.start_km[axis]
    for lane in range(LANES):
        depth_km, river_m, ratio = front.depth_km[axis, lane], front.river_m[axis, lane], clash.ratio[lane]
        against = clash.advance[lane] * front.pace[axis, week, lane] * clash.surprise[lane]
        forward = min(ground.FASTEST_KM_PER_DAY, max(against, clash.through[lane]))
        at_bank = depth_km <= max(front.near_km[axis, lane], start_km)
        forward = ground.held_at_river(ground_world(worlds, lane), river_m, at_bank, ratio, forward)
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
        fought, before = attackers > ground.THINNEST, front.attackers_before[axis, lane]
        fresh = combat.freshness(world, front.attacker_freshness[axis, lane], attackers, before, days)
        front.attacker_freshness[axis, lane] = fresh if fought else front.attacker_freshness[axis, lane]
        front.attackers_before[axis, lane] = attackers if fought else before
        before = front.defenders_before[axis, lane]
        fresh = combat.freshness(world, front.defender_freshness[axis, lane], defenders, before, days)
        front.defender_freshness[axis, lane] = fresh if fought else front.defender_freshness[axis, lane]
        front.defenders_before[axis, lane] = defenders if fought else before


@compiled
def _adapt(block, axis, days):  # type: ignore[no-untyped-def]
    """Epstein: a defence falls back from its losses, an attack presses by its own."""
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        fought = front.attackers[axis, lane] > ground.THINNEST
        back_km = epstein1985.next_withdrawal_km(
            front.withdrawal_km[axis, lane], clash.defender_loss[lane], worlds.epstein_defender_threshold[lane],
            worlds.epstein_most_withdrawal[lane], days,
        )  # fmt: skip
        pressing = epstein1985.next_prosecution(
            front.prosecution[axis, lane], clash.attacker_loss[lane], worlds.epstein_attacker_threshold[lane], days
        )
        front.withdrawal_km[axis, lane] = back_km if fought else front.withdrawal_km[axis, lane]
        front.prosecution[axis, lane] = pressing if fought else front.prosecution[axis, lane]


@compiled_as_written
def move_front(theatre, block, axis, dt):  # type: ignore[no-untyped-def]
    """Move the front of an axis, set what both sides lose there in this step, and note how hard it was pressed."""
    _move(theatre, block, axis, dt)
    _note_losses(block, axis, dt)
    if _leave_segments(block, axis) > 0:
        _cross(theatre, block, axis)


@compiled
def _move(theatre, block, axis, dt):  # type: ignore[no-untyped-def]
    """Move the front of an axis, and note how hard it was pressed."""
    front, clash = block.front, block.clash
    start_km, hold_km = theatre.start_km[axis], theatre.hold_depth_km[axis]
    for lane in range(LANES):
        depth_km, fought = front.depth_km[axis, lane], front.attackers[axis, lane] > ground.THINNEST
        moved_km = clash.advance[lane] * dt
        reached_km = ground.next_depth_km(depth_km, moved_km, start_km, front.end_km[axis, lane])
        need = clash.ratio[lane] * (1.0 + (reached_km - start_km) / hold_km)
        front.depth_km[axis, lane] = either(fought, reached_km, depth_km)
        front.ratio[axis, lane] = either(fought, clash.ratio[lane], front.ratio[axis, lane])
        front.need[axis, lane] = either(fought, need, front.need[axis, lane])


@compiled
def _note_losses(block, axis, dt):  # type: ignore[no-untyped-def]
    """Set the shares that both sides lose in this step."""
    front, clash = block.front, block.clash
    for lane in range(LANES):
        fought = front.attackers[axis, lane] > ground.THINNEST
        attacker_loss, defender_loss = (
            min(1.0, clash.attacker_loss[lane] * dt),
            min(1.0, clash.defender_loss[lane] * dt),
        )
        front.attacker_loss[axis, lane] = either(fought, attacker_loss, front.attacker_loss[axis, lane])
        front.defender_loss[axis, lane] = either(fought, defender_loss, front.defender_loss[axis, lane])


@compiled
def _leave_segments(block, axis):  # type: ignore[no-untyped-def]
    """How many lanes' fronts have left the segment that they stood in, which is noted for each."""
    front, clash, crossings = block.front, block.clash, 0
    for lane in range(LANES):
        depth_km = front.depth_km[axis, lane]
        elsewhere = (depth_km < front.near_km[axis, lane]) | (depth_km >= front.next_km[axis, lane])
        clash.crossed[lane] = either(elsewhere, 1.0, 0.0)
        crossings += either(elsewhere, 1, 0)
    return crossings


@compiled
def _cross(theatre, block, axis):  # type: ignore[no-untyped-def]
    """Take up the ground of the segment that a front has come to, in the lanes where it has left its own."""
    for lane in range(LANES):
        if block.clash.crossed[lane] > 0.0:
            ground.place_front(theatre, block.front, axis, block.front.depth_km[axis, lane], lane)
