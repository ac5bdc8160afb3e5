"""`casus claims`: what a study says of what people claim."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import (
    draws_option,
    json_option,
    names_of,
    refuse_playing,
    seed_option,
    threads_option,
)

if TYPE_CHECKING:
    from casus.study.claims.tested import ClaimsTested
    from casus.study.compare import Study


@click.command(name="claims")
@click.argument("scenario", metavar="SCENARIO|STUDY")
@click.option("--file", "file", type=click.Path(path_type=Path), help="Claims of your own (default: the scenario's).")
@click.option("--claims", "only", callback=names_of, metavar="A,B", help="Only these claims; a single one in full.")
@click.option("--test", "tests", multiple=True, metavar="TEXT", help="Try an expression at once, instead of a file.")
@draws_option
@seed_option
@threads_option
@click.option("--out", type=click.Path(path_type=Path), help="Keep answer, table and chart in this folder.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    scenario: str,
    file: Path | None,
    only: list[str] | None,
    tests: tuple[str, ...],
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Test what people claim: in which share of worlds it holds, under which conditions it fails, and on what that rests.

    SCENARIO is a name or a folder; its study is played as `casus compare` plays it, with the variants that
    claims name (and without the lenses on deterrence where no claim asks for one). STUDY is the folder of a
    study that was kept by `casus compare --out` (--variants keeps those too); nothing is played then.

    \b
    casus claims tutorial --draws 200
    casus claims ukraine --claims consensus-too-slow
    casus claims ukraine --file my-claims.yaml --out claims/
    casus claims results/ --test "held(forward-defence, full) and not held(memorandum, full)"
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.study.claims.show import print_claims

    _refuse_both(file, only, tests)
    started = begin(out, threads)
    study, claims = _study(context, scenario, file, only, tests, draws, seed)
    found = _found(study, claims, only, tests)
    if found.file is not None and file is None and Path(scenario) in Path(found.file).parents:
        click.echo(f"the scenario's folder is not there; claims as the study kept them: {found.file}", err=True)
    tell(found, time.perf_counter() - started, as_json, print_claims)
    finish(found, [] if out is None else _keep(found, out))


def _refuse_both(file: Path | None, only: list[str] | None, tests: tuple[str, ...]) -> None:
    from casus.foundation.errors import InputError, Problem

    if tests and (file is not None or only is not None):
        raise InputError([Problem("--test tries expressions instead of a file; leave out --file and --claims")])


def _study(
    context: click.Context,
    scenario: str,
    file: Path | None,
    only: list[str] | None,
    tests: tuple[str, ...],
    draws: int,
    seed: int,
) -> tuple[Study, Path | None]:
    """The study, opened or played, and the file of claims; the claims are checked before anything is played."""
    from casus.app.cli.progress import study_progress
    from casus.flow.outcome.store import is_study
    from casus.flow.scenario.read import read_scenario
    from casus.study.claims.claims import check_ahead
    from casus.study.claims.read import claims_file
    from casus.study.compare import compare, open_study

    if is_study(Path(scenario)):
        refuse_playing(context, ("draws", "seed"))
        return open_study(scenario), file
    read = read_scenario(scenario)
    claims = None if tests else file or claims_file(scenario)
    asks = check_ahead(read, claims, only, tests)
    designs = [*(design.id for design in read.designs), *asks.variants]
    with study_progress(read, designs, None) as progress:
        return compare(read, designs, draws=draws, seed=seed, progress=progress, lenses=asks.lenses), claims


def _found(study: Study, claims: Path | None, only: list[str] | None, tests: tuple[str, ...]) -> ClaimsTested:
    from casus.study.claims.claims import try_hypotheses

    return try_hypotheses(study.handoff, tests) if tests else study.claims(claims, only)


def _keep(found: ClaimsTested, out: Path) -> list[Path]:
    """Files written: the answer, a row for each claim, and the chart."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.claims.draw import draw_claims

    return [*keep(out, "claims", found, {"claims": found.rows()}), save_picture(draw_claims(found), out / "claims.png")]
