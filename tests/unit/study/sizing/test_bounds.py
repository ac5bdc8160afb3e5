"""Bounds on a probability: exact, and kinder nowhere than they say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import binom

from casus.flow.metrics.measure import Share
from casus.study.sizing.bounds import lower_bound, upper_bound, worlds_needed

ERROR = 0.05
CASES = [(worlds, p) for worlds in (1, 20, 500) for p in (0.02, 0.1, 0.5, 0.9, 0.98)]


@pytest.mark.parametrize(("worlds", "p"), CASES)
def test_the_true_probability_lies_below_the_bound_no_oftener_than_stated(worlds, p):
    chances = binom.pmf(np.arange(worlds + 1), worlds, p)
    over = sum(chance for held, chance in enumerate(chances) if lower_bound(held, worlds, ERROR) > p)
    under = sum(chance for held, chance in enumerate(chances) if upper_bound(held, worlds, ERROR) < p)
    assert max(over, under) <= ERROR + 1e-12


@pytest.mark.parametrize(("p", "too_high"), [(0.026, 0.067), (0.957, 0.055)])
def test_wilson_s_bound_would_be_too_kind(p, too_high):
    """As the docstring says: oftener too high than the 5 % that are stated."""
    z, worlds = 1.644854, 500

    def wilson(held):
        share, z2 = held / worlds, z**2 / worlds
        half = z / (1 + z2) * math.sqrt(share * (1 - share) / worlds + z2 / (4 * worlds))
        return (share + z2 / 2) / (1 + z2) - half

    over = sum(binom.pmf(held, worlds, p) for held in range(worlds + 1) if wilson(held) > p)
    assert over == pytest.approx(too_high, abs=5e-4)


def test_nothing_held_and_everything_held_have_bounds():
    assert lower_bound(0, 100, ERROR) == 0.0
    assert upper_bound(100, 100, ERROR) == 1.0
    assert lower_bound(100, 100, ERROR) == pytest.approx(ERROR ** (1 / 100))


@pytest.mark.parametrize("target", [0.5, 0.9, 0.999])
def test_worlds_needed_are_just_enough(target):
    needed = worlds_needed(target, ERROR)
    assert lower_bound(needed, needed, ERROR) >= target
    assert needed == 1 or lower_bound(needed - 1, needed - 1, ERROR) < target


def test_the_band_of_a_share_is_near_the_exact_one():
    low, high = Share(0.7, 0.0, 2000).interval
    assert low == pytest.approx(lower_bound(1400, 2000, 0.025), abs=2e-3)
    assert high == pytest.approx(upper_bound(1400, 2000, 0.025), abs=2e-3)
