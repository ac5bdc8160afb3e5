"""`casus deter`: does it deter? Three lenses side by side."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import (
    attacks_option,
    designs_option,
    draws_option,
    end_partial,
    json_option,
    seed_option,
    threads_option,
)

if TYPE_CHECKING:
    from casus.study.compare import Study


@click.command(name="deter")
@click.argument("scenario")
@designs_option
@attacks_option
@draws_option
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep lenses and charts in this folder.")
@json_option
def command(
    scenario: str,
    designs: list[str] | None,
    attacks: list[str] | None,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Ask three lenses whether each design deters: price of aggression, game, reference class.

    SCENARIO is a name (ukraine, tutorial), a folder with a scenario.yaml, or the folder of a saved study, which is not
    played again.

    \b
    casus deter ukraine
    casus deter ukraine --designs memorandum,tripwire,forward-defence --draws 500
    casus compare ukraine --out study/ ; casus deter study/ --out lenses/
    """
    from casus.app.cli.files import require_writable

    if out is not None:
        require_writable(out)
    started = time.perf_counter()
    study = _study(scenario, designs, attacks, draws, seed, threads)
    seconds = time.perf_counter() - started
    written = _keep(study, out)
    _show(study, seconds, as_json)
    for file in written:
        click.echo(f"wrote {file}", err=True)
    end_partial(study.complete)


def _study(
    scenario: str, designs: list[str] | None, attacks: list[str] | None, draws: int, seed: int, threads: int | None
) -> Study:
    """A saved study, or one that is played now; raises InputError where it was saved without lenses."""
    from casus.app.cli.progress import study_progress
    from casus.flow.campaign.threads import use_threads
    from casus.flow.outcome.store import is_study
    from casus.flow.scenario.read import read_scenario
    from casus.foundation.errors import InputError, Place, Problem
    from casus.study.compare import compare, open_study

    if is_study(Path(scenario)):
        if designs or attacks:
            raise InputError([Problem("--designs and --attacks do not go with a saved study", Place(Path(scenario)))])
        saved = open_study(scenario)
        if saved.deterrence is None:
            raise InputError([Problem("was saved without the lenses", Place(Path(scenario)), "play it again")])
        return saved
    use_threads(threads)
    read = read_scenario(scenario)
    with study_progress(read, designs, attacks) as progress:
        return compare(read, designs, attacks, draws, seed, progress=progress)


def _show(study: Study, seconds: float, as_json: bool) -> None:
    from casus.flow.strategy.as_json import lenses_as_json
    from casus.flow.views.deter import print_deterrence

    assert study.deterrence is not None
    if as_json:
        click.echo(json.dumps(lenses_as_json(study.deterrence) | study.provenance | {"seconds": round(seconds, 3)}))
    else:
        print_deterrence(study.deterrence, study.provenance, seconds)


def _keep(study: Study, out: Path | None) -> list[Path]:
    """Files written: the lenses as JSON, and their charts."""
    from casus.app.cli.files import write_text
    from casus.flow.strategy.as_json import lenses_as_json
    from casus.flow.views.gallery import draw_lenses

    if out is None or study.deterrence is None:
        return []
    text = json.dumps(lenses_as_json(study.deterrence) | study.provenance, indent=2)
    return [write_text(out / "deterrence.json", text), *draw_lenses(study.handoff, study.deterrence, out)]
