"""Battle: all attacked axes of a block fight a step, one axis after the other, its lanes in step.

What each loop over the lanes leaves for the next lies in the record `clash`. Where nobody attacks an axis in a lane, the
formulas are worked out like elsewhere, and what they give is not taken.
"""

from __future__ import annotations

from casus.flow.campaign import combat, ground, strike, warning
from casus.flow.campaign.arrays import BIDDLE, BRACKEN, DUPUY, EPSTEIN, HERO, LANES, POSITIONAL
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.lanes import clash_of, settled_of, world_of
from casus.flow.campaign.laws import epstein1985, positional2023


@compiled
def open_memory(world, front, axis, lane):  # type: ignore[no-untyped-def]
    """Set what laws remember of an axis as it is before the first shot."""
    front.attacker_freshness[axis, lane], front.defender_freshness[axis, lane] = 1.0, 1.0
    front.withdrawal_km[axis, lane], front.prosecution[axis, lane] = 0.0, world.epstein_first_prosecution


@compiled
def fight_everywhere(theatre, block, day, dt):  # type: ignore[no-untyped-def]
    """Fight on every axis that has attackers, and move its front."""
    law, week = int(block.worlds.ground_law[0]), int(day) // ground.DAYS_PER_PACE
    value_forces(block, day)
    for place in range(block.pressed):
        axis = block.listed[place]
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
        world, surprised, control = world_of(worlds, lane), front.surprised[lane], clash.control[lane]
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


@compiled
def meet(theatre, block, axis, day, week):  # type: ignore[no-untyped-def]
    """Set the powers that meet on an axis, with width, works, terrain, river, weather and distance from railheads put on."""
    worlds, front, clash = block.worlds, block.front, block.clash
    rail_km, start_km = theatre.rail_km[axis], theatre.start_km[axis]
    for lane in range(LANES):
        world, depth_km, width_km = world_of(worlds, lane), front.depth_km[axis, lane], front.width_km[axis, lane]
        attackers, defenders, allied = front.attackers[axis, lane], front.defenders[axis, lane], front.allied[axis, lane]
        first = attackers > ground.THINNEST and allied > ground.THINNEST and day < front.contact_day[lane]
        front.contact_day[lane] = day if first else front.contact_day[lane]
        front.contact_depth_km[lane] = depth_km - start_km if first else front.contact_depth_km[lane]
        fighting = defenders * clash.manning[lane] + allied
        holding = defenders * clash.holding_value[lane] + front.allied_holding[axis, lane]
        power = (defenders * clash.defence_value[lane] + front.allied_power[axis, lane]) * clash.for_defence[lane]
        room = width_km / world.ground_attack_km_per_brigade
        tempo = ground.beyond_rail_factor(world, rail_km, depth_km, day)
        here = attackers * clash.attack_value[lane] * ground.share_with_room(attackers, room)
        attack = here * tempo * front.weather_attack[week, lane]
        defence = power * ground.share_with_room(fighting, room)
        thin = ground.thinness(world, width_km, holding)
        strength = ground.manned_strength(front.strength[axis, lane], thin)
        behind_works = defence * strength * front.defence[axis, lane]
        river = front.river_mobility[axis, lane] if depth_km <= front.near_km[axis, lane] + ground.BANK_KM else 1.0
        by_road = worlds.ground_road_factor[lane] * front.weather_mobility[week, lane]
        clash.fighting[lane], clash.thin[lane], clash.tempo[lane], clash.river[lane] = fighting, thin, tempo, river
        clash.attack[lane], clash.defence[lane], clash.behind_works[lane] = attack, defence, behind_works
        clash.ratio[lane] = ground.power_ratio(attack, behind_works)
        clash.terrain_mobility[lane] = front.mobility[axis, lane] * river * by_road
        few = attackers < worlds.ground_break_strength_share[lane] * front.sent[axis, lane]
        clash.stopped[lane] = 1.0 if few else 0.0


# --- one loop for each law --------------------------------------------------------------------------------------------


