"""Metrics by world: their means are the answers of the table, and what does not arise is missing."""

from __future__ import annotations

import numpy as np
import pytest

from casus.flow.metrics.catalogue import METRICS, world_values
from casus.flow.metrics.measure import measure
from casus.study.compare import compare

PLAIN = {
    "held": lambda d: d.held > 0,
    "honoured": lambda d: d.honoured_share >= 0.5,
    "called": lambda d: np.isfinite(d.trigger_day),
    "decided": lambda d: d.decided_share >= 0.5,
    "acted": lambda d: d.acted_share >= 0.5,
    "combat": lambda d: d.combat_share > 0,
    "contact": lambda d: np.isfinite(d.contact_day),
    "movement_to_contact": lambda d: (d.contact_depth_km >= 5.0).where(np.isfinite(d.contact_day)),
    "in_time": lambda d: ((d.contact_day < d.lost_day) | (d.held > 0)).where(d.combat_share > 0),
    "warning_days": lambda d: d.warning_days,
    "decision_hours": lambda d: 24.0 * d.first_decision_day,
    "contact_hours": lambda d: 24.0 * d.contact_day,
    "contact_moved_km": lambda d: d.contact_depth_km.where(np.isfinite(d.contact_day)),
    "area_lost_km2": lambda d: d.area_km2,
    "people_lost": lambda d: d.people,
    "aggressor_lost": lambda d: d.aggressor_lost * d.brigade_persons,
    "leakers_month": lambda d: (
        (d.drone_leakers + d.cruise_leakers + d.ballistic_leakers) * 30.4 / d.attrs["horizon_days"]
    ),
}
"""What metrics are, said a second time over the whole of a study's campaigns."""
SHARES = ("held", "honoured", "called", "decided", "combat", "contact", "movement_to_contact", "in_time")
SPREADS = {
    "contact_moved_km": "contact_moved_km", "area_lost_km2": "area_km2", "people_lost": "people",
    "protected_lost": "protected_lost", "guarantor_lost": "guarantor_lost", "aggressor_lost": "aggressor_lost",
    "leakers_month": "leakers_month",
}  # fmt: skip
ARGUMENTS = {
    "campaign": ("probe",),
    "design": (),
    "price": ("probe",),
    "lens": (None, "game"),
    "crisis": ("probe", None, 0.5),
}


@pytest.fixture(scope="module")
def study():
    return compare("tutorial", designs=["memorandum", "tripwire"], draws=60)


@pytest.mark.parametrize("attack", ["grey", "full"])
@pytest.mark.parametrize("name", PLAIN)
def test_a_metric_is_what_it_says_of_every_campaign(study, name, attack):
    campaigns = study.outcomes.sel(design="tripwire", attack=attack)
    expected = np.asarray(PLAIN[name](campaigns).values, dtype=float)
    assert world_values(study.handoff, name, "tripwire", attack) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize("name", SHARES)
def test_the_mean_of_a_flag_is_the_share_in_the_table(study, name):
    values = world_values(study.handoff, name, "tripwire", "full")
    known = values[~np.isnan(values)]
    assert set(known) <= {0.0, 1.0}
    share = getattr(measure(study.handoff, "tripwire", "full"), name)
    assert len(known) == share.n
    assert known.mean() == pytest.approx(share.value)


@pytest.mark.parametrize(("name", "of"), SPREADS.items())
def test_the_mean_of_a_number_is_the_mean_in_the_table(study, name, of):
    values = world_values(study.handoff, name, "tripwire", "full")
    assert np.nanmean(values) == pytest.approx(getattr(measure(study.handoff, "tripwire", "full"), of).mean)


def test_the_lenses_are_those_of_the_table(study):
    lenses = study.deterrence.lenses["tripwire"]
    for lens, chance in lenses.p_attack.items():
        assert np.nanmean(world_values(study.handoff, "attack_10y", "tripwire", lens=lens)) == pytest.approx(
            chance.value
        )


def test_the_price_of_no_attack_in_particular_is_the_cheapest(study):
    prices = [
        world_values(study.handoff, "price_of_aggression", "tripwire", attack)
        for attack in study.outcomes["attack"].values
    ]
    assert np.array_equal(world_values(study.handoff, "price_of_aggression", "tripwire"), np.min(prices, axis=0))


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_has_a_value_for_every_world(study, name):
    metric = METRICS[name]
    values = world_values(study.handoff, name, "tripwire", *ARGUMENTS[metric.of])
    assert values.shape == (60,)
    assert metric.what
    assert metric.flag <= (metric.unit == "1")
    assert not metric.flag or set(values[~np.isnan(values)]) <= {0.0, 1.0}


def test_a_study_without_lenses_has_no_prices():
    study = compare("tutorial", designs=["tripwire"], attacks=["probe"], draws=5, lenses=False)
    with pytest.raises(KeyError):
        world_values(study.handoff, "attack_10y", "tripwire", lens="price")
