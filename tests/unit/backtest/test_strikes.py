"""The backtest of strikes: it looks only backward, stays within 0 and 100 %, bends the right way, and reads rough files."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.backtest import strikes, strikes_model
from casus.backtest.scorecard import Settings
from casus.backtest.scores import inside
from casus.backtest.series import shipped
from casus.backtest.strikes_data import (
    CLASSES,
    LAUNCHED,
    STOPPED,
    Salvos,
    read_strikes,
    scored,
    six_month_mean,
    six_month_pool,
)
from casus.backtest.strikes_model import forecasts, month, prior
from casus.backtest.strikes_shares import moved
from casus.foundation.errors import InputError

SETTINGS = Settings(draws=40)
PRIOR = {kind: prior(kind, SETTINGS) for kind in CLASSES}
START = month("2024-01")
MISSILES = CLASSES[1:]


def salvos(launched: list[float], share: list[float], first: int = START) -> Salvos:
    months = first + np.arange(len(launched))
    return Salvos(months, np.array(launched, float), np.array(share, float), np.ones(len(launched), bool))


def medians(kind: str, of: Salvos, believed: strikes_model.Prior | None = None) -> list[float]:
    found = forecasts(kind, of, believed or PRIOR[kind], 1)
    return [float(np.median(forecast.share)) for forecast in found]


def file_of(folder: Path, *rows: str, name: str = "mine.csv") -> Path:
    file = folder / name
    file.write_text("\n".join(["# mine", ",".join(COLUMNS_IN_ORDER), *rows]) + "\n", encoding="utf-8")
    return file


COLUMNS_IN_ORDER = ["month", *(name for kind in CLASSES for name in (LAUNCHED[kind], STOPPED[kind]))]
LATER = ("2025-11,5000,85,150,75,60,20", "2025-12,5100,80,120,80,40,", "2026-02,4900,82,3,0,0,")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Small samples: what is tested here holds in every sample."""
    monkeypatch.setattr(strikes_model, "SAMPLE", 2_000)


# --- forecasts --------------------------------------------------------------------------------------------------------

log = st.lists(st.tuples(st.integers(0, 9000), st.one_of(st.just(np.nan), st.floats(0.0, 1.0))), min_size=1, max_size=4)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from(CLASSES), months=log, first=st.sampled_from(["2022-10", "2023-04", "2024-08", "2031-01"]))
def test_whatever_the_log_every_forecast_lies_between_0_and_100_percent(kind, months, first):
    launched, share = (list(column) for column in zip(*months, strict=True))
    known = [value if count else np.nan for count, value in zip(launched, share, strict=True)]
    for forecast in forecasts(kind, salvos(launched, known, month(first)), PRIOR[kind], 1):
        for sample in (forecast.share, forecast.counted):
            assert ((sample >= 0.0) & (sample <= 1.0)).all()


@pytest.mark.parametrize("kind", CLASSES)
def test_no_forecast_knows_its_own_outcome_or_a_later_month(kind):
    one = medians(kind, salvos([300, 80, 90, 120, 60], [0.8, 0.7, 0.9, 0.6, 0.5]))
    other = medians(kind, salvos([300, 80, 90, 4000, 9], [0.8, 0.7, 0.1, 0.2, 0.9]))
    assert one[:3] == other[:3]
    assert one[3] != other[3]
    assert one[:3] == medians(kind, salvos([300, 80, 90], [0.8, 0.7, np.nan]))


def by_salvo(kind, sizes):
    """The forecast for salvos of these sizes after the same past."""
    past = ([2000, 300, 400], [0.8, 0.5, 0.7])
    return [medians(kind, salvos([*past[0], launched], [*past[1], np.nan]))[3] for launched in sizes]


