"""`casus cost`: what guarantees cost, who pays, and whether it is less than the war that they prevent."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import designs_option, json_option, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.burden.cost import Burden

PER_CENT = 100.0


@click.command(name="cost")
@click.argument("scenario")
@click.option("--design", metavar="D", help="Print the bill of this design in full (default: a table of all).")
@designs_option
@click.option("--draws", type=int, default=500, show_default=True, help="Possible worlds in which each is played.")
@click.option(
    "--rate", type=float, metavar="PERCENT", help="Real discount rate in % a year (default: the evidence's range)."
)
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, table and chart in this folder.")
@json_option
def command(
    scenario: str,
    design: str | None,
    designs: list[str] | None,
    draws: int,
    rate: float | None,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask what each design costs, who pays, and whether that is less than the war that it prevents.

    Cost by line and by nation, each year and over ten; the war avoided by price, game and reference class, side by side; and
    the frontier of cost and deterrence, with dominated designs marked. The baseline is always among the designs.

    \b
    casus cost ukraine
    casus cost ukraine --design forward-defence
    casus cost tutorial --designs tripwire,forward-defence --rate 3.5 --out cost/
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import study_progress
    from casus.flow.scenario.read import read_scenario
    from casus.study.burden.cost import cost, designs_asked, refuse_bad_rate
    from casus.study.burden.show import print_burden

    started = begin(out, threads)
    real = None if rate is None else rate / PER_CENT
    refuse_bad_rate(real)
    read = read_scenario(scenario)
    with study_progress(read, designs_asked(read, design, designs), None) as progress:
        found = cost(read, design, designs, draws, seed, real, progress)
    seconds = time.perf_counter() - started
    written = [] if out is None else _keep(found, out)
    tell(found, seconds, as_json, print_burden)
    finish(found, written)


def _keep(found: Burden, out: Path) -> list[Path]:
    """Files written: the answer, its rows as a table, and the chart of cost and deterrence."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.burden.draw import cost_and_deterrence

    written = keep(out, "cost", found, {"cost": found.rows()})
    return [*written, save_picture(cost_and_deterrence(found), out / "frontier.png")] if found.frontiers else written
