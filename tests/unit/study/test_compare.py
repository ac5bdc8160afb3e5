"""The main job on the tutorial scenario: the same worlds for all, safe interruption, refusals in words."""

from __future__ import annotations

import numpy as np
import pytest

import casus
from casus.foundation.errors import InputError

DRAWS = 40


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", draws=DRAWS, seed=3)


def test_table_has_a_row_for_every_design_and_attack(study):
    data = study.outcomes
    table = study.table()
    assert len(table) == data.sizes["design"] * data.sizes["attack"] > 0
    assert table["p_held"].between(0, 1).all()


def test_every_variable_has_unit_and_name(study):
    assert study.outcomes.data_vars
    for name, variable in study.outcomes.data_vars.items():
        assert variable.attrs["units"], name
        assert variable.attrs["long_name"], name


def test_outcomes_say_where_they_come_from(study):
    attributes = study.outcomes.attrs
    for name in ("version", "seed", "scenario", "scenario_digest", "evidence_digest", "draws", "sampling"):
        assert name in attributes
    assert attributes["seed"] == 3
    assert attributes["complete"] == 1


def test_every_design_meets_the_same_worlds(study):
    warnings = study.outcomes["warning_days"]
    for design in study.outcomes["design"]:
        np.testing.assert_array_equal(warnings.sel(design=design), warnings.isel(design=0))


def test_the_same_seed_gives_the_same_study_and_another_seed_another(study):
    again = casus.compare("tutorial", draws=DRAWS, seed=3)
    other = casus.compare("tutorial", draws=DRAWS, seed=4, lenses=False)
    assert study.outcomes.equals(again.outcomes)
    assert not study.outcomes["area_km2"].equals(other.outcomes["area_km2"])


def test_choosing_designs_changes_no_outcome(study):
    one = casus.compare("tutorial", designs=["tripwire"], attacks=["full"], draws=DRAWS, seed=3)
    chosen = study.outcomes["max_depth_km"].sel(design="tripwire", attack="full")
    np.testing.assert_array_equal(one.outcomes["max_depth_km"].values[0, 0], chosen)


def test_interruption_keeps_what_is_finished_and_says_partial(tmp_path):
    played = []

    def stop_after_three(design, attack):
        played.append((design.id, attack.id))
        if len(played) == 3:
            raise KeyboardInterrupt

    partial = casus.compare("tutorial", draws=DRAWS, progress=stop_after_three)
    assert not partial.complete
    held = partial.outcomes["held"]
    assert int(held.notnull().all("draw").sum()) == 3
    assert int(held.isnull().all("draw").sum()) == held.shape[0] * held.shape[1] - 3
    assert partial.answers.as_json()["complete"] is False
    partial.save(tmp_path / "s")
    assert not casus.open_study(tmp_path / "s").complete


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"scenario": "ukrain"}, "unknown scenario 'ukrain'"),
        ({"designs": ["tripwre"]}, "did you mean 'tripwire'?"),
        ({"attacks": ["ful"]}, "did you mean 'full'?"),
        ({"designs": []}, "unknown design ''"),
        ({"draws": 0}, "draws is 0; here it must be 1 to 62,500"),
        (
            {"draws": 62_501},
            "draws is 62,501; here it must be 1 to 62,500\n    hint: casus.streaming.stream plays more, in a folder",
        ),
        ({"seed": -1}, "seed is -1; it cannot be negative"),
        ({"sampling": "halton"}, "unknown sampling 'halton'"),
    ],
)
def test_bad_settings_are_refused_in_words(arguments, says):
    with pytest.raises(InputError) as caught:
        casus.compare(**{"scenario": "tutorial", "draws": 5, **arguments})
    assert says in str(caught.value)
