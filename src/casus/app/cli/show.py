"""`casus show`: a scenario, design, pact, evidence entry or saved study, in words; a scenario as a map."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.scenario.schema.scenario import Scenario


@click.command(name="show")
@click.argument("name")
@click.option(
    "--scenario", default="ukraine", show_default=True, help="Scenario in which a design or pact is looked up."
)
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="Draw the scenario's map (.png or .svg).")
@click.option("--quantities", is_flag=True, help="List every uncertain quantity of the scenario.")
@click.option("--pact", is_flag=True, help="Show only the pact of a design, as text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(name: str, scenario: str, map_file: Path | None, quantities: bool, pact: bool, as_json: bool) -> None:
    """Describe NAME: a scenario, a design or its pact, an evidence entry, or the folder of a saved study.

    \b
    casus show ukraine
    casus show ukraine --map map.png
    casus show forward-defence
    casus show consult-24h --pact
    casus show ground-law
    casus show results/
    """
    from casus.evidence.register import read_register
    from casus.flow.outcome.store import is_study
    from casus.flow.scenario.read import read_scenario, scenario_names
    from casus.foundation.names import unknown_name_hint

    if is_study(Path(name)):
        _show_study(Path(name), as_json)
        return
    if name in scenario_names() or (Path(name) / "scenario.yaml").is_file():
        _show_scenario(name, map_file, quantities, as_json)
        return
    read = read_scenario(scenario)
    designs = {design.id: design for design in read.designs}
    register = read_register()
    if name in designs:
        _show_design(read, name, pact, as_json)
    elif name in register.entries:
        from casus.flow.views.console import wide_console
        from casus.flow.views.evidence import describe_entry

        entry = register.entries[name]
        click.echo(entry.model_dump_json()) if as_json else wide_console().print(describe_entry(register, entry))
    else:
        known = [*scenario_names(), *designs, *register.entries]
        raise InputError([Problem(f"nothing is named '{name}'", hint=unknown_name_hint(name, known))])


def _show_scenario(name: str, map_file: Path | None, quantities: bool, as_json: bool) -> None:
    from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register
    from casus.flow.views.console import wide_console
    from casus.flow.views.scenario import describe_scenario, list_quantities

    scenario = read_scenario(name)
    if map_file:
        from casus.flow.views.map import draw_map
        from casus.flow.views.picture import save_picture

        save_picture(draw_map(scenario), map_file)
        click.echo(f"wrote {map_file}", err=True)
    if as_json:
        click.echo(scenario.model_dump_json())
    elif quantities:
        wide_console().print(list_quantities(scenario, scenario_register(scenario_folder(name))))
    elif not map_file:
        wide_console().print(describe_scenario(scenario))


def _show_design(read: Scenario, name: str, pact: bool, as_json: bool) -> None:
    from casus.flow.views.console import wide_console
    from casus.flow.views.design import describe_design
    from casus.pacts.text import pact_text

    design = read.design(name)
    if as_json:
        click.echo((design.pact if pact else design).model_dump_json())
    elif pact:
        click.echo(pact_text(design.pact, {nation.id: nation.name for nation in read.guarantors}))
    else:
        wide_console().print(describe_design(read, design))


def _show_study(folder: Path, as_json: bool) -> None:
    from casus.flow.views.table import print_study
    from casus.study.compare import open_study

    study = open_study(folder)
    if as_json:
        click.echo(json.dumps(study.answers.as_json()))
    else:
        print_study(study.answers)
