"""The chart of a timeline shows what the timeline says: bars in order, bands under them, units, source, and who never comes."""

from __future__ import annotations

import json
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import nobody, usual

from casus.flow.metrics.timeline import timeline
from casus.flow.views.fan import APART, HEIGHT, spaced_out
from casus.flow.views.gantt import (
    BARS,
    COLOURS,
    FIRST_BAND,
    NEXT_BAND,
    ROW_HEIGHT,
    bands,
    bars,
    days_shown,
    draw_gantt,
    shown_nations,
    subtitle,
)
from casus.flow.views.picture import save_picture
from casus.flow.views.timeline import LEAST_WORLDS, absent_sentence, day_text, print_timeline


@pytest.fixture(scope="module")
def found():
    return timeline(usual(), "shield", "full")


@pytest.fixture(scope="module")
def none():
    return timeline(nobody(), "shield", "full")


def test_bars_follow_each_other_without_gap_or_overlap(found):
    rows = bars(found, shown_nations(found))
    assert {row["nation"] for row in rows} == {"Atland", "Borland"}
    for name in ("Atland", "Borland"):
        own = [row for row in rows if row["nation"] == name]
        assert [row["phase"] for row in own] == [phase for phase in BARS if phase in {row["phase"] for row in own}]
        assert all(one["to"] == other["from"] for one, other in zip(own, own[1:], strict=False))
        assert own[-1]["to"] == 90


def test_bars_run_from_median_to_median(found):
    own = {row["phase"]: (row["from"], row["to"]) for row in bars(found, shown_nations(found)) if row["place"] == 1}
    assert own["deciding"] == (-2, 1)
    assert own["on alert"] == (1, 5)
    assert own["on the way"] == (5, 17.5)
    assert own["in the theatre"] == (17.5, 27.5)


def test_bands_hold_their_medians_and_stay_within_their_row(found):
    rows = bands(shown_nations(found))
    assert rows
    for row in rows:
        assert row["from"] <= row["median"] <= row["to"]
        assert FIRST_BAND + NEXT_BAND * row["line"] < ROW_HEIGHT
    assert [row["phase"] for row in rows if row["place"] == 0] == ["in the theatre", "in the line"], "forces in place"
    assert len([row for row in rows if row["place"] == 1]) == 4


def test_numbers_of_the_subtitle_are_not_torn(found):
    (said,) = [line for line in subtitle(found, shown_nations(found)) if "trigger met" in line]
    assert "100%,\u00a0−2\u00a0(−2\u00a0to\u00a0−2)" in said


def test_days_before_the_attack_are_on_the_sheet(found, none):
    first, last = days_shown(found, shown_nations(found))
    assert first <= min(row["from"] for row in bars(found, shown_nations(found)))
    assert last == 90
    assert days_shown(none, []) == (0, 90)


def test_every_phase_has_a_colour_of_its_own():
    assert set(COLOURS) == set(BARS)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_chart_states_units_conditions_absentees_and_source(found):
    text = json.dumps(draw_gantt(found).to_dict(), ensure_ascii=False)
    for stated in (
        "days after the attack", "km beyond the line", "brigades whose nations fight", "over those alone", "80 %",
        "hold depth 45 km", "In no world: Corland", "80% (16 worlds)", "Casus 0.1.0", "'elmere' (abc)", "seed 1",
        "20 draws", "against an invasion on every road", "Southern road",
    ):  # fmt: skip
        assert stated in text, stated
    assert "Outland" not in text


def test_where_nobody_comes_the_advance_is_drawn_and_the_rest_said(none, tmp_path):
    chart = draw_gantt(none)
    text = json.dumps(chart.to_dict())
    assert "In no world do combat forces come" in text
    assert "Atland, Borland, Corland" in text
    assert "Guarantors' forces" not in text
    assert save_picture(chart, tmp_path / "none.png", scale=1).stat().st_size > 10_000


def test_a_nation_that_comes_in_few_worlds_is_named_but_not_drawn():
    study = usual()
    for name in ("arrival_day", "joined_day"):
        study.data[name].loc[{"nation": "borland", "draw": slice(LEAST_WORLDS - 1, None)}] = float("inf")
    found = timeline(study, "shield", "full")
    assert [nation.name for nation in shown_nations(found)] == ["Atland"]
    assert f"In fewer than {LEAST_WORLDS} worlds, and so not drawn: Borland." in absent_sentence(
        found, shown_nations(found)
    )


@settings(max_examples=60)
@given(st.lists(st.floats(0, HEIGHT), min_size=1, max_size=2), st.floats(0, HEIGHT))
def test_names_beside_lines_never_overlap_and_keep_their_order(heights, taken):
    wanted = {str(place): height for place, height in enumerate(heights)}
    placed = spaced_out(wanted, [taken])
    assert set(placed) == set(wanted)
    ends = sorted(placed.values())
    assert all(abs(y - taken) >= APART for y in ends)
    assert all(low - high >= APART for high, low in pairwise(ends))
    for one, other in combinations(wanted, 2):
        assert (placed[one] < placed[other]) == (wanted[one] <= wanted[other])


def test_names_stay_on_their_side_of_a_limit_near_the_ground():
    placed = spaced_out({"deepest": 147.0, "this": 149.0}, [128.0])
    assert 128.0 < placed["deepest"] < placed["this"]


def test_of_two_names_at_one_height_the_first_stands_above():
    placed = spaced_out({"theatre": 100.0, "line": 100.0}, [])
    assert placed["theatre"] <= placed["line"] - APART


@pytest.mark.parametrize(
    ("day", "said"), [(-31.4, "−31"), (0.0, "0"), (-0.04, "0"), (2.0, "2"), (9.96, "10"), (3.14, "3.1")]
)
def test_days_are_written_briefly(day, said):
    assert day_text(day) == said


def test_the_terminal_tables_say_the_same(found, none, capsys):
    print_timeline(found)
    said = capsys.readouterr().out
    for stated in (
        "Atland",
        "Borland",
        "80%  18 [12, 24]",
        "In no world: Corland.",
        "Hold depth there 45 km",
        "day 90",
    ):
        assert stated in said, stated
    print_timeline(none)
    assert "In no world do combat forces come" in capsys.readouterr().out
