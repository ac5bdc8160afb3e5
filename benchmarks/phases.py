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
from typing import Any

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
    trigger,
    warning,
)
from casus.flow.campaign.pack import pack, pack_worlds
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

PHASES = ("decision", "deployment", "opening", "air", "strike", "movement", "ground", "supply", "record")
MONOTONIC = 1  # of clock_gettime
MICROSECONDS = 1e-3  # in a nanosecond

_clock = ctypes.CDLL(None).clock_gettime
_clock.argtypes, _clock.restype = (ctypes.c_int, ctypes.c_void_p), ctypes.c_int


def phase_microseconds(draws: int = 600) -> dict[str, float]:
    """Microseconds of a campaign by phase: the full attack on the design with the most forces of `ukraine`, one thread."""
    scenario = read_scenario("ukraine")
    worlds = sample(scenario, scenario_register(scenario_folder("ukraine")), draws)
    packed = pack(scenario, scenario.design("forward-defence"), scenario.attacks[-1])
    known, played = (_state(draws) for _ in range(2))
    kernel.play_all(pack_worlds(scenario, worlds), *packed, *known)
    spent = np.zeros((draws, len(PHASES)))
    _play_all(pack_worlds(scenario, worlds), *packed, *played, spent)
    if known[-1].tobytes() != played[-1].tobytes():
        raise SystemExit("benchmarks/phases.py no longer plays what kernel.play plays")
    _play_all(pack_worlds(scenario, worlds), *packed, *_state(draws), spent)  # the first run warmed the caches
    typical = np.median(spent, axis=0) * MICROSECONDS
    return {phase: round(float(value), 1) for phase, value in zip(PHASES, typical, strict=True)}


def _state(draws: int) -> list[Any]:
    return [arrays.many(state, draws) for state in (*arrays.STATE, arrays.OUTCOME)]


@numba.njit
def _now(buffer):  # type: ignore[no-untyped-def]
    """Nanoseconds of the monotonic clock; `buffer` is room for two integers."""
    _clock(MONOTONIC, buffer.ctypes)
    return buffer[0] * 1_000_000_000 + buffer[1]


@numba.njit(error_model="numpy")
def _play_all(  # type: ignore[no-untyped-def]
    worlds, theatre, promise, stand, nations, contingents, assault, clock,
    councils, fronts, units, arsenals, skies, stores, outcomes, spent
):  # fmt: skip
    """Fill the outcomes, and (draws, phases) of nanoseconds spent."""
    buffer = np.zeros(2, np.int64)
    start = _now(buffer)
    for _ in range(1000):
        _now(buffer)
    reading = (_now(buffer) - start) / 1001.0
    for draw in range(len(worlds)):
        _play(
            worlds[draw], theatre[0], promise[0], stand[0], nations[0], contingents[0], assault[0], clock[0],
            councils[draw], fronts[draw], units[draw], arsenals[draw], skies[draw], stores[draw], outcomes[draw],
            buffer, reading, spent[draw],
        )  # fmt: skip


@numba.njit(error_model="numpy")
def _play(  # type: ignore[no-untyped-def]
    world, theatre, promise, stand, nations, contingents, assault, clock,
    council, front, units, arsenal, sky, store, outcome, buffer, reading, spent
):  # fmt: skip
    """`kernel.play`, with the clock read after each phase."""
    spent[:] = 0.0
    at = _now(buffer)
    warned = warning.warning_before(world, assault)
    called = trigger.trigger_day(world, promise, stand, assault, warned)
    movement.choose_axes(world, theatre, assault, front)
    movement.find_troops(theatre, contingents, front, council)
    decision.decide(world, promise, stand, nations, assault, called, council)
    at = _add(spent, 0, at, buffer, reading)
    deployment.plan_deployment(world, stand, theatre, nations, contingents, council, units)
    at = _add(spent, 1, at, buffer, reading)
    movement.open_front(world, theatre, stand, assault, warned, front)
    movement.muster_units(contingents, council, units)
    strike.open_arsenal(world, stand, arsenal)
    air.open_sky(world, stand, assault, sky)
    supply.open_store(world, theatre, stand, front, units, store)
    kernel.set_fortunes(world, theatre, front)
    record.open_outcome(world, warned, called, outcome)
    record.record_decisions(world, promise, council, outcome)
    at = _add(spent, 2, at, buffer, reading)
    dt = clock.step_days
    for step in range(clock.steps):
        day = step * dt
        air.fly(world, theatre, promise, stand, assault, council, arsenal, sky, day, dt, outcome)
        at = _add(spent, 3, at, buffer, reading)
        strike.fly_salvo(world, stand, assault, arsenal, sky, dt, outcome)
        supply.find_help(world, promise, council, store, day)
        strike.resupply(world, stand, store.helped_share > 0.0, dt, arsenal)
        at = _add(spent, 4, at, buffer, reading)
        daily_km = deployment.daily_march_km(world, sky.interdiction, arsenal.through_day)
        movement.move_reserves(world, theatre, assault, front, warned, day, dt)
        movement.move_units(theatre, nations, stand, contingents, front, units, daily_km, day, dt)
        at = _add(spent, 5, at, buffer, reading)
        movement.gather_allies(world, theatre, stand, contingents, front, units, day)
        kernel.fight_everywhere(world, theatre, stand, front, sky, store, day, dt, outcome)
        movement.take_losses(world, theatre, front, units, dt)
        at = _add(spent, 6, at, buffer, reading)
        supply.consume(world, theatre, stand, assault, contingents, front, units, sky, arsenal, store, dt)
        at = _add(spent, 7, at, buffer, reading)
        record.judge(theatre, front, day + dt, outcome)
        record.record_days(theatre, clock, front, sky, units, step, outcome)
        at = _add(spent, 8, at, buffer, reading)
    record.record_deployment(promise, contingents, units, outcome)
    record.take_stock(theatre, contingents, front, units, arsenal, store, outcome)
    _add(spent, 8, at, buffer, reading)


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
