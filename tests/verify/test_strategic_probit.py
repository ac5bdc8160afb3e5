"""The strategic probit on the authors' own files, which we may not pass on (`make verify`).

CASUS_PROBIT_DATA names the folder that holds leblang2003.csv and war1800.csv, written in R as the page of the case says.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from casus.backtest import strategic_probit
from casus.backtest.cases import run_case
from casus.backtest.scorecard import Settings
from casus.backtest.strategic_probit_fit import Design, fit
from casus.backtest.strategic_probit_model import RESISTANCE, log_likelihood, log_likelihood_slopes
from casus.backtest.strategic_probit_published import LEBLANG

FOLDER = os.environ.get("CASUS_PROBIT_DATA")

pytestmark = [
    pytest.mark.verify,
    pytest.mark.skipif(not FOLDER, reason="CASUS_PROBIT_DATA does not name the folder of the authors' files"),
]

DISPUTES = (-0.495, -0.740, 0.427, 0.222, -1.902, -0.584, 0.499, -0.042, -1.544, -0.617)
"""Fitted once to war1800 by other code than this: probit with agent error. Not published."""


@pytest.fixture(scope="module")
def attacks() -> pd.DataFrame:
    return strategic_probit.read_attacks(Path(FOLDER or "") / "leblang2003.csv")


@pytest.fixture(scope="module")
def disputes() -> tuple[Design, np.ndarray]:
    """282 complete disputes: status quo by likeness and aims, war by A's regime, resistance by balance and B's regime."""
    table = pd.read_csv(Path(FOLDER or "") / "war1800.csv").dropna(subset=["regime1", "regime2"])
    one = np.ones(len(table))
    first, second = (
        [table[name].eq(regime).to_numpy(float) for regime in ("dem", "mixed")] for name in ("regime1", "regime2")
    )
    status_quo = np.column_stack([one, table.s_wt_re1, table.revis1])
    nothing = np.empty((len(table), 0))
    terms = [
        status_quo,
        nothing,
        np.column_stack([one, *first]),
        np.column_stack([one, table.balanc, *second]),
        nothing,
    ]
    return Design(terms), (table.esc + table.war).to_numpy(int)


def test_the_printed_fits_come_out():
    card = run_case("strategic-probit", Settings(data=Path(FOLDER or "") / "leblang2003.csv"))
    assert card.verdict == "passed"
    assert (card.n, len(card.bars)) == (7240, 12)
    assert card.score["log_likelihood_leblang_agent"] == pytest.approx(-481.639, abs=0.001)
    assert card.score["log_likelihood_given_utilities"] < card.baseline["log_likelihood_shares_alone"]


@pytest.mark.parametrize("form", ["probit-private", "probit-agent"])
def test_no_other_start_of_another_optimiser_leads_higher(form, attacks):
    terms, outcomes = strategic_probit.design(LEBLANG, attacks), strategic_probit.numbered(attacks)
    found = fit(terms, outcomes, form)
    random = np.random.default_rng(2)
    tops = [
        -minimize(
            lambda held: -log_likelihood(terms.values(held), outcomes, form),
            random.uniform(-1.0, 1.0, len(found.coefficients)),
            jac=lambda held: -terms.gather(log_likelihood_slopes(terms.values(held), outcomes, form)),
            method="BFGS",
        ).fun
        for _ in range(8)
    ]
    assert max(tops) < found.log_likelihood + 1e-5
    assert min(tops) < found.log_likelihood - 1.0, "there are lower tops, so that the start matters"


def test_disputes_of_the_nineteenth_century_are_fitted_as_by_other_code(disputes):
    terms, outcomes = disputes
    assert len(outcomes) == 282
    found = fit(terms, outcomes, "probit-agent")
    assert found.coefficients == pytest.approx(DISPUTES, abs=0.0006)
    assert found.log_likelihood == pytest.approx(-286.124, abs=0.0005)
    assert fit(terms, outcomes, "logit-agent").log_likelihood == pytest.approx(-286.183, abs=0.0005)
    assert np.bincount(outcomes)[RESISTANCE] == 75
