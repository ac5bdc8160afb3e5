"""`casus dropout`: what is lost when guarantors stay out, and what each pledge is worth."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, json_option, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.dropout.found import Dropout


@click.command(name="dropout")
@click.argument("scenario")
@design_option
@attack_option
@click.option(
    "--up-to", type=int, default=None, metavar="K",
    help="Most guarantors that are absent at once (default: all subsets of eight or fewer, else pairs).",
)  # fmt: skip
@click.option(
    "--how", default="stays-out", show_default=True, metavar="WAY",
    help="stays-out: called, it does not keep its word. never-joined: it was never a party.",
)  # fmt: skip
@click.option("--draws", type=int, default=1000, show_default=True, help="Possible worlds in which each is played.")
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, tables and chart in this folder.")
@json_option
def command(
    scenario: str,
    design: str,
    attack: str | None,
    up_to: int | None,
    how: str,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask what is lost when guarantors stay out: who is pivotal, who redundant, what each pledge is worth.

    The first line says what happens if the leader stays out. With more than eight guarantors, sets of two and more are
    played in a quarter of the worlds, and Shapley values are sampled.

    \b
    casus dropout tutorial --design tripwire --draws 200
    casus dropout ukraine --design forward-defence
    casus dropout baltics-2016 --design seven-brigades --how never-joined --out dropout/
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.flow.scenario.read import read_scenario
    from casus.study.dropout.dropout import dropout
    from casus.study.dropout.show import print_dropout

    started = begin(out, threads)
    read = read_scenario(scenario)
    with progress_of(None) as progress:
        found = dropout(read, design, attack, up_to, how, draws, seed, progress)  # type: ignore[arg-type]  # it is checked there
    tell(found, time.perf_counter() - started, as_json, print_dropout)
    finish(found, [] if out is None else _keep(found, out))


def _keep(found: Dropout, out: Path) -> list[Path]:
    """Files written: the answer, guarantors and sets as tables, and the chart."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.dropout.draw import draw_dropout

    tables = {"dropout-guarantors": found.rows(), "dropout-sets": found.group_rows()}
    return [*keep(out, "dropout", found, tables), save_picture(draw_dropout(found), out / "dropout.png")]
