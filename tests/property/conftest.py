"""Scenarios with their draws, and campaigns played on them; each scenario is read and drawn once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from casus.flow.campaign.arrays import Records
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario


@dataclass
class Arena:
    """A scenario and draws that every design meets in common."""

    scenario: Scenario
    draws: Draws
    _held: dict[tuple[str, str, int], np.ndarray] = field(default_factory=dict)

    def play(self, design: Design, attack: str, draws: Draws | None = None) -> Records:
        """The records of a design against an attack."""
        option = {option.id: option for option in self.scenario.attacks}[attack]
        return simulate(self.scenario, design, option, draws or self.draws).records

    def held(self, design: Design, attack: str, draws: Draws | None = None) -> np.ndarray:
        """Whether the line held in each draw; (law, held) columns are kept, whole records would not fit."""
        key = (design.model_dump_json(exclude={"source", "summary", "title"}), attack, id(draws or self.draws))
        if key not in self._held:
            records = self.play(design, attack, draws)
            self._held[key] = np.stack([records["law"], records["held"]])
        return self._held[key]


@pytest.fixture(scope="session")
def arena_of() -> Callable[[str, int, int], Arena]:
    """The arena of a scenario, a number of draws and a seed."""
    kept: dict[tuple[str, int, int], Arena] = {}

    def arena(name: str, count: int, seed: int) -> Arena:
        if (name, count, seed) not in kept:
            scenario = read_scenario(name)
            draws = sample(scenario, scenario_register(scenario_folder(name)), count, seed)
            kept[name, count, seed] = Arena(scenario, draws)
        return kept[name, count, seed]

    return arena
