"""`casus size`: the smallest force that reaches a target probability of holding, or what binds where none does."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, draws_option, json_option, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.sizing.sizing import Sizing

UNREACHABLE = 1
"""Exit code where no force reaches the target; the whole answer is printed all the same."""


@click.command(name="size")
@click.argument("scenario")
@design_option
@click.option("--target", type=float, default=0.9, show_default=True, help="Probability with which the line must hold.")
@attack_option
@click.option("--by", metavar="TYPE", help="heavy, medium, light or air (default: in the design's proportions).")
@click.option("--where", default="in-place", show_default=True, help="in-place, standby or total.")
@click.option("--most", type=float, metavar="N", help="Most that is tried (default: what the guarantors have).")
@draws_option
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, curve and chart in this folder.")
@json_option
def command(
    scenario: str,
    design: str,
    target: float,
    attack: str | None,
    by: str | None,
    where: str,
    most: float | None,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Find the smallest force with which the line holds with the target's probability, with 95 % confidence.

    Searched in at most so many draws and confirmed in as many fresh ones. Where no force that the guarantors have
    reaches the target, it says what binds, and exits with 1.

    \b
    casus size tutorial --design forward-defence --target 0.7
    casus size ukraine --design forward-defence --target 0.9
    casus size ukraine --design tripwire --target 0.65 --by heavy --most 60
    casus size baltics-2016 --design seven-brigades --target 0.5 --draws 20000
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.study.sizing.show import print_sizing
    from casus.study.sizing.size import size

    started = begin(out, threads)
    with progress_of(None) as heard:
        found = size(scenario, design, target, attack, by, where, draws, seed, most, heard)
    seconds = time.perf_counter() - started
    written = [] if out is None else _keep(found, out)
    tell(found, seconds, as_json, print_sizing)
    finish(found, written)
    if found.answer is None:
        sys.exit(UNREACHABLE)


def _keep(found: Sizing, out: Path) -> list[Path]:
    """Files written: the answer, the curve as a table, and the chart."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.sizing.draw import draw_sizing

    written = keep(out, "size", found, {"size": found.rows()})
    return [*written, save_picture(draw_sizing(found), out / "size.png")] if found.curve else written
