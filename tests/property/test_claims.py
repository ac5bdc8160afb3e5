"""Verdicts keep their order: more worlds that agree never make a claim worse off, nor does asking for less."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.metrics.measure import Share
from casus.study.claims.claim import Claim
from casus.study.claims.laws import Laws
from casus.study.claims.verdict import THRESHOLDS, final, of_share
from casus.study.claims.worlds import judged_by_world

RANK = {"refuted": 0, "contested": 1, "supported": 2}
STRENGTHS = list(THRESHOLDS)
WORLDS = st.integers(30, 5_000)


def verdict(holds: int, worlds: int, bar: float) -> int:
    return RANK[of_share(Share(holds / worlds, 0.0, worlds), bar)]


@given(WORLDS, st.data(), st.floats(0.01, 0.99))
def test_a_claim_that_holds_in_more_worlds_is_never_worse_off(worlds, data, bar):
    fewer, more = sorted(data.draw(st.lists(st.integers(0, worlds), min_size=2, max_size=2)))
    assert verdict(fewer, worlds, bar) <= verdict(more, worlds, bar)


@given(WORLDS, st.data(), st.lists(st.floats(0.01, 0.99), min_size=2, max_size=2))
def test_a_claim_that_asks_for_less_is_never_worse_off(worlds, data, bars):
    holds = data.draw(st.integers(0, worlds))
    assert verdict(holds, worlds, max(bars)) <= verdict(holds, worlds, min(bars))


@given(st.lists(st.tuples(st.integers(60, 400), st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5))
def test_laws_under_which_it_holds_more_often_never_make_it_worse_off(laws):
    def whole(place: int) -> int:
        held = [round(law[0] * sorted(law[1:])[place]) for law in laws]
        worlds = [law[0] for law in laws]
        by_law = {
            str(n): of_share(Share(h / w, 0.0, w), 0.75) for n, (h, w) in enumerate(zip(held, worlds, strict=True))
        }
        return RANK[final(of_share(Share(sum(held) / sum(worlds), 0.0, sum(worlds)), 0.75), by_law)]

    assert whole(0) <= whole(1)


@given(st.lists(st.sampled_from([0.0, 1.0, np.nan]), min_size=30, max_size=300))
def test_what_is_always_so_and_mostly_not_so_are_never_both_supported(holds):
    def tested(strength: str, of: np.ndarray) -> str:
        claim = Claim(id="x", who="x", says="x", hypothesis="x", strength=strength)
        return judged_by_world(claim, of, Laws({})).verdict

    truth = np.array(holds)
    assert [tested("always", truth), tested("in most worlds", 1.0 - truth)].count("supported") < 2


@given(st.lists(st.sampled_from([0.0, 1.0]), min_size=30, max_size=300), st.randoms(use_true_random=False))
def test_the_order_of_the_worlds_is_nothing(holds, shuffle):
    claim = Claim(id="x", who="x", says="x", hypothesis="x", strength="usually")
    mixed = holds.copy()
    shuffle.shuffle(mixed)
    verdicts = {judged_by_world(claim, np.array(of), Laws({})).verdict for of in (holds, mixed)}
    assert len(verdicts) == 1
