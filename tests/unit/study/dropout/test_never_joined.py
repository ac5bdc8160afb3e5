"""A design as if some had never been parties: neither text nor posture names them, and somebody else leads."""

from __future__ import annotations

import pytest

from casus.flow.scenario.read import read_scenario
from casus.pacts.schema.clauses import Decision
from casus.study.asked import ask
from casus.study.dropout.members import by_size, leader, members
from casus.study.dropout.never_joined import without_parties

ASKED = ask("tutorial", "forward-defence", None, 30, 1)
DESIGN, ORDER = ASKED.design, by_size(members(ASKED))
OTHERS = ("elmere", "farland", "gildern")


def nations(design):
    return {one.nation for one in (*design.posture.in_place, *design.posture.standby)}


def test_with_nobody_gone_it_is_the_same_design():
    assert without_parties(DESIGN, (), ORDER) is DESIGN


@pytest.mark.parametrize("gone", [("dorvan",), ("elmere",), ("elmere", "farland")])
def test_those_gone_are_in_neither_pact_nor_posture(gone):
    changed = without_parties(DESIGN, gone, ORDER)
    assert set(changed.pact.parties.guarantors) == set(DESIGN.pact.parties.guarantors) - set(gone)
    assert nations(changed) == nations(DESIGN) - set(gone)
    assert changed.posture.works == DESIGN.posture.works
    assert changed.pact.obligation == DESIGN.pact.obligation


def test_the_next_largest_contributor_leads():
    assert leader(DESIGN, members(ASKED)).nation == "dorvan"
    left = [nation for nation in ORDER if nation != "dorvan"]
    assert without_parties(DESIGN, ("dorvan",), ORDER).pact.parties.lead == left[0]
    assert without_parties(DESIGN, ("dorvan", left[0]), ORDER).pact.parties.lead == left[1]
    assert without_parties(DESIGN, ("gildern",), ORDER).pact.parties.lead == "dorvan"


def test_a_rule_that_needs_a_lead_is_dropped_with_the_last_party():
    empty = without_parties(DESIGN, ("dorvan", *OTHERS), ORDER)
    assert empty.pact.parties.guarantors == ()
    assert (empty.pact.parties.lead, empty.pact.decision.rule) == (None, "each")


def test_quorum_and_weights_follow_the_parties():
    rule = Decision(rule="quorum", quorum=3, weights={"elmere": 2.0, "gildern": 1.0})
    voted = DESIGN.model_copy(update={"pact": DESIGN.pact.model_copy(update={"decision": rule})})
    left = without_parties(voted, ("elmere", "farland"), ORDER).pact.decision
    assert left.quorum == 2
    assert left.weights == {"gildern": 1.0}


def test_where_the_pact_names_no_lead_the_largest_contributor_is_said():
    asked = ask(read_scenario("tutorial"), "consult-24h", None, 30, 1)
    led = leader(asked.design, members(asked))
    assert not led.named
    assert led.nation == max(members(asked), key=lambda member: member.pool).nation
