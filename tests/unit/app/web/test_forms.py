"""Forms are as the schema is: every field once, with its choices, bounds and meaning."""

from __future__ import annotations

import typing

import pytest

from casus.app.web.forms import LEFT_OUT, Field, fields_of, names_in, value_at
from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Contingent, Posture, Settlement
from casus.pacts.schema.pact import Pact

PARTS = {"pact": Pact, "posture": Posture, "settlement": Settlement}


@pytest.fixture(scope="module")
def fields() -> dict[tuple[str | int, ...], Field]:
    names = names_in(read_scenario("tutorial"))
    every = [one for part, record in PARTS.items() for one in fields_of(record, (part,), names)]
    return {one.path: one for one in [*every, *(inner for one in every for inner in one.parts if one.kind == "group")]}


@pytest.mark.parametrize("part", PARTS)
def test_every_field_of_the_schema_is_asked_but_those_said_elsewhere(fields, part):
    asked = {path[1] for path in fields if path[0] == part and len(path) == 2}
    assert asked == set(PARTS[part].model_fields) - LEFT_OUT
    assert len(asked) > 5


def test_every_field_says_what_it_means(fields):
    assert [field.path for field in fields.values() if not field.help] == []


def test_an_enumeration_is_a_choice_of_all_its_words(fields):
    sanctions = fields["settlement", "sanctions"]
    assert sanctions.kind == "choice"
    assert [value for value, _ in sanctions.choices] == list(
        typing.get_args(Settlement.model_fields["sanctions"].annotation)
    )


def test_a_number_has_the_schemas_bounds_and_its_unit(fields):
    stock = fields["posture", "forward_stock_days"]
    assert (stock.kind, stock.low, stock.high, stock.unit) == ("number", 0.0, 180.0, "days")
    assert fields["pact", "deadlines", "decide_h"].optional
    assert fields["pact", "deadlines", "decide_h"].unit == "hours"


def test_names_are_those_of_the_scenario(fields):
    scenario = read_scenario("tutorial")
    rows = {str(part.path[-1]): part for part in fields["posture", "in_place"].parts}
    assert set(rows) == set(Contingent.model_fields)
    assert [value for value, _ in rows["zone"].choices] == [zone.id for zone in scenario.theatre.zones]
    assert [value for value, _ in rows["nation"].choices] == [nation.id for nation in scenario.guarantors]
    assert fields["posture", "works"].kind == "table"
    assert fields["pact", "parties", "guarantors"].kind == "choices"


def test_values_are_found_by_path():
    data = {"a": [{"b": 1}]}
    assert value_at(data, ("a", 0, "b")) == 1
    assert value_at(data, ("a", 3, "b")) is None
    assert value_at(data, ("c",)) is None