@pytest.mark.parametrize(
    ("kind", "sizes"),
    [
        ("drone", (1, 30, 200, 1000, 5000, 20_000)),
        ("cruise", (1000, 5000, 20_000)),
        ("ballistic", (1000, 5000, 20_000)),
    ],
)
def test_a_salvo_beyond_what_the_defence_can_engage_is_stopped_the_less_the_larger_it_is(kind, sizes):
    found = by_salvo(kind, sizes)
    assert all(after <= before + 1e-12 for before, after in itertools.pairwise(found)), (
        "but for the last digit of a float"
    )
    assert found[-1] < found[0] - 0.01


@pytest.mark.parametrize("kind", MISSILES)
def test_a_few_missiles_are_fired_at_the_front_where_nothing_stands(kind):
    few, many = by_salvo(kind, (1, 100))
    assert few < many


@pytest.mark.parametrize("kind", CLASSES)
def test_a_better_past_raises_the_forecast(kind):
    found = [medians(kind, salvos([100] * 4, [share] * 3 + [np.nan]))[3] for share in (0.05, 0.3, 0.6, 0.9)]
    assert found == sorted(found)
    assert found[-1] > found[0] + 0.1


@pytest.mark.parametrize("kind", MISSILES)
def test_a_heavy_month_leaves_fewer_interceptors_for_the_next(kind):
    quiet, heavy = (medians(kind, salvos([launched, 400], [np.nan, np.nan]))[1] for launched in (0, 2000))
    assert heavy < quiet


def test_before_anything_is_seen_drones_are_forecast_as_the_campaign_has_them():
    believed = prior("drone", Settings(draws=400))
    first = medians("drone", salvos([5000], [np.nan], month("2025-10")), believed)[0]
    assert first == pytest.approx(
        1.0 - 0.6 * (1.0 - 0.81 * 0.98), abs=0.04
    )  # medians: decoys 0.4, kill 0.81, engaged 0.98


def test_decoys_raise_the_share_and_come_in_2024():
    before, after = (medians("drone", salvos([100], [np.nan], month(text)))[0] for text in ("2024-05", "2024-12"))
    assert after > before + 0.03


def test_before_a_battery_stood_no_ballistic_missile_is_stopped():
    assert medians("ballistic", salvos([50], [np.nan], month("2023-04"))) == [0.0]
    assert medians("ballistic", salvos([50], [np.nan], month("2023-05")))[0] > 0.0


def test_it_forgets_over_a_gap():
    near = salvos([120] * 3, [0.3, 0.3, np.nan], month("2025-01"))
    far = Salvos(near.month + np.array([0, 0, 40]), near.launched, near.share, near.asked)
    assert medians("cruise", far)[2] > medians("cruise", near)[2]


def test_thousands_of_weapons_do_not_drown_the_forecast():
    """Chances of such months are far below what a float can hold."""
    low, high = (medians("drone", salvos([9000] * 4, [share] * 4))[3] for share in (0.6, 0.95))
    assert low < high - 0.1


def test_in_worlds_of_its_own_the_interval_holds_its_share():
    """Logs drawn from the prior itself: 80 % intervals hold 80 %, within the error of 80 logs of 5 months."""
    believed, random = prior("cruise", Settings(draws=200)), np.random.default_rng(3)
    of = salvos([100] * 5, [np.nan] * 5, month("2025-01"))
    shares = list(strikes_model._shares("cruise", of, believed))
    hits = []
    for draw in random.integers(0, 200, 80):
        behind = [
            np.interp(z, strikes_model.LEVELS, row[draw])
            for z, row in zip(_levels(believed, draw, random), shares, strict=True)
        ]
        steady = strikes_model._steadiness(100, 8.0, believed.correlation[draw : draw + 1])[0]
        seen = random.binomial(100, [random.beta(steady * p, steady * (1 - p)) for p in behind]) / 100
        found = forecasts("cruise", salvos([100] * 5, list(seen), month("2025-01")), believed, 1)
        hits += [inside(one.counted, value) for one, value in zip(found, seen, strict=True)]
    assert np.mean(hits) == pytest.approx(0.8, abs=0.06)


