"""What each phase of a campaign costs: the kernel's own phases in the kernel's order, with a clock read between them.

The loop repeats the order of `kernel.play` and adds nothing to it; before any time is taken its outcomes are compared with
the kernel's, so that it cannot fall behind. The clock is the C library's, since compiled code can read that one; what
reading it takes is measured and taken off.

python benchmarks/phases.py [--draws N]
"""

from __future__ import annotations

import argparse
import ctypes
import json

import numba
import numpy as np

from casus.flow.campaign import (
    air,
    arrays,
    decision,
    deployment,
    kernel,
    movement,
    record,
    strike,
    supply,
)
from casus.flow.campaign.pack import pack, pack_worlds
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

PHASES = ("opening", "air", "strike", "movement", "ground", "supply", "record")
MONOTONIC = 1  # of clock_gettime
MICROSECONDS = 1e-3  # in a nanosecond

_clock = ctypes.CDLL(None).clock_gettime
_clock.argtypes, _clock.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_int


def phase_microseconds(draws: int = 600) -> dict[str, float]:
    """Microseconds of a campaign by phase: the full attack on the design with the most forces of `ukraine`, one thread."""
    scenario = read_scenario("ukraine")
    worlds = sample(scenario, scenario_register(scenario_folder("ukraine")), draws)
    packed = pack(scenario, scenario.design("forward-defence"), scenario.attacks[-1])
    known, played = (arrays.many(arrays.OUTCOME, draws) for _ in range(2))
    empty, room = (arrays.many(arrays.STATE, 1) for _ in range(2))
    kernel.play_all(pack_worlds(scenario, worlds), *packed, empty, room, known)
    spent = np.zeros((draws, len(PHASES)))
    for _ in range(2):  # the first run warms the caches
        played[:] = np.zeros(1, arrays.OUTCOME)
        _play_all(pack_worlds(scenario, worlds), *packed, empty, room, played, spent)
    if known.tobytes() != played.tobytes():
        raise SystemExit("benchmarks/phases.py no longer plays what kernel.play plays")
    typical = np.median(spent, axis=0) * MICROSECONDS
    return {phase: round(float(value), 1) for phase, value in zip(PHASES, typical, strict=True)}


@numba.njit
def _now(buffer):  # type: ignore[no-untyped-def]
    """Nanoseconds of the monotonic clock; `buffer` is room for two integers."""
    _clock(MONOTONIC, buffer.ctypes)
    return buffer[0] * 1_000_000_000 + buffer[1]


@numba.njit(error_model="numpy")
def _play_all(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock, empty, room, outcomes, spent
):  # fmt: skip
    """Fill the outcomes, and (draws, phases) of nanoseconds spent."""
    buffer = np.zeros(2, np.int64)
    start = _now(buffer)
    for _ in range(1000):
        _now(buffer)
    reading = (_now(buffer) - start) / 1001.0
    for draw in range(len(worlds)):
        room[0] = empty[0]
        _play(
            worlds[draw], theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
            room[0], outcomes[draw], buffer, reading, spent[draw],
        )  # fmt: skip


@numba.njit(error_model="numpy")
def _play(  # type: ignore[no-untyped-def]
    world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome, buffer, reading, spent
):  # fmt: skip
    """`kernel.play`, with the clock read after each phase."""
    council, front, units, arsenal = state.council, state.front, state.units, state.arsenal
    sky, store, settled = state.sky, state.store, state.settled
    spent[:] = 0.0
    at = _now(buffer)
    kernel.open_campaign(world, theatre, promise, stand, nations, contingents, assault, clock, state, outcome)
    at = _add(spent, 0, at, buffer, reading)
    dt, warned = clock.step_days, outcome.warning_days
    for step in range(clock.steps):
        day = step * dt
        air.fly(world, theatre, promise, stand, assault, council, arsenal, sky, day, dt, outcome)
        at = _add(spent, 1, at, buffer, reading)
        strike.fly_salvo(world, stand, assault, arsenal, sky, settled, dt, outcome)
        supply.find_help(world, promise, council, store, day)
        strike.resupply(world, stand, store.helped_share > 0.0, dt, arsenal)
        at = _add(spent, 2, at, buffer, reading)
        daily_km = deployment.daily_march_km(world, sky.interdiction, arsenal.through_day)
        movement.move_reserves(world, theatre, assault, front, settled, warned, day, dt)
        movement.move_units(theatre, nations, stand, contingents, front, units, daily_km, day, dt)
        at = _add(spent, 3, at, buffer, reading)
        movement.gather_allies(world, stand, contingents, front, units, day + decision.head_start_days(promise))
        kernel.fight_everywhere(world, theatre, front, sky, store, settled, day, dt, outcome)
        movement.take_losses(world, front, units, settled)
        at = _add(spent, 4, at, buffer, reading)
        supply.consume(world, theatre, stand, assault, front, units, sky, arsenal, store, settled, dt)
        at = _add(spent, 5, at, buffer, reading)
        record.judge(theatre, front, day + dt, outcome)
        record.record_days(theatre, clock, front, sky, units, step, outcome)
        at = _add(spent, 6, at, buffer, reading)
    record.record_decisions(world, promise, council, outcome)
    record.record_deployment(promise, contingents, units, outcome)
    record.take_stock(theatre, contingents, front, units, arsenal, store, outcome)
    _add(spent, 6, at, buffer, reading)


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
