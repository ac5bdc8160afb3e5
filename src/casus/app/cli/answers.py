"""An answer to a planner's question in; the same on the screen or as JSON, its files, and the exit code of an interruption out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from casus.app.cli.settings import end_partial


class Answer(Protocol):
    """What every answer has."""

    @property
    def complete(self) -> bool:
        """False where it was interrupted."""

    def as_json(self) -> dict[str, Any]:
        """All of it in plain records."""


A = TypeVar("A", bound=Answer)


def begin(out: Path | None, threads: int | None) -> float:
    """The moment at which work starts, once its folder can be written to and its threads are taken; raises CasusError else."""
    from casus.app.cli.files import require_writable
    from casus.flow.campaign.threads import use_threads

    started = time.perf_counter()
    if out is not None:
        require_writable(out)
    use_threads(threads)
    return started


def tell(found: A, seconds: float, as_json: bool, show: Callable[[A, float], None]) -> None:
    """Print an answer: one JSON object, or as `show` does it for people, marked where it is partial."""
    if as_json:
        click.echo(json.dumps(found.as_json() | {"seconds": round(seconds, 3)}))
        return
    if not found.complete:
        click.echo("PARTIAL: interrupted; what was not played is left out")
    show(found, seconds)


def finish(found: Answer, written: Sequence[Path]) -> None:
    """Name the files written, and end with the exit code of what was interrupted where it was."""
    for file in written:
        click.echo(f"wrote {file}", err=True)
    end_partial(found.complete)


def keep(folder: Path, name: str, found: Answer, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Path]:
    """Files written: the answer as `name`.json, and tables by the names of their files as CSV."""
    import pandas as pd

    from casus.app.cli.files import write_text

    written = [write_text(folder / f"{name}.json", json.dumps(found.as_json(), indent=2))]
    return written + [
        write_text(folder / f"{table}.csv", pd.DataFrame(list(rows)).to_csv(index=False))
        for table, rows in tables.items()
    ]
