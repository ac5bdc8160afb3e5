"""Options that several commands take: names with commas between them, and `--set NAME=VALUE`, numbers by name."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Sequence

import click
from click.core import ParameterSource

from casus.foundation.errors import InputError, Problem


def names_of(ctx: click.Context, parameter: click.Parameter, value: str | None) -> list[str] | None:
    """The names of an option such as `--designs a,b`; None where it was not given."""
    return None if value is None else [name.strip() for name in value.split(",") if name.strip()]


PARTIAL = 130
"""Exit code of what was interrupted: what is finished was kept and marked partial."""

designs_option = click.option("--designs", callback=names_of, metavar="A,B", help="Only these designs (default: all).")
attacks_option = click.option(
    "--attacks", callback=names_of, metavar="X,Y", help="Only these attack options (default: all)."
)
design_option = click.option("--design", required=True, metavar="D", help="The design that is asked about.")
attack_option = click.option("--attack", metavar="X", help="Attack option that is played (default: the heaviest).")
draws_option = click.option(
    "--draws", type=int, default=2000, show_default=True, help="Possible worlds in which each is played."
)
seed_option = click.option("--seed", type=int, default=1, show_default=True, help="Seed of all chance.")
threads_option = click.option(
    "--threads", type=int, default=None, help="Threads (default: all cores); no result depends on them."
)
device_option = click.option(
    "--device",
    metavar="NAME",
    help="cpu, or cuda for a graphics card (default: CASUS_DEVICE, or cpu); docs/how-to/run-on-a-gpu.md says what differs.",
)
cluster_option = click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Play on Dask workers: local:N (processes here) or a scheduler's tcp://HOST:PORT. The answers are the same.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="One JSON object on stdout; progress goes to stderr."
)


def end_partial(complete: bool) -> None:
    """Say that a study was interrupted, and end with its exit code; return where it is complete."""
    if not complete:
        click.echo("interrupted: this study is PARTIAL; missing campaigns are empty", err=True)
        sys.exit(PARTIAL)


def refuse_threads_on_cluster(threads: int | None, cluster: str | None) -> None:
    """Raise InputError where threads are asked for that are not this process's to give."""
    if threads is not None and cluster is not None:
        hint = "leave it out; `dask worker --nthreads` says how many a worker takes, and local:N shares the cores out"
        raise InputError([Problem("--threads: with --cluster, threads are the workers' own", hint=hint)])


def refuse_device_on_cluster(device: str | None, cluster: str | None) -> None:
    """Raise InputError where a device is asked for that is not this process's to choose."""
    if device is not None and cluster is not None:
        hint = "leave it out, and set CASUS_DEVICE where the workers and this command start"
        raise InputError([Problem("--device: with --cluster, the device is the workers' own", hint=hint)])


def refuse_playing(context: click.Context, options: Sequence[str]) -> None:
    """Raise InputError where a saved study is to be played otherwise than it was; `options` are those that say how to play."""
    given = [name for name in options if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        asked = ", ".join(f"--{name.replace('_', '-')}" for name in given)
        hint = "leave it out, or name a scenario"
        raise InputError([Problem(f"{asked}: a saved study has its own worlds; nothing is played again", hint=hint)])


def numbers_from(sets: Iterable[str]) -> dict[str, float]:
    """Numbers by name; raises InputError for everything that is not name=number, or is given twice."""
    given: dict[str, float] = {}
    problems = []
    for text in sets:
        key, equals, value = (part.strip() for part in text.partition("="))
        number = _number(value)
        if not equals or not key:
            problems.append(Problem(f"--set {text} is not name=value", hint="for example --set day=30"))
        elif number is None:
            problems.append(Problem(f"--set {text}: '{value}' is not a number", hint="for example 30 or 0.25"))
        elif key in given:
            problems.append(Problem(f"--set {key} is given twice"))
        else:
            given[key] = number
    if problems:
        raise InputError(problems)
    return given


def _number(text: str) -> float | None:
    """A whole number where one is written (some laws take an index), a finite number, or None."""
    for kind in (int, float):
        try:
            number = kind(text)
            finite = math.isfinite(number)
        except (ValueError, OverflowError):  # no number of that kind, or a whole one that no float can hold
            continue
        return number if finite else None
    return None
