"""Compiling the kernel ahead of its first use, its halves side by side."""

from __future__ import annotations

import os
import subprocess
import sys

from casus.flow.campaign.compiled import CACHE

HALVES = ("open_campaign", "play_step")
"""Functions of the kernel that take about half of the compilation each, with all that they call."""


def is_compiled() -> bool:
    """Whether a compiled kernel for these sources lies in the cache."""
    return CACHE is not None and any(CACHE.rglob("*.nbc"))


def warm_kernel() -> None:
    """Compile the kernel by playing the tutorial scenario once; takes nothing where it is compiled already.

    Where a cache and a second core are there, each half is compiled in a process of its own, and found in the cache.
    """
    from casus.flow.campaign.simulate import simulate
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    if CACHE is not None and not is_compiled() and (os.cpu_count() or 1) > 1:
        _compile_halves()
    scenario = read_scenario("tutorial")
    draws = sample(scenario, scenario_register(scenario_folder("tutorial")), draws=2)
    simulate(scenario, scenario.designs[0], scenario.attacks[0], draws)


def _compile_halves() -> None:
    """Compile each half in a process; one that fails leaves its half to be compiled with the rest."""
    processes = [subprocess.Popen([sys.executable, "-m", __name__, half]) for half in HALVES]
    try:
        for process in processes:
            process.wait()
    finally:
        for process in processes:
            process.kill()


def _compile(half: str) -> None:
    """Compile one function of the kernel, with all that it calls, for the records that it is called with."""
    import numba

    from casus.flow.campaign import arrays, kernel
    from casus.flow.campaign.pack import world_type
    from casus.flow.scenario.read import read_scenario

    given = (
        arrays.GROUND,
        arrays.PROMISE,
        arrays.STAND,
        arrays.NATION,
        arrays.CONTINGENT,
        arrays.ASSAULT,
        arrays.CLOCK,
    )
    changed = (arrays.STATE, arrays.OUTCOME)
    records = [numba.from_dtype(record) for record in (world_type(read_scenario("tutorial")), *given, *changed)]
    function = getattr(kernel, half)
    function.compile((*records, numba.int64) if half == "play_step" else tuple(records))


if __name__ == "__main__":
    _compile(sys.argv[1])
