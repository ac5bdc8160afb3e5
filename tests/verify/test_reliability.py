"""The two cases on kept promises on the authors' own files, which we may not pass on (`make verify`).

CASUS_RELIABILITY_DATA names the folder that holds both files under the names they have in github joshuaalley/treaty-depth,
data/leeds-anac-replication.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize

from casus.backtest import institutions, reliability
from casus.backtest.cases import run_case
from casus.backtest.scorecard import Settings

FOLDER = os.environ.get("CASUS_RELIABILITY_DATA")

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(not FOLDER, reason="CASUS_RELIABILITY_DATA does not name the folder of the authors' files"),
]

FURTHER = {
    "bilateral": (62, 104),
    "multilateral": (11, 42),
    "bilateral_since_1945": (10, 29),
    "multilateral_since_1945": (2, 25),
    "arab_league": (0, 7),
    "nato": (0, 0),
}
"""Counted once by other code than ours, Arab League and NATO excepted."""
CHANGES = {"milinst": -0.30, "formal": -0.37, "chcap2d": -0.30, "dinstch2": -0.32, "origtar1": -0.28}


def file(name: str) -> Path:
    return Path(FOLDER or "") / name


@pytest.fixture(scope="module")
def promises() -> Path:
    return file("BerkemeierFuhrmannRAP2018_0303.dta")


@pytest.fixture(scope="module")
def alliances() -> Path:
    return file("LeedsAnacIIrep.dta")


def test_the_nine_counts_come_out_equal(promises):
    card = run_case("reliability", Settings(data=promises))
    assert card.verdict == "passed"
    assert (card.n, len(card.bars)) == (146, 9)
    assert card.baseline["share_of_all_rows"] == pytest.approx(73 / 576)
    assert card.score["share_lenient"] == pytest.approx(80 / 146)


@pytest.mark.parametrize("name", FURTHER)
def test_the_further_counts_come_out_equal(name, promises):
    found = reliability.count(reliability.read_rows(promises), reliability.CUTS[name])
    assert (found.kept, found.called) == FURTHER[name]


def test_the_earlier_refit_comes_out_equal(alliances):
    card = run_case("institutions", Settings(data=alliances))
    assert card.verdict == "passed"
    assert card.n == 137
    assert card.score["correct_share"] == pytest.approx(112 / 137)
    assert {name: round(card.score[f"change_{name}"], 2) for name in CHANGES} == CHANGES


def test_another_optimiser_finds_the_same_coefficients(alliances):
    table = institutions.read_promises(alliances)
    terms, kept = institutions.design(table), table.honor3.to_numpy()

    def loss(slopes):
        logits = terms @ slopes
        return float(np.logaddexp(0.0, logits).sum() - kept @ logits)

    other = minimize(loss, np.zeros(terms.shape[1]), method="BFGS", options={"gtol": 1e-7})
    card = run_case("institutions", Settings(data=alliances))
    assert [card.score[name] for name in institutions.TERMS] == pytest.approx(other.x, abs=1e-4)
    assert card.score["log_likelihood"] == pytest.approx(-other.fun, abs=1e-8)


def test_wars_left_out_are_foretold_better_than_by_the_share_of_the_others(alliances):
    card = run_case("institutions", Settings(data=alliances))
    assert card.score["log_skill_wars_out"] > 0.1
    assert (
        card.baseline["correct_share_always_kept"] < card.score["correct_share_wars_out"] < card.score["correct_share"]
    )
