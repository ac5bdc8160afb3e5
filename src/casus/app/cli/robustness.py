"""`casus robustness`: how firm is it that one design is best, and what would have to be different?"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import (
    designs_option,
    draws_option,
    json_option,
    refuse_playing,
    seed_option,
    threads_option,
)

if TYPE_CHECKING:
    from casus.flow.scenario.schema.scenario import Scenario
    from casus.study.compare import Study
    from casus.study.robustness.found import Robustness
    from casus.study.robustness.resting import Resting

PLAYING = ("draws", "seed", "second_seed", "grades")
"""Options that only mean something where a study is played."""


@click.command(name="robustness")
@click.argument("what", metavar="SCENARIO|STUDY_FOLDER")
@click.option("--metric", default="held", show_default=True, help="Metric by which designs are compared.")
@click.option("--attack", metavar="X", help="Attack option at which it is read (default: the heaviest).")
@click.option("--lens", metavar="L", help="Lens of attack_10y: price (default), game or reference.")
@designs_option
@click.option(
    "--threshold", type=float, help="Good enough (default: true, or what the baseline reaches in half of the worlds)."
)
@click.option(
    "--require", multiple=True, metavar="R", help="Asked jointly, such as held@limited or 'cost_meur_year<=20000'."
)
@draws_option
@seed_option
@click.option("--second-seed", type=int, metavar="N", help="Play it all again from this seed, and compare the ranks.")
@click.option("--grades", is_flag=True, help="Play more to know on what grade of evidence each result rests (minutes).")
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, tables and charts in this folder.")
@json_option
@click.pass_context
def command(
    ctx: click.Context,
    what: str,
    metric: str,
    attack: str | None,
    lens: str | None,
    designs: list[str] | None,
    threshold: float | None,
    require: tuple[str, ...],
    draws: int,
    seed: int,
    second_seed: int | None,
    grades: bool,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask how firm a recommendation is: regret, ranks by law and prior, dominance, and what would reverse it.

    Read off the study of `casus compare`: that of a scenario, which is played first, or one that was saved in a folder,
    of which nothing is played again.

    \b
    casus robustness tutorial --draws 500
    casus robustness results/ --metric depth_km --threshold 30
    casus robustness ukraine --require held@full --require 'cost_meur_year<=20000' --out robust/
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.flow.outcome.store import is_study
    from casus.flow.scenario.read import read_scenario
    from casus.foundation.errors import InputError
    from casus.study.compare import open_study
    from casus.study.robustness.compared import refuse_ahead
    from casus.study.robustness.robustness import robustness
    from casus.study.robustness.show import print_robustness

    started = begin(out, threads)
    if is_study(Path(what)):
        refuse_playing(ctx, PLAYING)
        study, second, rests = open_study(what), None, None
    else:
        read = read_scenario(what)
        refuse_ahead(read, metric, attack, lens)
        study = _played(read, designs, draws, seed)
        again = second_seed is not None and study.complete
        second = _played(read, designs, draws, second_seed) if again and second_seed is not None else None
        rests = _rests(read, designs, metric, attack, lens, seed) if grades and study.complete else None
    whole = second if second is not None and second.complete else None
    try:
        found = robustness(study, metric, attack, lens, designs, threshold, require, whole, rests)
    except InputError as error:
        if study.complete:
            raise
        raise KeyboardInterrupt from error  # too little was played for an answer, and names were checked before
    if whole is not second or (grades and rests is None):
        found = replace(found, complete=False)
    tell(found, time.perf_counter() - started, as_json, print_robustness)
    finish(found, [] if out is None else _keep(found, out))


def _played(read: Scenario, designs: list[str] | None, draws: int, seed: int) -> Study:
    from casus.app.cli.progress import study_progress
    from casus.study.compare import compare

    with study_progress(read, designs, None) as progress:
        return compare(read, designs, None, draws, seed, progress=progress)


def _rests(
    read: Scenario, designs: list[str] | None, metric: str, attack: str | None, lens: str | None, seed: int
) -> Mapping[str, Resting] | None:
    """On what the designs' results rest; None where it was interrupted."""
    from casus.app.cli.progress import progress_of
    from casus.study.robustness.resting import resting

    with progress_of(len(designs or read.designs)) as told:
        try:
            return resting(read, designs, metric, attack, lens, seed=seed, told=told)
        except KeyboardInterrupt:
            return None


def _keep(found: Robustness, out: Path) -> list[Path]:
    """Files written: the answer, its tables, and the charts."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.robustness.draw import draw_information, draw_ranks

    tables = {
        "regret": found.rows(),
        "ranks": found.ranks(),
        "information": found.facts(),
        "reversal": found.changes(),
    }
    return [
        *keep(out, "robustness", found, tables),
        save_picture(draw_ranks(found), out / "ranks.png"),
        save_picture(draw_information(found), out / "information.png"),
    ]
