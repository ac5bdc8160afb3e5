"""The strategic probit: chances are chances, what was put in comes back, the printed fit comes out, bad files are refused."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from casus.backtest import strategic_probit
from casus.backtest.cases import run_case
from casus.backtest.scorecard import Settings
from casus.backtest.strategic_probit import MARKS, NUMBERS, design
from casus.backtest.strategic_probit_fit import Design, fit
from casus.backtest.strategic_probit_model import (
    RESISTANCE,
    STATUS_QUO,
    log_likelihood,
    log_likelihood_slopes,
    outcome_probabilities,
)
from casus.backtest.strategic_probit_published import COUNTS, FIXED_UTILITIES, LEBLANG
from casus.foundation.errors import InputError

FORMS = ("probit-private", "probit-agent", "logit-agent")
SMALL_GAME = np.array([[0.0], [1.0], [-1.0], [0.5], [0.0]])
"""A gets 0, 1 and -1; B gets half a unit more by resisting."""
VALUES = arrays(float, (5, 4), elements=st.floats(-3.0, 3.0)).map(lambda held: np.vstack([held[:4], held[4:] / 3.0]))


def drawn(values: np.ndarray, form: str, seed: int = 3) -> np.ndarray:
    """Outcomes by chance."""
    steps = np.cumsum(outcome_probabilities(values, form), axis=0)[:2]
    return (np.random.default_rng(seed).random(values.shape[1]) > steps).sum(axis=0)


def game(count: int) -> Design:
    """Terms in A's utility of the status quo and in B's resolve, constants in the others but the scale."""
    random = np.random.default_rng(7)
    one = np.ones((count, 1))
    first, second = random.normal(size=(2, count, 1))
    return Design([first, one, one, np.hstack([one, second]), np.empty((count, 0))])


PUT_IN = np.array([-0.8, 0.9, -0.7, 0.1, 1.2])


@pytest.mark.parametrize(
    ("form", "precision", "resist", "attack"),
    [
        ("logit-agent", 1.0, 0.622459, 0.439075),
        ("logit-agent", 2.0, 0.731059, 0.284096),
        ("logit-agent", 4.0, 0.880797, 0.045374),
        ("probit-agent", 1.0, 0.638163, 0.422543),
    ],
)
def test_the_small_game_is_played_as_in_the_quantal_response_equilibrium(form, precision, resist, attack):
    values = SMALL_GAME.copy()
    values[4] = -np.log(precision)
    status_quo, _, resistance = outcome_probabilities(values, form)[:, 0]
    assert 1.0 - status_quo == pytest.approx(attack, abs=5e-7)
    assert resistance / (1.0 - status_quo) == pytest.approx(resist, abs=5e-7)


def test_what_is_private_spreads_more_where_the_answer_is_certain():
    """With unseen parts known to A, its index is over sqrt(1 + p^2 + q^2): less than sqrt(2) always, sqrt(1.5) at even odds."""
    even = SMALL_GAME.copy()
    even[:4] = [[1.0], [0.0], [0.0], [0.0]]
    private, agent = (outcome_probabilities(even, form)[0, 0] for form in FORMS[:2])
    assert private > agent
    even[3] = 50.0
    assert outcome_probabilities(even, "probit-private")[0, 0] == pytest.approx(agent)


@given(values=VALUES)
@pytest.mark.parametrize("form", FORMS)
def test_the_three_outcomes_share_all_chances(form, values):
    chances = outcome_probabilities(values, form)
    assert (chances >= 0.0).all()
    assert chances.sum(axis=0) == pytest.approx(np.ones(4))


@given(values=VALUES, outcomes=arrays(np.intp, 4, elements=st.integers(0, 2)))
@pytest.mark.parametrize("form", FORMS)
def test_the_likelihood_is_that_of_what_happened_and_its_slopes_are_its_slopes(form, values, outcomes):
    chosen = outcome_probabilities(values, form)[outcomes, np.arange(4)]
    assert log_likelihood(values, outcomes, form) == pytest.approx(np.log(chosen).sum(), abs=1e-6)
    slopes = log_likelihood_slopes(values, outcomes, form)
    for place in np.ndindex(values.shape):
        step = np.zeros_like(values)
        step[place] = 1e-5
        rise = log_likelihood(values + step, outcomes, form) - log_likelihood(values - step, outcomes, form)
        assert slopes[place] == pytest.approx(rise / 2e-5, rel=1e-4, abs=1e-4)


@given(values=VALUES, more=st.floats(0.01, 2.0))
@pytest.mark.parametrize("form", FORMS)
def test_who_gains_more_by_a_move_makes_it_more_often(form, values, more):
    before = outcome_probabilities(values, form)
    better = outcome_probabilities(values + more * np.eye(5)[:, [STATUS_QUO]], form)
    assert (better[STATUS_QUO] >= before[STATUS_QUO]).all()
    firmer = outcome_probabilities(values + more * np.eye(5)[:, [3]], form)
    answers = [held[RESISTANCE] * before[1] - before[RESISTANCE] * held[1] for held in (before, firmer)]
    assert (answers[1] >= answers[0] - 1e-12).all()


@given(values=VALUES, factor=st.floats(0.2, 5.0))
@pytest.mark.parametrize("form", FORMS)
def test_only_utilities_over_the_scale_count(form, values, factor):
    scaled = np.vstack([values[:4] * factor, values[4:] + np.log(factor)])
    assert outcome_probabilities(scaled, form) == pytest.approx(outcome_probabilities(values, form))


def test_a_player_certain_of_the_answer_leaves_no_infinite_number():
    far = np.array([[0.0], [1.0], [-1.0], [60.0], [-1.0]])
    for form in FORMS:
        for outcome in range(3):
            happened = np.array([outcome])
            assert np.isfinite(log_likelihood(far, happened, form))
            assert np.isfinite(log_likelihood_slopes(far, happened, form)).all()


@pytest.mark.parametrize("form", FORMS)
def test_coefficients_that_were_put_in_come_back(form):
    terms = game(4000)
    found = fit(terms, drawn(terms.values(PUT_IN), form), form)
    assert np.abs((found.coefficients - PUT_IN) / found.standard_errors).max() < 3.5
    assert found.standard_errors.max() < 0.15


def test_standard_errors_are_the_spread_of_fits_to_other_draws():
    terms = game(800)
    fits = [fit(terms, drawn(terms.values(PUT_IN), "probit-private", seed), "probit-private") for seed in range(40)]
    spread = np.std([held.coefficients for held in fits], axis=0)
    assert np.mean([held.standard_errors for held in fits], axis=0) == pytest.approx(spread, rel=0.4)


def test_units_of_terms_and_the_order_of_cases_do_not_matter():
    terms = game(1000)
    outcomes = drawn(terms.values(PUT_IN), "probit-agent")
    found = fit(terms, outcomes, "probit-agent")
    smaller = Design([terms.terms[0] * 1e6, *terms.terms[1:]])
    other = fit(smaller, outcomes, "probit-agent")
    assert other.coefficients * [1e6, 1, 1, 1, 1] == pytest.approx(found.coefficients, rel=1e-4)
    assert other.standard_errors * [1e6, 1, 1, 1, 1] == pytest.approx(found.standard_errors, rel=1e-4)
    turned = fit(Design([held[::-1] for held in terms.terms]), outcomes[::-1], "probit-agent")
    assert turned.coefficients == pytest.approx(found.coefficients, rel=1e-4)


def test_a_scale_that_differs_from_case_to_case_comes_back():
    terms = game(6000)
    random = np.random.default_rng(9)
    scaled = Design([*terms.terms[:4], random.normal(size=(6000, 1))])
    put_in = np.array([*PUT_IN, 0.4])
    found = fit(scaled, drawn(scaled.values(put_in), "probit-private"), "probit-private")
    assert np.abs((found.coefficients - put_in) / found.standard_errors).max() < 3.5


def test_what_has_no_best_coefficients_is_refused():
    terms = game(500)
    outcomes = drawn(terms.values(PUT_IN), "probit-private")
    one = np.ones((500, 1))
    tells_all = np.where(outcomes == RESISTANCE, 1.0, -1.0)[:, None]
    for alike in ([one, one, one, *terms.terms[3:]], [*terms.terms[:3], tells_all, terms.terms[4]]):
        with pytest.raises(InputError, match="no finite coefficients of the game fit best"):
            fit(Design(alike), outcomes, "probit-private")
    with pytest.raises(InputError, match="no finite coefficients"):
        fit(terms, np.zeros(500, dtype=np.intp), "probit-private")


def test_the_printed_fit_with_given_utilities_comes_out_of_the_three_printed_counts():
    """Its only data are the counts, so that it needs no file: log sigma -1.0513 (0.0199), log likelihood -646.54."""
    outcomes = np.repeat(range(3), list(COUNTS.values()))
    assert len(outcomes) == 7240
    found = fit(design(FIXED_UTILITIES, pd.DataFrame({"outcome": outcomes})), outcomes, "probit-private")
    assert found.coefficients[0] == pytest.approx(-1.0513, abs=0.00005)
    assert found.standard_errors[0] == pytest.approx(0.0199, abs=0.00005)
    assert found.log_likelihood == pytest.approx(-646.54, abs=0.005)


def made_up(count: int = 900) -> pd.DataFrame:
    """Months with Leblang's terms, attacked by chance after his coefficients, but with attacks worth more."""
    random = np.random.default_rng(5)
    table = pd.DataFrame({name: random.normal(size=count).round(4) for name in NUMBERS})
    table[[*MARKS]] = random.integers(0, 2, (count, len(MARKS)))
    coefficients = np.array([value for held in LEBLANG.coefficients.values() for value in held.values()])
    coefficients[8:10] += 2.5
    outcomes = drawn(design(LEBLANG, table).values(coefficients), "probit-private")
    return table.assign(outcome=np.array(list(COUNTS))[outcomes], nation="Nowhere", year=1990)


