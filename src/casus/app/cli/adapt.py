"""`casus adapt`: under which observable signposts should a design be strengthened?"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import (
    attack_option,
    design_option,
    draws_option,
    json_option,
    seed_option,
    threads_option,
)

if TYPE_CHECKING:
    from casus.study.adaptation.record import Adapted


@click.command(name="adapt")
@click.argument("scenario")
@design_option
@click.option("--to", metavar="E", help="Design to strengthen into (default: all dearer ones, and the next steps).")
@click.option("--metric", default="held", show_default=True, metavar="M", help="What is to be improved.")
@attack_option
@click.option(
    "--budget", type=float, metavar="N",
    help="Most that strengthening may take in the mean: a share of the worlds up to 1, or million euro a year.",
)  # fmt: skip
@click.option(
    "--signposts",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Signposts of your own (default: those shipped).",
)
@draws_option
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, tables and chart in this folder.")
@json_option
def command(
    scenario: str,
    design: str,
    to: str | None,
    metric: str,
    attack: str | None,
    budget: float | None,
    signposts: Path | None,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask under which observable signposts a design should be strengthened, and what that is worth.

    The design is in force and observers watch; where what they see is past a trigger, it is strengthened, if there is time. Each
    trigger is judged on worlds on which it was not set, against strengthening as many worlds at random, and in fresh worlds.

    \b
    casus adapt tutorial --design tripwire --draws 500
    casus adapt ukraine --design article5-like --to forward-defence
    casus adapt ukraine --design consult-24h --budget 0.3 --out adapt/
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.flow.scenario.read import read_scenario
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.roles import AttackOption
    from casus.study.adaptation.adapt import adapt, plays
    from casus.study.adaptation.show import print_adapted
    from casus.study.adaptation.written import SHIPPED

    started = begin(out, threads)
    read = read_scenario(scenario)
    with progress_of(plays(read, to)) as told:

        def step(played: Design, against: AttackOption) -> None:
            told(f"{played.id} against {against.id}")

        found = adapt(read, design, to, metric, attack, budget, draws, seed, signposts or SHIPPED, step)
    tell(found, time.perf_counter() - started, as_json, print_adapted)
    finish(found, [] if out is None else _keep(found, out))


def _keep(found: Adapted, out: Path) -> list[Path]:
    """Files written: the answer, policies and designs tried as tables, and the chart."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.adaptation.draw import draw_adapted

    tables = {"adapt-policies": found.rows(), "adapt-designs": found.tried()}
    return [*keep(out, "adapt", found, tables), save_picture(draw_adapted(found), out / "adapt.png")]
