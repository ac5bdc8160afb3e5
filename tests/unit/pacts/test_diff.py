"""What differs is listed, what is equal is not, and the other way round says the same."""

from __future__ import annotations

from itertools import combinations

from casus.flow.scenario.read import read_scenario
from casus.pacts.diff import Difference, differences
from casus.pacts.read import instrument, read_casebook

NATO = instrument("north-atlantic-1949").pact


def test_equal_records_have_no_differences():
    held = read_casebook()
    assert len(held) >= 30
    for one in held:
        assert differences(one.pact, one.pact.model_copy(deep=True)) == ()


def test_unequal_ones_have_some_and_both_ways_the_same():
    for one, other in combinations([held.pact for held in read_casebook()[:12]], 2):
        there = differences(one, other)
        back = {(found.field, found.b, found.a) for found in differences(other, one)}
        assert there
        assert {(found.field, found.a, found.b) for found in there} == back


def test_one_field_is_one_difference():
    softer = NATO.model_copy(update={"deadlines": NATO.deadlines.model_copy(update={"meet_h": 24.0})})
    assert differences(NATO, softer) == (Difference("deadlines.meet_h", None, 24.0),)


def test_members_of_a_list_are_numbered_and_an_empty_list_is_nothing():
    eu = instrument("eu-42-7-2009").pact
    without = eu.model_copy(update={"limits": ()})
    fields = [found.field for found in differences(without, eu)]
    assert {"limits.1.kind", "limits.2.kind"} <= set(fields)
    assert "limits" not in fields
    assert all(found.a is None for found in differences(without, eu))


def test_a_clause_that_only_one_has_stands_where_the_schema_has_it():
    bare = NATO.model_copy(update={"consultation": None})
    fields = [found.field for found in differences(bare, NATO)]
    assert "consultation.event" in fields
    both = [found.field for found in differences(instrument("budapest-1994").pact, NATO)]
    order = ["title", "form.kind", "trigger.event", "obligation.level", "decision.body", "peacetime.bases", "source"]
    assert [field for field in both if field in order] == order


def test_postures_of_designs_compare_too():
    designs = {design.id: design for design in read_scenario("tutorial").designs}
    found = differences(designs["memorandum"].posture, designs["tripwire"].posture, "posture")
    assert "posture.in_place.1.brigades" in {one.field for one in found}
