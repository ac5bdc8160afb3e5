"""What a study keeps of its campaigns: the numbers of a dataset, in their place, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.campaign.arrays import OUTCOME, OUTCOME_SCALARS
from casus.flow.handoffs import Campaigns
from casus.flow.outcome.narrow import narrowed, put, room_for, side_by_side, tails_of
from casus.flow.scenario.read import read_scenario


@pytest.fixture
def wide() -> Campaigns:
    records = np.zeros(5, OUTCOME)
    chance = np.random.default_rng(1)
    for name in OUTCOME.names or ():
        records[name] = chance.random(records[name].shape)
    return Campaigns("memorandum", "full", records)


def test_keeps_single_numbers_as_they_are_and_cuts_the_others(wide):
    scenario = read_scenario("tutorial")
    kept = room_for(scenario, 2, 3, 5)
    put(wide, kept, 1, 2)
    assert {*kept} == {*OUTCOME_SCALARS, *tails_of(scenario)}
    for name in OUTCOME_SCALARS:
        assert kept[name][1, 2].tobytes() == wide.records[name].tobytes()
    for name, tail in tails_of(scenario).items():
        cut = wide.records[name][(slice(None), *(slice(0, size) for size in tail.values()))]
        assert kept[name][1, 2].tobytes() == cut.astype(np.float32).tobytes()


def test_narrowed_campaigns_are_smaller_and_keep_the_same(wide):
    scenario = read_scenario("tutorial")
    narrow = narrowed(scenario, wide)
    assert sum(array.nbytes for array in narrow.values()) < wide.records.nbytes
    together, kept = side_by_side([narrow, narrow], 2, 1), room_for(scenario, 2, 1, 5)
    for place in ((0, 0), (1, 0)):
        put(wide, kept, *place)
    assert {name: array.shape for name, array in together.items()} == {
        name: array.shape for name, array in kept.items()
    }
    assert {name: array.tobytes() for name, array in together.items()} == {
        name: array.tobytes() for name, array in kept.items()
    }
