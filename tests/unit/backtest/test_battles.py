"""The battles case on made-up battles: what theory says holds, nothing leaks, and too little data is said in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from casus.backtest import battles, battles_data, battles_model, logit
from casus.backtest.scorecard import Settings
from casus.foundation.errors import InputError

HEADER = ",".join(battles_data.COLUMNS)


def made_up(folder: Path, count: int, wars: int, first: int = 10_000, header: str = HEADER) -> Path:
    """Battles in which strength, air and surprise decide, with noise; 12 before 1914 or part of another besides."""
    random = np.random.default_rng(7)
    lines = ["# made up for a test", header]
    for row in range(count + 12):
        ratio, air, surprise = np.exp(random.normal(0.5, 0.6)), random.integers(-1, 2), random.integers(0, 3)
        won = random.random() < 1 / (1 + np.exp(-(2 * np.log(ratio) + air + surprise - 1.5)))
        old, part = row >= count + 6, row in range(count, count + 6)
        cells = {
            **{
                "isqno": first + row,
                "year": 1900 if old else 1940,
                "duration_days": 2,
                "strength_a": round(9000 * ratio),
            },
            **{
                "strength_d": 9000,
                "casualties_a": int(random.integers(50, 900)),
                "casualties_d": 0 if row == 3 else 300,
            },
            **{"width_km_a": 8, "width_km_d": "" if row % 5 == 0 else 9, "surprise": surprise},
            **{"advance_km_per_day": "" if row % 9 == 0 else round(random.normal(2 * won, 1.5), 1)},
            **{"air_superiority": "" if row % 7 == 0 else air, "outcome": 1 if won else int(random.integers(-1, 1))},
            **{"artillery_a": 40, "artillery_d": 0 if row % 8 == 0 else 30, "tanks_a": row % 50, "tanks_d": ""},
            **{"war": f"WAR {row % wars}", "cow_war": "" if row % wars == 0 else row % wars},
            **{"posture1": ["HD", "PD", "FD", "DL", "WD", ""][row % 6], "parent": 1 if part else ""},
            **{
                "terrain": ["RM0", "GB0", "FD0", "F0U", "RBD", "GMM"][row % 6],
                "weather": ["DSTST", "WHTST", ""][row % 3],
            },
        }
        lines.append(",".join(str(cells[name]) for name in header.split(",")))
    file = folder / "battles.csv"
    file.write_text("\n".join(lines))
    return file


def test_old_battles_and_parts_of_others_are_not_counted(tmp_path: Path) -> None:
    assert len(battles_data.read_battles(made_up(tmp_path, 60, 4))) == 60


def test_guns_and_tanks_are_read_where_the_file_has_them(tmp_path: Path) -> None:
    place = battles_data.TERMS.index("guns")
    without = battles_data.read_battles(made_up(tmp_path, 60, 4))
    assert np.isnan(without.terms[:, place : place + 2]).all()
    given = battles_data.read_battles(made_up(tmp_path, 60, 4, header=f"{HEADER},{','.join(battles_data.MATERIAL)}"))
    known = given.terms[~np.isnan(given.terms[:, place]), place]
    assert 40 < len(known) < 60
    assert known == pytest.approx(np.log(4 / 3))
    assert np.isnan(given.terms[:, place + 1]).all()  # the defender's tanks are unknown


@pytest.mark.parametrize(("count", "wars"), [(20, 4), (60, 1), (0, 1)])
def test_too_few_battles_or_wars_are_refused_in_words(tmp_path: Path, count: int, wars: int) -> None:
    with pytest.raises(InputError, match=rf"holds {count} battles since 1914 .*\n    hint: a score needs at least 30"):
        battles.run(Settings(made_up(tmp_path, count, wars)))


def test_a_small_file_is_scored_by_the_shipped_model_and_says_so(tmp_path: Path) -> None:
    card = battles.run(Settings(made_up(tmp_path, 60, 4)))
    assert card.n == 60
    assert "coefficients that come with Casus" in card.reading[0]
    assert "none of which it had seen" in card.reading[0]


def test_battles_that_the_shipped_model_was_fitted_on_are_no_test(tmp_path: Path) -> None:
    card = battles.run(Settings(made_up(tmp_path, 40, 4, first=min(battles_model.shipped_model()[1]))))
    assert card.n >= 1
    assert "coefficients that come with Casus" in card.reading[0]


def test_a_large_file_is_scored_war_by_war_and_finds_what_was_put_in(tmp_path: Path) -> None:
    card = battles.run(Settings(made_up(tmp_path, 300, 5)))
    assert {"auc", "brier_skill", "coverage_advance", "coverage_losses"} <= set(card.score)
    assert "Each of 5 wars was predicted by a model fitted on the others" in card.reading[0]
    assert card.score["auc"] > 0.7
    assert card.score["brier_skill"] > 0.1
    assert 0.7 < card.score["coverage_advance"] < 1.0  # five wars: wider on purpose
    assert battles.chart(card).to_dict()["hconcat"]


def test_outcomes_of_a_war_do_not_reach_its_own_prediction(tmp_path: Path) -> None:
    given = battles_data.read_battles(made_up(tmp_path, 200, 4))
    inside = np.array([war == given.war[0] for war in given.war])
    turned = replace(
        given,
        won=np.where(inside, 1.0 - given.won, given.won),
        rates={name: np.where(inside, values + 5.0, values) for name, values in given.rates.items()},
    )
    before, after = battles.left_out(given, given.war), battles.left_out(turned, given.war)
    assert np.array_equal(before.win[inside], after.win[inside])
    assert np.array_equal(before.rates["advance"][inside], after.rates["advance"][inside])
    assert not np.array_equal(before.win[~inside], after.win[~inside])


@pytest.mark.parametrize("term", list(battles_data.SIGNS))
def test_no_slope_has_the_sign_that_theory_forbids(term: str) -> None:
    model, _ = battles_model.shipped_model()
    place = list(battles_data.SIGNS).index(term)
    assert model.win[1 + place] * battles_data.SIGNS[term] >= 0


def test_more_attackers_never_lower_the_chance(tmp_path: Path) -> None:
    model, _ = battles_model.shipped_model()
    given = battles_data.read_battles(made_up(tmp_path, 40, 3))
    terms = given.terms.copy()
    terms[:, [0, list(battles_data.SIGNS).index("ratio")]] += np.log(2.0)
    terms[:, 1] = np.maximum(terms[:, 0], 0.0)
    more = battles_model.win_probability(model, replace(given, terms=terms))
    assert np.all(more >= battles_model.win_probability(model, given))


def test_intervals_are_ordered_and_finite_where_things_are_unknown(tmp_path: Path) -> None:
    model, _ = battles_model.shipped_model()
    given = battles_data.read_battles(made_up(tmp_path, 40, 3))
    unknown = replace(given, terms=np.full_like(given.terms, np.nan))
    for target in battles_model.TARGETS:
        quantiles, _ = battles_model.rate_quantiles(model, unknown, target)
        assert np.all(np.diff(quantiles, axis=1) > 0)
        assert np.all(np.isfinite(quantiles))


def test_the_shipped_file_says_where_it_comes_from_and_how_to_refit() -> None:
    text = battles_model.shipped(battles_model.SHIPPED_MODEL).read_text("utf-8")
    assert "CDB90" in text
    assert "python -m casus.backtest.battles_model FILE" in text
    assert len(battles_model.shipped_model()[1]) > 200


def test_the_refit_text_holds_the_model_of_its_battles(tmp_path: Path) -> None:
    text = battles_model.model_text(battles_data.read_battles(made_up(tmp_path, 60, 4)))
    assert "battles: 60\n" in text


def test_groups_are_never_divided_between_folds() -> None:
    groups = ["a"] * 5 + ["b"] * 3 + ["c"] * 2
    parts = logit.folds(groups, 2)
    assert sorted(np.concatenate(parts)) == list(range(10))
    assert [{groups[row] for row in part} for part in parts] == [{"a"}, {"b", "c"}]


def test_shrinking_without_end_leaves_the_mean() -> None:
    terms, values = np.array([[-1.0], [0.0], [1.0]]), np.array([1.0, 2.0, 6.0])
    slopes = logit.fit_line(terms, values, ["x"] * 3, 1e9)
    assert logit.along(slopes, terms) == pytest.approx(np.full(3, 3.0), abs=1e-6)


def test_the_shipped_model_is_a_pool_of_declared_candidates() -> None:
    model, _ = battles_model.shipped_model()
    assert set(model.pool) <= set(battles_model.CANDIDATES)
    assert sum(weight for row in model.pool.values() for weight in row.values()) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("name", list(battles_model.CANDIDATES))
def test_candidates_are_made_of_terms_that_have_a_sign(name: str) -> None:
    chosen = battles_model.CANDIDATES[name]
    assert set(chosen) <= set(battles_data.SIGNS)
    assert len(set(chosen)) == len(chosen)


def test_a_signed_fit_is_least_where_it_says() -> None:
    random = np.random.default_rng(2)
    terms = random.normal(size=(200, 4))
    happened = (random.random(200) < logit.probability(1.5 * terms[:, 0] - terms[:, 1])).astype(float)
    signs = np.array([1.0, 1.0, -1.0, -1.0])
    slopes = logit.fit_logit(terms, happened, ["one"] * 200, 1.0, signs)
    assert np.all(slopes[1:] * signs >= 0.0)
    assert slopes[2] == 0.0  # it would be below zero
    pull = terms.T @ (logit.probability(logit.along(slopes, terms)) - happened) + slopes[1:]
    inside = slopes[1:] != 0.0
    assert pull[inside] == pytest.approx(0.0, abs=0.3)  # but for the effect of the one group
    assert np.all(pull[~inside] * signs[~inside] > 0.0)


def test_a_pool_puts_its_weight_on_what_foretells() -> None:
    random = np.random.default_rng(3)
    good, noise = random.normal(size=(2, 400))
    happened = (random.random(400) < logit.probability(good)).astype(float)
    weights = logit.pool(np.array([good, noise, -good]), happened)
    assert weights.sum() == pytest.approx(1.0)
    assert np.all(weights >= 0.0)
    assert weights[0] > 0.8


def test_models_that_are_alike_share_the_weight() -> None:
    assert logit.pool(np.ones((4, 10)), np.ones(10)) == pytest.approx(np.full(4, 0.25))
