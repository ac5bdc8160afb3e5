"""`casus compare` of more campaigns than memory holds: begun in a folder, gone on with, told as it stands."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from casus.app.cli.settings import PARTIAL
from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.draws.streams import Sampling
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.study.cluster.spread import Heard as OnCluster
    from casus.study.streaming.plan import Keep
    from casus.study.streaming.streamed import StreamedStudy

GOES_WITH_RESUME = {"resume", "threads", "cluster", "csv_file", "as_json"}
"""Options that change nothing in what is played."""

resume_option = click.option(
    "--resume", type=click.Path(path_type=Path), metavar="DIR", help="Go on with the streamed study in this folder."
)
keep_option = click.option(
    "--keep",
    metavar="WHAT",
    help="Stream: keep each campaign's outcomes (the default) or summaries alone; --out says where.",
)
chunk_option = click.option(
    "--chunk", type=int, metavar="N", help="Stream in chunks of N draws: what is lost at most when a run is killed."
)


def begin_stream(
    read: Scenario,
    out: Path | None,
    designs: Sequence[str] | None,
    attacks: Sequence[str] | None,
    draws: int,
    seed: int,
    sampling: Sampling,
    lenses: bool,
    keep: Keep | None,
    chunk: int | None,
    cluster: str | None,
) -> StreamedStudy:
    """A study played into a folder; raises InputError where none is given."""
    from casus.study.streaming.stream import stream

    if out is None:
        told = keep is not None or chunk is not None
        what = "--keep and --chunk say how" if told else f"{draws:,} draws are more campaigns than memory holds:"
        raise InputError([Problem(f"{what} the study is streamed to a folder", hint="add --out DIR")])
    asked = (read, out, designs, attacks, draws, seed, sampling, lenses, keep or "outcomes", chunk)
    with _telling_how_to_go_on(out), _heard(cluster) as (here, there):
        return stream(*asked, progress=here, cluster=cluster, on_cluster=there)


def go_on_with_stream(context: click.Context, folder: Path, cluster: str | None) -> StreamedStudy:
    """A study played on from where it stopped; raises InputError for options that would make it another study."""
    from casus.study.streaming.stream import resume

    names = [str(option.name) for option in context.command.params if option.name not in GOES_WITH_RESUME]
    strange = [name for name in names if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if strange:
        said = ", ".join("SCENARIO" if name == "scenario" else f"--{name.replace('_', '-')}" for name in strange)
        what = f"{said}: with --resume a study goes on as it was begun"
        raise InputError([Problem(what, hint=f"casus compare --resume {folder}")])
    with _telling_how_to_go_on(folder), _heard(cluster) as (here, there):
        return resume(folder, here, cluster, there)


def tell_stream(study: StreamedStudy, seconds: float, csv_file: Path | None, as_json: bool) -> None:
    """Print the answers and keep them as table and JSON beside the study; end with the exit code of what was interrupted."""
    from casus.app.cli.files import write_text
    from casus.flow.views.table import print_study

    if as_json:
        click.echo(json.dumps(study.as_json() | {"seconds": round(seconds, 3)}))
    else:
        print_study(study.answers, study.deterrence, seconds)
    table = study.table().to_csv(index=False)
    written = [write_text(file, table) for file in (csv_file, study.folder / "table.csv") if file is not None]
    written.append(write_text(study.folder / "answers.json", json.dumps(study.as_json(), indent=2)))
    for file in written:
        click.echo(f"wrote {file}", err=True)
    if not study.complete:
        played, asked = study.provenance["draws_played"], study.provenance["draws"]
        click.echo(f"interrupted: this study is PARTIAL; {played:,} of {asked:,} draws are finished", err=True)
        click.echo(f"    hint: casus compare --resume {study.folder} goes on with it", err=True)
        sys.exit(PARTIAL)


@contextmanager
def _heard(cluster: str | None) -> Iterator[tuple[Callable[[int, int], None] | None, OnCluster | None]]:
    """What shows how far a study is: of this machine, or of the workers."""
    from casus.app.cli.progress import campaign_progress, cluster_progress

    if cluster is None:
        with campaign_progress() as here:
            yield here, None
    else:
        with cluster_progress() as there:
            yield None, there


@contextmanager
def _telling_how_to_go_on(folder: Path) -> Iterator[None]:
    """A time in which Ctrl-C before the first chunk is finished says that nothing is lost but that chunk."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"no chunk was finished yet; casus compare --resume {folder} begins again", err=True)
        raise
