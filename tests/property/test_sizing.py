"""The search for a smallest force, on curves that are known: it finds them, and its confidence is what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.study.sizing.bounds import lower_bound
from casus.study.sizing.search import ERROR, LAST_ERROR, Judge, confirm, smallest_enough

STEP, MOST, WORLDS = 0.5, 32.0, 1000


def even(count):
    """Chances of worlds spread so evenly that every part of them has the curve's own share, but for one world."""
    return np.mod(0.5 + 0.6180339887498949 * np.arange(count), 1.0)


def judged(curve, target, chances):
    return Judge(lambda force, worlds: chances[:worlds] < curve(force), target, len(chances))


def forces():
    return np.arange(0.0, MOST + STEP / 2, STEP)


@given(threshold=st.floats(0.0, 40.0), target=st.floats(0.05, 0.95))
def test_a_sudden_threshold_is_found_to_the_step(threshold, target):
    found = smallest_enough(judged(lambda f: 1.0 if f >= threshold else 0.0, target, even(WORLDS)).enough, STEP, MOST)
    enough = [f for f in forces() if f >= threshold]
    assert found == (enough[0] if enough else None)


@given(start=st.floats(0.0, 0.9), slope=st.floats(0.0, 0.2), target=st.floats(0.1, 0.95))
def test_on_any_slope_the_search_finds_the_first_force_that_all_worlds_tell_from_the_target(start, slope, target):
    chances = even(WORLDS)

    def curve(force):
        return min(1.0, start + slope * force)

    def enough(force):
        return lower_bound(int((chances < curve(force)).sum()), WORLDS, LAST_ERROR) >= target

    first = next((f for f in forces() if enough(f)), None)
    assert smallest_enough(judged(curve, target, chances).enough, STEP, MOST) == first


@given(start=st.floats(0.0, 0.9), slope=st.floats(0.0, 0.2), target=st.floats(0.1, 0.95))
def test_what_the_search_finds_lies_above_the_force_that_is_too_few(start, slope, target):
    judge = judged(lambda f: min(1.0, start + slope * f), target, even(WORLDS))
    found = smallest_enough(judge.enough, STEP, MOST)
    if found is not None:
        assert all(one.force < found for one in judge.tried.values() if one.verdict == "short")


@given(steepness=st.floats(0.0, 1.0), start=st.floats(0.0, 20.0), target=st.floats(0.1, 0.95))
def test_attempts_rise_to_the_most_and_their_errors_sum_to_no_more_than_stated(steepness, start, target):
    chances = even(200)
    attempts = confirm(lambda f: chances < min(1.0, steepness * f / MOST), target, start, STEP, MOST)
    tried = [one.force for one in attempts]
    assert tried
    assert tried[0] == start
    assert tried == sorted(set(tried))
    assert attempts[-1].confirmed or tried[-1] == MOST
    assert not any(one.confirmed for one in attempts[:-1])
    assert sum(one.error for one in attempts) <= ERROR


def dip(force):
    return 0.95 if force in (8.0, 32.0) or force >= 20.0 else 0.5


def test_a_dip_does_not_hide_the_answer():
    """Enough at 8 by luck, at 20 for good: it ends at a force that is enough, above one that is not."""
    judge = judged(dip, 0.8, even(WORLDS))
    found = smallest_enough(judge.enough, STEP, MOST)
    assert found == 8.0
    assert judge(found - STEP).verdict == "short"


# --- the confidence that is stated -----------------------------------------------------------------------------------

SEEDS = 1000
CURVES = {
    "flat": lambda force: 0.65 + 0.004 * force,
    "steep": lambda force: min(0.98, 0.2 + 0.06 * force),
    "all but the last just below": lambda force: 0.699 if force < MOST else 0.8,
    "crossing in the middle of nowhere": lambda force: 0.69 + 0.02 * (force > 13.0),
}


def answered(curve, target, seed):
    """The whole of it: a search in worlds, a confirmation in fresh ones; (the search's answer, the confirmed one)."""
    chance = np.random.default_rng(seed)
    searched, fresh = chance.random(WORLDS), chance.random(WORLDS)
    start = smallest_enough(judged(curve, target, searched).enough, STEP, MOST)
    if start is None:
        return None, None
    last = confirm(lambda force: fresh < curve(force), target, start, STEP, MOST)[-1]
    return start, last.force if last.confirmed else None


@pytest.mark.parametrize("name", CURVES)
def test_the_stated_confidence_is_honest(name):
    curve, target = CURVES[name], 0.7
    wrong = [
        seed
        for seed in range(SEEDS)
        if (force := answered(curve, target, seed)[1]) is not None and curve(force) < target
    ]
    assert len(wrong) <= ERROR * SEEDS


def test_an_answer_is_found_nearly_always_where_there_is_one():
    found = [answered(CURVES["steep"], 0.7, seed)[1] for seed in range(200)]
    assert sum(force is not None for force in found) >= 198
    assert np.median([force for force in found if force is not None]) <= 10.0, "8.5 is the first that reaches it"


def apart(seed):
    """Worlds in which what happens at one force says nothing of another, all of them just short of a target of 0.7."""
    return lambda force, worlds: np.random.default_rng([seed, round(force / STEP)]).random(WORLDS)[:worlds] < 0.699


def test_without_fresh_worlds_it_would_not_be():
    """Why the confirmation is there: the more forces a search tries, the likelier one passes by luck."""
    starts = [smallest_enough(Judge(apart(seed), 0.7, WORLDS).enough, STEP, MOST) for seed in range(SEEDS)]
    assert sum(start is not None for start in starts) > ERROR * SEEDS
    fresh = [confirm(lambda f, s=seed: apart(SEEDS + s)(f, WORLDS), 0.7, 8.0, STEP, MOST)[-1] for seed in range(SEEDS)]
    assert sum(last.confirmed for last in fresh) <= ERROR * SEEDS
