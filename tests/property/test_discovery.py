"""Scenario discovery: a planted box is found, noise yields none, and what cannot matter does not."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.draws.described import Described
from casus.study.discovery.discover import BOX_P, discover
from casus.study.discovery.prim import prim
from casus.study.factors import Factors

WORLDS, FACTORS = 600, 5


def columns(count, words=()):
    return tuple(
        Described(f"x{place}", f"x{place}", "1", "C", "judgement", "", words if place == 2 else ())
        for place in range(count)
    )


@cache
def planted(seed):
    """Factors and a result: a corner of the first and fourth, or two alternatives of the third, with errors."""
    rng = np.random.default_rng(seed)
    x = rng.random((WORLDS, FACTORS))
    x[:, 2] = rng.integers(0, 4, WORLDS)
    edge, place = rng.uniform(0.4, 0.7), 3 if seed % 2 else 2
    inside = (x[:, 0] > edge) & ((x[:, 3] < 0.5) if place == 3 else np.isin(x[:, 2], [1, 3]))
    y = (inside ^ (rng.random(WORLDS) < 0.05)).astype(float)
    return Factors(x, columns(FACTORS, ("a", "b", "c", "d"))), y, inside, {"x0", f"x{place}"}


def limited(box):
    return {condition.column.name for condition in box.conditions}


SEEDS = st.integers(0, 200)


@settings(max_examples=6)
@given(SEEDS)
def test_a_planted_box_is_found_and_its_numbers_agree_with_each_other(seed):
    factors, y, inside, names = planted(seed)
    found = discover(factors, y)
    box = found.boxes[0]
    assert limited(box) == names
    assert (box.inside(factors) & inside).sum() > 0.7 * (box.inside(factors) | inside).sum()
    for one in found.boxes:
        assert one.density > one.base_share
        assert all(0.0 <= share <= 1.0 for share in (one.mass, one.density, one.coverage, one.base_share))
        assert one.mass * one.density == pytest.approx(one.coverage * one.base_share, abs=1e-12)
        assert all(condition.quasi_p <= 1.0 for condition in one.conditions)
    assert found.coverage >= box.coverage - 1e-12


@settings(max_examples=4)
@given(SEEDS, st.sampled_from([np.exp, np.cbrt, lambda x: -5.0 + x**3]))
def test_the_scale_of_a_factor_does_not_matter(seed, scale):
    factors, y, _, _ = planted(seed)
    values = factors.values.copy()
    values[:, 0], values[:, 3] = scale(values[:, 0]), scale(values[:, 3])
    other = Factors(values, factors.columns)
    mine, theirs = discover(factors, y).boxes, discover(other, y).boxes
    assert len(mine) == len(theirs) > 0
    for one, two in zip(mine, theirs, strict=True):
        assert np.array_equal(one.inside(factors), two.inside(other))


@settings(max_examples=4)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_worlds_and_factors_does_not_matter(seed, random):
    factors, y, _, _ = planted(seed)
    worlds, places = list(range(WORLDS)), list(range(FACTORS))
    random.shuffle(worlds)
    random.shuffle(places)
    shuffled = discover(factors.take(np.array(worlds)).only(places), y[worlds], numbers=np.array(worlds))
    assert discover(factors, y).boxes == shuffled.boxes


@settings(max_examples=4)
@given(SEEDS)
def test_an_inert_factor_takes_no_strong_box_away(seed):
    factors, y, inside, names = planted(seed)
    idle = np.random.default_rng(seed + 1000).random((WORLDS, 3))
    named = tuple(Described(f"idle{n}", "idle", "1", "C", "judgement", "") for n in range(3))
    box = discover(factors.beside(Factors(idle, named)), y).boxes[0]
    assert names <= limited(box)
    assert (box.inside(factors.beside(Factors(idle, named))) & inside).sum() > 0.6 * inside.sum()


def test_noise_yields_no_box():
    seeds = 20
    boxes = 0
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        x, y = rng.random((200, 40)), (rng.random(200) < 0.4).astype(float)
        boxes += bool(discover(Factors(x, columns(40)), y).boxes)
    assert boxes <= 1  # at BOX_P in each, more would come by chance once in 40 times
    assert BOX_P <= 0.01


@settings(max_examples=6)
@given(SEEDS)
def test_the_way_grows_denser_and_never_below_its_least_mass(seed):
    factors, y, _, _ = planted(seed)
    steps = prim(factors.values, y, (2,))
    masses = [step.mass for step in steps]
    assert steps[0].coverage == 1.0
    assert min(masses) >= 0.05
    assert all(after.density >= before.density for before, after in zip(steps, steps[1:], strict=False))
    assert [step.mass for step in steps] == [step.region.inside(factors.values).mean() for step in steps]
