"""The collapses of 2022: the bars can fail, the record may come in any order, and what cannot be scored is refused in words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from casus.backtest import collapse_2022
from casus.backtest.area import area_by_day, area_of, area_on
from casus.backtest.scorecard import Settings
from casus.flow.campaign.arrays import RECORDED_DAYS
from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError

HEADER = "event,day,area_km2"
DRAWS = 200


@cache
def card():
    return collapse_2022.run(Settings(draws=DRAWS))


@cache
def axes():
    return read_scenario(collapse_2022.SCENARIO).theatre.axes


def written(folder: Path, *lines: str) -> Settings:
    file = folder / "collapse.csv"
    file.write_text("\n".join((HEADER, *lines)))
    return Settings(data=file, draws=DRAWS)


# --- area -------------------------------------------------------------------------------------------------------------


def test_no_depth_is_no_area_and_all_depth_is_the_whole_sector():
    depth = np.zeros((2, len(axes()), len(RECORDED_DAYS)))
    depth[1] = 1e6
    area = area_by_day(depth, axes())
    assert np.all(area[0] == 0.0)
    assert area[1] == pytest.approx(sum(area_of(axis) for axis in axes()))


def test_area_grows_with_depth_by_the_width_of_the_segment():
    depth = np.zeros((1, len(axes()), len(RECORDED_DAYS)))
    depth[0, 0] = axes()[0].segments[0].length_km / 2
    assert area_by_day(depth, axes()) == pytest.approx(axes()[0].segments[0].width_km * depth[0, 0, 0])


@pytest.mark.parametrize("day", [0, 1, 4, 6, 25, 72, 90])
def test_days_between_those_recorded_lie_on_a_straight_line(day):
    area = 3.0 * np.array([RECORDED_DAYS], dtype=float)
    assert area_on(day, area) == pytest.approx(3.0 * day)


# --- scenario ---------------------------------------------------------------------------------------------------------


def test_the_scenario_changes_no_parameter_of_the_model():
    assert read_scenario(collapse_2022.SCENARIO).setup.parameters == {}


def test_each_event_has_an_attack_of_its_own_on_axes_of_its_own():
    attacks = {attack.id: set(attack.axes) for attack in read_scenario(collapse_2022.SCENARIO).attacks}
    first, second = (attacks[option] for option in collapse_2022.ATTACKS.values())
    assert first
    assert second
    assert not first & second


# --- scorecard --------------------------------------------------------------------------------------------------------


def test_shipped_events_are_the_two_largest_steps():
    assert [bar.value for bar in card().bars] == [7750.0, 5370.0]
    assert [bar.what.split(":")[0] for bar in card().bars] == list(collapse_2022.ATTACKS)


def test_percentiles_are_shares_and_the_record_lies_within_the_sector():
    score = card().score
    for name in collapse_2022.ATTACKS:
        assert 0.0 <= score[f"{name}_percentile"] <= 1.0
        assert 0.0 <= score[f"{name}_median_km2"] <= score[f"{name}_sector_km2"] + 1e-6
    assert score["kherson_step_percentile"] <= score["kherson_percentile"]
    assert all(bar.value < score[f"{bar.what.split(':')[0]}_sector_km2"] for bar in card().bars)


def test_months_without_breakthrough_rate_the_collapses_as_all_but_impossible():
    for name in collapse_2022.ATTACKS:
        assert card().baseline[f"{name}_deviations"] > 5.0
        assert card().baseline[f"{name}_log10_probability"] < -6.0


@pytest.mark.parametrize("name", collapse_2022.ATTACKS)
def test_more_than_the_sector_holds_fails_the_bar(name, tmp_path):
    (bar,) = collapse_2022.run(written(tmp_path, f"{name},6,100000")).bars
    assert not bar.passed


def test_order_of_rows_does_not_matter(tmp_path):
    rows = ("kharkiv,6,7750", "kharkiv,25,9400", "kherson,36,1840", "kherson,72,5370")
    turned = collapse_2022.run(written(tmp_path, *reversed(rows)))
    assert turned.score == card().score
    assert turned.bars == card().bars


def test_the_same_seed_gives_the_same_card():
    assert collapse_2022.run(Settings(draws=DRAWS)).score == card().score


def test_the_chart_has_a_panel_for_each_event():
    panels = collapse_2022.chart(card()).to_dict()["hconcat"]
    assert len(panels) == len(collapse_2022.ATTACKS)
    curve = [row["share"] for row in card().rows if (row["event"], row["kind"]) == ("kharkiv", "world")]
    assert curve
    assert curve[0] == 1.0
    assert curve == sorted(curve, reverse=True)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("karkiv,6,7750", "unknown event 'karkiv'"),
        ("kharkiv,91,7750", "day 91 of 'kharkiv' lies outside 1 to 90"),
        ("kharkiv,0,7750", "day 0 of 'kharkiv' lies outside 1 to 90"),
        ("kharkiv,6,0", "it must be more than 0"),
        ("kharkiv,6,", "it must be more than 0"),
        ("kharkiv,6,7750\nkharkiv,6,7751", "day 6 of 'kharkiv' is there twice"),
    ],
)
def test_a_record_that_cannot_be_scored_is_refused_in_words(line, said, tmp_path):
    with pytest.raises(InputError) as caught:
        collapse_2022.run(written(tmp_path, line))
    assert said in str(caught.value)


def test_a_table_without_rows_is_refused(tmp_path):
    with pytest.raises(InputError, match="holds no event"):
        collapse_2022.run(written(tmp_path))
