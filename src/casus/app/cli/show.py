"""`casus show`: a scenario, design, pact, evidence entry or saved study, in words; a scenario as a map, a pact as an annex."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.pact_forms import FORMS, Form
from casus.app.cli.show_design import DEFAULT_DRAWS, Play, describe, is_scenario, refuse_others, show_design
from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.flow.scenario.texts import Found
    from casus.pacts.schema.history import Instrument

CASEBOOK = "casebook"
"""The name under which all pacts of the casebook are listed."""


@click.command(name="show")
@click.argument("name")
@click.option(
    "--scenario", default="ukraine", show_default=True, help="Scenario in which a design or pact is looked up."
)
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="Draw the scenario's map (.png or .svg).")
@click.option("--quantities", is_flag=True, help="List every uncertain quantity of the scenario.")
@click.option(
    "--as",
    "form",
    type=click.Choice(FORMS),
    help="Show only the text of a pact: as lines, as a treaty annex, or as a row coded like ATOP (CSV).",
)
@click.option("--design", metavar="D", help="Show this design of the scenario NAME.")
@click.option("--timeline", is_flag=True, help="With --design: play it, and show when each nation comes.")
@click.option(
    "--gantt",
    "gantt_file",
    type=click.Path(path_type=Path),
    help="With --design: the same as a chart, against the aggressor's advance (.png or .svg).",
)
@click.option("--attack", metavar="X", help="Attack option that is played (default: the heaviest).")
@click.option("--draws", type=int, help=f"Possible worlds in which it is played.  [default: {DEFAULT_DRAWS}]")
@click.option("--seed", type=int, help="Seed of all chance.  [default: 1]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(
    name: str,
    scenario: str,
    map_file: Path | None,
    quantities: bool,
    form: Form | None,
    design: str | None,
    timeline: bool,
    gantt_file: Path | None,
    attack: str | None,
    draws: int | None,
    seed: int | None,
    as_json: bool,
) -> None:
    """Describe NAME: a scenario, a design, a pact, the casebook, an evidence entry, or the folder of a saved study.

    A pact is one of the casebook, a design's (DESIGN or SCENARIO/DESIGN), or a file. A name that both the casebook and the
    scenario have is the design's; with --as, or written casebook/NAME, it is the casebook's.

    \b
    casus show ukraine
    casus show ukraine --map map.png
    casus show ukraine --design forward-defence
    casus show ukraine --design forward-defence --timeline --draws 500
    casus show ukraine --design forward-defence --gantt when.png --attack full
    casus show forward-defence
    casus show casebook
    casus show budapest-1994
    casus show north-atlantic-1949 --as annex
    casus show consult-24h --as text
    casus show us-japan-1960 --as atop
    casus show ground-law
    casus show results/
    """
    from casus.flow.outcome.store import is_study

    play = Play(timeline, gantt_file, attack, draws, seed)
    if design is not None or play.given:
        refuse_others({"--map": map_file is not None, "--quantities": quantities, "--as": form is not None})
        show_design(name, design, play, as_json)
    elif name == CASEBOOK:
        _show_casebook(form, as_json)
    elif form is not None:
        _show_form(name, scenario, form, as_json)
    elif name.startswith(f"{CASEBOOK}/"):
        _show_pact(name, scenario, as_json)
    elif is_study(Path(name)):
        _show_study(Path(name), as_json)
    elif is_scenario(name):
        _show_scenario(name, map_file, quantities, as_json)
    else:
        _show_one(name, scenario, as_json)


def _show_casebook(form: Form | None, as_json: bool) -> None:
    from casus.app.cli.pact_forms import print_rows
    from casus.flow.views.casebook import casebook_row, list_casebook
    from casus.flow.views.console import wide_console
    from casus.pacts.atop import atop_row
    from casus.pacts.read import read_casebook

    held = read_casebook()
    if form is None:
        rows = [casebook_row(one) for one in held]
        click.echo(json.dumps({"instruments": rows})) if as_json else wide_console().print(list_casebook(held))
        return
    if form != "atop":
        hint = f"name one of its pacts, such as {held[0].id}; casus show casebook lists them"
        raise InputError([Problem(f"the whole casebook is shown as a list, or as atop, not as {form}", hint=hint)])
    codes = [atop_row(one.id, one.pact, one.atop) for one in held]
    click.echo(json.dumps({"rows": codes})) if as_json else print_rows(codes)


def _show_form(name: str, scenario: str, form: Form, as_json: bool) -> None:
    from casus.app.cli.pact_forms import print_pact
    from casus.app.cli.pact_names import names_for, say_whose
    from casus.flow.scenario.texts import find_text

    found = find_text(name, scenario)
    say_whose(name, found, scenario)
    print_pact(found, form, names_for(found, scenario), as_json)


def _show_one(name: str, scenario: str, as_json: bool) -> None:
    """A design, an entry of the evidence, or a pact, in this order."""
    from casus.evidence.register import read_register
    from casus.flow.scenario.read import read_scenario, scenario_names
    from casus.foundation.names import unknown_name_hint
    from casus.pacts.read import casebook_names

    read, entries = read_scenario(scenario), read_register().entries
    if name in _designs(read):
        if name in casebook_names():
            click.echo(f"{name} is a design of {read.id}; the pact of the casebook is {CASEBOOK}/{name}", err=True)
        describe(read, name, as_json)
    elif name in entries:
        _show_entry(name, as_json)
    elif name in casebook_names() or "/" in name or Path(name).is_file():
        _show_pact(name, scenario, as_json)
    else:
        known = [*scenario_names(), *_designs(read), *entries, *casebook_names(), CASEBOOK]
        raise InputError([Problem(f"nothing is named '{name}'", hint=unknown_name_hint(name, known))])


def _designs(scenario: Scenario) -> list[str]:
    return [design.id for design in scenario.every_design]


def _show_pact(name: str, scenario: str, as_json: bool) -> None:
    from casus.app.cli.pact_names import scenario_of
    from casus.flow.scenario.texts import find_text

    found = find_text(name, scenario)
    if found.instrument:
        _show_instrument(found.instrument, as_json)
    elif found.design and found.scenario:
        describe(scenario_of(found, scenario), found.design.id, as_json)
    else:
        _show_design_file(found, scenario, as_json)


def _show_design_file(found: Found, scenario: str, as_json: bool) -> None:
    """A design in a file of its own, whose nations and zones no scenario need know: its pact."""
    from casus.app.cli.pact_forms import print_pact
    from casus.app.cli.pact_names import names_for

    if as_json and found.design:
        click.echo(found.design.model_dump_json())
    else:
        print_pact(found, "text", names_for(found, scenario), as_json)


def _show_instrument(held: Instrument, as_json: bool) -> None:
    from casus.evidence.register import read_register
    from casus.flow.views.casebook import describe_instrument
    from casus.flow.views.console import wide_console

    if as_json:
        click.echo(held.model_dump_json())
    else:
        wide_console().print(describe_instrument(held, read_register().sources))


def _show_entry(name: str, as_json: bool) -> None:
    from casus.evidence.register import read_register
    from casus.flow.views.console import wide_console
    from casus.flow.views.evidence import describe_entry

    register = read_register()
    entry = register.entries[name]
    click.echo(entry.model_dump_json()) if as_json else wide_console().print(describe_entry(register, entry))


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


def _show_study(folder: Path, as_json: bool) -> None:
    from casus.flow.views.table import print_study
    from casus.study.compare import open_study

    study = open_study(folder)
    if as_json:
        click.echo(json.dumps(study.as_json()))
    else:
        print_study(study.answers, study.deterrence)
