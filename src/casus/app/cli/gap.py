"""`casus gap`: is help in place before the line is lost, and what keeps it away?"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, json_option, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.gap.found import Gap


@click.command(name="gap")
@click.argument("scenario")
@design_option
@attack_option
@click.option(
    "--share",
    type=float,
    default=0.5,
    show_default=True,
    help="Part of the promise that the stricter reading wants in the line.",
)
@click.option("--draws", type=int, default=1000, show_default=True, help="Possible worlds in which each is played.")
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, tables and chart in this folder.")
@json_option
def command(
    scenario: str,
    design: str,
    attack: str | None,
    share: float,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask for the guarantee gap: is help in place before the line is lost, and what keeps it away?

    By day, how often the first brigades of a guarantor stand in the line, and how often the line is lost; then the part of
    politics, distance, readiness and capacity, each taken away in the same worlds.

    \b
    casus gap tutorial --design tripwire --draws 200
    casus gap ukraine --design article5-like
    casus gap ukraine --design forward-defence --share 0.8 --out gap/
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.flow.scenario.read import read_scenario
    from casus.study.gap.gap import gap, plays
    from casus.study.gap.show import print_gap

    started = begin(out, threads)
    read = read_scenario(scenario)
    with progress_of(plays(read)) as progress:
        found = gap(read, design, attack, share, draws, seed, progress)
    tell(found, time.perf_counter() - started, as_json, print_gap)
    finish(found, [] if out is None else _keep(found, out))


def _keep(found: Gap, out: Path) -> list[Path]:
    """Files written: the answer, causes and days as tables, and the chart."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.gap.draw import draw_gap

    tables = {"gap-causes": found.rows(), "gap-days": found.days()}
    return [*keep(out, "gap", found, tables), save_picture(draw_gap(found), out / "gap.png")]
