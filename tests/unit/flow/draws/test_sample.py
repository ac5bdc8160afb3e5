"""Worlds are kept for whoever asks the same again, and for nobody else."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register


@pytest.fixture(scope="module")
def register():
    return scenario_register(scenario_folder("tutorial"))


def test_another_design_meets_the_worlds_that_were_drawn(register):
    scenario = read_scenario("tutorial")
    varied = scenario.model_copy(update={"designs": scenario.designs[:1]})
    assert sample(varied, register, 20) is sample(scenario, register, 20)


def test_another_quantity_seed_or_number_of_draws_makes_other_worlds(register):
    scenario = read_scenario("tutorial")
    name, known = next(item for item in scenario.parameters.items() if item[1].evidence)
    changed = known.model_copy(update={"evidence": None, "value": 0.5, "unit": "1", "status": "judgement"})
    varied = scenario.model_copy(update={"parameters": {**scenario.parameters, name: changed}})
    before = sample(scenario, register, 20)
    assert not np.array_equal(sample(varied, register, 20).columns[name], before.columns[name])
    assert not np.array_equal(sample(scenario, register, 20, seed=2).columns[name], before.columns[name])
    assert len(sample(scenario, register, 21)) == 21


def test_kept_worlds_cannot_be_written_to(register):
    worlds = sample(read_scenario("tutorial"), register, 20)
    for column in worlds.columns.values():
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 1.0
