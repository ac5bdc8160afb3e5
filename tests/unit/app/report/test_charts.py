"""Charts on a page speak its language, fit its width, and keep what they show."""

from __future__ import annotations

import json

import pytest
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st

from casus.app.report.charts import Fit, bare, fitted, fitting, in_language, phrase
from casus.app.report.parts import figures_of
from casus.app.words.catalogue import HERE

STRUCTURE = {"type", "mark", "op", "as", "interpolate", "orient", "anchor", "align", "baseline"}


def phrases():
    entries = FluentParser().parse((HERE / "en" / "charts.ftl").read_text("utf-8")).body
    return [
        "".join(piece.value for piece in e.value.elements if isinstance(piece, ast.TextElement))
        for e in entries
        if isinstance(e, ast.Message)
    ]


def texts(of, key=""):
    if isinstance(of, str):
        yield key, of
    elif isinstance(of, list):
        for one in of:
            yield from texts(one, key)
    elif isinstance(of, dict):
        for name, value in of.items():
            yield from texts(value, name)


def test_no_word_of_a_chart_is_left_in_english(reports):
    known = {text for text in phrases() if " " in text}
    figures = [figure for section in reports["uk"].sections for figure in figures_of(section.parts)]
    assert figures
    for figure in figures:
        left = {text for _, text in texts(figure.spec)} & known
        assert not left, (figure.id, left)
        assert figure.spec["config"]["locale"]["number"]["decimal"] == ","


def test_axes_and_legends_say_only_what_the_catalogue_says(reports):
    """Whoever adds a title to an axis must add it to the catalogue, or it stays English."""
    english = [figure for section in reports["en"].sections for figure in figures_of(section.parts)]
    said = {text for figure in english for text in _axis_titles(figure.spec) if text}
    assert "days after the attack" in said
    assert {text for text in said if phrase(text, "uk") == text} == set()


def _axis_titles(of):
    if isinstance(of, list):
        for one in of:
            yield from _axis_titles(one)
    elif isinstance(of, dict):
        for name, value in of.items():
            if name in {"axis", "legend"} and isinstance(value, dict) and isinstance(value.get("title"), str):
                yield value["title"]
            yield from _axis_titles(value)


def test_no_phrase_is_a_word_of_the_grammar(reports):
    figures = [figure for section in reports["en"].sections for figure in figures_of(section.parts)]
    grammar = {text for figure in figures for key, text in texts(figure.spec) if key in STRUCTURE}
    assert {"quantitative", "rule"} <= grammar
    assert not grammar & set(phrases())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hold depth 30 km", "межа втримання 30\u00a0км"), ("1,234.5", "1\u00a0234,5"), ("70%", "70\u00a0%"), ("<1%", "<1\u00a0%"),
        ("Forward defence", "Forward defence"), ("Aggressor's advance: The road", "Просування агресора: The road"),
    ],
)  # fmt: skip
def test_phrases_and_numbers(text, said):
    assert phrase(text, "uk") == said
    assert phrase(text, "en") == text


def test_what_stands_round_a_chart_is_taken_off_and_the_rest_is_kept():
    chart = {
        "vconcat": [{"layer": [], "width": 9, "title": {"text": "T"}}],
        "title": {"text": "Source"},
        "config": {"font": "x"},
    }
    found = bare(chart)
    assert "T" not in json.dumps(found)
    assert "Source" not in json.dumps(found)
    assert found["config"]["font"] == "x"
    assert bare({"vconcat": [{"hconcat": [{"encoding": {"y": {"axis": {"labels": False}}}}] * 3}]})["concat"][2][
        "encoding"
    ]["y"]["axis"]["labels"]


@given(st.integers(300, 1600), st.integers(1, 7))
def test_panels_fill_the_width_and_none_is_lost(width, count):
    fit = Fit(panel=205, least=110, room=200, most=4)
    panels = [{"width": 205, "name": str(place)} for place in range(count)]
    found = fitted(fitting({"concat": panels, "spacing": 24}, fit), width)
    rows = [row["hconcat"] for row in found["vconcat"]]
    assert [panel["name"] for row in rows for panel in row] == [str(place) for place in range(count)]
    for row in rows:
        assert sum(panel["width"] + 200 for panel in row) + 24 * (len(row) - 1) <= max(width, 310)
    assert {panel["width"] for row in rows for panel in row} == {rows[0][0]["width"]}


def test_data_are_left_alone_by_width_but_not_by_language():
    spec = {"data": {"values": [{"width": 205, "what": "on alert"}]}, "width": 205}
    assert fitted(fitting(spec, Fit(205, 100, 0)), 500)["data"]["values"][0]["width"] == 205
    assert in_language(spec, "uk")["data"]["values"][0]["what"] == "приведення в готовність"
