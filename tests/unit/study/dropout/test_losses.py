"""Paired losses: their interval is honest where hardly a world changes."""

from __future__ import annotations

import numpy as np
import pytest

from casus.study.dropout.groups import minimal
from casus.study.dropout.losses import loss, sure_by


def worlds(n, lost=0, gained=0):
    held_with, held_without = np.ones(n, bool), np.ones(n, bool)
    held_without[:lost] = False
    held_with[n - gained :] = gained == 0
    return held_with, held_without


def test_a_loss_is_the_difference_of_two_shares():
    of = loss(*worlds(100, lost=30, gained=10))
    assert of.value == pytest.approx(0.2)
    assert (of.only_with, of.only_without) == (0.3, 0.1)
    assert of.se == pytest.approx(np.sqrt(30 + 10 - 20**2 / 100) / 100)
    assert of.low < of.value < of.high
    assert of.verdict == "pivotal"


def test_where_no_world_changes_the_interval_says_how_much_may_hide():
    few, many = loss(*worlds(100)), loss(*worlds(10_000))
    assert few.value == few.se == 0.0
    assert few.verdict == "redundant"
    assert few.low == -few.high < 0.0
    assert 0.0 < many.high < few.high / 90


def test_more_questions_at_once_need_more():
    one, sixteen = loss(*worlds(100, lost=6)), loss(*worlds(100, lost=6), questions=16)
    assert one.verdict == "pivotal"
    assert sixteen.verdict == "redundant"
    assert sure_by(1) == pytest.approx(1.959964, abs=1e-5)


def test_an_absence_may_help():
    assert loss(*worlds(100, gained=30)).verdict == "better-without"


def test_no_set_is_minimal_where_all_and_nobody_cannot_be_told_apart():
    n, few = 400, 20
    nobody = np.arange(n) % 4 > 0
    nobody[:few] = True
    everyone, none = np.ones(n, bool), frozenset()
    blind = {none: everyone, frozenset("a"): everyone[:few]}
    assert minimal(blind, nobody, "ab") == ()
    seen = blind | {frozenset("b"): nobody}
    assert [one.nations for one in minimal(seen, nobody, "ab")] == [("b",)]