def written(folder, table: pd.DataFrame):
    table.to_csv(folder / "mine.csv", index=False)
    return folder / "mine.csv"


def refusal(folder, table: pd.DataFrame) -> str:
    with pytest.raises(InputError) as caught:
        run_case("strategic-probit", Settings(data=written(folder, table)))
    return str(caught.value)


@pytest.fixture(scope="module")
def card(tmp_path_factory):
    return run_case("strategic-probit", Settings(data=written(tmp_path_factory.mktemp("record"), made_up())))


def test_other_data_miss_the_bars_and_the_card_is_whole(card):
    assert card.verdict.startswith("missed: months: no attack; months: devaluation; months: defense; log sigma")
    assert len(card.bars) == 12
    assert not any(bar.passed for bar in card.bars)
    assert card.n == 900
    assert card.score["log_likelihood_leblang"] > card.score["log_likelihood_few_terms"]
    assert card.score["log_likelihood_leblang"] > card.baseline["log_likelihood_shares_alone"]
    assert json.loads(json.dumps(card.as_json(), allow_nan=False))["id"] == "strategic-probit"


def test_the_chart_shows_every_one_of_leblangs_terms_and_has_no_title(card):
    drawn_chart = strategic_probit.chart(card).to_dict()
    assert "title" not in drawn_chart
    assert len(card.rows) == 19
    assert card.rows[0]["term"] == "status quo: capcont"
    assert all(row["low"] < row["coefficient"] < row["high"] for row in card.rows)


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        ("outcome", "attack", "mine.csv:4:{at}: outcome is 'attack'; it must be no attack or devaluation or defense"),
        ("capcont", 2.0, "mine.csv:4:{at}: capcont is 2; it must be at most 1"),
        ("lreserves", "NA", "mine.csv:4:{at}: lreserves is 'NA'; it must be a number"),
        ("overval", "", "mine.csv:4:{at}: overval is empty"),
    ],
)
def test_a_bad_cell_is_named_with_its_line_and_column(column, value, says, tmp_path):
    table = made_up(50).astype({column: object})
    table.loc[2, column] = value
    line = written(tmp_path, table).read_text("utf-8").splitlines()[3]
    at = 1 + sum(len(cell) + 1 for cell in line.split(",")[: list(table).index(column)])
    assert says.format(at=at) in refusal(tmp_path, table)


def test_a_file_that_is_no_such_record_is_refused(tmp_path):
    assert "column 'prioratt' is missing" in refusal(tmp_path, made_up(50).drop(columns="prioratt"))
    said = refusal(tmp_path, made_up(50).assign(outcome="no attack"))
    assert "outcome is never devaluation or defense\n    hint: each of no attack, devaluation, defense must be" in said
    assert "holds 0 rows" in refusal(tmp_path, made_up(50).iloc[:0])


def test_it_does_not_run_without_the_file():
    with pytest.raises(InputError, match=r"needs --data FILE\n    hint: the record leblang2003 as CSV.*write\.csv"):
        run_case("strategic-probit", Settings())
    with pytest.raises(ValueError, match="run_case asks"):
        strategic_probit.run(Settings())
