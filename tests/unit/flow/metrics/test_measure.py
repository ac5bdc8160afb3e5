"""Numbers over outcomes: shares and their errors, paired differences, cost and feasibility."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.draws.sample import sample
from casus.flow.metrics.cost import cost_lines_meur, new_works_km, yearly_cost_meur
from casus.flow.metrics.feasibility import asked_brigades, carried_share, feasible_by_nation, feasible_share
from casus.flow.metrics.measure import paired, share, spread
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register


@pytest.fixture(scope="module")
def ukraine():
    scenario = read_scenario("ukraine")
    return scenario, sample(scenario, scenario_register(scenario_folder("ukraine")), 200)


@given(st.lists(st.booleans(), min_size=1, max_size=400))
def test_a_share_lies_in_its_interval_and_its_interval_in_0_1(values):
    found = share(np.array(values))
    low, high = found.interval
    assert 0 <= low <= found.value + 1e-12
    assert found.value - 1e-12 <= high <= 1


def test_wilson_interval_of_a_published_case():
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662."""
    low, high = share(np.arange(263) < 81).interval
    assert low == pytest.approx(0.2553, abs=5e-5)
    assert high == pytest.approx(0.3662, abs=5e-5)


def test_pairing_takes_out_what_is_common():
    generator = np.random.default_rng(1)
    common = generator.normal(size=500)
    difference = paired(common + 0.1, common)
    assert difference.value == pytest.approx(0.1)
    assert difference.se == pytest.approx(0, abs=1e-12)


def test_paired_differences_skip_worlds_that_only_one_met():
    difference = paired(np.array([1.0, np.nan, 3.0, 5.0]), np.array([0.0, 1.0, np.nan, 3.0]))
    assert difference.value == pytest.approx(1.5)


def test_no_worlds_give_no_number():
    assert np.isnan(share(np.array([], dtype=bool)).value)
    assert np.isnan(spread(np.array([])).p50)


def test_quantiles_are_in_order():
    found = spread(np.random.default_rng(2).lognormal(size=300))
    assert found.p05 <= found.p10 <= found.p50 <= found.p90 <= found.p95


def test_cost_is_the_sum_of_its_lines_and_never_negative(ukraine):
    scenario, draws = ukraine
    assert scenario.designs
    for design in scenario.designs:
        lines = cost_lines_meur(scenario, design, draws)
        assert all((np.asarray(line) >= 0).all() for line in lines.values()), design.id
        np.testing.assert_allclose(yearly_cost_meur(scenario, design, draws), sum(lines.values()))


def test_more_troops_cost_more(ukraine):
    scenario, draws = ukraine
    design = scenario.design("reassurance-rear")
    fewer = design.model_copy(
        update={"posture": design.posture.model_copy(update={"in_place": design.posture.in_place[:1]})}
    )
    assert (yearly_cost_meur(scenario, design, draws) > yearly_cost_meur(scenario, fewer, draws)).all()


def test_new_works_are_counted_only_where_they_are_better(ukraine):
    scenario, _ = ukraine
    assert new_works_km(scenario, scenario.design("memorandum")) == 0
    built = new_works_km(scenario, scenario.design("forward-defence"))
    assert 0 < built <= sum(axis.segments[0].width_km for axis in scenario.theatre.axes)


def test_feasibility_is_a_share_where_troops_are_asked_for_and_nothing_elsewhere(ukraine):
    scenario, draws = ukraine
    assert np.isnan(feasible_share(scenario.design("memorandum"), draws)).all()
    rear, forward = (feasible_share(scenario.design(id), draws) for id in ("reassurance-rear", "forward-defence"))
    assert ((rear >= 0) & (rear <= 1)).all()
    assert rear.mean() > forward.mean()


def test_what_is_carried_through_is_part_of_what_is_offered_and_grows_with_the_voters(ukraine):
    scenario, draws = ukraine
    design = scenario.design("reassurance-rear")
    offered, carried = feasible_share(design, draws), carried_share(design, draws)
    assert (carried <= offered).all()
    assert 0 < carried.mean() < offered.mean()
    keen = {name: np.ones(len(draws)) for name in draws.columns if name.endswith(".peacekeeping")}
    willing = replace(draws, columns={**draws.columns, **keen})
    assert (carried_share(design, willing) >= carried).all()
    assert carried_share(design, willing).mean() > carried.mean()


def test_the_nations_shares_add_up_to_the_design(ukraine):
    scenario, draws = ukraine
    design = scenario.design("forward-defence")
    asked, by_nation = asked_brigades(design), feasible_by_nation(scenario, design, draws)
    nations = [nation.id for nation in scenario.guarantors]
    assert {nation for nation, row in zip(nations, by_nation, strict=True) if np.isfinite(row).all()} == set(asked)
    total = sum(by_nation[nations.index(nation)] * brigades for nation, brigades in asked.items())
    assert total / sum(asked.values()) == pytest.approx(feasible_share(design, draws))
