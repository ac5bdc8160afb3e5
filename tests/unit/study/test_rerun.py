"""A rerun gives what `compare` gives, bit for bit, and plays nothing twice."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from casus.flow.metrics.answers import answer
from casus.flow.metrics.measure import measured
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.study import rerun as module
from casus.study.compare import compare
from casus.study.rerun import Rerun, with_buildup
from casus.study.vary.levers import with_stock
from casus.study.vary.parts import with_pact, with_posture, with_settlement

DRAWS = 20


@pytest.fixture(scope="module")
def scenario():
    return read_scenario("tutorial")


@pytest.fixture
def rerun(scenario) -> Rerun:
    return Rerun(scenario, scenario_register(Path(scenario.folder)), DRAWS, seed=5)


def test_outcomes_are_those_of_a_comparison(rerun, scenario):
    rerun.outcomes(scenario.designs[2:], scenario.attacks[:1], scenario.setup.baseline)  # so that some are kept
    found = rerun.outcomes(scenario.designs, scenario.attacks, scenario.setup.baseline)
    again = compare(scenario, draws=DRAWS, seed=5, lenses=False).outcomes
    assert found is not None
    xr.testing.assert_identical(found.data, again)


def test_answers_are_those_of_the_outcomes_whatever_was_kept(rerun, scenario):
    """Only what changed is measured; every answer is what all of the outcomes measured anew would say."""
    designs = list(scenario.designs[:3])
    moved = [(with_stock(designs[1], 77.0), "pinned"), (with_posture(designs[1], works={}), designs[1].id)]
    designs[0] = designs[0].model_copy(update={"id": "pinned"})
    for attacks in (scenario.attacks[:1], scenario.attacks[:2]):
        for designs[1], baseline in moved:
            found = rerun.answers(designs, attacks, baseline)
            whole = answer(rerun.outcomes(designs, attacks, baseline))
            assert repr(found) == repr(whole)
            assert list(found.answers) == list(whole.answers)


def test_only_what_changed_is_measured(rerun, scenario, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "measured", lambda data: asked.append(1) or measured(data))
    designs = list(scenario.designs[:3])
    rerun.answers(designs, scenario.attacks, designs[0].id)
    designs[1] = with_stock(designs[1], 77.0)
    rerun.answers(designs, scenario.attacks[:1], designs[0].id)
    rerun.answers(designs, scenario.attacks, designs[0].id)
    assert len(asked) == 4 * len(scenario.attacks)


def test_lenses_are_those_of_a_comparison_whatever_was_kept(rerun, scenario):
    whole = compare(scenario, draws=DRAWS, seed=5).deterrence
    for designs in (scenario.designs[1:2], scenario.designs[1:3], scenario.designs):
        found = rerun.deterrence(designs, scenario.attacks)
        assert repr(found.lenses) == repr({design.id: whole.lenses[design.id] for design in designs})
        assert repr((found.aims_value_meur, found.aims_paid_meur)) == repr(
            (whole.aims_value_meur, whole.aims_paid_meur)
        )
    played = rerun.played
    renamed = scenario.designs[1].model_copy(update={"id": "renamed"})
    again = rerun.deterrence([renamed], scenario.attacks)
    assert rerun.played == played
    assert again.lenses["renamed"].design == "renamed"
    assert again.lenses["renamed"].price_meur == found.lenses[scenario.designs[1].id].price_meur


CHANGES = {
    "pact": lambda design, attack: (with_pact(design, "parties", guarantors=("elmere",), lead=None), attack),
    "stocks": lambda design, attack: (with_stock(design, 1.0), attack),
    "works": lambda design, attack: (with_posture(design, works={}), attack),
    "settlement": lambda design, attack: (with_settlement(design, sanctions="kept"), attack),
    "scale": lambda design, attack: (design, attack.model_copy(update={"intensity": 0.8})),
    "axes": lambda design, attack: (design, attack.model_copy(update={"axes": {"central": 1.0}})),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_kept_is_not_taken_for_what_it_has_become(rerun, scenario, change):
    """Under the same names: whatever changes in a design or in an attack, nothing stale is served."""

    def said(of: Rerun, design, attack):
        return of.outcomes([design], [attack], design.id).data, repr(of.deterrence([design], [attack]))

    design, attack = scenario.design("forward-defence"), scenario.attacks[-1]
    _, before = said(rerun, design, attack)
    outcomes, lenses = said(rerun, *change(design, attack))
    fresh = said(Rerun(scenario, rerun.register, DRAWS, seed=5), *change(design, attack))
    xr.testing.assert_identical(outcomes, fresh[0])
    assert lenses == fresh[1]
    assert lenses != before


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


def test_what_was_not_used_for_longest_is_forgotten_first(scenario, monkeypatch):
    monkeypatch.setattr(module, "MOST_KEPT", 2)
    rerun = Rerun(scenario, scenario_register(Path(scenario.folder)), DRAWS, seed=5)
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
