"""What a study was asked and what it would be asked today in, every field in which they differ out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus.evidence.register import Register
from casus.flow.outcome.question import Question
from casus.flow.scenario.quantities import evidence_of
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.records import Record
from casus.pacts.diff import Difference, differences
from casus.pacts.honour.model import FITTED

Asked = tuple[Scenario, Register]


@dataclass(frozen=True)
class Changed:
    """What has been edited since a study was kept."""

    digests: Mapping[str, tuple[str, str]]
    """Of scenario and evidence: as kept, and today."""
    fields: tuple[Difference, ...]
    """Fields of the scenario, its designs that were played, the model's parameters and the evidence."""
    kept_promises: bool
    """Whether the model of kept promises was fitted anew."""

    @property
    def entries(self) -> tuple[str, ...]:
        """Ids of the evidence that differs."""
        return tuple(dict.fromkeys(one.field.split(".")[1] for one in self.fields if one.field.startswith("evidence.")))

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "digests": {name: {"kept": a, "today": b} for name, (a, b) in self.digests.items()},
            "evidence": list(self.entries),
            "fields": [{"field": one.field, "kept": one.a, "today": one.b} for one in self.fields],
            "kept_promises": self.kept_promises,
        }


def changed(kept: Asked, today: Asked, question: Question) -> Changed:
    """What differs between a study's question and today's."""
    (before, register), (after, now) = kept, today
    fitted = [(one.kept_promises or FITTED).read_bytes() for one in (register, now)]
    digests = {
        "scenario": (before.digest, after.digest),
        "evidence": (register.digest(evidence_of(before)), now.digest(evidence_of(after))),
    }
    return Changed(digests, tuple(_fields(kept, today, question.designs)), fitted[0] != fitted[1])


def _fields(kept: Asked, today: Asked, designs: Sequence[str]) -> Iterator[Difference]:
    (before, register), (after, now) = kept, today
    yield from differences(before.setup, after.setup, "scenario")
    yield from differences(before.theatre, after.theatre, "theatre")
    parts = zip(_members(before, designs), _members(after, designs), strict=True)
    for (within, known), (_, found) in parts:
        yield from _within(within, known, found)
    used = sorted({*evidence_of(before), *evidence_of(after)})
    entries = ({id: one.entries[id] for id in used if id in one.entries} for one in (register, now))
    yield from _within("evidence", *entries)


def _members(scenario: Scenario, designs: Sequence[str]) -> Iterator[tuple[str, Mapping[str, Record]]]:
    yield "cities", {city.id: city for city in scenario.cities}
    yield "guarantors", {nation.id: nation for nation in scenario.guarantors}
    yield "designs", {design.id: design for design in scenario.every_design if design.id in designs}
    yield "model", {n: given for n, given in scenario.parameters.items() if n not in scenario.setup.parameters}


def _within(within: str, before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[Difference]:
    for id in dict.fromkeys([*before, *after]):
        if id in before and id in after:
            yield from differences(before[id], after[id], f"{within}.{id}")
        else:
            there = [("there" if id in members else None) for members in (before, after)]
            yield Difference(f"{within}.{id}", *there)
