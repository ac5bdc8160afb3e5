"""Lines of the yearly cost against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.metrics.cost import forces_meur
from casus.flow.scenario.schema.design import Contingent

OF = {
    "brigade_persons": np.array([4500.0]),
    "deployment_tour_months": np.array([6.0]),
    "cost_soldier_year": np.array([100.0]),
    "cost_standby_share": np.array([0.2]),
    "cost_relief": np.array([10.0]),
}


def test_two_brigades_on_tours_of_half_a_year_are_each_relieved_twice_a_year():
    there = (Contingent(nation="dorvan", type="heavy", brigades=2.0, zone="east"),)
    ready = (Contingent(nation="dorvan", type="heavy", brigades=1.0, notice_days=5.0),)
    found = forces_meur(there, ready, OF)
    assert found["forces in place"] == pytest.approx([9.0 * 100.0])
    assert found["rotation"] == pytest.approx([9.0 * 2.0 * 10.0])
    assert found["forces on standby"] == pytest.approx([4.5 * 100.0 * 0.2])
