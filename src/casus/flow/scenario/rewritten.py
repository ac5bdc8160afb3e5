"""A scenario that was edited in Python and the files that it was read from in, files that say what it says now out."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import GuarantorFile, ParameterFile, Scenario
from casus.flow.scenario.schema.theatre import City
from casus.flow.scenario.schema.variant import Variant
from casus.flow.scenario.write import plain_record, plain_yaml
from casus.foundation.records import Record

MODEL, CITIES = "model", "cities.csv"
PARTS = ("pact", "posture", "settlement")
WHOSE = ("id", "title", "summary", "source")


def rewritten(scenario: Scenario, read: Scenario, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by their name in the scenario's folder, and the model's parameters as `model`; those of what is as it was stay.

    `read` is what the files say. Whether the new ones say all of the scenario is for the caller to see: some edits no file can say.
    """
    now, before = _records(scenario), _records(read)
    made = {name: plain_yaml(plain_record(record)) for name, record in now.items() if before.get(name) != record}
    if scenario.cities != read.cities:
        made[CITIES] = _cities(scenario.cities)
    if scenario.designs != read.designs or scenario.variants != read.variants:
        made |= {f"variants/{one.id}.yaml": _variant(one, scenario.designs) for one in scenario.variants}
    kept = {name: text for name, text in files.items() if name in now or not name.startswith(("designs/", "variants/"))}
    return kept | made


def _records(scenario: Scenario) -> dict[str, Record]:
    """What each file holds, but for the cities, and variants, which say what they change alone."""
    designs = {f"designs/{design.id}.yaml": design for design in scenario.designs}
    return {
        "scenario.yaml": scenario.setup,
        "theatre.yaml": scenario.theatre,
        "guarantors.yaml": GuarantorFile(guarantors=scenario.guarantors),
        MODEL: ParameterFile(parameters=scenario.parameters),
        **designs,
    }


def _cities(cities: Sequence[City]) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.DictWriter(text, list(City.model_fields), lineterminator="\n")
    rows.writeheader()
    rows.writerows(city.model_dump() for city in cities)
    return text.getvalue().encode()


def _variant(variant: Design, designs: Sequence[Design]) -> bytes:
    """A variant as changes in the design that it is most like."""
    changes = [(design.id, _change(plain_record(design), plain_record(variant))) for design in designs]
    of, change = min(changes, key=lambda one: len(str(one[1])))
    own = plain_record(variant)
    return plain_yaml(plain_record(Variant(of=of, change=change, **{name: own[name] for name in WHOSE})))


def _change(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """By part of a design, what turns one into the other; an empty change of the posture where nothing does."""
    parts = {part: _differing(before.get(part, {}), after.get(part, {})) for part in PARTS}
    return {part: change for part, change in parts.items() if change} or {"posture": {}}


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that differ, within mappings too; null takes a key away."""
    changed: dict[str, Any] = {}
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old != new:
            changed[key] = _differing(old, new) if isinstance(old, dict) and isinstance(new, dict) else new
    return changed
