"""A study depends on its question and its seed, and on nothing else: not on company or pieces."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import casus
from casus.evidence.register import read_register
from casus.flow.draws.sample import sample
from casus.flow.draws.streams import Sampling
from casus.flow.scenario.read import read_scenario
from casus.study.again.bits import alike, bit_differences

DRAWS, SEED = 24, 6
GAMES = {"challenge", "stand", "war", "typical", "quantal", "game"}
"""First words of what the solver of games makes, which solves the games of a study together."""


@pytest.fixture(scope="module")
def whole() -> xr.Dataset:
    return casus.compare("tutorial", draws=DRAWS, seed=SEED).outcomes


def different(kept: xr.Dataset, again: xr.Dataset) -> list[tuple[str, str | None, int]]:
    """Variables that differ where both have them, with the design and how far beyond their last bits."""
    first, second, _ = alike(kept, again)
    assert first["held"].size > 0
    return [(one.variable, one.design, one.beyond) for one in bit_differences(first, second)]


def test_designs_and_attacks_do_not_hear_of_each_other(whole):
    """Their games may, in the last bits: they are solved in one batch of linear algebra."""
    some = casus.compare("tutorial", ["tripwire", "memorandum"], ["grey", "full"], draws=DRAWS, seed=SEED).outcomes
    moved = different(whole, some)
    assert {name.split("_")[0] for name, _, _ in moved} <= GAMES
    assert not any(beyond for _, _, beyond in moved)


def test_lenses_change_no_campaign(whole):
    without = casus.compare("tutorial", ["tripwire", "consult-24h"], draws=DRAWS, seed=SEED, lenses=False).outcomes
    assert different(whole, without) == []
    assert "price_meur" not in without


@pytest.mark.parametrize("sampling", ["monte-carlo", "sobol"])
@pytest.mark.parametrize("name", ["tutorial", "ukraine"])
def test_a_world_is_the_same_however_many_are_drawn_beside_it(name: str, sampling: Sampling) -> None:
    """Bit for bit, through the posterior and the correlations that tie numbers to each other."""
    scenario, register = read_scenario(name), read_register()
    many = sample(scenario, register, 50, SEED, sampling)
    for draws in (1, 2, 3, 5, 33):
        few = sample(scenario, register, draws, SEED, sampling)
        moved = [n for n, column in few.columns.items() if column.tobytes() != many.columns[n][:draws].tobytes()]
        assert few.columns
        assert moved == []


def test_first_draws_of_a_study_are_those_of_a_shorter_one(whole):
    short = casus.compare("tutorial", ["tripwire"], ["full"], draws=7, seed=SEED, lenses=False).outcomes
    by_world = [name for name, variable in short.data_vars.items() if "draw" in variable.dims]
    assert len(by_world) > 50
    assert different(whole[by_world].isel(draw=slice(7)), short[by_world]) == []


def test_another_seed_is_another_study(whole):
    """So that the tests above compare something that could differ."""
    other = casus.compare("tutorial", ["tripwire"], ["full"], draws=DRAWS, seed=SEED + 1, lenses=False).outcomes
    assert {"area_km2", "drawn", "cost_meur_year"} <= {name for name, _, _ in different(whole, other)}
    assert not np.array_equal(other["drawn"], whole["drawn"])