def _levels(believed, draw, random):
    """The hidden level of five months: a part that lasts and one that is each month's own."""
    lasting, kept = believed.lasting[draw], believed.persistence[draw]
    months = np.abs(np.subtract.outer(np.arange(5), np.arange(5)))
    return random.multivariate_normal(np.zeros(5), lasting * kept**months + (1.0 - lasting) * np.eye(5))


def test_work_in_pieces_changes_nothing(monkeypatch):
    of = salvos([100, 50, 80], [0.3, 0.2, 0.4])
    whole = medians("ballistic", of)
    monkeypatch.setattr(strikes_model, "PIECE", 7)
    assert medians("ballistic", of) == whole


def test_log_odds_move_a_share_and_leave_none_and_all():
    assert [moved(share, 3.0) for share in (0.0, 1.0)] == [0.0, 1.0]
    assert moved(0.5, np.log(3.0)) == pytest.approx(0.75)


@pytest.mark.parametrize(("launched", "correlation", "factor"), [(80, 0.1, 1.9), (8, 0.3, 1.0), (800, 0.05, 5.95)])
def test_the_beta_has_the_variance_of_raids(launched, correlation, factor):
    """Variance over the binomial's: 1 + (m - 1) correlation, with m weapons in each of eight raids."""
    steady = strikes_model._steadiness(launched, 8.0, np.array([correlation]))[0]
    assert (steady + launched) / (steady + 1.0) == pytest.approx(factor, rel=1e-3)


# --- baselines and what is scored -------------------------------------------------------------------------------------


def test_the_six_month_mean_takes_six_months_and_no_more():
    of = salvos([10, 10, 10, 10, 10, 10, 30, 10], [1.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.0])
    assert six_month_mean(of, 7) == pytest.approx(0.35)
    assert six_month_pool(of, 7) == pytest.approx((0.1 + 0.2 + 0.3 + 0.4 + 0.5 + 3 * 0.6) / 8)


def test_the_six_month_mean_takes_the_last_known_month_where_the_half_year_holds_none():
    of = salvos([10] * 9, [0.2, 0.7, *[np.nan] * 6, 0.9])
    assert six_month_mean(of, 8) == six_month_pool(of, 8) == 0.7


def test_scored_are_months_with_enough_launched_and_a_known_one_before():
    of = salvos([100, 0, 25, 24, 30, 30], [0.5, np.nan, 0.5, 0.5, np.nan, 0.5])
    assert list(scored(of, strikes.LEAST_LAUNCHED)) == [2, 5]


# --- files ------------------------------------------------------------------------------------------------------------


def test_the_shipped_months_before_a_file_are_its_past_and_are_not_scored(tmp_path):
    classes = read_strikes(file_of(tmp_path, *LATER))
    whole = read_strikes(None)
    for kind in CLASSES:
        assert len(classes[kind].month) == len(whole[kind].month) + 3
        assert classes[kind].asked.sum() == 3
    card = strikes.run(Settings(data=file_of(tmp_path, *LATER), draws=40))
    assert (card.n, card.score["n_drone"], card.score["n_cruise"], card.score["n_ballistic"]) == (6, 3, 2, 1)
    assert {row["month"] for row in card.rows} == {"2025-11-01", "2025-12-01", "2026-02-01"}


def test_a_file_with_the_shipped_months_in_it_forecasts_its_later_ones_the_same(tmp_path):
    rows = [line for line in shipped(strikes.DATA).read_text("utf-8").splitlines() if not line.startswith("#")]
    both = tmp_path / "both.csv"
    both.write_text("\n".join([*rows, *(f"{row},0,0" for row in LATER)]) + "\n", "utf-8")
    long, short = (strikes.run(Settings(file, draws=40)) for file in (both, file_of(tmp_path, *LATER)))
    later = [row for row in long.rows if row["month"] >= "2025-11"]
    assert later == short.rows
    assert long.n > short.n


