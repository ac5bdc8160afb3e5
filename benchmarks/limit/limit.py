"""The kernel's ground loop against the same loop in C, on the same draws: equal to 1e-9, then the time of both.

cd benchmarks && python -m limit.limit [--draws N]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arrays import Records
from casus.foundation.codes import LAWS

from . import ours, program, records

DRAWS, REPEATS = 2000, 9
PART_DRAWS = 128  # chosen: some 20 ms, and whole blocks of lanes
TOLERANCE, FLOOR = 1e-9, 1e-9  # relative; what is below a billionth of a brigade or of a kilometre counts as that
MICROSECONDS = 1e6
NO_COMPILER = "no C compiler (gcc, or the one in CC): the limit is not measured"


class Limit(NamedTuple):
    """Both programs with the same input."""

    loop: ours.Loop
    in_c: program.Play
    theatre: Records
    worlds: Records
    opened: Records
    fronts: Records


class Race(NamedTuple):
    """Seconds in which the kernel and C played so many campaigns."""

    draws: int
    ours: float
    in_c: float

    @property
    def over_c(self) -> float:
        """Our time over C's."""
        return round(self.ours / self.in_c, 3)

    @property
    def microseconds(self) -> dict[str, float]:
        """Of a campaign, in both."""
        each = MICROSECONDS / self.draws
        return {"ours": round(self.ours * each, 1), "c": round(self.in_c * each, 1)}


def limit_figures(draws: int = DRAWS, repeats: int = REPEATS) -> dict[str, Any]:
    """Our time over C's on one thread and on all, and microseconds of a campaign; None where there is no compiler."""
    compiler, threads = program.compiler(), numba.config.NUMBA_NUM_THREADS
    if compiler is None:
        return {"over_c": None, "over_c_all": None, "limit": {"why": NO_COMPILER}}
    with tempfile.TemporaryDirectory() as folder:
        limit = _limit(ours.open_loop(draws), program.build(compiler, Path(folder)))
        difference = _compare(limit)
        by_law = {LAWS[code]: _race(_parts(limit, code), 1, repeats) for code in np.unique(limit.worlds["law"])}
        every = _race([limit], threads, repeats)
    one = Race(*map(sum, zip(*by_law.values(), strict=True)))
    return {
        "over_c": one.over_c,
        "over_c_all": every.over_c,
        "limit": {
            "draws": draws,
            "threads": threads,
            "largest_difference": difference,
            "microseconds": one.microseconds,
            "microseconds_all": every.microseconds,
            "over_c_by_law": {law: race.over_c for law, race in by_law.items()},
            "microseconds_by_law": {law: race.microseconds for law, race in by_law.items()},
        },
    }


def _limit(loop: ours.Loop, in_c: program.Play) -> Limit:
    """Both programs with the input of a loop."""
    ours.reset(loop)
    count = len(loop.worlds)
    opened = records.filled(records.FRONT, count, ours.front_fields(loop))
    worlds = records.filled(records.WORLD, count, ours.world_fields(loop))
    theatre = records.filled(records.THEATRE, 1, ours.theatre_fields(loop))
    return Limit(loop, in_c, theatre, worlds, opened, opened.copy())


def _parts(limit: Limit, law: int) -> list[Limit]:
    """The draws of a law in short runs: both programs take turns within milliseconds, and meet the same disturbances."""
    rows = np.flatnonzero(limit.worlds["law"] == law)
    starts = range(0, len(rows), PART_DRAWS)
    return [_limit(ours.only(limit.loop, rows[start : start + PART_DRAWS]), limit.in_c) for start in starts]


def _compare(limit: Limit) -> float:
    """The largest relative difference at the horizon; SystemExit in words where it is above the tolerance.

    What a law remembers of an axis that nobody attacks is never read, and not compared.
    """
    _time_ours(limit, 1)
    _time_c(limit, 1)
    played = ours.front_fields(limit.loop)
    attacked = played["attacked"] > 0.0
    for name in records.BY_AXIS:
        played[name] = np.where(attacked, played[name], limit.fronts[name])
    return max(_difference(name, played[name], limit) for name in records.PLAYED)


def _difference(name: str, mine: npt.NDArray[Any], limit: Limit) -> float:
    """The largest relative difference in one quantity."""
    its = limit.fronts[name]
    difference = np.abs(mine - its) / np.maximum(np.maximum(np.abs(mine), np.abs(its)), FLOOR)
    wrong = np.argwhere(~(difference <= TOLERANCE))
    if len(wrong):
        at = tuple(map(int, wrong[0]))
        where = " on axis ".join(map(str, at))
        raise SystemExit(
            f"benchmarks/limit: C does not play what the kernel plays: {name} of draw {where}, under "
            f"{LAWS[limit.worlds['law'][at[0]]]}, is {float(mine[at])!r} in ours and {float(its[at])!r} in C; "
            f"{len(wrong)} values of {name} differ. No speed was taken"
        )
    return float(difference.max())


def _race(parts: list[Limit], threads: int, repeats: int) -> Race:
    """Medians of turns in alternation, summed over the parts."""
    turns = np.array([_turns(part, threads, repeats) for part in parts])
    mine, its = np.median(turns, axis=1).sum(axis=0)
    return Race(sum(len(part.worlds) for part in parts), float(mine), float(its))


def _turns(part: Limit, threads: int, repeats: int) -> list[tuple[float, float]]:
    """Seconds of the kernel and of C, turn by turn; the first turn warms both and does not count."""
    return [(_time_ours(part, threads), _time_c(part, threads)) for _ in range(repeats + 1)][1:]


def _time_ours(limit: Limit, threads: int) -> float:
    """Seconds in which the kernel plays all campaigns."""
    ours.reset(limit.loop)
    return _seconds(threads, lambda: ours.play(limit.loop, threads))


def _time_c(limit: Limit, threads: int) -> float:
    """Seconds in which the C program plays all campaigns."""
    limit.fronts[:] = limit.opened
    clock, intensity = limit.loop.packed.clock[0], float(limit.loop.packed.assault[0]["intensity"])
    steps, days = int(clock["steps"]), float(clock["step_days"])
    return _seconds(
        threads, lambda: limit.in_c(limit.theatre, intensity, steps, days, limit.worlds, limit.fronts, threads)
    )


def _seconds(threads: int, play: Callable[[], None]) -> float:
    """Seconds that this takes; on one thread those that the thread was given, so that nobody else's work counts."""
    clock = time.thread_time if threads == 1 else time.perf_counter
    started = clock()
    play()
    return clock() - started


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--draws", type=int, default=DRAWS)
    arguments.add_argument("--repeats", type=int, default=REPEATS)
    given = arguments.parse_args()
    print(json.dumps(limit_figures(given.draws, given.repeats), indent=2))
