"""`casus explore`: what does a result depend on, and where does the design fail?"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, json_option, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.sensitivity.found import Explored


@click.command(name="explore")
@click.argument("scenario")
@design_option
@click.option("--metric", default="held", show_default=True, metavar="M", help="The result that is to be explained.")
@attack_option
@click.option("--most", type=int, default=20, show_default=True, help="Factors that are kept by name, at most.")
@click.option(
    "--draws",
    type=int,
    default=512,
    show_default=True,
    help="Possible worlds in each of two samples; a hundred times as many are played.",
)
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, tables and charts in this folder.")
@json_option
def command(
    scenario: str,
    design: str,
    metric: str,
    attack: str | None,
    most: int,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask what a result depends on, and where the design fails.

    A screening of everything that is uncertain, Sobol indices of what matters, by subject, by law of ground combat and by
    grade of evidence; the mean with each factor at its ends; and the conditions under which the design fails.

    \b
    casus explore tutorial --design tripwire --draws 64
    casus explore ukraine --design forward-defence
    casus explore ukraine --design consult-24h --metric depth_km --out explore/
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.flow.scenario.read import read_scenario
    from casus.study.sensitivity.explore import explore
    from casus.study.sensitivity.show import print_explored

    started = begin(out, threads)
    read = read_scenario(scenario)
    with progress_of(None) as progress:
        found = explore(read, design, metric, attack, most, draws, seed, progress)
    tell(found, time.perf_counter() - started, as_json, print_explored)
    finish(found, [] if out is None else _keep(found, out))


def _keep(found: Explored, out: Path) -> list[Path]:
    """Files written: the answer, indices and tornado as tables, and their charts."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.sensitivity.draw import draw_indices, draw_tornado

    written = keep(out, "explore", found, {"indices": found.rows(), "tornado": found.bars()})
    if found.indices:
        written.append(save_picture(draw_indices(found), out / "indices.png"))
    if found.tornado:
        written.append(save_picture(draw_tornado(found), out / "tornado.png"))
    return written
