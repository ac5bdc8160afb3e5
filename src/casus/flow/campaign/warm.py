"""Compiling the kernel ahead of its first use."""

from __future__ import annotations

from casus.flow.campaign.compiled import CACHE


def is_compiled() -> bool:
    """Whether a compiled kernel for these sources lies in the cache."""
    return CACHE is not None and any(CACHE.rglob("*.nbc"))


def warm_kernel() -> None:
    """Compile the kernel by playing the tutorial scenario once; takes nothing where it is compiled already."""
    from casus.flow.campaign.simulate import simulate
    from casus.flow.draws.sample import sample
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

    scenario = read_scenario("tutorial")
    draws = sample(scenario, scenario_register(scenario_folder("tutorial")), draws=2)
    simulate(scenario, scenario.designs[0], scenario.attacks[0], draws)
