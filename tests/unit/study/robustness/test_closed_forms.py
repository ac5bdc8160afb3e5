"""Robustness against what others have worked out: published tables, other programs, and problems with an answer on paper."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import friedmanchisquare, norm, rankdata, spearmanr

from casus.flow.draws.described import Described
from casus.study.factors import Factors
from casus.study.robustness.chance_alone import by_chance, worth_of
from casus.study.robustness.curves import curves_of
from casus.study.robustness.dominance import dominance
from casus.study.robustness.explained import explained
from casus.study.robustness.information import gained_elsewhere, information_of
from casus.study.robustness.pinned import pinned_against
from casus.study.robustness.ranks import Group, agreement, flips_of, ranks_of, spearman
from casus.study.robustness.recommendation import recommendation
from casus.study.robustness.regret import regret_of
from casus.study.robustness.tilting import tilted_to_equal

WORLDS = 4000


def factors(*columns, words=()):
    described = [
        Described(f"x{k}", "", "1", "C", "judgement", "", words if k == 0 else ()) for k in range(len(columns))
    ]
    return Factors(np.stack(columns, axis=1), tuple(described))


def test_minimax_regret_chooses_as_savage_does_in_milnors_table():
    """Milnor (1954), "Games against nature": the four criteria choose four rows; Savage's is the last."""
    found = regret_of(np.array([[2.0, 2, 0, 1], [1, 1, 1, 1], [0, 4, 0, 0], [1, 3, 0, 0]]), np.zeros(4))
    assert found.worst.tolist() == [2.0, 3.0, 2.0, 1.0]
    assert found.minimax == [3]


def test_no_dearer_is_regret_against_what_the_money_would_have_given():
    better = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    assert regret_of(better, np.array([2.0, 2.0, 9.0])).no_dearer.tolist() == [0.5, 0.5, 0.0]
    assert regret_of(better, np.array([1.0, 2.0, 9.0])).no_dearer.tolist() == [0.0, 0.5, 0.0]


def test_designs_within_error_are_tied_and_others_told_apart():
    noise = norm.ppf((np.arange(400) + 0.5) / 400)  # of standard error 0.05, so that the bar of two rivals is at 0.11
    better = np.stack([np.zeros(400), noise - 0.10, noise - 0.13])
    found = recommendation(better)
    assert (found.best, found.ties, found.same) == (0, (1,), ())


def test_a_rule_learned_from_noise_gains_nothing_in_other_worlds():
    """In its own worlds it seems to gain: what the plain estimate is biased by."""
    rng = np.random.default_rng(8)
    gains, plain = [], []
    for _ in range(30):
        better = rng.standard_normal((2, 600))
        curve = curves_of(factors(rng.random(600)), better)[0]
        plain.append(worth_of(curve.fitted, curve.basis.weight))
        gains.append(gained_elsewhere(curve, better, rng.permutation(600) % 10).mean())
    assert np.mean(plain) > 0.02
    assert np.mean(gains) < 0.01


@pytest.mark.parametrize("seed", range(5))
def test_agreement_is_friedmans_statistic_and_spearman_is_scipys(seed):
    values = np.random.default_rng(seed).integers(0, 5, (4, 6)).astype(float)
    ranks = ranks_of(values)
    assert np.array_equal(ranks, np.stack([rankdata(-row) for row in values]))
    assert agreement(ranks) == pytest.approx(friedmanchisquare(*values.T).statistic / (4 * 5))
    pairs = [spearmanr(values[a], values[b]).statistic for a in range(4) for b in range(a)]
    assert spearman(ranks) == pytest.approx(np.mean(pairs))


def test_a_spread_with_the_same_mean_is_beaten_in_second_order_and_not_in_first():
    middle = norm.ppf((np.arange(500) + 0.5) / 500)
    better = np.stack([middle, 2.0 * middle[::-1], middle[::-1] + 0.1])
    found = dominance(better, ("narrow", "wide", "shifted"), np.zeros_like(better), np.random.default_rng(1))
    assert found.second[0, 1]
    assert not found.first[0, 1]
    assert found.violation[0, 1] == pytest.approx(0.5, abs=0.01)
    assert found.first[2, 0]
    assert not found.statewise[2, 0]
    assert not found.second[1].any()


