"""Narrowed records: the numbers that a dataset keeps, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.campaign.arrays import OUTCOME, OUTCOME_SCALARS
from casus.flow.handoffs import Campaigns
from casus.flow.outcome.narrow import narrowed, tails_of
from casus.flow.scenario.read import read_scenario


@pytest.fixture
def wide() -> Campaigns:
    records = np.zeros(5, OUTCOME)
    chance = np.random.default_rng(1)
    for name in OUTCOME.names or ():
        records[name] = chance.random(records[name].shape)
    return Campaigns("memorandum", "full", records)


def test_keeps_single_numbers_as_they_are_and_cuts_the_others(wide):
    tails = tails_of(read_scenario("tutorial"))
    narrow = narrowed(wide, tails)
    assert {*(narrow.records.dtype.names or ())} == {*OUTCOME_SCALARS, *tails}
    for name in OUTCOME_SCALARS:
        assert narrow.records[name].tobytes() == wide.records[name].tobytes()
    for name, tail in tails.items():
        cut = wide.records[name][(slice(None), *(slice(0, size) for size in tail.values()))]
        assert narrow.records[name].tobytes() == cut.astype(np.float32).tobytes()
    assert narrow.records.itemsize < wide.records.itemsize


def test_narrows_once(wide):
    tails = tails_of(read_scenario("tutorial"))
    once = narrowed(wide, tails)
    assert narrowed(once, tails) is once
    assert (once.design, once.attack) == (wide.design, wide.attack)
