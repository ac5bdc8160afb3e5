"""`casus replay`: a saved study played again from its own folder, and compared bit for bit."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from casus.app.cli.settings import json_option, threads_option
from casus.foundation.errors import InputError, Problem

NO = 1


@click.command(name="replay")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--draws", type=int, help="Replay only the first draws, without the lenses: a quick check.")
@click.option(
    "--ranges",
    type=int,
    metavar="N",
    help="Of a streamed study, replay N ranges of draws alone, spread evenly: a spot check.",
)
@click.option(
    "--today", is_flag=True, help="Play it with today's scenario and evidence, and say what was edited since."
)
@click.option("--scenario", metavar="S", help="With --today: the scenario's name or folder, where it has moved.")
@threads_option
@json_option
def command(
    study: Path,
    draws: int | None,
    ranges: int | None,
    today: bool,
    scenario: str | None,
    threads: int | None,
    as_json: bool,
) -> None:
    """Play a saved study again from what its folder holds, and compare every number of every outcome bit for bit.

    STUDY is a folder kept by `casus compare --out`. It holds the scenario, the evidence and the settings of its question, so
    that it is replayed on another machine, and after the scenario or the evidence was edited. Exits with 0 where the bits are
    the same, with 1 where they differ: then it says which numbers and answers, by how much, and the likely cause. A streamed
    study is replayed range by range, what is finished of it; Ctrl-C keeps the ranges that were compared.

    \b
    casus replay results/
    casus replay results/ --draws 100
    casus replay big/ --ranges 20
    casus replay results/ --today
    casus replay results/ --today --scenario my-scenario/ --json
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import campaign_progress
    from casus.study.again.replay import replay
    from casus.study.again.show import print_replay

    if scenario is not None and not today:
        raise InputError([Problem("--scenario: a study is replayed with its own scenario", hint="add --today")])
    started = begin(None, threads)
    with campaign_progress() as heard:
        found = replay(study, draws, today, scenario, heard, ranges)
    tell(found, time.perf_counter() - started, as_json, print_replay)
    finish(found, [])
    sys.exit(0 if found.same_bits else NO)
