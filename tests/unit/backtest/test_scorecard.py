"""A scorecard: a bar is cleared from end to end and by numbers only, and what machines read is plain JSON."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.backtest.scorecard import DEFAULT_DRAWS, Bar, Scorecard, Settings

NAN, INF = math.nan, math.inf


def card(*bars: Bar, **changed) -> Scorecard:
    given = {
        "id": "made-up",
        "title": "A case that is made up",
        "n": 3,
        "of": "days",
        "score": {"skill": 0.25, "lost": NAN},
        "baseline": {"mean": 2.0, "worst": INF},
        "bars": bars,
        "reading": ("One sentence.", "Another."),
        "sources": ("nobody",),
        "rows": [{"day": 1}],
    }
    return Scorecard(**(given | changed))


def test_settings_are_the_documented_ones_when_nothing_is_said():
    assert Settings() == Settings(data=None, draws=DEFAULT_DRAWS, seed=1)
    assert DEFAULT_DRAWS == 2000


@pytest.mark.parametrize(
    ("value", "passed"), [(0.72, True), (0.88, True), (0.8, True), (0.7199, False), (0.8801, False), (NAN, False)]
)
def test_the_ends_of_a_range_belong_to_it_and_what_is_no_number_does_not(value, passed):
    assert Bar("coverage", value, 0.72, 0.88).passed == passed


@pytest.mark.parametrize("ends", [{"low": 0.0}, {"high": 0.0}, {"low": -1.0, "high": 1.0}, {}])
def test_nothing_clears_a_bar_that_could_not_be_computed(ends):
    assert not Bar("skill", NAN, **ends).passed


@given(st.floats(allow_nan=False), st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_a_wider_range_is_never_harder_to_clear(value, low, high):
    assert Bar("x", value, low, high).passed <= Bar("x", value, low=low).passed
    assert Bar("x", value, low, high).passed <= Bar("x", value, high=high).passed


@pytest.mark.parametrize(
    ("ends", "text"),
    [
        ({"low": 0.72}, "at least 0.72"),
        ({"high": 1.0}, "at most 1"),
        ({"low": 0.72, "high": 0.88}, "0.72 to 0.88"),
        ({"low": 0.0}, "at least 0"),
        ({"high": 1e-9}, "at most 1e-09"),
        ({}, "any"),
    ],
)
def test_a_range_is_said_in_words(ends, text):
    assert Bar("x", 0.5, **ends).range_text == text


def test_the_verdict_names_every_bar_that_was_missed_and_no_other():
    cleared, missed, lost = Bar("skill", 0.1, low=0.0), Bar("coverage", 0.5, 0.72, 0.88), Bar("error", NAN, high=1.0)
    assert card(cleared).verdict == "passed"
    assert card(cleared).passed
    assert card(cleared, missed, lost).verdict == "missed: coverage; error"
    assert not card(cleared, missed, lost).passed


def test_machines_read_plain_json_with_null_for_what_could_not_be_computed():
    found = card(Bar("skill", NAN, low=0.0), Bar("coverage", 0.8, 0.72, 0.88)).as_json()
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["score"] == {"skill": 0.25, "lost": None}
    assert found["baseline"] == {"mean": 2.0, "worst": None}
    assert found["bars"] == [
        {"what": "skill", "value": None, "low": 0.0, "high": None, "passed": False},
        {"what": "coverage", "value": 0.8, "low": 0.72, "high": 0.88, "passed": True},
    ]
    assert found["passed"] is False
    assert found["verdict"] == "missed: skill"
    assert found["reading"] == ["One sentence.", "Another."]
    assert (found["id"], found["title"], found["n"], found["of"]) == ("made-up", "A case that is made up", 3, "days")


def test_what_the_chart_is_drawn_from_is_not_for_machines():
    assert "rows" not in card().as_json()


def test_numbers_of_numpy_in_scores_become_plain():
    found = card(score={"skill": np.float64(0.5), "lost": np.float64("nan")}).as_json()
    assert json.dumps(found["score"]) == '{"skill": 0.5, "lost": null}'
    assert type(found["score"]["skill"]) is float


def test_a_bar_of_numpy_numbers_becomes_plain():
    found = card(Bar("skill", np.float64(0.5), low=0.0)).as_json()
    assert json.loads(json.dumps(found))["bars"][0]["passed"] is True


def test_a_count_of_numpy_becomes_plain():
    assert type(card(n=np.int64(3)).as_json()["n"]) is int
    assert type(Bar("skill", np.float64(0.5), low=0.0).passed) is bool