@compiled
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
            world_of(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_bracken(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.bracken(
            world_of(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_epstein(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.epstein(
            world_of(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_biddle(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash, settled = block.worlds, block.front, block.clash, block.settled
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.biddle(
            world_of(worlds, lane), settled_of(settled, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_hero(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.hero(
            world_of(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


@compiled
def _by_positional(block, axis, days):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        clash.advance[lane], clash.attacker_loss[lane], clash.defender_loss[lane] = combat.positional(
            world_of(worlds, lane), clash_of(front, clash, axis, days, lane)
        )


# --- what is no law's own ---------------------------------------------------------------------------------------------


@compiled
def counter(block, axis, law):  # type: ignore[no-untyped-def]
    """Set the kilometres a day that the defence takes back where the balance has turned far enough."""
    if law == POSITIONAL:
        _counter_in_positions(block, axis)
    else:
        _counter_in_movement(block, axis)


@compiled
def _counter_in_positions(block, axis):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        ratio = ground.counter_ratio(front.defence[axis, lane], clash.attack[lane], clash.defence[lane])
        back = positional2023.advance_km_per_day(
            ratio, worlds.ground_positional_threshold[lane], worlds.ground_positional_advance[lane]
        )
        clash.counter[lane] = back if ratio >= worlds.ground_counterattack_ratio[lane] else 0.0


@compiled
def _counter_in_movement(block, axis):  # type: ignore[no-untyped-def]
    worlds, front, clash = block.worlds, block.front, block.clash
    for lane in range(LANES):
        ratio = ground.counter_ratio(front.defence[axis, lane], clash.attack[lane], clash.defence[lane])
        back = ground.counter_advance_km(ratio, clash.terrain_mobility[lane])
        clash.counter[lane] = back if ratio >= worlds.ground_counterattack_ratio[lane] else 0.0


@compiled
def advance(theatre, block, axis, week):  # type: ignore[no-untyped-def]
    """Make of a law's rate that of the front: pace and surprise, breakthrough by road, rivers, culmination, counter-attack."""
    worlds, front, clash = block.worlds, block.front, block.clash
    start_km = theatre.start_km[axis]
    for lane in range(LANES):
        world, ratio, depth_km = world_of(worlds, lane), clash.ratio[lane], front.depth_km[axis, lane]
        against = clash.advance[lane] * front.pace[axis, week, lane] * clash.surprise[lane]
        torn = clash.thin[lane] >= 1.0 and front.urban[axis, lane] <= 0.0
        tempo = front.rush[axis, week, lane] * clash.tempo[lane]
        by_road = front.weather_mobility[week, lane] * clash.river[lane] * tempo
        through = ground.exploitation_km(world, front.width_km[axis, lane], front.attackers[axis, lane], ratio) * by_road
        is_open = torn or ratio >= worlds.ground_overrun_ratio[lane]
        forward = min(ground.FASTEST_KM_PER_DAY, max(against, through) if is_open else against)
        at_bank = depth_km <= max(front.near_km[axis, lane], start_km)
        forward = ground.held_at_river(world, front.river_m[axis, lane], at_bank, ratio, forward)
        forward = 0.0 if clash.stopped[lane] > 0.0 else forward
        clash.advance[lane] = -clash.counter[lane] if forward <= 0.0 and depth_km > start_km else forward


@compiled
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
        world, attackers, defenders = world_of(worlds, lane), front.attackers[axis, lane], clash.fighting[lane]
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


@compiled
def move_front(theatre, block, axis, dt):  # type: ignore[no-untyped-def]
    """Move the front of an axis, set what both sides lose there in this step, and note how hard it was pressed."""
    front, clash = block.front, block.clash
    start_km, hold_km, crossings = theatre.start_km[axis], theatre.hold_depth_km[axis], 0
    for lane in range(LANES):
        depth_km, fought = front.depth_km[axis, lane], front.attackers[axis, lane] > ground.THINNEST
        moved_km = clash.advance[lane] * dt
        reached_km = ground.next_depth_km(depth_km, moved_km, start_km, front.end_km[axis, lane])
        depth_km = reached_km if fought else depth_km
        need = clash.ratio[lane] * (1.0 + (depth_km - start_km) / hold_km)
        attacker_loss, defender_loss = min(1.0, clash.attacker_loss[lane] * dt), min(1.0, clash.defender_loss[lane] * dt)
        front.depth_km[axis, lane] = depth_km
        front.ratio[axis, lane] = clash.ratio[lane] if fought else front.ratio[axis, lane]
        front.need[axis, lane] = need if fought else front.need[axis, lane]
        front.attacker_loss[axis, lane] = attacker_loss if fought else front.attacker_loss[axis, lane]
        front.defender_loss[axis, lane] = defender_loss if fought else front.defender_loss[axis, lane]
        elsewhere = depth_km < front.near_km[axis, lane] or depth_km >= front.next_km[axis, lane]
        clash.crossed[lane] = 1.0 if elsewhere else 0.0
        crossings += 1 if elsewhere else 0
    if crossings > 0:
        _cross(theatre, block, axis)


@compiled
def _cross(theatre, block, axis):  # type: ignore[no-untyped-def]
    """Take up the ground of the segment that a front has come to, in the lanes where it has left its own."""
    for lane in range(LANES):
        if block.clash.crossed[lane] > 0.0:
            ground.place_front(theatre, block.front, axis, block.front.depth_km[axis, lane], lane)
