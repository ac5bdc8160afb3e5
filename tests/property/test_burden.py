"""Costs add up and never fall as more is asked; dominance is a strict partial order and the frontier is never empty."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
from casus.flow.scenario.schema.design import AirDefence, AirPosture, Contingent, Design, Monitoring, Posture
from casus.study.burden.bill import YEARS, Bill, annuity, bill
from casus.study.burden.frontier import Point, Scatter, dominates, frontier

SCENARIO = read_scenario("tutorial")
DRAWS = sample(SCENARIO, scenario_register(scenario_folder("tutorial")), 8)
NATIONS = [nation.id for nation in SCENARIO.guarantors]
FEW = settings(max_examples=40)

contingents = st.lists(
    st.builds(
        Contingent,
        nation=st.sampled_from(NATIONS),
        type=st.sampled_from(["heavy", "medium", "light"]),
        brigades=st.floats(0.2, 10),
        zone=st.just("east"),
    ),
    max_size=4,
).map(tuple)
postures = st.builds(
    Posture,
    in_place=contingents,
    standby=contingents,
    command=st.sampled_from(["ad-hoc", "lead", "integrated"]),
    forward_stock_days=st.floats(0, 60),
    works=st.sampled_from([{}, {"east": "fortified"}, {"east": "fortified", "north": "fortified"}]),
    air=st.builds(AirPosture, aircraft=st.floats(0, 200)),
    air_defence=st.builds(
        AirDefence,
        cruise_batteries=st.floats(0, 9),
        ballistic_batteries=st.floats(0, 9),
        interceptors=st.floats(0, 500),
    ),
    monitoring=st.none() | st.builds(Monitoring, persons=st.floats(1, 5000)),
    arms_meur_year=st.floats(0, 20000),
)
MORE = {
    "in_place": lambda p, by: (*p.in_place, Contingent(nation="dorvan", type="light", brigades=0.2 + by, zone="east")),
    "standby": lambda p, by: (*p.standby, Contingent(nation="elmere", type="light", brigades=0.2 + by)),
    "forward_stock_days": lambda p, by: p.forward_stock_days + by,
    "air": lambda p, by: p.air.model_copy(update={"aircraft": p.air.aircraft + by}),
    "air_defence": lambda p, by: p.air_defence.model_copy(update={"interceptors": p.air_defence.interceptors + by}),
    "arms_meur_year": lambda p, by: p.arms_meur_year + by,
    "works": lambda p, by: {"east": "fortified", "north": "fortified"},
    "monitoring": lambda p, by: Monitoring(persons=(p.monitoring.persons if p.monitoring else 0.0) + 1.0 + by),
    "command": lambda p, by: "integrated",
}


def with_posture(posture: Posture) -> Design:
    return SCENARIO.design("tripwire").model_copy(update={"posture": posture})


def billed(posture: Posture) -> Bill:
    return bill(SCENARIO, with_posture(posture), DRAWS)


@FEW
@given(postures)
def test_lines_add_up_and_so_do_those_who_pay(posture):
    found = billed(posture)
    np.testing.assert_allclose(sum(found.lines.values()), found.yearly, atol=1e-6)
    np.testing.assert_allclose(sum(found.by_nation.values()) + found.protected, found.yearly, rtol=1e-9, atol=1e-6)
    own = sum(found.own.values())
    np.testing.assert_allclose(own + found.shared + found.protected, found.yearly, rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(sum(found.key.values()), 1.0)
    assert all((meur >= 0).all() for meur in (*found.lines.values(), *found.by_nation.values()))


@FEW
@given(postures)
def test_at_no_discount_ten_years_are_the_start_and_ten_times_a_year(posture):
    found = billed(posture)
    plain = Bill(found.recurring, found.once, found.own, found.key, np.zeros(len(DRAWS)))
    start, a_year = sum(found.once.values()), sum(found.recurring.values())
    np.testing.assert_allclose(plain.present, start + YEARS * a_year, rtol=1e-12)
    assert (found.present <= plain.present + 1e-9).all()
    assert (found.present >= start - 1e-9).all()


@pytest.mark.parametrize("what", MORE)
@settings(max_examples=10)
@given(postures, st.floats(0, 30))
def test_more_of_anything_never_costs_less(what, posture, by):
    more = posture.model_copy(update={what: MORE[what](posture, by)})
    assert (billed(more).yearly >= billed(posture).yearly - 1e-6).all()
    assert (billed(more).present >= billed(posture).present - 1e-5).all()


def test_nothing_costs_nothing():
    found = billed(Posture())
    assert not found.yearly.any()
    assert not found.present.any()


@given(st.floats(0, 0.2), st.floats(0, 0.2))
def test_a_higher_rate_never_makes_later_years_worth_more(rate, more):
    assert annuity(np.array([rate + more]))[0] <= annuity(np.array([rate]))[0] + 1e-12
    assert annuity(np.array([0.0]))[0] == YEARS


@given(st.floats(0.001, 0.2))
def test_present_value_of_ten_years_is_the_closed_form(rate):
    end_of_year = (1.0 - (1.0 + rate) ** -YEARS) / rate
    assert annuity(np.array([rate]))[0] == pytest.approx(end_of_year * (1.0 + rate) ** 0.5, rel=1e-9)


ends = st.one_of(st.integers(0, 4).map(float), st.floats(0, 4), st.just(float("inf")))
points = st.lists(st.tuples(st.floats(0, 4) | st.integers(0, 4).map(float), ends), min_size=1, max_size=9).map(
    lambda pairs: [Point(f"d{place}", cost, deters) for place, (cost, deters) in enumerate(pairs)]
)


@given(points)
def test_dominance_is_a_strict_partial_order(found):
    assert not any(dominates(a, a) for a in found)
    assert not any(dominates(a, b) and dominates(b, a) for a, b in itertools.product(found, repeat=2))
    for a, b, c in itertools.product(found, repeat=3):
        assert dominates(a, c) or not (dominates(a, b) and dominates(b, c))


@given(points)
def test_the_frontier_is_never_empty_rises_with_cost_and_beats_all_others(found):
    line = frontier([Scatter(p, np.array([p.cost]), np.array([p.deters]), 0.0) for p in found])
    assert line.designs
    assert set(line.designs) | set(line.dominated) == {p.design for p in found}
    assert not set(line.designs) & set(line.dominated)
    by_id = {p.design: p for p in found}
    on = [by_id[id] for id in line.designs]
    assert all(a.cost <= b.cost and a.deters <= b.deters for a, b in itertools.pairwise(on))
    for id, beaten in line.dominated.items():
        assert dominates(by_id[beaten.by], by_id[id])
        assert any(dominates(by_id[free], by_id[id]) for free in line.designs)
