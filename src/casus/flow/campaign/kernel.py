"""One campaign, from warning to horizon: the order of its phases, written once; and the loop over draws.

Order of a step, and why:
  1. air        who flies decides how fast anything else moves
  2. strike     what gets through slows the roads of this day
  3. movement   forces arrive before the day's fighting, reserves go where the line was weakest a step ago
  4. ground     every axis fights with what is there now
  5. supply     what the fighting used is met from what arrives and from stocks, for the next step's worth
  6. record     outcomes are read off the state, never changed by it
"""

from __future__ import annotations

import math

from casus.flow.campaign import (
    air,
    combat,
    decision,
    deployment,
    ground,
    movement,
    record,
    strike,
    supply,
    trigger,
    warning,
    weather,
)
from casus.flow.campaign.arrays import WEEKS
from casus.flow.campaign.compiled import compiled, compiled_parallel, prange
from casus.flow.campaign.philox import PACE, standard_normal

EXPLOITATION_LOG_SD = 0.51  # HERO 1972: between days against negligible resistance, ln(66 / 18) / 2.563


@compiled_parallel
def play_all(worlds, theatre, promise, stand, nations, contingents, assault, clock, empty, states, outcomes):  # type: ignore[no-untyped-def]
    """Play one design against one attack in every world; row i of `outcomes` depends on row i of `worlds` alone.

    The rows of `states` are room to work in: each is used for every so many-th world, and is emptied (`empty`) before.
    """
    for room in prange(len(states)):
        for draw in range(room, len(worlds), len(states)):
            states[room] = empty[0]
            play(
                worlds[draw], theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
                states[room], outcomes[draw],
            )  # fmt: skip


@compiled_parallel
def deliberate_all(worlds, promise, stand, nations, assault, councils, called):  # type: ignore[no-untyped-def]
    """Let the guarantors decide in every world, and play nothing: fills councils, whose troops are given, and the trigger's day."""
    for draw in prange(len(worlds)):
        warned = warning.warning_before(worlds[draw], assault[0])
        called[draw] = trigger.trigger_day(worlds[draw], promise[0], stand[0], assault[0], warned)
        decision.decide(
            worlds[draw], promise[0], stand[0], nations[0], assault[0], called[draw], councils[draw]
        )  # fmt: skip


@compiled_parallel
def deploy_all(worlds, stand, theatre, nations, contingents, councils, units):  # type: ignore[no-untyped-def]
    """Let the guarantors deploy in every world by decisions that are given, and play nothing: fills units."""
    for draw in prange(len(worlds)):
        deployment.plan_deployment(
            worlds[draw], stand[0], theatre[0], nations[0], contingents[0], councils[draw], units[draw]
        )  # fmt: skip


@compiled
def play(world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome):  # type: ignore[no-untyped-def]
    """Play one campaign: fill the outcome, with `state` (empty at the start) to work in."""
    council, front, units = state.council, state.front, state.units
    open_campaign(world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome)
    for step in range(clock.steps):
        _play_step(world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome, step)
    record.record_decisions(world, promise, council, outcome)
    record.record_deployment(promise, contingents, units, outcome)
    record.take_stock(theatre, contingents, front, units, state.arsenal, state.store, outcome)


@compiled
def open_campaign(world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome):  # type: ignore[no-untyped-def]
    """Set what is known at the hour of the attack: decisions, the way of every contingent, both sides' forces and stocks."""
    council, front, units = state.council, state.front, state.units
    warned = warning.warning_before(world, assault)
    called = trigger.trigger_day(world, promise, stand, assault, warned)
    movement.choose_axes(world, theatre, assault, front)
    movement.find_troops(theatre, contingents, front, council)
    decision.decide(world, promise, stand, nations, assault, called, council)
    deployment.plan_deployment(world, stand, theatre, nations, contingents, council, units)
    settle(world, stand, assault, clock.step_days, state.settled)
    movement.open_front(world, theatre, stand, assault, warned, front)
    movement.muster_units(world, contingents, council, units)
    strike.open_arsenal(world, stand, state.arsenal)
    air.open_sky(world, stand, assault, state.sky)
    supply.open_store(world, theatre, stand, front, units, state.store)
    set_fortunes(world, theatre, front)
    record.open_outcome(world, warned, called, outcome)


@compiled
def settle(world, stand, assault, dt, settled):  # type: ignore[no-untyped-def]
    """Work out what does not change in a campaign."""
    movement.settle_forces(world, stand, dt, settled)
    settled.surprise_keeps = warning.surprise_keeps(world, dt)
    strike.settle_strikes(world, stand, assault, settled)
    supply.settle_rates(world, settled)
    combat.settle_biddle(world, settled)


