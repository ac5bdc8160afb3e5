"""A rerun gives what `compare` gives, bit for bit, and plays nothing twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from casus.flow.scenario.read import read_scenario, scenario_register
from casus.study import rerun as module
from casus.study.compare import compare
from casus.study.rerun import Rerun, with_buildup
from casus.study.vary.levers import with_stock

DRAWS = 20


@pytest.fixture(scope="module")
def scenario():
    return read_scenario("tutorial")


@pytest.fixture
def rerun(scenario) -> Rerun:
    return Rerun(scenario, scenario_register(Path(scenario.folder)), DRAWS, seed=5)


def test_outcomes_and_lenses_are_those_of_a_comparison(rerun, scenario):
    rerun.outcomes(scenario.designs[2:], scenario.attacks[:1], scenario.setup.baseline)  # so that some are kept
    found = rerun.outcomes(scenario.designs, scenario.attacks, scenario.setup.baseline, lenses=True)
    again = compare(scenario, draws=DRAWS, seed=5).outcomes
    assert found is not None
    xr.testing.assert_identical(found.data, again)


def test_lenses_that_look_at_one_design_at_a_time_see_what_they_see_in_a_comparison(rerun, scenario):
    found = rerun.deterrence(scenario.designs[1:3], scenario.attacks)
    whole = compare(scenario, draws=DRAWS, seed=5).deterrence
    assert repr(found.lenses) == repr({design.id: whole.lenses[design.id] for design in scenario.designs[1:3]})
    assert found.aims_value_meur == whole.aims_value_meur
    played = rerun.played
    renamed = scenario.designs[1].model_copy(update={"id": "renamed"})
    again = rerun.deterrence([renamed], scenario.attacks)
    assert rerun.played == played
    assert again.lenses["renamed"].price_meur == found.lenses[scenario.designs[1].id].price_meur


def test_only_what_changed_is_played(rerun, scenario):
    designs = list(scenario.designs)
    rerun.outcomes(designs, scenario.attacks, scenario.setup.baseline)
    played = rerun.played
    assert played == len(designs) * len(scenario.attacks)
    rerun.outcomes(designs, scenario.attacks, scenario.setup.baseline)
    assert rerun.played == played
    renamed = designs[1].model_copy(update={"id": "another-name"})
    found = rerun.outcomes([*designs, renamed], scenario.attacks, scenario.setup.baseline)
    assert rerun.played == played
    assert found is not None
    assert np.array_equal(found.data["held"].sel(design="another-name"), found.data["held"].sel(design=designs[1].id))
    designs[1] = with_stock(designs[1], 77.0)
    rerun.outcomes(designs, scenario.attacks, scenario.setup.baseline)
    assert rerun.played == played + len(scenario.attacks)


def test_what_was_not_used_for_longest_is_forgotten_first(rerun, scenario, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    attack = scenario.attacks[:1]
    a, b, c = scenario.designs[:3]
    for designs, played in [([a, b], 2), ([a], 2), ([c], 3), ([a], 3), ([b], 4)]:
        rerun.outcomes(designs, attack, designs[0].id)
        assert rerun.played == played


def test_stopped_it_plays_no_more_and_says_nothing(rerun, scenario):
    asked = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 2

    assert rerun.outcomes(scenario.designs, scenario.attacks, scenario.setup.baseline, stopped=stopped) is None
    assert rerun.played == 2


def test_a_build_up_is_the_same_in_every_world_and_nothing_else_changes(rerun, scenario):
    changed = with_buildup(scenario, rerun.draws, 12.0)
    for name, column in rerun.draws.columns.items():
        if name.endswith(".buildup"):
            assert (changed.columns[name] == 12.0).all()
        else:
            assert np.array_equal(changed.columns[name], column)
    assert with_buildup(scenario, rerun.draws, None) is rerun.draws
