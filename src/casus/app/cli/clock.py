"""`casus clock`: what deciding early, and brigades in place, are worth: a grid of decision delay by brigades."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, json_option, seed_option, threads_option
from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.study.clock.clock import Clock, Word


def _numbers(ctx: click.Context, parameter: click.Parameter, value: str | None) -> list[float] | None:
    """The numbers of an option such as `--days -7,0,1`; None where it was not given, InputError for what is none."""
    if value is None:
        return None
    numbers, problems = [], []
    for text in (part.strip() for part in value.split(",")):
        try:
            numbers += [float(text)] if text else []
        except ValueError:
            problems.append(Problem(f"--{parameter.name}: '{text}' is not a number", hint="for example 0,1.5,12"))
    if problems:
        raise InputError(problems)
    return numbers


@click.command(name="clock")
@click.argument("scenario")
@design_option
@attack_option
@click.option(
    "--days",
    callback=_numbers,
    metavar="D,E",
    help="Days of decision after the attack, before it negative (default: -30 to 30).",
)
@click.option(
    "--brigades", callback=_numbers, metavar="N,M", help="Brigades in place (default: 0 to double the design's own)."
)
@click.option(
    "--word",
    type=str,
    default="drawn",
    show_default=True,
    metavar="drawn|kept",
    help="Guarantors keep their word as drawn in each world, or in all.",
)
@click.option(
    "--draws", type=int, default=1000, show_default=True, help="Possible worlds in which each cell is played."
)
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep JSON, CSV and the chart in this folder.")
@json_option
def command(
    scenario: str,
    design: str,
    attack: str | None,
    days: list[float] | None,
    brigades: list[float] | None,
    word: Word,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Play a design with its guarantors deciding before, at and after the attack, and with fewer and more brigades in place.

    On each day of the grid all guarantors that keep their word decide at once, called or not. "24 hours after" and the
    design's own brigades are always on the grid. In the JSON, p_held is [brigades][delay].

    \b
    casus clock ukraine --design forward-defence
    casus clock ukraine --design consult-24h --word kept --out clock/
    casus clock baltics-2016 --design seven-brigades --days -14,-7,0,1,7 --brigades 0,3,7,14 --json
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.study.clock.clock import clock
    from casus.study.clock.show import print_clock

    started = begin(out, threads)
    with progress_of(None) as progress:
        found = clock(scenario, design, attack, days, brigades, word, draws, seed, progress)
    tell(found, time.perf_counter() - started, as_json, print_clock)
    finish(found, [] if out is None else _keep(found, out))


def _keep(found: Clock, out: Path) -> list[Path]:
    """Files written: the answer, its cells as a table, and the chart."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.clock.draw import clock_chart

    tables = {"clock": found.rows()}
    return [*keep(out, "clock", found, tables), save_picture(clock_chart(found), out / "clock.png")]
