"""The worlds of a study as a matrix: what was drawn is kept, also in a folder."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.draws.described import described
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.study.compare import compare, open_study
from casus.study.factors import ON_THE_WAY, factors_of, factors_of_draws, on_the_way


@pytest.fixture(scope="module")
def study():
    return compare("tutorial", designs=["tripwire"], attacks=["full"], draws=30, lenses=False)


def test_a_study_keeps_the_worlds_that_were_drawn(study):
    scenario, register = read_scenario("tutorial"), scenario_register(scenario_folder("tutorial"))
    drawn, kept = (
        factors_of_draws(sample(scenario, register, 30), described(scenario, register)),
        factors_of(study.handoff),
    )
    assert kept.columns == drawn.columns
    assert np.array_equal(kept.values, drawn.values)


def test_what_is_the_same_in_all_worlds_is_no_factor(study):
    assert (np.ptp(factors_of(study.handoff).values, axis=0) > 0).all()


def test_a_folder_keeps_them_too(study, tmp_path):
    again = open_study(study.save(tmp_path / "study"))
    one, other = factors_of(study.handoff), factors_of(again.handoff)
    assert one.columns == other.columns
    assert np.array_equal(one.values, other.values)


def test_what_happened_on_the_way_stands_beside_what_was_drawn(study):
    drawn, way = factors_of(study.handoff), on_the_way(study.handoff, "tripwire", "full")
    both = drawn.beside(way)
    assert both.names == drawn.names + way.names
    assert {name.removeprefix("course.") for name in way.names} <= set(ON_THE_WAY)
    assert len(both.take(slice(0, 7))) == 7
    assert both.only([1, 0]).names == (both.names[1], both.names[0])
