"""`casus backtest`: the model against recorded history."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import PARTIAL, json_option

if TYPE_CHECKING:
    from casus.backtest.scorecard import Scorecard, Settings

MISSED = 1
"""Exit code where a bar was missed."""


@click.command(name="backtest")
@click.argument("cases", nargs=-1, metavar="[CASE]...")
@click.option("--data", type=click.Path(path_type=Path), help="Score one case on this file, in the format of its own.")
@click.option("--draws", type=click.IntRange(50, 100_000), default=2000, show_default=True, help="Possible worlds.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of all chance.")
@click.option("--threads", type=int, default=None, help="Threads (default: all cores); no result depends on them.")
@click.option("--out", type=click.Path(path_type=Path), help="Keep scorecards.json and a chart of each case here.")
@json_option
def command(
    cases: tuple[str, ...],
    data: Path | None,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Score the model against recorded history; exit 1 where a bar is missed.

    Without CASE, every case that needs no outside file. With --data, one CASE on a CSV file of your own that has the
    columns of the case's own series; docs/method/backtests names them, and a column that is missing is named too.

    \b
    casus backtest
    casus backtest ukraine-2022 --out results/
    casus backtest battles --data battles.csv
    """
    from casus.app.cli.files import require_writable, write_text
    from casus.backtest.cases import case, without_outside_file
    from casus.backtest.scorecard import Settings
    from casus.flow.campaign.threads import use_threads

    if data is not None and len(cases) != 1:
        raise click.UsageError("--data goes with exactly one CASE")
    names = [case(name).ID for name in cases] or without_outside_file()
    use_threads(threads)
    if out is not None:
        require_writable(out)
    started = time.perf_counter()
    cards: list[Scorecard] = []
    complete = True
    try:
        for card in _cards(names, Settings(data, draws, seed)):
            cards.append(card)
            _tell(card, out, quiet=as_json)
    except KeyboardInterrupt:
        complete = False
    whole = _as_json(cards, complete, draws, seed) | {"seconds": round(time.perf_counter() - started, 3)}
    if out is not None:
        click.echo(f"wrote {write_text(out / 'scorecards.json', json.dumps(whole, indent=2))}", err=True)
    if as_json:
        click.echo(json.dumps(whole))
    if not complete:
        click.echo(f"interrupted: PARTIAL, {len(cards)} of {len(names)} cases are finished", err=True)
        sys.exit(PARTIAL)
    if not all(card.passed for card in cards):
        sys.exit(MISSED)


def _cards(names: list[str], settings: Settings) -> Iterator[Scorecard]:
    """Each case's scorecard as it is done, with a word on stderr meanwhile."""
    from rich.console import Console

    from casus.app.cli.progress import compile_kernel
    from casus.backtest.cases import run_case

    console = Console(stderr=True)
    compile_kernel(console)
    for place, name in enumerate(names, 1):
        with console.status(f"case {place} of {len(names)}: {name}"):
            card = run_case(name, settings)
        yield card


def _tell(card: Scorecard, out: Path | None, quiet: bool) -> None:
    """Print a scorecard, and draw it where a folder was given."""
    from casus.flow.views.console import wide_console

    if not quiet:
        from casus.backtest.table import describe_scorecard

        wide_console().print(describe_scorecard(card))
    if out is not None:
        from casus.backtest.picture import draw_case

        click.echo(f"wrote {draw_case(card, out / f'{card.id}.png')}", err=True)


def _as_json(cards: list[Scorecard], complete: bool, draws: int, seed: int) -> dict[str, object]:
    from casus.foundation.version import VERSION

    return {
        "cases": [card.as_json() for card in cards],
        "passed": complete and all(card.passed for card in cards),
        "complete": complete,
        "draws": draws,
        "seed": seed,
        "version": VERSION,
    }
