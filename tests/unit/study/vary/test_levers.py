"""Levers set one thing to a number, and what they make can be written and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import LEAST_CONTINGENT, Design
from casus.study.vary.force import brigades_of
from casus.study.vary.levers import with_arms, with_force_in_place, with_hours_to_decide, with_stock

UKRAINE = read_scenario("ukraine")
FULL = next(attack for attack in UKRAINE.attacks if attack.id == "full")
POOLS = dict.fromkeys((nation.id for nation in UKRAINE.guarantors), 1.0)
FORWARD, CONSULT = UKRAINE.design("forward-defence"), UKRAINE.design("consult-24h")


def sound(design: Design) -> Design:
    return Design.model_validate(design.model_dump())


@given(st.floats(0.0, 30.0))
def test_forces_are_about_what_was_asked_and_sound(brigades):
    changed = sound(with_force_in_place(UKRAINE, FORWARD, FULL, brigades, POOLS))
    have = brigades_of(changed)
    left_out = len(FORWARD.posture.in_place) - len(changed.posture.in_place)
    assert abs(have - brigades) <= 0.025 * len(changed.posture.in_place) + LEAST_CONTINGENT * left_out + 1e-9
    assert all(one.brigades >= LEAST_CONTINGENT for one in changed.posture.in_place)


def test_without_contingents_guarantors_share_them():
    changed = sound(with_force_in_place(UKRAINE, CONSULT, FULL, 8.5, POOLS))
    assert {one.nation for one in changed.posture.in_place} == set(CONSULT.pact.parties.guarantors)
    assert {one.zone for one in changed.posture.in_place} <= {axis.zone for axis in UKRAINE.theatre.axes}
    assert brigades_of(with_force_in_place(UKRAINE, changed, FULL, 0.0, POOLS)) == 0.0


@given(st.one_of(st.none(), st.floats(0.5, 1000.0)))
def test_a_clock_moves_those_that_would_contradict_it(hours):
    clocks = FORWARD.pact.deadlines
    changed = sound(with_hours_to_decide(FORWARD, hours)).pact.deadlines
    assert changed.decide_h == hours
    if hours is None:
        assert changed.act_h is None
        assert changed.meet_h == clocks.meet_h
    else:
        assert changed.meet_h is None or changed.meet_h <= hours
        assert changed.act_h is None or changed.act_h >= hours


@pytest.mark.parametrize("design", [FORWARD, CONSULT], ids=lambda design: design.id)
def test_stocks_and_arms_change_nothing_else(design):
    changed = sound(with_arms(with_stock(design, 45.0), 1234.0))
    assert changed.posture.forward_stock_days == 45.0
    assert changed.posture.arms_meur_year == 1234.0
    back = with_arms(with_stock(changed, design.posture.forward_stock_days), design.posture.arms_meur_year)
    assert back == design
