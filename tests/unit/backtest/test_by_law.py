"""A backtest that plays the campaign says how each law does alone, and leaves out laws that were not drawn."""

from __future__ import annotations

import numpy as np
import pytest

from casus.backtest import baltics_2016, ukraine_2022
from casus.backtest.scorecard import Settings
from casus.backtest.scores import crps
from casus.backtest.ukraine_2022 import SectorDay
from casus.foundation.codes import LAWS

MOBILE = {law for law in LAWS if law != "positional2023"}
FEW = Settings(draws=120)


@pytest.mark.parametrize(("case", "stem"), [(ukraine_2022, "crps_km_"), (baltics_2016, "reached_60h_")])
def test_every_law_that_was_drawn_has_a_score_of_its_own(case, stem):
    score = case.run(FEW).score
    assert {name.removeprefix(stem) for name in score if name.removeprefix(stem) in LAWS} == MOBILE


def test_the_score_of_a_law_is_that_of_its_worlds_alone():
    laws = np.array([0.0, 0.0, 4.0, 4.0])
    day = SectorDay("konotop", 3, 100.0, np.array([100.0, 100.0, 40.0, 60.0]), 15.0, 50.0)
    found = ukraine_2022._crps_by_law([day], laws)
    assert found == {"crps_km_dupuy1979": 0.0, "crps_km_hero1972": crps(np.array([40.0, 60.0]), 100.0)}
