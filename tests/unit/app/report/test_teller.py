"""Numbers are written as a language does, and never say more than is known."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.app.report.teller import NONE, Teller
from casus.app.words.catalogue import LANGUAGES
from casus.flow.metrics.measure import Share


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.floats(0.0, 1.0))
def test_nearly_all_is_never_all_and_hardly_any_never_none(language, value):
    text = Teller(language).share(value).text.replace(",", ".").replace("\u00a0", "")
    if value not in {0.0, 1.0}:
        assert text not in {"0.0%", "100.0%"}
    if text[0].isdigit():
        assert float(text.rstrip("%")) == pytest.approx(100 * value, abs=0.0501)


def test_each_language_has_its_own_signs():
    en, uk = Teller("en"), Teller("uk")
    assert (en.number(-12345.678, 1).text, uk.number(-12345.678, 1).text) == ("−12,345.7", "−12\u00a0345,7")
    assert (en.share(0.699).text, uk.share(0.699).text) == ("69.9%", "69,9\u00a0%")
    assert (en.points(0.1119).text, uk.points(-0.19).text, en.points(0.0).text) == ("+11.2", "−19,0", "0.0")
    assert (en.billions(7_067_000.0).text, uk.billions(4_830.0).text) == ("7,067", "4,8")
    assert (en.general(0.00012345), uk.general(1435.0), en.general(0.25)) == ("0.0001234", "1\u00a0435", "0.25")
    assert (en.date("2026-08"), uk.date("2026-08"), en.date("2026")) == (
        "August 2026",
        "серпень 2026\u202fроку",
        "2026",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_exist_is_a_dash(language):
    say = Teller(language)
    assert {say.number(math.nan).text, say.share(math.nan).text, say.points(math.nan).text} == {NONE}
    assert say.cell(say.number(math.nan), "[x]").text == NONE
    assert say.held(Share(math.nan, math.nan, 0)).text == NONE
    assert say.number(math.inf).text == say.say("never")


def test_a_sentence_keeps_the_numbers_that_fill_it():
    said = Teller("en").tell("sum-baseline", design="Memorandum", p=Teller("en").share(0.5873), ends="56.5 to 60.8%")
    assert said.values["p"] == 0.5873
    assert "58.7%" in said.text
