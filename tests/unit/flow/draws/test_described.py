"""What is drawn says what it is; and worlds are made of uniform numbers that can be exchanged."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.draws.described import CHANCE, described
from casus.flow.draws.sample import chance_names, sample, worlds_of
from casus.flow.draws.streams import uniforms
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

SCENARIOS = ("ukraine", "baltics-2016", "tutorial")


@pytest.fixture(scope="module", params=SCENARIOS)
def read(request):
    return read_scenario(request.param), scenario_register(scenario_folder(request.param))


def test_every_column_is_described_once_and_in_order(read):
    columns = described(*read)
    assert [column.name for column in columns] == chance_names(read[0]) == list(sample(*read, 3).columns)
    assert len({column.name for column in columns}) == len(columns)


def test_a_description_is_a_phrase_with_a_unit_and_the_grade_of_its_evidence(read):
    _, register = read
    for column in described(*read):
        assert len(column.what) >= 8
        assert "None" not in column.what
        assert column.unit
        if column.evidence:
            entry = register.entry(column.evidence)
            assert (column.grade, column.status) == (entry.grade, entry.status)
        else:
            assert column.grade in {"C", CHANCE}


def test_one_entry_that_several_nations_share_says_whose_it_is():
    scenario = read_scenario("ukraine")
    columns = described(scenario, scenario_register(scenario_folder("ukraine")))
    phrases = [column.what for column in columns if column.name.endswith(".stealth_share")]
    assert len(set(phrases)) == len(phrases) > 1


def test_a_choice_has_as_many_words_as_it_has_codes(read):
    worlds = sample(*read, 400)
    choices = [column for column in described(*read) if column.words]
    assert choices
    for column in choices:
        codes = worlds.columns[column.name]
        assert set(codes) <= set(range(len(column.words)))


def test_worlds_are_those_of_their_uniform_numbers(read):
    scenario, register = read
    chance = uniforms("monte-carlo", 7, chance_names(scenario), 12)
    made, drawn = worlds_of(scenario, register, chance, np.arange(12), 7, "monte-carlo"), sample(*read, 12, seed=7)
    assert all(np.array_equal(made.columns[name], column) for name, column in drawn.columns.items())


def test_exchanging_one_uniform_number_changes_that_quantity_alone(read):
    scenario, register = read
    names = chance_names(scenario)
    one, other = (uniforms("monte-carlo", seed, names, 12) for seed in (7, 8))
    name = "ground_works_fortified" if "ground_works_fortified" in names else "protected.aircraft"
    mixed = worlds_of(scenario, register, {**one, name: other[name]}, np.arange(12), 7, "monte-carlo")
    plain = worlds_of(scenario, register, one, np.arange(12), 7, "monte-carlo")
    changed = {key for key, column in mixed.columns.items() if not np.array_equal(column, plain.columns[key])}
    assert changed == {name}
