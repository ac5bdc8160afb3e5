"""The table of forces in place: only designs that ask for some, "never" in words."""

from __future__ import annotations

import casus
from casus.flow.metrics.band import Band
from casus.flow.views.table import _months, in_place_table, print_study


def test_designs_without_forces_in_place_are_left_out_and_the_table_with_them(capsys):
    study = casus.compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full"], draws=20)
    table = in_place_table(study.answers)
    assert list(table.columns[0].cells) == ["tripwire"]
    bare = casus.compare("tutorial", designs=["memorandum"], attacks=["full"], draws=20)
    print_study(bare.answers, bare.deterrence)
    printed = capsys.readouterr().out
    assert "Line held" in printed
    assert "Held in place" not in printed


def test_a_month_that_never_comes_is_said_in_words():
    assert _months(Band(7.6, float("inf"), float("inf"))) == "never [8, never]"
    assert _months(Band(0.0, 9.5, 17.1)) == "10 [0, 17]"
