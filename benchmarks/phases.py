"""What each phase of a campaign costs: the kernel's own phases in the kernel's order, with a clock read between them.

The loop repeats the order of `kernel.play` and adds nothing to it; before any time is taken its outcomes are compared with
the kernel's, so that it cannot fall behind. A block's time is shared out evenly over its campaigns. The clock is the C
library's, since compiled code can read that one; what reading it takes is measured and taken off.

python benchmarks/phases.py [--draws N]
"""

from __future__ import annotations

import argparse
import ctypes
import json
from collections.abc import Callable

import numba
import numpy as np

from casus.flow.campaign import arrays, kernel
from casus.flow.campaign.blocks import rooms
from casus.flow.campaign.pack import pack, pack_blocks
from casus.flow.campaign.parts import Whole
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

PHASES = ("opening", "air and strike", "movement", "ground", "supply", "record")
MONOTONIC = 1  # of clock_gettime
MICROSECONDS = 1e-3  # in a nanosecond

_clock = ctypes.CDLL(None).clock_gettime
_clock.argtypes, _clock.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_int


def phase_microseconds(draws: int = 600) -> dict[str, float]:
    """Microseconds of a campaign by phase: the full attack on the design with the most forces of `ukraine`, one thread."""
    scenario = read_scenario("ukraine")
    worlds = sample(scenario, scenario_register(scenario_folder("ukraine")), draws)
    packed = pack(scenario, scenario.design("forward-defence"), scenario.attacks[-1])
    packed_worlds, blocks = pack_blocks(scenario, worlds)
    known, played = (arrays.many(arrays.OUTCOME, draws) for _ in range(2))
    kernel.play_all(packed_worlds, *packed, *blocks, *rooms(1), known)
    spent = np.zeros((len(blocks.rows), len(PHASES)))
    for _ in range(2):  # the first run warms the caches
        played[:] = np.zeros(1, arrays.OUTCOME)
        _play_all(packed_worlds, *packed, *blocks, *rooms(1), played, spent)
    if known.tobytes() != played.tobytes():
        raise SystemExit("benchmarks/phases.py no longer plays what kernel.play plays")
    typical = spent.sum(axis=0) / draws * MICROSECONDS
    return {phase: round(float(value), 1) for phase, value in zip(PHASES, typical, strict=True)}


@numba.njit
def _now(buffer):  # type: ignore[no-untyped-def]
    """Nanoseconds of the monotonic clock; `buffer` is room for two integers."""
    _clock(MONOTONIC, buffer.ctypes)
    return buffer[0] * 1_000_000_000 + buffer[1]


def _calling_phases(function: Callable[..., None]) -> Whole:
    """Compile a function that calls the phases' own machine code, as the kernel does."""
    return Whole(function, {}, {"nopython": True, "error_model": "numpy", "no_cfunc_wrapper": True})


@_calling_phases
def _play_all(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, filled, lanes, empty, used, outcomes, spent
):  # fmt: skip
    """Fill the outcomes, and (blocks, phases) of nanoseconds spent."""
    buffer = np.zeros(2, np.int64)
    start = _now(buffer)
    for _ in range(1000):
        _now(buffer)
    reading = (_now(buffer) - start) / 1001.0
    for index in range(len(rows)):
        spent[index, :] = 0.0
        at = _now(buffer)
        block = kernel.block_in(lanes[index], filled[index], empty, used, 0)
        _play(
            worlds, theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
            rows[index], block, used[8][0], outcomes, buffer, reading, spent[index], at,
        )  # fmt: skip


@_calling_phases
def _play(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, rows, block, states, outcomes, buffer, reading, spent, at
):  # fmt: skip
    """`kernel.play`, with the clock read after each phase."""
    for lane in range(block.roll.filled):
        kernel.open_campaign(
            worlds[rows[lane]], theatre, promise, stand, nations, contingents, assault, clock,
            block, states[lane], lane, outcomes[rows[lane]],
        )  # fmt: skip
    kernel.open_block(theatre, block)
    at = _add(spent, 0, at, buffer, reading)
    for step in range(clock.steps):
        day = step * clock.step_days
        kernel.fly(worlds, theatre, promise, stand, assault, rows, block, states, day, clock.step_days)
        at = _add(spent, 1, at, buffer, reading)
        kernel.march(worlds, theatre, stand, nations, contingents, assault, clock, rows, block, states, day)
        at = _add(spent, 2, at, buffer, reading)
        kernel.fight(theatre, promise, stand, block, day, clock.step_days)
        at = _add(spent, 3, at, buffer, reading)
        kernel.supply_all(theatre, stand, block, clock.step_days)
        at = _add(spent, 4, at, buffer, reading)
        kernel.keep_record(theatre, clock, block, states, rows, step, outcomes)
        at = _add(spent, 5, at, buffer, reading)
    for lane in range(block.roll.filled):
        row = rows[lane]
        kernel.close_campaign(worlds[row], theatre, promise, contingents, block, states[lane], lane, outcomes[row])
    _add(spent, 5, at, buffer, reading)


@numba.njit
def _add(spent, phase, since, buffer, reading):  # type: ignore[no-untyped-def]
    """The time now; what has passed since goes to a phase, less what reading the clock takes."""
    now = _now(buffer)
    spent[phase] += now - since - reading
    return now


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=600)
    print(json.dumps(phase_microseconds(arguments.parse_args().draws), indent=2))
