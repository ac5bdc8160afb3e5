"""`casus schema`: JSON Schema of the files of scenarios and pacts, for editors that complete and check YAML."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command(name="schema")
@click.option("--out", type=click.Path(path_type=Path), default=Path("schema"), show_default=True, help="Folder.")
def command(out: Path) -> None:
    """Write the JSON Schema of each kind of file; editors read it from a first line such as

    \b
    # yaml-language-server: $schema=schema/design.schema.json
    casus schema --out schema/
    """
    for file in write_schemas(out):
        click.echo(f"wrote {file}")


def write_schemas(folder: Path) -> list[Path]:
    """The files written, one for each kind."""
    from casus.app.cli.files import write_text

    return [write_text(folder / name, text) for name, text in schemas().items()]


def schemas() -> dict[str, str]:
    """The JSON Schema of each kind of file, by the name of the schema's own."""
    from casus.evidence.register import EntryFile, SourceFile
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.scenario import GuarantorFile, ScenarioFile
    from casus.flow.scenario.schema.theatre import Theatre
    from casus.flow.scenario.schema.variant import Variant
    from casus.foundation.records import Record
    from casus.pacts.schema.history import Instrument
    from casus.study.claims.claim import ClaimsFile

    kinds: dict[str, type[Record]] = {
        "scenario": ScenarioFile,
        "theatre": Theatre,
        "guarantors": GuarantorFile,
        "design": Design,
        "variant": Variant,
        "claims": ClaimsFile,
        "pact": Instrument,
        "evidence": EntryFile,
        "sources": SourceFile,
    }
    return {f"{kind}.schema.json": json.dumps(record.model_json_schema(), indent=2) for kind, record in kinds.items()}