@compiled
def _play_step(world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome, step):  # type: ignore[no-untyped-def]
    """The phases of one step, in order."""
    council, front, units, arsenal = state.council, state.front, state.units, state.arsenal
    sky, store, settled = state.sky, state.store, state.settled
    dt, warned = clock.step_days, outcome.warning_days
    day = step * dt
    # 1. air
    air.fly(world, theatre, promise, stand, assault, council, arsenal, sky, day, dt, outcome)
    # 2. strike
    strike.fly_salvo(world, stand, assault, arsenal, sky, settled, dt, outcome)
    supply.find_help(world, promise, council, store, day)
    strike.resupply(world, stand, store.helped_share > 0.0, dt, arsenal)
    # 3. movement
    daily_km = deployment.daily_march_km(world, sky.interdiction, arsenal.through_day)
    movement.move_reserves(world, theatre, assault, front, settled, warned, day, dt)
    movement.move_units(theatre, nations, stand, contingents, front, units, daily_km, day, dt)
    # 4. ground
    forming = day + decision.head_start_days(promise)
    movement.gather_allies(world, stand, contingents, front, units, forming)
    fight_everywhere(world, theatre, front, sky, store, settled, day, dt, outcome)
    movement.take_losses(world, front, units, settled)
    # 5. supply
    supply.consume(world, theatre, stand, assault, front, units, sky, arsenal, store, settled, dt)
    # 6. record
    record.judge(theatre, front, day + dt, outcome)
    record.record_days(theatre, clock, front, sky, units, step, outcome)


@compiled
def set_fortunes(world, theatre, front):  # type: ignore[no-untyped-def]
    """Set the weekly luck of each attacked axis, each week's weather, and what the laws remember at the start."""
    for place in range(front.pressed):
        axis = front.listed[place]
        combat.open_state(world, front, axis)
        for week in range(WEEKS):
            luck = standard_normal(world.seed, world.draw, PACE, theatre.site[axis], week)
            front.pace[axis, week] = _lognormal(world.ground_advance_log_sd, luck)
            front.rush[axis, week] = _lognormal(EXPLOITATION_LOG_SD, luck)
    for week in range(WEEKS):
        state = weather.state_of_week(world, week)
        front.weather_mobility[week], front.weather_attack[week] = weather.mobility(state), weather.attack(state)


@compiled
def _lognormal(log_sd, luck):  # type: ignore[no-untyped-def]
    """Factor with mean 1 for a standard normal deviate."""
    return math.exp(log_sd * luck - log_sd * log_sd / 2.0)


@compiled
def fight_everywhere(world, theatre, front, sky, store, settled, day, dt, outcome):  # type: ignore[no-untyped-def]
    """Fight on every axis that has attackers, and move its front."""
    control, week = sky.control, int(day) // ground.DAYS_PER_PACE
    manning = warning.manning_share(world, outcome.warning_days, day)
    holding = manning * settled.own_type_value
    own_value = (
        settled.own_value * store.own_value * manning * strike.will_factor(settled.will_log, outcome.damage_meur)
    )
    for_defence = 1.0 + world.air_power_gain * max(0.0, control)
    hostile_value = settled.hostile_value * store.hostile_value * (1.0 + world.air_power_gain * max(0.0, -control))
    hostile_value *= warning.surprise_factor(world.surprise_power_factor, front.surprised)
    surprise = warning.surprise_factor(world.surprise_mobility_factor, front.surprised)
    front.surprised *= settled.surprise_keeps
    for place in range(front.pressed):
        axis = front.listed[place]
        attackers, depth_km = front.attackers[axis], front.depth_km[axis]
        if attackers > ground.THINNEST:
            if front.allied[axis] > ground.THINNEST and day < outcome.contact_day:
                outcome.contact_day, outcome.contact_depth_km = day, depth_km - theatre.start_km[axis]
            defenders = front.defenders[axis]
            advance, attacker_loss, defender_loss, ratio = ground.fight(
                world, theatre, front, settled, axis, defenders * manning + front.allied[axis],
                defenders * holding + front.allied_holding[axis], attackers * hostile_value,
                (defenders * own_value + front.allied_power[axis]) * for_defence, control, surprise, day, week, dt,
            )  # fmt: skip
            ground.move_front(theatre, front, axis, advance * dt)
            gone = (front.depth_km[axis] - theatre.start_km[axis]) / theatre.hold_depth_km[axis]
            front.ratio[axis], front.need[axis] = ratio, ratio * (1.0 + gone)
            fighting = defenders * manning + front.allied[axis]
            combat.adapt_state(world, front, axis, attackers, fighting, attacker_loss, defender_loss, dt)
            front.attacker_loss[axis] = min(1.0, attacker_loss * dt)
            front.defender_loss[axis] = min(1.0, defender_loss * dt)
