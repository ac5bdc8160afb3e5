"""`casus replay`: a saved study played again from its own folder, and compared bit for bit."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import json_option, threads_option
from casus.foundation.errors import InputError, Problem

if TYPE_CHECKING:
    from casus.flow.scenario.schema.design import Design
    from casus.flow.scenario.schema.roles import AttackOption

NO = 1


@click.command(name="replay")
@click.argument("study", type=click.Path(path_type=Path))
@click.option("--draws", type=int, help="Replay only the first draws, without the lenses: a quick check.")
@click.option(
    "--today", is_flag=True, help="Play it with today's scenario and evidence, and say what was edited since."
)
@click.option("--scenario", metavar="S", help="With --today: the scenario's name or folder, where it has moved.")
@threads_option
@json_option
def command(
    study: Path, draws: int | None, today: bool, scenario: str | None, threads: int | None, as_json: bool
) -> None:
    """Play a saved study again from what its folder holds, and compare every number of every outcome bit for bit.

    STUDY is a folder kept by `casus compare --out`. It holds the scenario, the evidence and the settings of its question, so
    that it is replayed on another machine, and after the scenario or the evidence was edited. Exits with 0 where the bits are
    the same, with 1 where they differ: then it says which numbers and answers, by how much, and the likely cause.

    \b
    casus replay results/
    casus replay results/ --draws 100
    casus replay results/ --today
    casus replay results/ --today --scenario my-scenario/ --json
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.study.again.replay import plays, replay
    from casus.study.again.show import print_replay

    if scenario is not None and not today:
        raise InputError([Problem("--scenario: a study is replayed with its own scenario", hint="add --today")])
    started = begin(None, threads)
    with progress_of(plays(study)) as told:

        def step(design: Design, attack: AttackOption) -> None:
            told(f"{design.id} against {attack.id}")

        found = replay(study, draws, today, scenario, step)
    tell(found, time.perf_counter() - started, as_json, print_replay)
    finish(found, [])
    sys.exit(0 if found.same_bits else NO)
