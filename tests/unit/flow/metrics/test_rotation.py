"""Rotation in worked cases, in the dataset, and in the answers."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

import casus
from casus.flow.draws.sample import sample
from casus.flow.handoffs import Draws
from casus.flow.metrics.band import band
from casus.flow.metrics.rotation import first_out_share, lasts_months, sustained_months, tours_by_nation
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

FACTOR, TOUR = 4.0, 6.0


@pytest.fixture(scope="module")
def ukraine():
    scenario = read_scenario("ukraine")
    return scenario, sample(scenario, scenario_register(scenario_folder("ukraine")), 200)


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", designs=["memorandum", "tripwire"], attacks=["full"], draws=60, lenses=False)


def lasts(tours: float) -> float:
    return float(lasts_months(np.array([tours]), np.array([FACTOR]), np.array([TOUR]))[0])


def worlds(**pools: list[float]) -> Draws:
    """Draws of the tutorial with pools by hand, `dorvan_heavy=[...]`; pools that are not named never run out."""
    size = len(next(iter(pools.values())))
    columns = {f"nation.{n.id}.{p}": np.full(size, 99.0) for n in TUTORIAL.guarantors for p in ("heavy", "light")}
    columns |= {f"nation.{name.replace('_', '.')}": np.array(values) for name, values in pools.items()}
    columns |= {"deployment_rotation_factor": np.full(size, FACTOR), "deployment_tour_months": np.full(size, TOUR)}
    return Draws(columns, np.arange(size), 1, "monte-carlo")


TUTORIAL = read_scenario("tutorial")
TRIPWIRE = TUTORIAL.design("tripwire")  # 0.3 of a brigade each: dorvan medium, elmere heavy, gildern light


@pytest.mark.parametrize(
    ("tours", "months"), [(0.0, 0.0), (0.99, 0.0), (1.0, 6.0), (2.5, 15.0), (3.99, 23.94), (4.0, np.inf), (9.0, np.inf)]
)
def test_a_pool_lasts_a_tour_for_each_brigade_and_for_ever_from_the_rotation_factor_on(tours, months):
    assert lasts(tours) == pytest.approx(months)


def test_the_first_nation_to_run_out_ends_it():
    draws = worlds(dorvan_heavy=[0, 0, 99, 99], dorvan_light=[0.6, 0.6, 99, 99], elmere_heavy=[0.9, 0.3, 99, 0.1])
    assert sustained_months(TRIPWIRE, draws) == pytest.approx([12, 6, np.inf, 0])
    shares = first_out_share(TUTORIAL, TRIPWIRE, draws)
    by_nation = dict(zip((nation.id for nation in TUTORIAL.guarantors), shares, strict=True))
    assert (by_nation["dorvan"], by_nation["elmere"], by_nation["gildern"]) == (0.25, 0.5, 0.0)


def test_of_nations_short_from_the_start_the_furthest_short_is_the_first():
    short = worlds(dorvan_heavy=[0], dorvan_light=[0.2], elmere_heavy=[0.1], gildern_heavy=[0], gildern_light=[0.25])
    shares = first_out_share(TUTORIAL, TRIPWIRE, short)
    nations = [nation.id for nation in TUTORIAL.guarantors]
    assert shares[nations.index("elmere")] == 1


def test_heavy_units_relieve_medium_ones_and_light_units_no_heavy_ones():
    assert sustained_months(TRIPWIRE, worlds(dorvan_light=[0.0]))[0] == np.inf
    assert sustained_months(TRIPWIRE, worlds(elmere_heavy=[0.0]))[0] == 0


@pytest.mark.parametrize(("heavy", "light", "tours"), [(2.0, 0.75, 2.75 / 1.5), (2.0, 9.0, 2.0), (4.0, 0.0, 4.0 / 1.5)])
def test_the_heavy_pool_holds_out_for_the_heavy_forces_and_both_for_all(heavy, light, tours):
    forward = TUTORIAL.design("forward-defence")  # dorvan: one heavy brigade and half a medium one
    draws = worlds(dorvan_heavy=[heavy], dorvan_light=[light])
    assert tours_by_nation(forward, draws)["dorvan"] == pytest.approx([tours])


def test_offers_play_no_part(ukraine):
    scenario, draws = ukraine
    none = {name: np.zeros(len(draws)) for name in draws.columns if name.endswith(".offer")}
    unoffered = Draws({**draws.columns, **none}, draws.numbers, draws.seed, draws.sampling)
    design = scenario.design("tripwire")
    np.testing.assert_array_equal(sustained_months(design, unoffered), sustained_months(design, draws))


def test_no_forces_in_place_give_no_month(ukraine):
    scenario, draws = ukraine
    assert np.isnan(sustained_months(scenario.design("memorandum"), draws)).all()
    assert np.isnan(first_out_share(scenario, scenario.design("memorandum"), draws)).all()


def test_twelve_brigades_last_no_longer_than_any_smaller_force_of_the_library(ukraine):
    scenario, draws = ukraine
    forward = np.sort(sustained_months(scenario.design("forward-defence"), draws))
    smaller = [design for design in scenario.designs if design.posture.in_place and design.id != "forward-defence"]
    assert smaller
    for design in smaller:
        assert (forward <= np.sort(sustained_months(design, draws))).all(), design.id


def test_the_first_to_run_out_are_all_worlds_but_those_kept_for_ever(ukraine):
    scenario, draws = ukraine
    asking = [design for design in scenario.designs if design.posture.in_place]
    assert asking
    for design in asking:
        kept = np.isinf(sustained_months(design, draws)).mean()
        assert np.nansum(first_out_share(scenario, design, draws)) == pytest.approx(1 - kept)


def test_never_is_later_than_any_month_and_is_not_averaged():
    found = band(np.array([6.0] * 49 + [np.inf] * 51))
    assert (found.p05, found.p50, found.p95) == (6.0, np.inf, np.inf)
    assert band(np.array([6.0] * 50 + [np.inf] * 50)).p50 == 6.0
    assert np.isnan(band(np.array([])).p50)


def test_json_says_never_as_null_beside_the_share(study):
    designs = json.loads(json.dumps(study.answers.as_json(), allow_nan=False))["designs"]
    tripwire, memorandum = designs["tripwire"], designs["memorandum"]
    assert 0 < tripwire["p_sustained"] < 1
    assert tripwire["sustained_months"]["p05"] > 0
    assert tripwire["sustained_months"]["p95"] is None
    assert set(tripwire["first_out_by_nation"]) == {"dorvan", "elmere", "gildern"}
    assert sum(tripwire["first_out_by_nation"].values()) == pytest.approx(1 - tripwire["p_sustained"], abs=1e-5)
    assert memorandum["p_sustained"] is None
    assert memorandum["sustained_months"] == {"p05": None, "p50": None, "p95": None}
    assert memorandum["first_out_by_nation"] == {}


def test_the_table_of_a_study_has_the_same_numbers(study):
    rows = study.table().set_index("design")
    months = study.outcomes["sustained_months"].sel(design="tripwire").values
    assert rows.loc["tripwire", "p_sustained"] == np.isinf(months).mean()
    assert rows.loc["tripwire", "p_never_filled"] == (months == 0).mean()
    assert rows.loc["tripwire", "sustained_months_p50"] in months
    assert rows.loc["tripwire", "sustained_months_p95"] == np.inf
    assert rows.loc["tripwire", "first_out"] == "gildern"
    assert pd.isna(rows.loc["memorandum", "first_out"])
    assert np.isnan(rows.loc["memorandum", "sustained_months_p50"])
