"""A ledger worked by hand: each line of what an attack costs, what was paid before, and when the aggressor is ready."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.scenario.schema.design import Settlement
from casus.flow.strategy.course import Course
from casus.flow.strategy.price import Terms, cost_lines_meur, gained_share, paid_meur, price_meur, sanctions_meur
from casus.flow.strategy.risk import occasion_probability, ready_years

OF = {
    name: np.array([value])
    for name, value in {
        "aims_area_weight": 1.0, "aims_people_weight": 1.0, "aims_city_weight": 1.0, "aims_political_weight": 2.0,
        "price_soldier": 0.1 * 1000, "price_brigade": 200.0, "price_aircraft": 30.0, "price_running_day": 300.0,
        "price_attrition_day": 1000.0, "price_further_days": 100.0, "price_failure": 50_000.0,
        "price_intervention": 80_000.0, "aims.output": 2_000_000.0, "aims.readiness": 24.0,
        "sanctions_loss_share": 0.02, "sanctions_years": 5.0, "sanctions_return_probability": 0.8,
        "sanctions_again_probability": 0.5, "sanctions_step_share": 0.1, "sanctions_regeneration_factor": 1.5,
        "opportunity_years": 4.0, "paid.soldiers": 1000.0, "paid.brigades": 150.0, "paid.aircraft": 100.0,
        "paid.days": 1000.0, "paid.sanctions_years": 4.0,
    }.items()
}  # fmt: skip
COURSE = Course(*map(np.asarray, (0.2, 0.1, 0.2, 0.5, 40.0, 10.0, 3.0, 0.25, 0.6)))
GAINED = (0.2 + 0.1 + 0.2 + 2 * 0.5) / 5.0
THOUSAND = 100.0 + 0.15 * 200.0  # a thousand soldiers, and 150 brigades of equipment for each million
SNAP_BACK, KEPT = Settlement(sanctions="snap-back"), Settlement(sanctions="kept")


def test_each_line_of_the_ledger():
    lines = cost_lines_meur(COURSE, OF, Terms(0.5, 90.0, SNAP_BACK))
    assert {name: pytest.approx(float(line[0])) for name, line in lines.items()} == {
        "losses": 40.0 * THOUSAND + 10.0 * 30.0,
        "failure": 0.5 * 0.5 * 50_000.0,
        "intervention": 0.5 * 0.25 * 80_000.0,
        "sanctions": 0.5 * 0.8 * 2_000_000.0 * 0.02 * 5.0,
        "time": 0.5 * (90.0 * 300.0 + 100.0 * (1.0 - GAINED) * (300.0 + 1.0 * THOUSAND)),
    }


def test_the_price_is_their_sum_over_what_is_gained():
    terms = Terms(0.5, 90.0, SNAP_BACK)
    assert gained_share(COURSE, OF)[0] == pytest.approx(GAINED)
    total = sum(float(line[0]) for line in cost_lines_meur(COURSE, OF, terms).values())
    assert price_meur(COURSE, OF, terms)[0] == pytest.approx(total / GAINED)


def test_what_was_paid_before():
    sanctions = 4.0 * 2_000_000.0 * 0.02
    assert paid_meur(OF)[0] == pytest.approx(1000 * 100.0 + 150 * 200.0 + 100 * 30.0 + 1000 * 300.0 + sanctions)


@pytest.mark.parametrize(("kind", "share"), [("kept", 0.1), ("snap-back", 0.8), ("lifted", 0.5)])
def test_sanctions_by_settlement(kind, share):
    assert sanctions_meur(OF, Settlement(sanctions=kind))[0] == pytest.approx(share * 200_000.0)


def test_sanctions_in_force_delay_the_attack_and_its_occasion():
    assert ready_years(OF, Terms(0.5, 90.0, SNAP_BACK))[0] == pytest.approx(1.0)
    assert ready_years(OF, Terms(0.5, 90.0, KEPT))[0] == pytest.approx(1.5)
    assert occasion_probability(OF, Terms(0.5, 90.0, SNAP_BACK))[0] == pytest.approx(1.0 - np.exp(-9.0 / 4.0))
    assert occasion_probability(OF, Terms(0.5, 90.0, KEPT))[0] == pytest.approx(1.0 - np.exp(-8.5 / 4.0))
