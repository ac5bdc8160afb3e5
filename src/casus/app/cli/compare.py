"""`casus compare`: the main job."""

from __future__ import annotations

import json
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import (
    attacks_option,
    cluster_option,
    designs_option,
    device_option,
    draws_option,
    end_partial,
    json_option,
    refuse_device_on_cluster,
    refuse_threads_on_cluster,
    seed_option,
    threads_option,
)
from casus.app.cli.streaming import (
    begin_stream,
    chunk_option,
    go_on_with_stream,
    keep_option,
    resume_option,
    tell_stream,
)

if TYPE_CHECKING:
    from casus.flow.draws.streams import Sampling
    from casus.flow.handoffs import Outcomes
    from casus.flow.pipeline import Assembled
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.flow.views.aside import Aside
    from casus.study.compare import Study


@click.command(name="compare")
@click.argument("scenario", required=False)
@designs_option
@click.option("--variants", is_flag=True, help="Also the variants: designs that differ from another in one thing.")
@attacks_option
@draws_option
@seed_option
@click.option("--sampling", default="monte-carlo", show_default=True, help="monte-carlo, latin-hypercube or sobol.")
@threads_option
@device_option
@cluster_option
@click.option(
    "--lenses/--no-lenses",
    default=True,
    show_default=True,
    help="Ask whether designs deter, which plays as many campaigns again.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Keep study, tables and charts in this folder.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="Write the table as CSV.")
@resume_option
@keep_option
@chunk_option
@json_option
@click.pass_context
def command(
    context: click.Context,
    scenario: str | None,
    designs: list[str] | None,
    variants: bool,
    attacks: list[str] | None,
    draws: int,
    seed: int,
    sampling: str,
    lenses: bool,
    threads: int | None,
    device: str | None,
    cluster: str | None,
    out: Path | None,
    csv_file: Path | None,
    resume: Path | None,
    keep: str | None,
    chunk: int | None,
    as_json: bool,
) -> None:
    """Play every design against every attack option in the same possible worlds, and compare them.

    SCENARIO is a name (ukraine, tutorial) or a folder with a scenario.yaml. Above a million campaigns the study is streamed to
    the folder of --out, chunk by chunk; killed at any moment, it loses the chunk at work and goes on with --resume. The lenses
    on deterrence look at the first 2,000 draws of such a study alone.

    \b
    casus compare ukraine
    casus compare ukraine --designs consult-24h,forward-defence --attacks full --draws 5000
    casus compare ukraine --variants --out results/ --csv table.csv
    casus compare ukraine --no-lenses --out quick/
    casus compare ukraine --draws 100000 --device cuda
    casus compare ukraine --draws 100000 --cluster tcp://10.0.0.5:8786
    casus compare ukraine --draws 10_000_000 --out big/
    casus compare --resume big/ --cluster tcp://10.0.0.5:8786
    """
    from casus.app.cli.files import require_writable
    from casus.flow.campaign.device import use_device

    refuse_device_on_cluster(device, cluster)
    use_device(device)
    aside = _drawing_aside(context) if out and scenario and keep is None and chunk is None else None
    from casus.flow.campaign.threads import use_threads
    from casus.flow.scenario.read import read_scenario
    from casus.study.compare import MOST_CAMPAIGNS

    refuse_threads_on_cluster(threads, cluster)
    use_threads(threads)
    for folder in (out, csv_file.parent if csv_file else None):
        if folder is not None:
            require_writable(folder)
    started = time.perf_counter()
    if resume is not None:
        tell_stream(go_on_with_stream(context, resume, cluster), time.perf_counter() - started, csv_file, as_json)
        return
    if scenario is None:
        raise click.MissingParameter(ctx=context, param_hint="'SCENARIO'", param_type="argument")
    read = read_scenario(scenario)
    if variants:
        designs = [*(designs or [design.id for design in read.designs]), *(variant.id for variant in read.variants)]
    pairs = len(designs or read.designs) * len(attacks or read.attacks)
    if keep is not None or chunk is not None or draws * pairs > MOST_CAMPAIGNS:
        streamed = begin_stream(read, out, designs, attacks, draws, seed, sampling, lenses, keep, chunk, cluster)  # type: ignore[arg-type]
        tell_stream(streamed, time.perf_counter() - started, csv_file, as_json)
        return
    drawn = partial(_draw, out, aside) if out and aside else None
    study = _played(read, designs, attacks, draws, seed, sampling, lenses, cluster, drawn)  # type: ignore[arg-type]
    seconds = time.perf_counter() - started
    written = _keep(study, out, aside, csv_file)
    if as_json:
        click.echo(json.dumps(study.as_json() | {"seconds": round(seconds, 3)}))
    else:
        _print(study, seconds)
    for file in written:
        click.echo(f"wrote {file}", err=True)
    if cluster is not None and not study.complete:
        click.echo(f"kept: the first {study.provenance['draws']:,} of {draws:,} draws, whole", err=True)
    end_partial(study.complete)


def _drawing_aside(context: click.Context) -> Aside:
    """What draws the charts, started first of all: it is ready when the campaigns are played."""
    from casus.flow.views.aside import Aside

    aside = Aside()
    context.call_on_close(aside.close)
    return aside


def _played(
    read: Scenario,
    designs: list[str] | None,
    attacks: list[str] | None,
    draws: int,
    seed: int,
    sampling: Sampling,
    lenses: bool,
    cluster: str | None,
    assembled: Assembled | None,
) -> Study:
    """The study, played here or by workers, with its progress shown."""
    from casus.app.cli.progress import cluster_progress, study_progress
    from casus.study.compare import compare

    if cluster is None:
        with study_progress(read, designs, attacks) as progress:
            return compare(read, designs, attacks, draws, seed, sampling, progress, lenses, assembled=assembled)
    with cluster_progress() as heard:
        return compare(
            read, designs, attacks, draws, seed, sampling, None, lenses, cluster, on_cluster=heard, assembled=assembled
        )


def _draw(folder: Path, aside: Aside, outcomes: Outcomes) -> None:
    """Have the charts drawn that need no lens."""
    from casus.flow.views.gallery import draw_gallery

    draw_gallery(outcomes, folder, aside.save)


def _print(study: Study, seconds: float) -> None:
    from casus.flow.views.table import print_study

    print_study(study.answers, study.deterrence, seconds)


def _keep(study: Study, out: Path | None, aside: Aside | None, csv_file: Path | None) -> list[Path]:
    """Files written; the study's folder gets its data, its table, its answers and its charts, which are being drawn meanwhile."""
    from casus.app.cli.files import write_text

    written: list[Path] = []
    if csv_file:
        written.append(write_text(csv_file, study.table().to_csv(index=False)))
    if out and aside:
        from casus.flow.views.gallery import draw_lenses

        if study.deterrence is not None:
            draw_lenses(study.handoff, study.deterrence, out, aside.save)
        study.save(out)
        written.append(write_text(out / "table.csv", study.table().to_csv(index=False)))
        written.append(write_text(out / "answers.json", json.dumps(study.as_json(), indent=2)))
        written += aside.finish()
    return written
