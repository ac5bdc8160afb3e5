"""Campaigns, from warning to horizon: the order of their phases, written once; and the loop over blocks of draws.

A block plays as many campaigns as there are lanes, all of one law, in step. What stands on the axes, and the supplies, are
played for all lanes at a time; what each campaign does in its own way, such as decisions and contingents, lane by lane.

Order of a step, and why:
  1. air        who flies decides how fast anything else moves
  2. strike     what gets through slows the roads of this day
  3. movement   forces arrive before the day's fighting, reserves go where the line was weakest a step ago
  4. ground     every axis fights with what is there now
  5. supply     what the fighting used is met from what arrives and from stocks, for the next step's worth
  6. record     outcomes are read off the state, never changed by it
"""

from __future__ import annotations

from casus.flow.campaign import (
    air,
    battle,
    combat,
    decision,
    deployment,
    ground,
    line,
    movement,
    record,
    strike,
    supply,
    trigger,
    warning,
)
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_loop, compiled_phase
from casus.flow.campaign.lanes import block_of


@compiled_loop
def play_all(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, filled, lanes, empty, used, outcomes
):  # fmt: skip
    """Play one design against one attack in every world; row i of `outcomes` depends on row i of `worlds` alone.

    `rows` are the worlds of each block and `lanes` what its lanes read of them (`blocks.form_blocks`). `used` is room to work
    in (`blocks.rooms`), taken in turn and emptied (`empty`) before; what contingents and nations
    need is set when a campaign opens.
    """
    states = used[8]
    for index in range(len(rows)):
        room = index % len(states)
        block = block_in(lanes[index], filled[index], empty, used, room)
        play(
            worlds, theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
            rows[index], block, states[room], outcomes,
        )  # fmt: skip


@compiled_as_written
def block_in(lanes, filled, empty, used, room):  # type: ignore[no-untyped-def]
    """A block in a room that was emptied for it."""
    rolls, settled, fronts, sides, clashes, stores, skies, arsenals, _ = used
    rolls[room], settled[room], fronts[room], sides[room] = empty[0][0], empty[1][0], empty[2][0], empty[3][0]
    clashes[room], stores[room], skies[room], arsenals[room] = empty[4][0], empty[5][0], empty[6][0], empty[7][0]
    rolls[room].filled = filled
    return block_of(lanes, used, room)


@compiled_loop
def deliberate_all(worlds, promise, stand, nations, assault, councils, called):  # type: ignore[no-untyped-def]
    """Let the guarantors decide in every world, and play nothing: fills councils, whose troops are given, and the trigger's day."""
    for draw in range(len(worlds)):
        warned = warning.warning_before(worlds[draw], assault[0])
        called[draw] = trigger.trigger_day(worlds[draw], promise[0], stand[0], assault[0], warned)
        decision.decide(
            worlds[draw], promise[0], stand[0], nations[0], assault[0], called[draw], councils[draw]
        )  # fmt: skip


@compiled_loop
def deploy_all(worlds, stand, theatre, nations, contingents, councils, units):  # type: ignore[no-untyped-def]
    """Let the guarantors deploy in every world by decisions that are given, and play nothing: fills units."""
    for draw in range(len(worlds)):
        deployment.plan_deployment(
            worlds[draw], stand[0], theatre[0], nations[0], contingents[0], councils[draw], units[draw]
        )  # fmt: skip


@compiled_as_written
def play(worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, block, states, outcomes):  # type: ignore[no-untyped-def]
    """Play the campaigns of a block: fill their outcomes, with `block` and `states` (empty at the start) to work in."""
    for lane in range(block.roll.filled):
        open_campaign(
            worlds[rows[lane]], theatre, promise, stand, nations, contingents, assault, clock,
            block, states[lane], lane, outcomes[rows[lane]],
        )  # fmt: skip
    open_block(theatre, block)
    for step in range(clock.steps):
        play_step(
            worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, block, states, outcomes, step
        )  # fmt: skip
    for lane in range(block.roll.filled):
        close_campaign(
            worlds[rows[lane]], theatre, promise, contingents, block, states[lane], lane, outcomes[rows[lane]]
        )


@compiled_as_written
def play_step(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, block, states, outcomes, step
):  # fmt: skip
    """The phases of one step, in order."""
    day = step * clock.step_days
    fly(worlds, theatre, promise, stand, assault, rows, block, states, day, clock.step_days)
    march(worlds, theatre, stand, nations, contingents, assault, clock, rows, block, states, day)
    fight(theatre, promise, stand, block, day, clock.step_days)
    supply_all(theatre, stand, block, clock.step_days)
    keep_record(theatre, clock, block, states, rows, step, outcomes)


