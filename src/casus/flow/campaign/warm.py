"""Compiling the kernel ahead of its first use, in two processes side by side."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from casus.flow.campaign.compiled import CACHE
from casus.flow.campaign.device import CPU, device

WHOLES = (
    "fight", "supply_all", "fly", "open_block", "tell_all", "allot_all",
    "keep_record", "close_campaign", "march", "open_campaign",
)  # fmt: skip
"""Functions of the kernel and of fortunes that are compiled by themselves; neighbours have more of their parts in common."""


def is_compiled() -> bool:
    """Whether a compiled kernel for these sources lies in the cache."""
    return CACHE is not None and any(CACHE.rglob("*.nbc"))


def warm_kernel() -> None:
    """Compile the kernel by playing the tutorial scenario once; takes nothing where it is compiled already.

    Where a cache and a second core are there, another process takes a share, which is found in the cache; for a graphics
    card all is compiled at once.
    """
    from casus.flow.campaign.simulate import simulate
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    if device() == CPU and CACHE is not None and not is_compiled() and (os.cpu_count() or 1) > 1:
        _compile_side_by_side()
    scenario = read_scenario("tutorial")
    draws = sample(scenario, scenario_register(scenario_folder("tutorial")), draws=2)
    simulate(scenario, scenario.designs[0], scenario.attacks[0], draws)


def _compile_side_by_side() -> None:
    """Compile from one end of the list while another process compiles from the other; should it fail, its share is left."""
    with tempfile.TemporaryDirectory() as taken:
        other = subprocess.Popen([sys.executable, "-m", __name__, taken])
        try:
            _compile(reversed(WHOLES), Path(taken))
            other.wait()
        finally:
            other.kill()


def _compile(names: Iterable[str], taken: Path) -> None:
    """Compile the functions that nobody has `taken`, with all that they call, for the records that they are called with."""
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
    streams = np.zeros(1, np.int64)
    called_with = {
        kernel.open_campaign: (worlds[0], *given, block, states[0], 0, outcome),
        kernel.open_block: (theatre, block),
        kernel.fly: (worlds, theatre, promise, stand, assault, rows[0], block, states, 0.0, 0.0),
        kernel.march: (worlds, theatre, stand, nations, contingents, assault, clock, rows[0], block, states, 0.0),
        kernel.fight: (theatre, promise, stand, block, 0.0, 0.0),
        kernel.supply_all: (theatre, stand, block, 0.0),
        kernel.keep_record: (theatre, clock, block, states, rows[0], 0, outcomes),
        kernel.close_campaign: (worlds[0], theatre, promise, contingents, block, states[0], 0, outcome),
        fortunes.allot_all: (worlds, streams),
        fortunes.tell_all: (worlds, streams, rows, lanes),
    }
    by_name = {function.__name__: (function, arguments) for function, arguments in called_with.items()}
    for name in names:
        with suppress(FileExistsError):
            (taken / name).touch(exist_ok=False)
            function, arguments = by_name[name]
            function.compile(tuple(numba.typeof(argument) for argument in arguments))


if __name__ == "__main__":
    _compile(WHOLES, Path(sys.argv[1]))
