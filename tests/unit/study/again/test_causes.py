"""The likely cause follows what differs between two places: code before libraries and processors, unless only last bits moved."""

from __future__ import annotations

import pytest

from casus.flow.outcome.environment import environment
from casus.study.again.causes import WORDS, elsewhere, likely_cause

HERE = {"version": "1", "device": "cpu", "kernel": "a", "numpy": "2.4", "cpu": "znver3"}


def test_every_part_of_the_environment_has_words():
    assert set(environment()) <= set(WORDS)
    assert all(isinstance(value, str) for value in environment().values())


def test_the_same_environment_differs_in_nothing():
    assert elsewhere(HERE, dict(HERE)) == {}
    assert elsewhere(HERE, {**HERE, "cpu": "haswell"}) == {"cpu": ("znver3", "haswell")}
    assert elsewhere({"cpu": "znver3"}, {}) == {"cpu": ("znver3", "unknown")}


@pytest.mark.parametrize(
    ("changed", "last_bits", "says"),
    [
        ({"kernel": "b", "cpu": "haswell"}, False, "not the code of the kernel that"),
        ({"kernel": "b", "cpu": "haswell"}, True, "not the processor that"),
        ({"numpy": "3", "cpu": "haswell"}, False, "not the numpy and processor that"),
        ({"device": "cuda NVIDIA H200", "cpu": "haswell"}, True, "another device (cpu then, cuda NVIDIA H200 now)"),
        ({"device": "cuda NVIDIA H200"}, False, "turns a campaign"),
        ({"kernel": "b"}, True, "another order"),
        ({}, True, "No cause is known"),
    ],
)
def test_the_cause_is_named(changed, last_bits, says):
    assert says in likely_cause(elsewhere(HERE, HERE | changed), last_bits)