@compiled_phase
def open_campaign(world, theatre, promise, stand, nations, contingents, assault, clock, block, state, lane, outcome):  # type: ignore[no-untyped-def]
    """Set all that is known at the hour of the attack: decisions, the way of every contingent, both sides' forces and stocks."""
    council, units, front = state.council, state.units, block.front
    warned = warning.warning_before(world, assault)
    called = trigger.trigger_day(world, promise, stand, assault, warned)
    outcome.warning_days, outcome.trigger_day, outcome.law = warned, called, world.ground_law
    movement.choose_axes(world, theatre, assault, front, lane)
    movement.find_troops(theatre, contingents, front, council, lane)
    decision.decide(world, promise, stand, nations, assault, called, council)
    deployment.plan_deployment(world, stand, theatre, nations, contingents, council, units)
    settle(world, stand, assault, clock.step_days, block.settled, lane)
    movement.open_front(world, theatre, stand, assault, warned, front, block.sides, lane)
    line.muster_units(contingents, council, units, block.sides, lane)
    strike.open_arsenal(world, stand, block.arsenal, lane)
    air.open_sky(world, stand, assault, block.sky, lane)
    supply.open_store(world, theatre, stand, front, block.store, lane)
    battle.open_memories(world, theatre, front, lane)
    record.open_record(warned, block.sides, lane)


@compiled_phase
def open_block(theatre, block):  # type: ignore[no-untyped-def]
    """Set what the lanes of a block have in common."""
    movement.list_axes(theatre, block)
    for axis in range(theatre.axes):
        block.roll.key_km[axis] = ground.key_city_km(theatre, axis)


@compiled
def settle(world, stand, assault, dt, settled, lane):  # type: ignore[no-untyped-def]
    """Work out what does not change in a campaign."""
    movement.settle_forces(world, stand, dt, settled, lane)
    settled.surprise_keeps[lane] = warning.surprise_keeps(world, dt)
    strike.settle_strikes(world, stand, assault, dt, settled, lane)
    supply.settle_rates(world, assault, settled, lane)
    combat.settle_dupuy(world, settled, lane)
    combat.settle_biddle(world, settled, lane)
    ground.settle_ground(world, settled, lane)


@compiled_phase
def fly(worlds, theatre, promise, stand, assault, rows, block, states, day, dt):  # type: ignore[no-untyped-def]
    """1. air and 2. strike: who flies, what gets through, and what both mean for the ground."""
    for lane in range(block.roll.filled):
        if day >= block.sky.recount_day[lane]:
            air.count_guarantors(worlds[rows[lane]], promise, states[lane].council, block.sky, day, lane)
        if day >= block.store.recount_day[lane]:
            supply.find_help(worlds[rows[lane]], promise, states[lane].council, block.store, day, lane)
    air.fly(theatre, stand, assault, block, day, dt)
    strike.fly_salvo(stand, block, dt)
    strike.resupply(stand, block, dt)
    strike.burden_ground(block)


@compiled_phase
def march(worlds, theatre, stand, nations, contingents, assault, clock, rows, block, states, day):  # type: ignore[no-untyped-def]
    """3. movement: both sides' reserves, then the guarantors' contingents."""
    movement.move_reserves(theatre, assault, block, day, clock.step_days)
    line.march_on(block, clock.step_days)
    for lane in range(block.roll.filled):
        if block.sides.due_day[lane] <= day or block.sides.due_km[lane] <= block.sides.marched_km[lane]:
            line.move_units(
                worlds[rows[lane]], theatre, nations, stand, contingents, block, states[lane].units, day,
                clock.step_days, lane,
            )  # fmt: skip


@compiled_phase
def fight(theatre, promise, stand, block, day, dt):  # type: ignore[no-untyped-def]
    """4. ground: every attacked axis fights, and all who stand there take their losses."""
    line.coordinate(stand, block, day + decision.head_start_days(promise))
    battle.fight_everywhere(theatre, block, day, dt)
    movement.take_losses(block)


@compiled_phase
def supply_all(theatre, stand, block, dt):  # type: ignore[no-untyped-def]
    """5. supply: both sides, then the guarantors' contingents."""
    supply.consume(theatre, stand, block, dt)
    line.serve_contingents(block, dt)


@compiled_phase
def keep_record(theatre, clock, block, states, rows, step, outcomes):  # type: ignore[no-untyped-def]
    """6. record: whether the line has held so far, and how things stand on the days that have just ended."""
    record.judge(theatre, block, (step + 1) * clock.step_days)
    record.record_days(theatre, clock, block, states, rows, step, outcomes)


@compiled_phase
def close_campaign(world, theatre, promise, contingents, block, state, lane, outcome):  # type: ignore[no-untyped-def]
    """Read the outcome of a lane off its state at the horizon."""
    record.record_decisions(world, promise, state.council, outcome)
    record.record_deployment(promise, contingents, state.units, outcome)
    record.take_stock(theatre, contingents, block, state.units, lane, outcome)
    record.take_stock_of_air(block.sky, block.arsenal, lane, outcome)
