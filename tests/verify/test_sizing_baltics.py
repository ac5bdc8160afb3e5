"""Slower verification of sizing: the Baltic answer under the criterion that docs/method/sizing.md fixed before the first run."""

from __future__ import annotations

import pytest

from casus.study.sizing.size import size

pytestmark = pytest.mark.verify

LEAST, MOST = 5.0, 9.0  # the bar: about seven


@pytest.fixture(scope="module")
def found():
    return size("baltics-2016", "seven-brigades", 0.5, draws=20_000)


def test_the_confirmed_answer_is_about_seven_brigades(found):
    assert LEAST <= found.answer <= MOST


def test_the_curve_crosses_one_half_where_the_page_says(found):
    assert found.answer == 9.0
    assert found.guess == pytest.approx(8.5, abs=0.1)


def test_three_of_seven_are_heavy_at_the_answer(found):
    placed = found.asking.lever.with_force(found.answer).posture.in_place
    heavy = sum(one.brigades for one in placed if one.type == "heavy")
    assert heavy / found.answer == pytest.approx(3 / 7)
