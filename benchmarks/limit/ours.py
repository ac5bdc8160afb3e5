"""The kernel's ground loop alone: opened campaigns in, the same at the horizon out. All that knows how the kernel is organised.

`_play` calls the kernel's functions in the kernel's order (`kernel.play`), without what other phases would do in between.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.campaign import arrays, battle, kernel, movement
from casus.flow.campaign.arrays import LANED, LANES
from casus.flow.campaign.blocks import Blocks, form_blocks
from casus.flow.campaign.compiled import compiled, compiled_loop
from casus.flow.campaign.lanes import block_of
from casus.flow.campaign.pack import Packed, pack, pack_worlds, sites
from casus.flow.campaign.threads import share_out, use_threads
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.foundation.sizes import AXES

from .records import ABSENT, DRAWN, GIVEN, SETTLED, Fields

BLOCKS = 2  # that a thread takes at a time
SCENARIO, DESIGN = "ukraine", "memorandum"  # the full attack on the design that brings no contingent


class Loop(NamedTuple):
    """Opened campaigns in blocks; `opened` keeps them as they were, by kind of record, and `used` is what a run changes."""

    packed: Packed
    axes: npt.NDArray[np.int64]
    worlds: arrays.Records
    shared: Blocks
    opened: dict[str, arrays.Records]
    used: dict[str, arrays.Records]


def open_loop(draws: int) -> Loop:
    """Campaigns as they stand before the first step: nobody controls the air, nothing is struck, supplies are full."""
    scenario = read_scenario(SCENARIO)
    packed = pack(scenario, scenario.design(DESIGN), scenario.attacks[-1])
    return _opened(
        packed,
        sites(scenario),
        pack_worlds(scenario, sample(scenario, scenario_register(scenario_folder(SCENARIO)), draws)),
    )


def only(loop: Loop, draws: npt.NDArray[np.int64]) -> Loop:
    """Some of the campaigns."""
    return _opened(loop.packed, loop.axes, loop.worlds[draws])


def _opened(packed: Packed, axes: npt.NDArray[np.int64], worlds: arrays.Records) -> Loop:
    """Campaigns shared out over blocks and opened."""
    shared = form_blocks(worlds, axes)
    used = {kind: arrays.many(record, len(shared.rows)) for kind, record in LANED.items()}
    used["roll"]["filled"] = shared.filled
    states, outcomes = arrays.many(arrays.STATE, len(worlds)), arrays.many(arrays.OUTCOME, len(worlds))
    _open_all(worlds, *packed, shared.rows, shared.lanes, tuple(used.values()), states, outcomes)
    used["clash"]["control"], used["clash"]["damage_meur"] = GIVEN["control"], GIVEN["damage_meur"]
    used["store"]["own_value"], used["store"]["hostile_value"] = GIVEN["own_supply"], GIVEN["hostile_supply"]
    return Loop(packed, axes, worlds, shared, {kind: records.copy() for kind, records in used.items()}, used)


def reset(loop: Loop) -> None:
    """Bring the campaigns back to where they were opened."""
    for kind, records in loop.opened.items():
        loop.used[kind][:] = records


def play(loop: Loop, threads: int) -> None:
    """Play the campaigns to the horizon."""
    packed = loop.packed

    def play_part(part: slice) -> None:
        used = tuple(records[part] for records in loop.used.values())
        _play_blocks(packed.ground, packed.assault, packed.clock, loop.shared.lanes[part], used)

    use_threads(threads)
    share_out(len(loop.shared.rows), play_part, BLOCKS)


def world_fields(loop: Loop) -> Fields:
    """What the C program reads of each draw."""
    given = {name: np.float64(number) for name, number in GIVEN.items()}
    drawn = {name: loop.worlds[name] for name in DRAWN}
    settled = {name: _by_draw(loop, loop.opened["settled"][name]) for name in SETTLED}
    warned = _by_draw(loop, loop.opened["sides"]["warning_days"])
    return {"law": loop.worlds["ground_law"], "warning_days": warned, **drawn, **settled, **given}


def front_fields(loop: Loop) -> dict[str, npt.NDArray[np.generic]]:
    """The fronts as they are now with both sides' reserves and with chance, without the room that keeps axes apart.

    The axes attacked in each draw are listed.
    """
    fields = {name: _by_draw(loop, loop.used["front"][name]) for name in arrays.FRONT.names or ()}
    fields |= {name: _by_draw(loop, loop.used["sides"][name]) for name in arrays.SIDES.names or ()}
    fields |= {name: _by_draw(loop, loop.shared.lanes[name]) for name in arrays.FORTUNES}
    fields |= {name: np.zeros((len(loop.worlds), AXES)) for name in ABSENT}
    fields = {name: field[:, :AXES] if field.shape[1:2] == (arrays.APART,) else field for name, field in fields.items()}
    attacked = fields["attacked"] > 0.0
    return {"pressed": attacked.sum(axis=1), "listed": np.argsort(~attacked, axis=1, kind="stable"), **fields}


def theatre_fields(loop: Loop) -> Fields:
    """The theatre."""
    return {name: loop.packed.ground[name] for name in arrays.GROUND.names or ()}


def _by_draw(loop: Loop, lanes: npt.NDArray[np.generic]) -> npt.NDArray[np.generic]:
    """(draws, ...) of a field that has the block first and the lane last."""
    by_lane, filled = np.moveaxis(lanes, -1, 1), np.arange(LANES) < loop.shared.filled[:, None]
    draws = np.empty((len(loop.worlds), *by_lane.shape[2:]), by_lane.dtype)
    draws[loop.shared.rows[filled]] = by_lane[filled]
    return draws


@compiled
def _open_all(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, lanes, used, states, outcomes
):  # fmt: skip
    for index in range(len(rows)):
        block = block_of(lanes[index], used, index)
        for lane in range(block.roll.filled):
            draw = rows[index, lane]
            kernel.open_campaign(
                worlds[draw], theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
                block, states[draw], lane, outcomes[draw],
            )  # fmt: skip
        kernel.open_block(theatre[0], block)


@compiled_loop
def _play_blocks(theatre, assault, clock, lanes, used):  # type: ignore[no-untyped-def]
    for index in range(len(lanes)):
        block = block_of(lanes[index], used, index)
        _play(theatre[0], assault[0], clock[0], block)


@compiled
def _play(theatre, assault, clock, block):  # type: ignore[no-untyped-def]
    """A block of campaigns: the kernel's own phases of the ground, in its own order."""
    for step in range(clock.steps):
        day = step * clock.step_days
        movement.move_reserves(theatre, assault, block, day, clock.step_days)
        battle.fight_everywhere(theatre, block, day, clock.step_days)
        movement.take_losses(block)
