"""A study is the ranges of its draws put together: the same bits however it was cut, and wherever a range was played."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from casus.flow.pipeline import conclude
from casus.flow.ranges import Asked, PlayedRange, play_range
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.strategy import courses

DRAWS = 12
KEPT = 7
"""Worlds in which every word is kept: the second of the ranges below has some, the third has none."""


@cache
def asked() -> Asked:
    scenario = read_scenario("tutorial")
    designs = tuple(scenario.design(id) for id in ("memorandum", "tripwire"))
    register = scenario_register(Path(scenario.folder))
    return Asked(scenario, register, designs, scenario.attacks[-2:], DRAWS, 3, "monte-carlo", lenses=True)


def test_a_study_in_ranges_is_the_study_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courses, "KEPT_DRAWS", KEPT)
    one = conclude(asked(), [play_range(asked(), range(DRAWS))], "v").data
    parts = [play_range(asked(), range(*ends)) for ends in pairwise((0, 6, 8, DRAWS))]
    many = conclude(asked(), parts, "v").data
    assert "price_meur" in one
    xr.testing.assert_identical(one, many)
    assert {name: value.values.tobytes() for name, value in one.items()} == {
        name: value.values.tobytes() for name, value in many.items()
    }


def test_outcomes_are_told_of_before_the_lenses_look() -> None:
    told: list[xr.Dataset] = []
    study = conclude(asked(), [play_range(asked(), range(5))], "v", lambda outcomes: told.append(outcomes.data))
    assert "price_meur" not in told[0]
    xr.testing.assert_identical(study.data[[*told[0].data_vars]], told[0])


def test_a_range_can_be_asked_for_and_answered_elsewhere() -> None:
    sent: Asked = pickle.loads(pickle.dumps(asked()))
    back: PlayedRange = pickle.loads(pickle.dumps(play_range(sent, range(2, 5))))
    here = play_range(asked(), range(2, 5))
    assert back.worlds.numbers.tolist() == [2, 3, 4]
    there, own = ({name: array.tobytes() for name, array in one.kept.items()} for one in (back, here))
    assert there == own
    assert back.courses.keys() == here.courses.keys()


def test_a_design_and_attack_counts_where_it_was_finished_in_every_range() -> None:
    def stop(design: Design, attack: AttackOption) -> None:
        raise KeyboardInterrupt

    parts = [play_range(asked(), range(5)), play_range(asked(), range(5, DRAWS), stop)]
    study = conclude(asked(), parts, "v")
    assert not study.complete
    held = study.data["held"].notnull()
    assert held.all("draw").values.tolist() == held.any("draw").values.tolist() == [[True, False], [False, False]]


def test_all_that_is_kept_of_what_was_not_finished_is_missing() -> None:
    def stop(design: Design, attack: AttackOption) -> None:
        raise KeyboardInterrupt

    played = play_range(asked(), range(5), stop)
    assert (played.finished, played.interrupted) == (1, True)
    flat = {name: array.reshape(-1, *array.shape[2:]) for name, array in played.kept.items()}
    assert all(np.isnan(array[1:]).all() for array in flat.values())
    assert not np.isnan(flat["held"][0]).any()


def test_an_interruption_before_the_first_campaign_goes_on_upwards(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> Iterator[None]:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr("casus.flow.ranges.simulate_each", stopped)
    with pytest.raises(KeyboardInterrupt):
        play_range(asked(), range(DRAWS))
