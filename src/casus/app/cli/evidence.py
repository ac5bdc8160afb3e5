"""`casus evidence`: the register of cited quantities."""

from __future__ import annotations

import json

import click


@click.command(name="evidence")
@click.argument("id", required=False)
@click.option("--subject", help="Only files whose subject, or entries whose id, contain this.")
@click.option("--grade", type=click.Choice(["A", "B", "C"]), help="Only this grade.")
@click.option("--status", type=click.Choice(["seen", "data", "recalled", "judgement"]), help="Only this status.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on stdout.")
def command(id: str | None, subject: str | None, grade: str | None, status: str | None, as_json: bool) -> None:
    """List the register, or show one entry with its sources.

    \b
    casus evidence
    casus evidence --grade A
    casus evidence --subject honour
    casus evidence ground-hold-km-per-brigade
    """
    from casus.evidence.register import read_register
    from casus.flow.views.console import wide_console
    from casus.flow.views.evidence import describe_entry, list_entries

    register = read_register()
    if id is not None:
        entry = register.entry(id)
        if as_json:
            sources = [register.sources[key].model_dump() for key in entry.sources]
            click.echo(json.dumps(entry.model_dump(mode="json") | {"bibliography": sources}))
        else:
            wide_console().print(describe_entry(register, entry))
        return
    wanted = subject.lower() if subject else ""
    chosen = [
        entry
        for entry in register.entries.values()
        if wanted in f"{entry.id} {register.subjects[entry.id]}".lower()
        and grade in {None, entry.grade}
        and status in {None, entry.status}
    ]
    if as_json:
        click.echo(json.dumps({"entries": [entry.model_dump(mode="json") for entry in chosen]}))
    else:
        wide_console().print(list_entries(chosen))
