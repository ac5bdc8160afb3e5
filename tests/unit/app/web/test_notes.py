"""Every number says what it is, in how many worlds, and on what it stands; what it says is what was measured."""

from __future__ import annotations

import math

import pytest

from casus.app.web.bench import PINNED
from casus.app.web.chosen import chosen
from casus.app.web.forms import fields_of
from casus.app.web.fronts import front_number, hold_number, moved_number, standing_number
from casus.app.web.grounds import FIRST, GROUPS, grounds
from casus.app.web.levers import LEVERS
from casus.app.web.notes import every_basis
from casus.app.web.numbers import HOURS
from casus.app.web.rerun import Reruns
from casus.app.web.rests_on import RESTS_ON, attack_rests_on, rests_on
from casus.app.web.session import Session
from casus.app.web.tables import MEASURES, answer_rows, change_rows, held_number
from casus.flow.metrics.pair import changes
from casus.flow.scenario.schema.design import Posture, Settlement
from casus.flow.views.chart import fronts_table
from casus.flow.views.moved import moved_table, standing_table
from casus.pacts.schema.pact import Pact


@pytest.fixture(scope="module")
def session():
    return Session("tutorial", draws=30)


@pytest.fixture(scope="module")
def shown(session):
    return list(Reruns().stages(session.bench, lenses=False))[-1]


def test_every_number_of_the_tables_says_its_worlds_and_its_evidence(shown):
    rows = answer_rows(shown)
    numbers = [number for row in rows for number in (row.held, row.honoured, row.cost, *row.by_attack.values())]
    numbers += [
        number for design in shown.bench.designs for _, *three in change_rows(shown, design.id) for number in three
    ]
    known = [number for number in numbers if number.text != "-"]
    assert len(known) > 30
    for number in known:
        said = "\n".join(number.lines)
        assert "n = 30 worlds, seed 1" in said, number.text
        assert "of grade" in said, number.text
    assert all(len(number.lines) == 1 for number in numbers if number.text == "-")


def test_both_columns_of_a_change_are_what_was_measured_in_the_same_worlds(shown):
    attack = shown.bench.attack
    for design in shown.bench.designs:
        found = changes(shown.outcomes, PINNED, design.id)[attack]
        rows = change_rows(shown, design.id)
        assert [row[0] for row in rows] == list(MEASURES.values())
        for one, (_, that, this, _) in zip(found, rows, strict=True):
            for value, number in ((one.a, that), (one.b, this)):
                digits = 0 if one.measure == HOURS else 3
                assert number.text == ("-" if math.isnan(value) else f"{value:,.{digits}f}"), one.measure


def test_a_card_says_what_the_table_says(shown):
    for row in answer_rows(shown):
        card = held_number(shown, row.design, shown.bench.attack, digits=2)
        assert card.lines == row.held.lines


def test_numbers_of_map_and_fronts_are_those_of_their_tables(shown, session):
    design, attack = shown.bench.designs[-1], shown.bench.attack
    moved = moved_table(session.scenario, shown.outcomes, design.id, attack)
    assert moved
    for row in moved:
        number = moved_number(shown, row, 90)
        assert f"{row['q95']:.1f} km in 95 %" in number.lines[0]
        assert "of grade" in "".join(number.lines)
    for row in standing_table(session.scenario, design):
        assert standing_number(shown, design, row).text == f"{row['brigades']:.3g} brigades"
    last = fronts_table(shown.outcomes, attack, PINNED)[-1]
    assert front_number(shown, last).lines[0].startswith(f"{last['q50']:.1f} km")
    assert hold_number(session.scenario).text == f"{session.scenario.theatre.hold_depth_km:g} km"


def test_what_a_field_rests_on_is_drawn_and_is_a_field():
    drawn = {basis.name for basis in every_basis("ukraine")}
    named = {name for names in RESTS_ON.values() for name in names} | set(attack_rests_on("full"))
    assert named - drawn == set()
    every = [
        one for part, record in (("pact", Pact), ("posture", Posture), ("settlement", Settlement))
        for one in fields_of(record, (part,), {})
    ]  # fmt: skip
    while inner := [part for one in every for part in one.parts if part not in every]:
        every += inner
    assert set(RESTS_ON) - {str(one.path[-1]) for one in every} == set()
    assert {lever.field for lever in LEVERS} - set(RESTS_ON) == set()
    assert rests_on(("posture", "in_place", 0, "brigades")) == RESTS_ON["brigades"]
    assert rests_on(("pact", "decision", "weights", "dorvan")) == RESTS_ON["weights"]
    assert rests_on(("pact", "title")) == ()


@pytest.mark.parametrize("measure", FIRST)
def test_what_acts_first_on_a_measure_is_counted_by_grade(measure):
    first, every = grounds("tutorial", measure, "full")
    assert all(f"{group}, " in first for group in FIRST[measure])
    assert f"{len(every_basis('tutorial'))} drawn quantities" in every
    assert set(FIRST[measure]) <= set(GROUPS)


def test_a_choice_says_whose_it_is():
    session = Session("tutorial")
    assert chosen(session, 5.0, 5.0).startswith("As the scenario's design has it")
    assert "has 5 days" in chosen(session, 6.0, 5.0, "days")
    assert "has none" in chosen(session, 6.0, None, "days")
    session.copy(0)
    assert chosen(session, 5.0, None).startswith("Your choice")