def test_a_fact_of_few_values_is_worth_what_choosing_by_each_is():
    """One design gains -1, 0.5 or 2 by a word with probabilities 0.5, 0.3, 0.2; its mean is 0.05, so knowing saves 0.5."""
    rng = np.random.default_rng(3)
    word = rng.choice(3, WORLDS, p=[0.5, 0.3, 0.2])
    gain = np.array([-1.0, 0.5, 2.0])[word] + rng.standard_normal(WORLDS)
    better = np.stack([np.zeros(WORLDS), gain])
    found = information_of(better, curves_of(factors(word.astype(float), words=("a", "b", "c")), better), rng)
    assert found.worths[0].value == pytest.approx(0.5, abs=4.0 * found.worths[0].se)
    assert [turn.word for turn in found.worths[0].turns] == ["a"]
    assert found.worths[0].turns[0].share == pytest.approx(0.5, abs=0.03)


def test_a_number_is_pinned_where_the_line_crosses():
    """The lead is 0.5 + x: the rival is better below x = -0.5, percentile 31."""
    rng = np.random.default_rng(4)
    x, other = rng.standard_normal((2, WORLDS))
    better = np.stack([0.5 + x + 0.5 * rng.standard_normal(WORLDS), np.zeros(WORLDS)])
    found, narrowest = pinned_against(1, 0, curves_of(factors(x, other), better), better)
    assert [one.column.name for one in found] == ["x0"]
    assert narrowest is None
    assert found[0].percentile == pytest.approx(norm.cdf(-0.5), abs=0.03)
    assert found[0].value == pytest.approx(-0.5, abs=0.1)


def test_where_nothing_reverses_the_order_that_is_said():
    rng = np.random.default_rng(5)
    x = rng.standard_normal(WORLDS)
    better = np.stack([1.0 + 0.1 * x, 0.05 * rng.standard_normal(WORLDS)])
    found, narrowest = pinned_against(1, 0, curves_of(factors(x), better), better)
    assert found == []
    assert narrowest.lead > 0.0
    assert tilted_to_equal(np.array([0.0, 0.2, 1.0])) is None


def test_flags_tilt_as_their_odds_do():
    """With shares p ahead and q behind, the tilt is half the log odds and the entropy -log(1 - (sqrt p - sqrt q)^2)."""
    lead = np.repeat([1.0, -1.0, 0.0], [360, 40, 600])
    found = tilted_to_equal(lead)
    assert found.tilt == pytest.approx(0.5 * np.log(9.0))
    assert found.nats == pytest.approx(-np.log(1.0 - (0.6 - 0.2) ** 2))


def test_chance_alone_gives_what_dealing_the_worlds_gives():
    """The normal law of the null against 2,000 factors that bear on nothing."""
    rng = np.random.default_rng(9)
    better = (rng.random((3, 1500)) < np.array([[0.50], [0.52], [0.51]])).astype(float)
    curves = curves_of(factors(*rng.random((2000, 1500))), better)
    dealt = [worth_of(curve.fitted, curve.basis.weight) for curve in curves]
    for error in (0.5, 0.1, 0.02):
        expected = np.quantile(dealt, 1.0 - error)
        assert by_chance(better, curves[0].basis, error, rng, draws=10_000) == pytest.approx(expected, rel=0.08)


def test_what_a_factor_explains_alone_is_its_share_of_a_sum():
    """Of 2 x + y + noise, x explains 4/6 and y 1/6, a third that is not there nothing."""
    rng = np.random.default_rng(6)
    x, y, z, noise = rng.standard_normal((4, WORLDS))
    better = np.stack([2.0 * x + y + noise, 2.0 * x])
    share = explained(curves_of(factors(x, y, z), better), better)
    assert share[:, 0] == pytest.approx([4 / 6, 1 / 6, 0.0], abs=0.03)
    lead = explained(curves_of(factors(x, y, z), better), better, np.array([[1.0, -1.0]]))
    assert lead[:, 0] == pytest.approx([0.0, 0.5, 0.0], abs=0.03)


def test_a_pair_is_turned_round_only_by_more_than_error():
    noise = norm.ppf((np.arange(500) + 0.5) / 500)
    near, far = (Group(label, np.stack([noise, by + noise[::-1]])) for label, by in (("near", 0.01), ("far", 1.0)))
    sure, unsure = flips_of(np.array([1.0, 0.0]), [near, far])
    assert [(flip.group, flip.ahead, flip.behind) for flip in sure] == [("far", 0, 1)]
    assert unsure == 1
