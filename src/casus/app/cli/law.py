"""`casus law`: the published laws, what they are good for, and their values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from casus.app.cli.settings import numbers_from
from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.views.law import Law, LawFunction


@click.command(name="law")
@click.argument("name", required=False, metavar="[NAME[.FUNCTION]]")
@click.option("--set", "sets", multiple=True, metavar="NAME=VALUE", help="A number for a parameter; repeat as needed.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(name: str | None, sets: tuple[str, ...], as_json: bool) -> None:
    """List the published laws, describe one with its domain of validity, or evaluate one of its functions.

    \b
    casus law
    casus law davis1995
    casus law davis1995.share_met --set front_share=0.3 --set moved_share=0.4
    """
    from casus.flow.views.law import law_names, read_law

    law_name, _, function_name = (name or "").partition(".")
    if sets and not function_name:
        raise InputError([Problem("--set needs a function", hint="casus law NAME.FUNCTION --set name=value")])
    if name is None:
        _show_list([read_law(known) for known in law_names()], as_json)
        return
    law = read_law(law_name)
    if not function_name:
        _show_law(law, as_json)
        return
    function = law.function(function_name)
    if sets or not function.parameters:
        _show_values(law, function, numbers_from(sets), as_json)
    else:
        _show_function(law, function, as_json)


def _show_list(laws: list[Law], as_json: bool) -> None:
    from casus.flow.views.console import wide_console
    from casus.flow.views.law import list_laws

    if as_json:
        summaries = [
            {"law": law.name, "summary": law.summary, "functions": [function.name for function in law.functions]}
            for law in laws
        ]
        click.echo(json.dumps({"laws": summaries}))
    else:
        wide_console().print(list_laws(laws))


def _show_law(law: Law, as_json: bool) -> None:
    from casus.flow.views.console import wide_console
    from casus.flow.views.law import describe_law

    if as_json:
        functions = [_function(function) for function in law.functions]
        click.echo(json.dumps({"law": law.name, "text": law.text, "functions": functions}))
    else:
        wide_console().print(describe_law(law))


def _show_function(law: Law, function: LawFunction, as_json: bool) -> None:
    from casus.flow.views.console import wide_console
    from casus.flow.views.law import describe_function

    if as_json:
        click.echo(json.dumps({"law": law.name, **_function(function)}))
    else:
        wide_console().print(describe_function(law, function))


def _show_values(law: Law, function: LawFunction, given: dict[str, float], as_json: bool) -> None:
    from casus.flow.views.law import evaluate, values_text

    values = evaluate(law, function, given)
    if as_json:
        click.echo(json.dumps({"law": law.name, "function": function.name, "inputs": given, "values": values}))
    else:
        click.echo(values_text(values))


def _function(function: LawFunction) -> dict[str, Any]:
    return {"function": function.name, "parameters": list(function.parameters), "text": function.text}
