"""Triggers on signposts: what no policy can beat, what a plain one equals, and that nothing is found where there is nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.study.adaptation.chance import by_chance, pair_by_chance, resampled
from casus.study.adaptation.judged import POINT, Worlds, halves, pair, singles, stage, stages
from casus.study.adaptation.pairs import best_rule, cross_fitted_pair
from casus.study.adaptation.policies import GRID, best_trigger, cross_fitted, excess, strength, tried
from casus.study.adaptation.watched import Watched
from casus.study.adaptation.written import SHIPPED, read_signposts

SIGNPOSTS = read_signposts(SHIPPED).signposts
SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed, worlds, signposts=3, helps=0.2, timely=1.0):
    """Worlds in which nothing that is seen has to do with the gain."""
    rng = np.random.default_rng(seed)
    base = (rng.random(worlds) < 0.5).astype(float)
    helped, harmed = (rng.random(worlds) < share for share in (helps, 0.05))
    gain = np.where(base == 0.0, 1.0 * helped, -1.0 * harmed)
    seen = [rng.normal(size=worlds) for _ in range(signposts)]
    return Worlds(
        base=base,
        gain=gain,
        sign=1.0,
        cost=np.full(worlds, 100.0),
        extra=rng.uniform(900.0, 1100.0, worlds),
        watched=[Watched(SIGNPOSTS[n], one, one, np.full(worlds, np.inf)) for n, one in enumerate(seen)],
        timely=[(rng.random(worlds) < timely).astype(float) for _ in seen],
        begun=(rng.random(worlds) < timely).astype(float),
        fold=halves(worlds, seed),
        unit=POINT,
    )


def found(of, seed=1, budget=np.inf):
    weights, spend = resampled(len(of.gain), seed, 50), np.ones(len(of.gain))
    return [*singles(of, spend, budget, weights, seed, 19), *pair(of, spend, budget, weights, seed, 5)], stages(
        of, weights
    )


@settings(max_examples=20)
@given(SEEDS, st.floats(0.0, 1.0))
def test_every_policy_lies_between_the_worst_and_perfect_targeting(seed, timely):
    of = drawn(seed, 200, timely=timely)
    policies, plain = found(of)
    assert len(policies) >= len(of.watched)
    worst = float(np.minimum(of.base, of.base + of.gain).mean())
    for one in policies:
        assert worst - 1e-12 <= one.value.value <= plain["perfect"].value.value + 1e-12
        assert one.gain.value == pytest.approx(one.random_gain + one.excess.value, abs=1e-12)
        assert one.cost_meur_year <= plain["always"].cost_meur_year + 1e-9
    for name in ("base", "always", "begun", "perfect_begun"):
        assert plain[name].value.value <= plain["perfect"].value.value + 1e-12
    assert plain["begun"].value.value <= plain["perfect_begun"].value.value + 1e-12


@settings(max_examples=20)
@given(SEEDS, st.floats(0.0, 1.0))
def test_never_always_and_a_share_are_a_straight_line(seed, share):
    of = drawn(seed, 100)
    weights, every = resampled(100, 1, 20), np.ones(100)
    never, always, mixed = (stage(of, part * every, every, weights) for part in (0.0, 1.0, share))
    assert never.value.value == pytest.approx(of.base.mean())
    assert always.value.value == pytest.approx((of.base + of.gain).mean())
    for name in ("cost_meur_year", "strengthened_share"):
        line = (1.0 - share) * getattr(never, name) + share * getattr(always, name)
        assert getattr(mixed, name) == pytest.approx(line)
    assert mixed.value.value == pytest.approx((1.0 - share) * never.value.value + share * always.value.value)


@settings(max_examples=20)
@given(SEEDS)
def test_the_order_of_worlds_changes_nothing(seed):
    rng, of = np.random.default_rng(seed), drawn(seed, 150)
    order, spend = rng.permutation(150), np.ones(150)
    seen = [one.seen for one in of.watched]
    before = cross_fitted(seen[0], of.gain, spend, 0.6, of.fold)
    after = cross_fitted(seen[0][order], of.gain[order], spend, 0.6, of.fold[order])
    assert after.trigger == before.trigger
    assert after.halves == before.halves
    assert np.array_equal(after.strengthens, before.strengthens[order])
    rule = best_rule(seen, of.gain, of.timely, spend, 0.6)
    again = best_rule([one[order] for one in seen], of.gain[order], [one[order] for one in of.timely], spend, 0.6)
    assert (rule is None) == (again is None)
    if rule and again:
        assert excess(rule.fires(seen), of.gain) == pytest.approx(excess(again.fires(seen), of.gain), abs=1e-12)


@settings(max_examples=30)
@given(SEEDS, st.sampled_from([0.05, 0.3, 1.0]))
def test_the_best_trigger_is_the_best_of_all_that_were_tried_within_the_budget(seed, budget):
    of = drawn(seed, 120)
    seen, spend = of.watched[0].seen, np.ones(120)
    trigger = best_trigger(seen, of.gain, spend, budget)
    assert trigger.fires(seen).mean() <= budget
    for at in np.quantile(seen, GRID, method="inverted_cdf"):
        for fires in (seen <= at, seen > at):
            if fires.mean() <= budget:
                assert excess(fires, of.gain) <= excess(trigger.fires(seen), of.gain) + 1e-12


@settings(max_examples=15)
@given(SEEDS, st.sampled_from([0.2, 1.0]))
def test_the_best_pair_is_the_best_of_all_rules_one_by_one(seed, budget):
    of = drawn(seed, 80, signposts=2)
    seen, spend, tenths = [one.seen for one in of.watched], np.ones(80), np.arange(1, 10) / 10
    rule = best_rule(seen, of.gain, of.timely, spend, budget)
    best = 0.0
    edges = [np.quantile(one, tenths, method="inverted_cdf") for one in seen]
    for a in edges[0]:
        for b in edges[1]:
            for first in (seen[0] <= a, seen[0] > a):
                for second in (seen[1] <= b, seen[1] > b):
                    for fires in (first & second, first | second):
                        if fires.mean() <= budget:
                            best = max(best, excess(fires, of.gain))
    assert (rule is None) == (best <= 1e-15)
    if rule is not None:
        assert rule.fires(seen).mean() <= budget
        assert excess(rule.fires(seen), of.gain) == pytest.approx(best, abs=1e-12)


@settings(max_examples=15)
@given(SEEDS)
def test_means_of_all_triggers_are_those_of_each(seed):
    rng = np.random.default_rng(seed)
    seen, values = rng.integers(0, 9, 60).astype(float), rng.normal(size=(60, 2))
    grid = tried(seen)
    means = grid.means(values)
    for place in range(0, len(means), 7):
        fires = grid.trigger(place).fires(seen)
        assert means[place] == pytest.approx((fires[:, None] * values).mean(axis=0), abs=1e-12)


def test_a_planted_signpost_is_found_and_an_inert_one_is_not():
    rng, worlds = np.random.default_rng(4), 1000
    planted, inert = rng.normal(size=worlds), rng.normal(size=worlds)
    gain = (rng.random(worlds) < np.where(planted < -0.5, 0.5, 0.05)).astype(float)
    fold, spend = halves(worlds, 1), np.ones(worlds)
    fitted = [cross_fitted(one, gain, spend, np.inf, fold) for one in (planted, inert)]
    p = by_chance([planted, inert], [gain, gain], spend, np.inf, fold, [one.strengthens for one in fitted], 1, 99)
    assert p[0] == pytest.approx(0.01)
    assert p[1] > 0.05
    assert fitted[0].trigger.below
    assert abs(fitted[0].trigger.at + 0.5) < 0.2
    assert abs(fitted[0].strengthens.mean() - (planted < -0.5).mean()) < 0.1


def test_a_planted_pair_is_found():
    rng, worlds = np.random.default_rng(5), 1000
    seen = [rng.normal(size=worlds) for _ in range(4)]
    gain = (rng.random(worlds) < np.where((seen[1] > 0.0) & (seen[3] < 0.0), 0.6, 0.05)).astype(float)
    timely = [np.ones(worlds)] * 4
    pair_found = cross_fitted_pair(seen, gain, timely, np.ones(worlds), np.inf, halves(worlds, 1))
    assert pair_found is not None
    assert pair_found.rule.places == (1, 3)
    assert pair_found.rule.join == "and"
    assert [one.below for one in pair_found.rule.triggers] == [False, True]
    assert strength(pair_found.strengthens, gain) > 8.0


def test_a_signpost_seen_with_more_error_is_not_worth_more():
    rng, worlds = np.random.default_rng(6), 4000
    truth = rng.normal(size=worlds)
    gain = (rng.random(worlds) < np.where(truth < 0.0, 0.4, 0.1)).astype(float)
    noise, spend = rng.normal(size=worlds), np.ones(worlds)
    worth = []
    for error in (0.0, 0.5, 2.0, 8.0):
        seen = truth + error * noise
        worth.append(excess(best_trigger(seen, gain, spend, np.inf).fires(seen), gain))
    assert worth == sorted(worth, reverse=True)
    assert worth[0] > 5.0 * worth[-1]


def test_inert_signposts_are_hardly_ever_worth_their_trigger():
    """In some 95 of 100 seeds none of three, and no pair of them, passes for one at five in a hundred."""
    singly, paired, gains = 0, 0, []
    for seed in range(60):
        of = drawn(seed, 200)
        seen, spend = [one.seen for one in of.watched], np.ones(200)
        flags = [cross_fitted(one, of.gain, spend, np.inf, of.fold).strengthens for one in seen]
        singly += by_chance(seen, [of.gain] * 3, spend, np.inf, of.fold, flags, seed, 19).min() <= 0.05
        gains += [strength(one, of.gain) for one in flags]
        two = cross_fitted_pair(seen, of.gain, of.timely, spend, np.inf, of.fold)
        reached = 0.0 if two is None else strength(two.strengthens, of.gain)
        paired += pair_by_chance(seen, of.gain, of.timely, spend, np.inf, of.fold, reached, seed, 19) <= 0.05
    assert singly <= 7  # of 60 at one in twenty, more than 7 come once in a hundred times
    assert paired <= 7
    assert abs(np.mean(gains)) < 0.2
