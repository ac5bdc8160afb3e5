"""`casus new`: a scenario of one's own, started from the tutorial's files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click

from casus.foundation.errors import InputError, Problem, StoreError

TEMPLATE = "tutorial"


@click.command(name="new")
@click.argument("name")
@click.option("--in", "parent", type=click.Path(path_type=Path), default=Path(), help="Folder to make it in.")
def command(name: str, parent: Path) -> None:
    """Start a scenario NAME: a folder with every file filled in from the fictional tutorial, ready to change and run.

    \b
    casus new my-scenario
    casus check my-scenario
    casus compare my-scenario --draws 500
    """
    folder = start_scenario(name, parent)
    click.echo(f"made {folder}; change its files, then: casus check {folder}")


def start_scenario(name: str, parent: Path) -> Path:
    """The new folder; raises InputError for a bad name, StoreError where it exists or cannot be written."""
    from casus.app.cli.schema import write_schemas
    from casus.flow.scenario.read import LIBRARY

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise InputError([Problem(f"'{name}' is not a name", hint="lower-case letters, digits and single hyphens")])
    folder = parent / name
    if folder.exists():
        raise StoreError(f"{folder}: exists already")
    try:
        shutil.copytree(LIBRARY / TEMPLATE, folder)
        write_schemas(folder / "schema")
        setup = folder / "scenario.yaml"
        text = re.sub(rf"^id: {TEMPLATE}\b", f"id: {name}", setup.read_text("utf-8"), count=1, flags=re.MULTILINE)
        setup.write_text(text, "utf-8")
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return folder
