"""A found pact in; whose it is, its scenario and the names of its parties out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.flow.scenario.texts import Found


def say_whose(name: str, found: Found, scenario: str) -> None:
    """Say on stderr that a name which the casebook and the scenario both have was taken for the casebook's."""
    from casus.flow.scenario.read import read_scenario

    if found.instrument is None or name != found.instrument.id:
        return
    read = read_scenario(scenario)
    if name in {design.id for design in read.every_design}:
        click.echo(f"{name} is the pact of the casebook; the design's is {read.id}/{name}", err=True)


def scenario_of(found: Found, scenario: str) -> Scenario:
    """The scenario of a design that was found; for any other pact, the one that was asked for."""
    from casus.flow.scenario.read import read_scenario

    asked = read_scenario(scenario)
    return asked if found.scenario in {None, asked.id} else read_scenario(str(found.scenario))


def names_for(found: Found, scenario: str) -> dict[str, str]:
    """Parties of a found pact by id, with their names: those of the scenario for a design."""
    from casus.pacts.phrases import party_names

    nations = scenario_of(found, scenario).guarantors if found.design else ()
    return party_names(found.text.pact.parties, {nation.id: nation.name for nation in nations})
