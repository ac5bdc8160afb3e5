"""The tutorial with guarantors that have nothing to send, or with none at all."""

from __future__ import annotations

from collections.abc import Collection

from casus.flow.scenario.read import read_scenario
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.scenario import Scenario

NOTHING = Quantity(value=0.0, unit="brigade", status="fiction", why="Emptied for a test.")


def with_empty_pools(nations: Collection[str]) -> Scenario:
    """The tutorial in which these nations have no brigades."""
    read = read_scenario("tutorial")
    emptied = (
        one.model_copy(update={"heavy": NOTHING, "light": NOTHING}) if one.id in nations else one
        for one in read.guarantors
    )
    return read.model_copy(update={"guarantors": tuple(emptied)})


def with_design(read: Scenario, id: str, **changed: object) -> Scenario:
    """The scenario with other parties, or another posture, in one design."""
    design = read.design(id)
    if "guarantors" in changed:
        parties = design.pact.parties.model_copy(update={"guarantors": changed["guarantors"], "lead": None})
        design = design.model_copy(update={"pact": design.pact.model_copy(update={"parties": parties})})
    if "posture" in changed:
        design = design.model_copy(update={"posture": changed["posture"]})
    return read.model_copy(update={"designs": tuple(design if one.id == id else one for one in read.designs)})
