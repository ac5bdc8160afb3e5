"""`casus check`: everything that is wrong with a scenario."""

from __future__ import annotations

import json
import sys

import click

from casus.foundation.errors import InputError, Problem


@click.command(name="check")
@click.argument("scenario")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(scenario: str, as_json: bool) -> None:
    """Check a scenario (a name, a folder or its scenario.yaml) and say everything that is wrong, with file:line:column.

    \b
    casus check ukraine
    casus check my-scenario/
    """
    from casus.flow.scenario.read import read_scenario

    try:
        read = read_scenario(scenario)
    except InputError as error:
        if as_json:
            click.echo(json.dumps({"ok": False, "problems": [_problem(problem) for problem in error.problems]}))
            sys.exit(2)
        raise
    counts = {
        "designs": len(read.designs),
        "variants": len(read.variants),
        "attacks": len(read.attacks),
        "axes": len(read.theatre.axes),
        "guarantors": len(read.guarantors),
    }
    if as_json:
        click.echo(json.dumps({"ok": True, "scenario": read.id, **counts}))
    else:
        click.echo(f"{read.id}: sound ({', '.join(f'{count} {name}' for name, count in counts.items())})")


def _problem(problem: Problem) -> dict[str, str | int | None]:
    place = problem.place
    return {
        "file": str(place.file) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "what": problem.what,
        "hint": problem.hint,
    }
