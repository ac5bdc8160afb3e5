"""Slower verification of the main job: the order of the designs survives other seeds and sampling designs (`make verify`)."""

from __future__ import annotations

import pytest
from scipy.stats import spearmanr

import casus

pytestmark = pytest.mark.verify

DRAWS = 2048
LEAST_RANK_CORRELATION = 0.95  # chosen: neighbours that differ by less than their error may change places, no others


@pytest.fixture(scope="module")
def held():
    table = casus.compare("ukraine", attacks=["full"], draws=DRAWS, seed=1, lenses=False).table()
    return table.set_index("design")["p_held"]


@pytest.mark.parametrize(
    ("seed", "sampling"), [(2, "monte-carlo"), (3, "monte-carlo"), (1, "latin-hypercube"), (1, "sobol")]
)
def test_the_order_of_designs_survives(held, seed, sampling):
    other = casus.compare("ukraine", attacks=["full"], draws=DRAWS, seed=seed, sampling=sampling, lenses=False).table()
    found = spearmanr(held, other.set_index("design")["p_held"][held.index]).statistic
    assert found >= LEAST_RANK_CORRELATION


def test_the_default_study_is_complete_and_orders_the_extremes():
    study = casus.compare("ukraine")
    assert study.complete
    gains = study.table().query("attack == 'full'").set_index("design")
    clear = gains["gain"].abs() > 4 * gains["gain_se"]
    assert clear.sum() >= 4, "the draws of the default study tell the clearest designs from the baseline"
