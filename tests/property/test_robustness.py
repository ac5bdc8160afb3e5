"""Robustness: what is true of regret, ranks, dominance, information and beliefs whatever the worlds hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from casus.flow.draws.described import Described
from casus.study.factors import Factors
from casus.study.robustness.beliefs import believed, shifts_of
from casus.study.robustness.curves import curves_of
from casus.study.robustness.dominance import dominance
from casus.study.robustness.information import information_of
from casus.study.robustness.ladder import ladder
from casus.study.robustness.ranks import agreement, ranks_of, spearman
from casus.study.robustness.recommendation import recommendation
from casus.study.robustness.regret import regret_of
from casus.study.robustness.resample import resampled
from casus.study.robustness.tilting import tilted_to_equal

SEEDS = st.integers(0, 10_000)


@st.composite
def worlds(draw, most_designs=5, most_worlds=40):
    """(designs, worlds) values: flags, few levels, or numbers."""
    designs, count = draw(st.integers(2, most_designs)), draw(st.integers(3, most_worlds))
    rng = np.random.default_rng(draw(SEEDS))
    kind = draw(st.sampled_from(["flag", "levels", "normal", "heavy"]))
    if kind == "flag":
        return (rng.random((designs, count)) < rng.random((designs, 1))).astype(float)
    if kind == "levels":
        return rng.integers(0, 4, (designs, count)).astype(float)
    values = rng.standard_normal((designs, count)) + rng.standard_normal((designs, 1))
    return values if kind == "normal" else np.exp(2.0 * values)


def costs(better):
    return np.arange(len(better), dtype=float)


def numbers(values):
    """Factors that are numbers."""
    names = [f"x{k}" for k in range(values.shape[1])]
    return Factors(values, tuple(Described(name, name, "1", "C", "judgement", "") for name in names))


@given(worlds())
def test_regret_is_never_negative_and_nothing_for_somebody_in_each_world(better):
    loss = better.max(axis=0) - better
    found = regret_of(better, costs(better))
    assert (loss.min(axis=0) == 0.0).all()
    for values in (found.mean, found.p90, found.worst, found.no_dearer):
        assert (values >= 0.0).all()
    assert (found.no_dearer <= found.mean + 1e-9 * np.abs(better).max()).all()
    assert found.best_share.sum() == pytest.approx(1.0)
    assert (found.among_best_share >= found.best_share - 1e-12).all()


@given(worlds(), st.integers(0, 4))
def test_a_copy_of_a_design_changes_no_regret(better, which):
    copied = np.concatenate([better, better[[which % len(better)]]])
    before, after = regret_of(better, costs(better)), regret_of(copied, costs(copied))
    for name in ("mean", "p90", "worst", "among_best_share", "no_dearer"):
        assert np.array_equal(getattr(before, name), getattr(after, name)[:-1])


@settings(max_examples=10)
@given(worlds(), st.integers(-50, 50))
def test_a_constant_added_to_all_designs_changes_nothing(better, constant):
    better = np.round(better * 1024.0) / 1024.0  # so that adding is exact
    assume(np.abs(better).max() < 1e9)
    moved = better + constant
    before, after = regret_of(better, costs(better)), regret_of(moved, costs(moved))
    for name in ("mean", "p90", "worst", "best_share", "no_dearer"):
        assert np.allclose(getattr(before, name), getattr(after, name), atol=1e-6)
    assert np.array_equal(dominance_of(better).statewise, dominance_of(moved).statewise)
    assert np.array_equal(dominance_of(better).first, dominance_of(moved).first)


def dominance_of(better):
    names = tuple(f"d{k}" for k in range(len(better)))
    return dominance(better, names, np.ones_like(better), np.random.default_rng(0))


@settings(max_examples=20)
@given(worlds())
def test_statewise_implies_first_implies_second_order_dominance(better):
    found = dominance_of(better)
    assert (found.first | ~found.statewise).all()
    assert (found.second | ~found.first).all()
    for order in (found.statewise, found.first, found.second):
        assert not (order & order.T).any()
    mean = better.mean(axis=1)
    slack = 1e-9 * np.abs(better).sum()
    assert (mean[:, None] >= mean[None, :] - slack)[found.second].all()
    assert (found.worse_share[found.statewise] == 0.0).all()
    assert (found.violation[found.first] == 0.0).all()


@given(worlds())
def test_ranks_are_a_permutation_or_share_places(better):
    ranks = ranks_of(better.T)
    count = len(better)
    assert np.allclose(ranks.sum(axis=1), count * (count + 1) / 2)
    for values, row in zip(better.T, ranks, strict=True):
        if len(np.unique(values)) == count:
            assert sorted(row) == list(range(1, count + 1))
        assert values[int(np.argmin(row))] == values.max()


@given(worlds(), SEEDS)
def test_probabilities_of_ranks_are_those_of_a_permutation(better, seed):
    found = resampled(better, np.random.default_rng(seed))
    assert np.allclose(found.probability.sum(axis=0), 1.0)
    assert np.allclose(found.probability.sum(axis=1), 1.0)
    assert (found.low <= found.high).all()


def test_agreement_is_one_where_all_rank_alike_and_none_where_two_rank_in_reverse():
    alike = np.array([[1.0, 2.0, 3.0, 4.0]] * 3)
    assert agreement(alike) == spearman(alike) == pytest.approx(1.0)
    reverse = np.array([[1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]])
    assert agreement(reverse) == pytest.approx(0.0)
    assert spearman(reverse) == pytest.approx(-1.0)


@settings(max_examples=10)
@given(SEEDS, st.floats(-1.0, 1.0), st.floats(0.3, 2.0))
def test_the_worth_of_a_fact_is_that_of_the_unit_normal_loss(seed, mean, slope):
    """Two designs, one of which gains mean + slope x + noise: the closed form of Raiffa and Schlaifer (1961)."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((3000, 3))
    gain = mean + slope * x[:, 0] + rng.standard_normal(3000)
    better = np.stack([np.zeros(3000), gain])
    found = information_of(better, curves_of(numbers(x), better), rng)
    loss = abs(mean)
    expected = slope * (norm.pdf(loss / slope) - loss / slope * norm.sf(loss / slope))
    everything = np.hypot(slope, 1.0) * (
        norm.pdf(loss / np.hypot(slope, 1.0)) - loss / np.hypot(slope, 1.0) * norm.sf(loss / np.hypot(slope, 1.0))
    )
    assert abs(found.everything - everything) < 5.0 * found.everything_se + 5.0 * gain.std() / np.sqrt(3000)
    by_name = {one.column.name: one for one in found.worths}
    if expected > 0.05:
        assert abs(by_name["x0"].value - expected) < 5.0 * by_name["x0"].se + 5.0 * gain.std() / np.sqrt(3000)
    assert not {"x1", "x2"} & set(by_name)


