"""A found pact in, one of its three written forms on stdout: lines of text, an annex, or rows of ATOP."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import click

if TYPE_CHECKING:
    from casus.flow.scenario.texts import Found
    from casus.pacts.atop import Code

Form = Literal["text", "annex", "atop"]
FORMS: tuple[Form, ...] = ("text", "annex", "atop")


def print_pact(found: Found, form: Form, names: dict[str, str], as_json: bool) -> None:
    """The pact in a form; its annex or row as JSON names the pact too."""
    if form == "text":
        _print_text(found, names, as_json)
    elif form == "annex":
        _print_annex(found, names, as_json)
    else:
        from casus.pacts.atop import atop_row

        row = atop_row(found.text.name, found.text.pact, found.instrument.atop if found.instrument else None)
        if not row["alliance"]:
            click.echo(f"ATOP would hold no row for {found.text.name}: {row['why']}", err=True)
        click.echo(json.dumps(row)) if as_json else print_rows([row])


def print_rows(rows: Iterable[dict[str, Code]]) -> None:
    """Rows of ATOP as CSV with a header; a code that cannot be told is empty, `alliance` is 1 or 0."""
    from casus.pacts.atop import VARIABLES

    out = io.StringIO()
    writer = csv.DictWriter(out, ["instrument", "alliance", "why", *VARIABLES], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, "alliance": int(bool(row["alliance"]))} for row in rows)
    click.echo(out.getvalue(), nl=False)


def _print_text(found: Found, names: dict[str, str], as_json: bool) -> None:
    from casus.pacts.text import pact_text

    click.echo(found.text.pact.model_dump_json() if as_json else pact_text(found.text.pact, names))


def _print_annex(found: Found, names: dict[str, str], as_json: bool) -> None:
    from casus.pacts.annex import annex

    text = annex(found.text.pact, names)
    click.echo(json.dumps({"pact": found.text.name, "annex": text}) if as_json else text, nl=as_json)
