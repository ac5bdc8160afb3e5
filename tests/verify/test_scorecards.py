"""The kept scorecards are what a fresh run gives: nobody edits a score by hand, and no model change leaves them stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casus.backtest.cases import run_case, without_outside_file
from casus.backtest.scorecard import Settings

KEPT = Path(__file__).parents[2] / "docs" / "reference" / "backtests" / "scorecards.json"
SAME = 1e-6  # relative; another processor may round differently


@pytest.fixture(scope="module")
def kept() -> dict[str, dict[str, object]]:
    return {case["id"]: case for case in json.loads(KEPT.read_text("utf-8"))["cases"]}


@pytest.mark.verify
def test_every_case_that_needs_no_outside_file_is_kept(kept: dict[str, dict[str, object]]) -> None:
    assert set(kept) == set(without_outside_file())


@pytest.mark.verify
@pytest.mark.parametrize("name", without_outside_file())
def test_a_fresh_run_gives_the_kept_score(name: str, kept: dict[str, dict[str, object]]) -> None:
    fresh = run_case(name, Settings()).as_json()
    assert fresh["passed"] == kept[name]["passed"]
    assert fresh["score"] == pytest.approx(kept[name]["score"], rel=SAME, abs=SAME)
