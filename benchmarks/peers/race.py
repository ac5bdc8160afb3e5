"""An implementation in, its runs a second out; only after its outcomes were those of plain.py on the same draws."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from . import plain
from .draws import sample

Values = npt.NDArray[np.float64]

CHECKED_DRAWS, TOLERANCE, REPEATS = 200, 1e-9, 5


def runs_per_second(name: str, play_all: Callable[[Values], Values], draws: int) -> float:
    """Median over some repeats; the check before them has compiled, imported and warmed whatever there is."""
    check(name, play_all)
    worlds = sample(draws)
    return draws / statistics.median(_seconds(play_all, worlds) for _ in range(REPEATS))


def check(name: str, play_all: Callable[[Values], Values]) -> None:
    """Stop where an outcome differs from plain.py's by more than 1e-9 of its size (or of 1, where it is smaller)."""
    draws = sample(CHECKED_DRAWS)
    expected, played = np.array(plain.play_all(draws)), play_all(draws)
    wrong = np.argwhere(~(np.abs(played - expected) <= TOLERANCE * np.maximum(1.0, np.abs(expected))))
    if len(wrong):
        row, column = wrong[0]
        raise SystemExit(
            f"benchmarks/peers: {name} does not play the campaign of plain.py: {plain.Outcome._fields[column]} of draw {row} is "
            f"{played[row, column]!r} and should be {expected[row, column]!r}; {len(wrong)} values differ. No speed was taken"
        )


def _seconds(play_all: Callable[[Values], Values], draws: Values) -> float:
    started = time.perf_counter()
    play_all(draws)
    return time.perf_counter() - started
