"""`casus rule`: the rules of the linter, each with its reason, its case in history and the way to mend it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from casus.pacts.rules.rule import Rule


@click.command(name="rule")
@click.argument("rule", required=False, metavar="[ID|NAME]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(rule: str | None, as_json: bool) -> None:
    """List the rules of the linter, or explain one: what it finds, why that matters, where it broke, how to mend it.

    \b
    casus rule
    casus rule P601
    casus rule deadline-without-action
    """
    from casus.flow.views.console import wide_console
    from casus.flow.views.rule import describe_rule, list_rules
    from casus.pacts.rules import catalogue

    if rule is not None:
        wanted = catalogue.rule(rule)
        click.echo(json.dumps(_as_json(wanted))) if as_json else wide_console().print(describe_rule(wanted))
    elif as_json:
        click.echo(json.dumps({"rules": [_as_json(known) for known in catalogue.RULES]}))
    else:
        wide_console().print(list_rules(catalogue.RULES))


def _as_json(rule: Rule) -> dict[str, str]:
    """What a rule says of itself."""
    from casus.pacts.rules.catalogue import family_of

    return {
        "id": rule.id,
        "name": rule.name,
        "family": family_of(rule),
        "severity": rule.severity,
        "finds": rule.finds,
        "why": rule.why,
        "case": rule.case,
        "precedent": rule.precedent,
        "mend": rule.mend,
        "trips": rule.trips,
        "clears": rule.clears,
    }
