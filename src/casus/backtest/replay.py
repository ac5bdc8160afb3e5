"""A recorded war as a scenario in, what the campaign model makes of it out."""

from __future__ import annotations

from casus.backtest.scorecard import Settings
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Campaigns, Draws
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.flow.scenario.schema.scenario import Scenario


def replay(name: str, design: str, settings: Settings) -> tuple[Scenario, Draws, Campaigns]:
    """The scenario, the possible worlds, and the campaigns of one design against the scenario's first attack option."""
    scenario = read_scenario(name)
    draws = sample(scenario, scenario_register(scenario_folder(name)), settings.draws, settings.seed)
    return scenario, draws, simulate(scenario, scenario.design(design), scenario.attacks[0], draws)
