"""`casus allocate`: which nation's contributions go to which zones, when the attacker picks the worst axis."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casus.app.cli.settings import attack_option, design_option, json_option, names_of, seed_option, threads_option

if TYPE_CHECKING:
    from casus.study.allocation.record import Allocation


@click.command(name="allocate")
@click.argument("scenario")
@design_option
@attack_option
@click.option(
    "--zones", callback=names_of, metavar="A,B", help="Zones that may be filled (default: all with an attacked axis)."
)
@click.option("--nations-per-zone", type=int, metavar="K", help="At most so many nations in a zone.")
@click.option(
    "--least",
    type=float,
    metavar="N",
    help="Fewest brigades that a nation sends to a zone (default: 0.5, or what it sends now where that is less).",
)
@click.option(
    "--bar", "bars", multiple=True, metavar="NATION=ZONE", help="A nation that does not go to a zone; may be repeated."
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    metavar="NAME=N1+N2",
    help="Nations that can serve together; a zone takes one group.",
)
@click.option(
    "--by-rotation", is_flag=True, help="Place what pools sustain by rotation, not what the design has in place."
)
@click.option(
    "--draws", type=int, default=1000, show_default=True, help="Possible worlds in which each allocation is replayed."
)
@seed_option
@threads_option
@click.option(
    "--out", type=click.Path(path_type=Path), help="Keep JSON, CSV and the map of zones by nation in this folder."
)
@json_option
def command(
    scenario: str,
    design: str,
    attack: str | None,
    zones: list[str] | None,
    nations_per_zone: int | None,
    least: float | None,
    bars: tuple[str, ...],
    groups: tuple[str, ...],
    by_rotation: bool,
    draws: int,
    seed: int,
    threads: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Place a design's contributions in zones, for the greatest P(held) on the axis that the attacker would pick.

    The attacker sees who stands where and brings all of the attack on the worst axis. A program proposes, the full model
    replays every proposal, and the best that was replayed is the answer.

    \b
    casus allocate ukraine --design forward-defence
    casus allocate ukraine --design forward-defence --nations-per-zone 4 --bar germany=donbas
    casus allocate ukraine --design tripwire --by-rotation --out zones/
    casus allocate tutorial --design forward-defence --group A=dorvan+elmere --group B=farland+gildern
    """
    from casus.app.cli.answers import begin, finish, tell
    from casus.app.cli.progress import progress_of
    from casus.study.allocation.allocate import allocate
    from casus.study.allocation.show import print_allocation

    started = begin(out, threads)
    barred, together = _bars(bars), _groups(groups)
    with progress_of(None) as heard:
        found = allocate(
            scenario,
            design,
            attack,
            zones,
            nations_per_zone,
            least,
            barred,
            together,
            by_rotation,
            draws,
            seed,
            heard=heard,
        )
    tell(found, time.perf_counter() - started, as_json, print_allocation)
    finish(found, [] if out is None else _keep(found, out))


def _bars(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Nation and zone of each bar; raises InputError for what is not nation=zone."""
    return [_pair("--bar", text, "nation=zone", "germany=donbas") for text in texts]


def _groups(texts: Iterable[str]) -> dict[str, list[str]]:
    """Nations by the name of their group; raises InputError for what is not name=nation+nation."""
    pairs = [_pair("--group", text, "name=nation+nation", "north=sweden+norway") for text in texts]
    return {name: [nation.strip() for nation in nations.split("+") if nation.strip()] for name, nations in pairs}


def _pair(option: str, text: str, form: str, example: str) -> tuple[str, str]:
    from casus.foundation.errors import InputError, Problem

    left, equals, right = (part.strip() for part in text.partition("="))
    if not (left and equals and right):
        raise InputError([Problem(f"{option} {text} is not {form}", hint=f"for example {option} {example}")])
    return left, right


def _keep(found: Allocation, out: Path) -> list[Path]:
    """Files written: the answer, who stands where as a table, and the map of zones by nation."""
    from casus.app.cli.answers import keep
    from casus.flow.views.picture import save_picture
    from casus.study.allocation.draw import draw_allocation

    tables = {"allocation": found.rows()}
    return [
        *keep(out, "allocation", found, tables),
        save_picture(draw_allocation(found), out / "allocation.png"),
    ]
