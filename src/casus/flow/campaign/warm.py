"""Compiling the kernel ahead of its first use, its halves side by side."""

from __future__ import annotations

import os
import subprocess
import sys

from casus.flow.campaign.compiled import CACHE
from casus.flow.campaign.device import CPU, device

HALVES = (
    ("open_campaign", "march", "close_campaign", "keep_record"),
    ("fight", "supply_all", "fly", "tell_all", "open_block"),
)
"""Functions of the kernel and of fortunes; each half takes about half of the compilation, with all that its functions call."""


def is_compiled() -> bool:
    """Whether a compiled kernel for these sources lies in the cache."""
    return CACHE is not None and any(CACHE.rglob("*.nbc"))


def warm_kernel() -> None:
    """Compile the kernel by playing the tutorial scenario once; takes nothing where it is compiled already.

    Where a cache and a second core are there, each half is compiled in a process of its own, and found in the cache; for a
    graphics card all is compiled at once.
    """
    from casus.flow.campaign.simulate import simulate
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    if device() == CPU and CACHE is not None and not is_compiled() and (os.cpu_count() or 1) > 1:
        _compile_halves()
    scenario = read_scenario("tutorial")
    draws = sample(scenario, scenario_register(scenario_folder("tutorial")), draws=2)
    simulate(scenario, scenario.designs[0], scenario.attacks[0], draws)


def _compile_halves() -> None:
    """Compile each half in a process; one that fails leaves its half to be compiled with the rest."""
    processes = [subprocess.Popen([sys.executable, "-m", __name__, *half]) for half in HALVES]
    try:
        for process in processes:
            process.wait()
    finally:
        for process in processes:
            process.kill()


def _compile(names: list[str]) -> None:
    """Compile some functions of the kernel, with all that they call, for the records that they are called with."""
    import numba
    import numpy as np

    from casus.flow.campaign import arrays, fortunes, kernel
    from casus.flow.campaign.lanes import Block
    from casus.flow.campaign.pack import world_type
    from casus.flow.scenario.read import read_scenario

    worlds, outcome = arrays.many(world_type(read_scenario("tutorial")), 1), arrays.one(arrays.OUTCOME)
    theatre, promise, stand, nations, contingents, assault, clock = given = [
        arrays.one(record)
        for record in (
            arrays.GROUND, arrays.PROMISE, arrays.STAND, arrays.NATION, arrays.CONTINGENT, arrays.ASSAULT, arrays.CLOCK,
        )
    ]  # fmt: skip
    block = Block(*(arrays.one(record) for record in (arrays.WORLDS, *arrays.LANED.values())))
    states, rows = arrays.many(arrays.STATE, arrays.LANES), np.zeros((1, arrays.LANES), np.int64)
    lanes, outcomes = arrays.many(arrays.WORLDS, 1), arrays.many(arrays.OUTCOME, 1)
    called_with = {
        kernel.open_campaign: (worlds[0], *given, block, states[0], 0, outcome),
        kernel.open_block: (theatre, block),
        kernel.fly: (worlds, theatre, promise, stand, assault, rows[0], block, states, 0.0, 0.0),
        kernel.march: (worlds, theatre, stand, nations, contingents, assault, clock, rows[0], block, states, 0.0),
        kernel.fight: (theatre, promise, stand, block, 0.0, 0.0),
        kernel.supply_all: (theatre, stand, block, 0.0),
        kernel.keep_record: (theatre, clock, block, states, rows[0], 0, outcomes),
        kernel.close_campaign: (worlds[0], theatre, promise, contingents, block, states[0], 0, outcome),
        fortunes.tell_all: (worlds, rows[0], rows, lanes),
    }
    for function, arguments in called_with.items():
        if function.__name__ in names:
            function.compile(tuple(numba.typeof(argument) for argument in arguments))


if __name__ == "__main__":
    _compile(sys.argv[1:])
