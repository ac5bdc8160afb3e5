"""The small campaign of the benchmark is the same one in plain Python, in Casus's way and in NumPy, and is one worth playing."""

from __future__ import annotations

import numpy as np
import pytest
from peers import ours, over_draws, plain, race
from peers.draws import sample

DRAWS = sample(60, seed=7)


@pytest.fixture(scope="module")
def outcomes():
    return np.array(plain.play_all(DRAWS))


def test_casus_and_numpy_play_the_campaign_of_plain_python(outcomes):
    """Both in one test, so that one worker compiles."""
    order = np.random.default_rng(1).permutation(len(DRAWS))
    for implementation in (ours, over_draws):
        played = implementation.play_all(DRAWS)
        np.testing.assert_allclose(played, outcomes, rtol=race.TOLERANCE, atol=race.TOLERANCE)
        np.testing.assert_array_equal(implementation.play_all(DRAWS[order]), played[order])


def test_the_race_starts_for_nobody_who_plays_another_campaign(monkeypatch):
    monkeypatch.setattr(race, "CHECKED_DRAWS", 10)

    def cheat(draws):
        played = over_draws.play_all(draws)
        played[3, 2] += 1e-6
        return played

    with pytest.raises(SystemExit, match=r"cheat does not play the campaign of plain.py: deepest_km of draw 3 is .*"):
        race.runs_per_second("cheat", cheat, 10)


def test_draws_take_every_branch(outcomes):
    held, broken_day, deepest_km = outcomes[:, 0], outcomes[:, 1], outcomes[:, 2]
    assert set(DRAWS[:, 0]) == {plain.BRACKEN, plain.DUPUY, plain.EPSTEIN}
    for law in set(DRAWS[:, 0]):
        assert 0.0 < held[DRAWS[:, 0] == law].mean() < 1.0
    assert ((broken_day < plain.STEPS * plain.STEP_DAYS) == (held == 0.0)).all()
    assert (deepest_km == plain.END_KM).any()
    assert np.isin(deepest_km, plain.RIVER_KM).any()


def test_more_defenders_hold_no_less(outcomes):
    more = DRAWS.copy()
    more[:, plain.Draw._fields.index("defenders")] *= 1.5
    stronger = over_draws.play_all(more)
    assert (stronger[:, 0] >= outcomes[:, 0]).all()
    assert stronger[:, 3].sum() < outcomes[:, 3].sum()
