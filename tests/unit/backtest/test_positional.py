"""The backtest of the positional front: it looks only backward, keeps its promise on its own worlds, and reads rough files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from casus.backtest import positional
from casus.backtest.positional import Prior, Series, forecasts, last_month, prior, read, six_month_mean, with_spread
from casus.backtest.scorecard import Settings
from casus.backtest.scores import inside
from casus.backtest.series import shipped
from casus.foundation.errors import InputError

SETTINGS = Settings(draws=200)


def series_of(*gains: float, days: float = 30.0) -> Series:
    start = 739_000.0 + days * np.arange(len(gains))
    return Series(start, start + days, np.array(gains))


def file_of(folder: Path, *rows: str) -> Path:
    file = folder / "series.csv"
    file.write_text("\n".join(["# mine", "from,to,km2_gain,claimed_losses_per_km2", *rows]) + "\n", encoding="utf-8")
    return file


FOUR = (
    "2023-01-01,2023-02-01,80,",
    "2023-02-01,2023-04-01,-15,",
    "2023-06-01,2023-07-01,0,",
    "2023-07-01,2023-08-01,900,",
)


# --- forecasts --------------------------------------------------------------------------------------------------------


def test_no_forecast_knows_its_own_interval_or_a_later_one() -> None:
    believed = prior(SETTINGS)
    seen = forecasts(series_of(300, 100, 200, 50, 400), believed, 1)
    other = forecasts(series_of(300, 100, 900, -20, 3), believed, 1)
    for row in range(3):
        assert np.allclose(seen[row], other[row])
    assert not np.allclose(seen[3], other[3])


def test_with_fewer_intervals_the_first_forecasts_stay_as_they_are() -> None:
    believed = prior(SETTINGS)
    short, long = (forecasts(series_of(*gains), believed, 1) for gains in ([300, 100, 200], [300, 100, 200, 50, 400]))
    assert all(np.allclose(one, other) for one, other in zip(short, long[:3], strict=True))


def test_a_faster_past_never_lowers_the_forecast() -> None:
    believed = prior(SETTINGS)
    medians = [np.median(forecasts(series_of(gain, gain, gain, gain), believed, 1)[3]) for gain in (50, 150, 400, 1000)]
    assert medians == sorted(medians)


def test_before_anything_is_seen_the_forecast_is_the_laws_advance_on_the_width() -> None:
    believed = prior(Settings(draws=4000))
    first = forecasts(series_of(300, 100, 200, 300), believed, 1)[0]
    width, advance = np.sqrt(100 * 450), np.sqrt(0.012 * 0.08)  # medians of the two entries
    mean_factor = np.exp(-(np.median(believed.spread) ** 2) / 2)
    assert np.median(first) == pytest.approx(30 * width * advance * mean_factor, rel=0.05)


def test_it_forgets_over_a_gap() -> None:
    believed = prior(SETTINGS)
    near = series_of(300, 900, 900, 900)
    gap = np.array([0.0, 0.0, 0.0, 3000.0])
    far = Series(near.start + gap, near.end + gap, near.gain)
    width = [
        np.subtract(*np.quantile(np.log(np.maximum(forecasts(s, believed, 1)[3], 1)), [0.9, 0.1])) for s in (near, far)
    ]
    assert width[1] > width[0]


def test_in_worlds_of_its_own_the_interval_holds_its_share() -> None:
    """A series drawn from the prior itself: 80 % intervals hold 80 %, within the error of 60 series of 12 intervals."""
    believed = prior(SETTINGS)
    random = np.random.default_rng(5)
    hits = []
    for number in range(60):
        series = _world(believed, number, random)
        samples = forecasts(series, believed, 1)
        hits += [inside(sample, gain) for sample, gain in zip(samples, series.gain, strict=True)]
    assert np.mean(hits) == pytest.approx(0.8, abs=0.06)


def _world(believed: Prior, draw: int, random: np.random.Generator) -> Series:
    months = np.abs(np.subtract.outer(np.arange(12.0), np.arange(12.0))) * 30 / positional.MONTH_DAYS
    spread = believed.spread[draw]
    covariance = believed.level_sd**2 + spread**2 * believed.persistence[draw] ** months
    log_rate = random.multivariate_normal(np.full(12, believed.level - spread**2 / 2), covariance)
    return series_of(*(30 * np.exp(log_rate) + believed.map_error[draw] * random.standard_normal(12)))


def test_work_in_pieces_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    believed, series = prior(SETTINGS), series_of(300, 100, 200, 50)
    whole = forecasts(series, believed, 1)
    monkeypatch.setattr(positional, "_pieces", lambda draws, rows: 7)
    assert np.allclose(whole, forecasts(series, believed, 1))


# --- baselines --------------------------------------------------------------------------------------------------------


def test_last_month_is_the_rate_of_the_interval_before() -> None:
    series = Series(np.array([0.0, 10.0]), np.array([10.0, 40.0]), np.array([5.0, 99.0]))
    assert last_month(series, 1) == 15.0


def test_the_six_month_mean_takes_the_half_year_and_no_more() -> None:
    series = series_of(1000, 10, 20, 30, 40, 50, 60, 0)
    assert six_month_mean(series, 7) == pytest.approx(35.0)
    assert six_month_mean(series, 1) == pytest.approx(1000.0)


def test_the_six_month_mean_takes_the_last_interval_where_the_half_year_is_empty() -> None:
    series = Series(np.array([0.0, 30.0, 900.0]), np.array([30.0, 60.0, 930.0]), np.array([90.0, 30.0, 0.0]))
    assert six_month_mean(series, 2) == 30.0


def test_a_baseline_with_spread_lies_about_the_baseline() -> None:
    series = series_of(100, 150, 130, 0)
    assert sorted(with_spread(series, 3, last_month)) == [80, 110, 150, 180]


# --- the case ---------------------------------------------------------------------------------------------------------


def test_the_shipped_series_is_scored() -> None:
    card = positional.run(Settings())
    assert card.n == len(read(shipped(positional.DATA)).gain) - 1
    assert list(card.score) == ["coverage", "skill", "skill_fair"]
    assert len(card.rows) == card.n + 1
    assert card.baseline["last_month"] < card.baseline["six_month_mean"]
    assert card.baseline["last_month_with_spread"] < card.baseline["last_month"]
    assert card.passed


def test_another_seed_moves_the_skill_little() -> None:
    one, other = (positional.run(Settings(seed=seed)).score for seed in (1, 2))
    assert one["skill"] == pytest.approx(other["skill"], abs=0.01)
    assert positional.run(Settings()).score == one


def test_four_intervals_with_gaps_and_losses_of_ground_are_enough(tmp_path: Path) -> None:
    card = positional.run(Settings(data=file_of(tmp_path, *FOUR), draws=50))
    assert card.n == 3
    assert all(np.isfinite(value) for value in [*card.score.values(), *card.baseline.values()])
    assert "In 2 intervals less than 10 km2 was gained" in card.reading[-1]


def test_the_order_of_the_lines_is_irrelevant(tmp_path: Path) -> None:
    forth = read(file_of(tmp_path, *FOUR))
    back = read(file_of(tmp_path, *FOUR[::-1]))
    assert np.array_equal(forth.gain, back.gain)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (FOUR[:3], "holds 3 intervals; at least 4 are needed"),
        ((*FOUR, "2023-07-15,2023-09-01,5,"), "the interval from 2023-07-01 reaches into that from 2023-07-15"),
        ((*FOUR, "2023-09-01,2023-09-01,5,"), "the interval from 2023-09-01 ends before it begins"),
        ((*FOUR, "soon,2023-09-01,5,"), "from is 'soon'; it must be a date"),
    ],
)
def test_a_file_that_cannot_be_scored_is_refused_in_words(tmp_path: Path, rows: tuple[str, ...], says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(file_of(tmp_path, *rows))


def test_the_chart_draws_every_interval() -> None:
    card = positional.run(SETTINGS)
    drawn = positional.chart(card).to_dict()
    assert len(drawn["layer"]) == 5
    assert card.rows[0]["last_month"] is None
    assert all(row["low"] <= row["median"] <= row["high"] for row in card.rows)
