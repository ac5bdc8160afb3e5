"""A scenario's digest tells every edit, and nothing else, from what its files say."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.records import Record

SCENARIO = read_scenario("tutorial")


def fields_of(record: Record, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path to every field within a record, of records within it too."""
    found = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        found += fields_of(value, (*path, name)) if isinstance(value, Record) else [(*path, name)]
    return found


def changed(value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, tuple):
        return value[1:] if value else ("x",)
    if isinstance(value, dict):
        return {} if value else {"x": 1.0}
    return "x"


def with_edit(record: Any, path: tuple[str, ...]) -> Any:
    """A record with the field at a path changed, the others as they were."""
    name, *rest = path
    old = getattr(record, name)
    return record.model_copy(update={name: with_edit(old, tuple(rest)) if rest else changed(old)})


EDITS = [(place, path) for place, design in enumerate(SCENARIO.every_design) for path in fields_of(design)]


def with_design(place: int, design: Design) -> Scenario:
    return SCENARIO.model_copy(update={"designs": (*SCENARIO.designs[:place], design, *SCENARIO.designs[place + 1 :])})


@given(st.sampled_from(EDITS))
def test_any_edit_of_any_field_of_any_design_changes_the_digest(edit):
    place, path = edit
    edited = with_design(place, with_edit(SCENARIO.designs[place], path))
    assert edited.edited
    assert edited.digest.startswith("edited-")
    assert edited.digest == pickle.loads(pickle.dumps(edited)).digest  # its own
    assert with_design(place, SCENARIO.designs[place]).digest == SCENARIO.digest == SCENARIO.read_digest


def test_no_two_edits_have_one_digest():
    digests = {with_design(place, with_edit(SCENARIO.designs[place], path)).digest for place, path in EDITS}
    assert len(digests) == len(EDITS) > 100


@pytest.mark.parametrize("field", [field for field in Scenario.model_fields if field not in {"folder", "read_digest"}])
def test_an_edit_of_any_other_part_changes_it(field):
    old = getattr(SCENARIO, field)
    new = with_edit(old, fields_of(old)[-1]) if isinstance(old, Record) else changed(old)
    new = SCENARIO.designs[:1] if field == "variants" else new
    assert SCENARIO.model_copy(update={field: new}).digest != SCENARIO.digest


@given(st.permutations(list(SCENARIO.parameters)), st.permutations(SCENARIO.designs))
def test_neither_the_order_of_keys_nor_of_designs_is_an_edit(names, designs):
    parameters = {name: SCENARIO.parameters[name] for name in names}
    assert SCENARIO.model_copy(update={"parameters": parameters, "designs": tuple(designs)}).digest == SCENARIO.digest


@given(st.permutations(["north", "south", "west"]), st.integers(1, 9))
def test_an_edit_is_the_same_in_any_order_of_keys(names, km):
    """Whole numbers are the same however they are given."""
    ceded = [
        SCENARIO.designs[0].settlement.model_copy(update={"start_km": start})
        for start in (dict.fromkeys(names, km), dict.fromkeys(sorted(names), float(km)))
    ]
    digests = {with_design(0, SCENARIO.designs[0].model_copy(update={"settlement": one})).digest for one in ceded}
    assert len(digests) == 1
    assert SCENARIO.digest not in digests


def test_what_is_changed_within_a_dict_is_an_edit_too():
    own = read_scenario("tutorial")
    own.parameters.pop(next(iter(own.parameters)))
    assert own.digest != SCENARIO.digest


def test_a_scenario_made_in_python_has_no_digest_of_files():
    made = Scenario.model_validate_json(SCENARIO.model_dump_json())
    assert made.digest.startswith("edited-")
