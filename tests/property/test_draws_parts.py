"""A part of the draws is the same worlds as in the whole, bit for bit: so a study may be played in any pieces, anywhere."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from casus.flow.draws.sample import sample
from casus.flow.draws.shuffled import shuffled
from casus.flow.draws.streams import SAMPLINGS, Sampling, uniforms
from casus.flow.handoffs import Draws
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.foundation.factor import mixed

DRAWS = 67  # no multiple of a block of numbers or of a vector register
CUTS = st.lists(st.integers(0, DRAWS), max_size=5).map(lambda cuts: sorted({0, DRAWS, *cuts}))
SEEDS = st.integers(0, 2**63 - 1)


def drawn(name: str, sampling: Sampling, part: range | None) -> Draws:
    scenario = read_scenario(name)
    return sample(scenario, scenario_register(Path(scenario.folder)), DRAWS, 1, sampling, part)


@settings(max_examples=40)
@given(st.sampled_from(SAMPLINGS), SEEDS, CUTS)
def test_parts_of_a_stream_are_the_stream(sampling: Sampling, seed: int, cuts: list[int]) -> None:
    names = ["a", "b", "c"]
    parts = [uniforms(sampling, seed, names, DRAWS, range(*ends)) for ends in pairwise(cuts)]
    for name, numbers in uniforms(sampling, seed, names, DRAWS).items():
        assert np.concatenate([part[name] for part in parts]).tobytes() == numbers.tobytes()


@settings(max_examples=40)
@given(SEEDS, st.integers(0, 2**40))
def test_a_part_far_out_begins_where_the_one_before_ends(seed: int, start: int) -> None:
    both = uniforms("monte-carlo", seed, ["a"], 2**41, range(start, start + 9))["a"]
    last = uniforms("monte-carlo", seed, ["a"], 2**41, range(start + 4, start + 9))["a"]
    assert both[4:].tobytes() == last.tobytes()


@pytest.mark.parametrize("sampling", SAMPLINGS)
def test_parts_of_the_worlds_are_the_worlds(sampling: Sampling) -> None:
    """Of the scenario with the most quantities and correlations; a part of one world is the hardest."""
    parts = [drawn("ukraine", sampling, range(*ends)) for ends in pairwise((0, 1, 34, DRAWS - 1, DRAWS))]
    every = drawn("ukraine", sampling, None)
    assert np.concatenate([part.numbers for part in parts]).tolist() == list(range(DRAWS))
    for column, values in every.columns.items():
        assert np.concatenate([part.columns[column] for part in parts]).tobytes() == values.tobytes(), column


@settings(max_examples=20)
@given(st.integers(1, 13), st.integers(1, 40), st.integers(0, 2**32 - 1), st.data())
def test_tied_numbers_of_a_part_are_those_of_the_whole(k: int, worlds: int, seed: int, data: st.DataObject) -> None:
    dice = np.random.default_rng(seed)
    matrix, rows = dice.normal(size=(k, k)), dice.normal(size=(k, worlds))
    cut = data.draw(st.integers(0, worlds))
    apart = np.concatenate([mixed(matrix, rows[:, :cut]), mixed(matrix, rows[:, cut:])], axis=1)
    assert apart.tobytes() == mixed(matrix, rows).tobytes()


@given(SEEDS, st.integers(1, 300))
def test_an_order_has_every_number_once(key: int, count: int) -> None:
    assert sorted(shuffled(key, count, range(count)).tolist()) == list(range(count))


def test_orders_are_random() -> None:
    """Of four, each of the 24 orders comes as often as another; of many, neighbours have nothing to do with each other."""
    times = Counter(tuple(shuffled(key, 4, range(4)).tolist()) for key in range(4800))
    assert len(times) == 24
    assert chisquare(list(times.values())).pvalue > 0.001
    order = shuffled(1, 10_000, range(10_000)).astype(np.float64)
    for others in (order[1:], np.arange(9_999.0), shuffled(2, 10_000, range(9_999)).astype(np.float64)):
        assert abs(np.corrcoef(order[: len(others)], others)[0, 1]) < 0.04  # four standard errors


def test_a_part_of_a_long_latin_hypercube_is_made_without_the_whole() -> None:
    start = 999_999_990
    drawn = uniforms("latin-hypercube", 1, ["a"], 10**9, range(start, 10**9))["a"]
    assert len(set(np.floor(drawn * 10**9))) == 10
    assert drawn[5:].tobytes() == uniforms("latin-hypercube", 1, ["a"], 10**9, range(start + 5, 10**9))["a"].tobytes()
