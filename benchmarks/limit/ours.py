"""The kernel's ground loop alone: opened campaigns in, the same at the horizon out. All that knows how the kernel is organised.

`play` calls the kernel's functions in the kernel's order (`kernel.play`), without what other phases would do in between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.campaign import arrays, kernel, movement
from casus.flow.campaign.compiled import compiled, compiled_parallel, prange
from casus.flow.campaign.pack import Packed, pack, pack_worlds
from casus.flow.campaign.simulate import ROOMS
from casus.flow.campaign.threads import use_threads
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

from .records import DRAWN, GIVEN, SETTLED, Fields

SCENARIO, DESIGN = "ukraine", "memorandum"  # the full attack on the design that brings no contingent


class Loop(NamedTuple):
    """Opened campaigns; `fronts` keeps them as they were opened, `states` is what a run changes."""

    packed: Packed
    worlds: arrays.Records
    fronts: arrays.Records
    states: arrays.Records
    outcomes: arrays.Records


def open_loop(draws: int) -> Loop:
    """Campaigns as they stand before the first step: nobody controls the air, nothing is struck, supplies are full."""
    scenario = read_scenario(SCENARIO)
    packed = pack(scenario, scenario.design(DESIGN), scenario.attacks[-1])
    worlds = pack_worlds(scenario, sample(scenario, scenario_register(scenario_folder(SCENARIO)), draws))
    states, outcomes = arrays.many(arrays.STATE, draws), arrays.many(arrays.OUTCOME, draws)
    _open_all(worlds, *packed, states, outcomes)
    states["sky"]["control"] = GIVEN["control"]
    outcomes["damage_meur"] = GIVEN["damage_meur"]
    states["store"]["own_value"], states["store"]["hostile_value"] = GIVEN["own_supply"], GIVEN["hostile_supply"]
    return Loop(packed, worlds, states["front"].copy(), states, outcomes)


def only(loop: Loop, draws: npt.NDArray[np.int64]) -> Loop:
    """Some of the campaigns."""
    return Loop(loop.packed, *(records[draws] for records in loop[1:]))


def reset(loop: Loop) -> None:
    """Bring the campaigns back to where they were opened."""
    loop.states["front"][:] = loop.fronts


def play(loop: Loop, threads: int) -> None:
    """Play the campaigns to the horizon; on one thread without a parallel loop, in the caller's own thread."""
    arguments = loop.worlds, loop.packed.ground, loop.packed.assault, loop.packed.clock, loop.states, loop.outcomes
    if threads == 1:
        _play_rows(*arguments, 0, 1)
    else:
        use_threads(threads)
        _play_all(*arguments)


def world_fields(loop: Loop) -> Fields:
    """What the C program reads of each draw."""
    given = {name: np.float64(number) for name, number in GIVEN.items()}
    drawn = {name: loop.worlds[name] for name in DRAWN}
    settled = {name: loop.states["settled"][name] for name in SETTLED}
    return {
        "law": loop.worlds["ground_law"],
        "warning_days": loop.outcomes["warning_days"],
        **drawn,
        **settled,
        **given,
    }


def front_fields(loop: Loop) -> Fields:
    """The fronts as they are now."""
    return {name: loop.states["front"][name] for name in arrays.FRONT.names or ()}


def theatre_fields(loop: Loop) -> Fields:
    """The theatre."""
    return {name: loop.packed.ground[name] for name in arrays.GROUND.names or ()}


@compiled_parallel
def _open_all(worlds, theatre, promise, stand, nations, contingents, assault, clock, states, outcomes):  # type: ignore[no-untyped-def]
    for draw in prange(len(worlds)):
        kernel.open_campaign(
            worlds[draw], theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
            states[draw], outcomes[draw],
        )  # fmt: skip


@compiled_parallel
def _play_all(worlds, theatre, assault, clock, states, outcomes):  # type: ignore[no-untyped-def]
    for first in prange(ROOMS):
        _play_rows(worlds, theatre, assault, clock, states, outcomes, first, ROOMS)


@compiled
def _play_rows(worlds, theatre, assault, clock, states, outcomes, first, stride):  # type: ignore[no-untyped-def]
    for draw in range(first, len(worlds), stride):
        _play(worlds[draw], theatre[0], assault[0], clock[0], states[draw], outcomes[draw])


@compiled
def _play(world, theatre, assault, clock, state, outcome):  # type: ignore[no-untyped-def]
    """One campaign: the kernel's own phases of the ground, in its own order."""
    front, units, settled, dt = state.front, state.units, state.settled, clock.step_days
    for step in range(clock.steps):
        day = step * dt
        movement.move_reserves(world, theatre, assault, front, settled, outcome.warning_days, day, dt)
        kernel.fight_everywhere(world, theatre, front, state.sky, state.store, settled, day, dt, outcome)
        movement.take_losses(world, front, units, settled)
