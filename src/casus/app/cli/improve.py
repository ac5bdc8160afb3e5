"""`casus improve`: which changes buy most p_held, and most price of aggression, for a yearly budget."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, json_option, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.improvement.record import Improvement

NOTHING_GAINS = 1
"""Exit code where nothing that the budget buys, and nothing free, gains beyond its error."""


@click.command(name="improve")
@click.argument("scenario")
@design_option
@click.option("--budget", required=True, metavar="N", help="What may be spent on top, million euro a year.")
@attack_option
@click.option("--for", "aim", default="held", show_default=True, metavar="held|price", help="What the money is to buy.")
@click.option("--steps", type=int, default=20, show_default=True, help="Changes taken at most.")
@click.option(
    "--draws", type=int, default=1000, show_default=True, help="Possible worlds in which each change is played."
)
@click.option(
    "--price-draws", type=int, default=200, show_default=True, help="Of them, worlds in which prices are read."
)
@seed_option
@threads_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Keep JSON, CSV and chart there, and the scenario with the new design.",
)
@json_option
def command(
    scenario: str,
    design: str,
    budget: str,
    attack: str | None,
    aim: str,
    steps: int,
    draws: int,
    price_draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Say which changes to a design buy most for N million euro a year.

    On offer are hours, clauses that mend what the linter finds, brigades, stocks, works, batteries, aircraft, command and arms.
    Each is replayed in the same worlds on top of what was taken; what is free goes first, then the most gain for a euro. What
    the whole does not need is dropped. Exit 1 where nothing gains beyond its Monte Carlo error.

    \b
    casus improve ukraine --design consult-24h --budget 5000
    casus improve ukraine --design forward-defence --budget 2000 --for price
    casus improve tutorial --design tripwire --budget 1000 --draws 300 --out better/
    casus compare better/tutorial --designs tripwire,tripwire-improved
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.study.improvement.improve import improve
    from casus.study.improvement.show import print_improvement

    budget_meur_year = _number(budget)
    started = begin(out, threads)
    with progress_of(None) as progress:
        found = improve(
            scenario, design, budget_meur_year, attack, draws, seed, aim, steps, price_draws, progress  # type: ignore[arg-type]
        )  # fmt: skip
    seconds = time.perf_counter() - started
    written = [] if out is None else _keep(found, scenario, out)
    tell(found, seconds, as_json, print_improvement)
    finish(found, written)
    if not found.gains:
        sys.exit(NOTHING_GAINS)


def _number(budget: str) -> float:
    """The budget as a number; raises InputError in words where it is none."""
    from casus.foundation.errors import InputError, Problem

    try:
        return float(budget)
    except ValueError:
        what = f"the budget is '{budget}'; it must be a number above 0, in million euro a year"
        raise InputError([Problem(what, hint="5000 is five billion euro a year")]) from None


def _keep(found: Improvement, scenario: str, out: Path) -> list[Path]:
    """Files written: the answer, its changes as a table, its chart, and a copy of the scenario that holds the new design."""
    from casus.app.cli.answers import keep
    from casus.flow.scenario.read import read_scenario
    from casus.flow.scenario.write import write_scenario_with
    from casus.flow.views.picture import save_picture
    from casus.study.improvement.draw import draw_improvement

    written = keep(out, "improvement", found, {"improvement": found.rows()})
    written.append(save_picture(draw_improvement(found), out / "improvement.png"))
    if not found.gains:
        return written
    folder = write_scenario_with(read_scenario(scenario), found.improved, out)
    return [*written, folder / "designs" / f"{found.improved.id}.yaml"]