def test_a_file_of_other_years_has_no_past_but_its_own(tmp_path):
    classes = read_strikes(file_of(tmp_path, "2020-01,10,50,10,50,10,50", "2020-02,10,50,10,50,10,50"))
    assert [len(classes[kind].month) for kind in CLASSES] == [2, 2, 2]


def test_the_order_of_the_lines_is_irrelevant(tmp_path):
    forth, back = (
        strikes.run(Settings(file_of(tmp_path, *rows, name=name), draws=40))
        for name, rows in (("forth.csv", LATER), ("back.csv", LATER[::-1]))
    )
    assert forth.score == back.score
    assert forth.rows == back.rows


def test_months_in_which_nothing_can_be_scored_clear_no_bar(tmp_path):
    card = strikes.run(Settings(file_of(tmp_path, "2025-11,0,,2,50,0,"), draws=40))
    assert card.n == 0
    assert not any(bar.passed for bar in card.bars)
    assert strikes.chart(card).to_dict()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2025-13,1,1,1,1,1,1", ":3:1: month is '2025-13'; it must be a month like 2022-02"),
        ("Nov 2025,1,1,1,1,1,1", ":3:1: month is 'Nov 2025'; it must be a month like 2022-02"),
        (",1,1,1,1,1,1", ":3:1: month is empty"),
        ("2025-11,many,1,1,1,1,1", ":3:9: shahed_launched is 'many'; it must be a whole number"),
        ("2025-11,,1,1,1,1,1", ":3:9: shahed_launched is empty"),
        ("2025-11,1,1,-4,1,1,1", ":3:13: cruise_launched is -4; it must be 0 or above"),
        ("2025-11,1,101,1,1,1,1", ":3:11: shahed_pct_neutralised is 101; it must be at most 100"),
        ("2025-11,1,1,1,1,1", ":3:1: has 6 cells where the header has 7"),
        ("2025-12,1,1,1,1,1,1\n2025-12,2,1,1,1,1,1", ":4:1: month 2025-12 is there twice\n    hint: first on line 3"),
    ],
)
def test_a_file_that_cannot_be_scored_is_refused_in_words_with_its_line(tmp_path, row, says):
    with pytest.raises(InputError) as caught:
        read_strikes(file_of(tmp_path, row))
    assert says in str(caught.value)


def test_a_missing_column_is_named(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text(
        "month,shahed_launched,shahed_pct_neutralised,cruise_launched,cruise_pct,ballistic_launched\n", "utf-8"
    )
    with pytest.raises(InputError, match=r"mine\.csv:1:1: column 'ballistic_pct' is missing"):
        read_strikes(file)


# --- the case ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def card():
    return strikes.run(Settings(draws=300))


def test_the_shipped_series_is_scored_by_class_in_percentage_points(card):
    assert {f"{part}_{kind}" for part in ("mae", "skill", "coverage", "n") for kind in CLASSES} < set(card.score)
    assert card.n == sum(card.score[f"n_{kind}"] for kind in CLASSES) == 87
    assert [bar.high for bar in card.bars[:3]] == [6.0, 10.0, 10.0]
    assert min(card.score[f"mae_{kind}"] for kind in CLASSES) > 1.0


def test_the_skill_follows_from_the_errors(card):
    ours, means = (
        sum(values[name.format(kind)] for kind in CLASSES)
        for values, name in ((card.score, "mae_{}"), (card.baseline, "mae_{}_six_month_mean"))
    )
    assert card.score["skill"] == pytest.approx(1.0 - ours / means)


def test_the_chart_has_a_row_for_every_month_of_every_class(card):
    assert len(card.rows) == 3 * 37
    assert {row["class"] for row in card.rows} == set(strikes.NAMES.values())
    assert all(0.0 <= row["median"] <= 100.0 for row in card.rows)
    assert all(row["low"] <= row["high"] for row in card.rows if row["launched"])