@settings(max_examples=12)
@given(worlds(most_worlds=60), SEEDS)
def test_no_fact_is_worth_less_than_nothing_or_more_than_everything(better, seed):
    rng = np.random.default_rng(seed)
    factors = numbers(np.stack([*rng.random((3, better.shape[1])), better[0]], axis=1))
    found = information_of(better, curves_of(factors, better), rng)
    assert found.everything == pytest.approx(regret_of(better, costs(better)).mean.min())
    for one in (*found.worths, *([found.nearest] if found.nearest else [])):
        assert 0.0 <= one.value <= found.everything * (1 + 1e-9)
        assert 0.0 <= one.interval[0] <= one.interval[1] <= found.everything * (1 + 1e-9)


@given(worlds())
def test_the_least_change_of_belief_makes_the_two_equal_where_any_can(better):
    lead = better[0] - better[1]
    found = tilted_to_equal(lead)
    assert (found is not None) == bool(lead.min() < 0.0 < lead.max())
    if found is None:
        return
    assert (found.weights >= 0.0).all()
    assert found.weights.sum() == pytest.approx(1.0)
    assert abs(found.weights @ lead) < 1e-6 * np.abs(lead).max()
    assert found.nats >= 0.0
    assert 0.0 < found.effective_share <= 1.0 + 1e-9
    assert 0.0 <= found.moved_share < 1.0


@settings(max_examples=20)
@given(st.floats(0.02, 1.5), st.floats(0.2, 5.0))
def test_a_normal_lead_is_equal_after_half_its_square_in_nats(mean, sd):
    """For a normal lead the tilt is mean / sd^2 and the relative entropy mean^2 / (2 sd^2)."""
    lead = mean * sd + sd * norm.ppf((np.arange(5000) + 0.5) / 5000)
    found = tilted_to_equal(lead)
    assert found.tilt * sd == pytest.approx(mean, rel=0.02)
    assert found.nats == pytest.approx(mean**2 / 2, rel=0.04)


@settings(max_examples=15)
@given(SEEDS)
def test_beliefs_move_what_the_lead_depends_on_and_nothing_else(seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((1500, 20))
    lead = 0.4 + x[:, 3] + 0.3 * rng.standard_normal(1500)
    weights = tilted_to_equal(lead).weights
    moved = [shift.column.name for shift in shifts_of(believed(numbers(x)), weights)]
    assert moved[0] == "x3"
    assert len(moved) <= 2


@given(worlds(), SEEDS)
def test_each_step_of_the_ladder_is_best_at_its_price(better, seed):
    mean, cost = better.mean(axis=1), np.random.default_rng(seed).integers(0, 5, len(better)).astype(float)
    steps = ladder(mean, cost)
    prices = [step.from_meur for step in steps]
    assert prices == sorted(prices)
    assert mean[steps[-1].design] == mean.max()
    for step, end in zip(steps, [*prices[1:], 2.0 * prices[-1] + 1.0], strict=True):
        price = (step.from_meur + end) / 2.0
        net = price * mean - cost
        assert net[step.design] >= net.max() - 1e-9 * max(1.0, np.abs(net).max())


@given(worlds())
def test_the_recommended_design_is_best_and_equals_are_named(better):
    found = recommendation(better)
    assert better[found.best].mean() == better.mean(axis=1).max()
    assert (found.lead >= -1e-9 * np.abs(better).max()).all()
    for place in range(len(better)):
        if place != found.best:
            same = bool(np.array_equal(better[place], better[found.best]))
            assert same == (place in found.same)
            assert not same or place not in found.ties
