"""A range in, the parameters of the distribution that has it out, as they were fitted for the evidence that comes with Casus.

To fit them takes half a second in every process that draws, and loads an optimiser.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FITTED = Path(__file__).parent / "fitted.csv"
"""Written by `make refit-ranges`; numbers are whole, to the last bit."""
COLUMNS = ("shape", "low", "high", "mode", "first", "second")

Asked = tuple[str, float, float, float | None]


def fitted(shape: str, low: float, high: float, mode: float | None = None) -> tuple[float, float] | None:
    """The two parameters of a shape with these 5 and 95 % points; None for a range that the shipped evidence does not have."""
    return _read().get((shape, low, high, mode))


@cache
def _read() -> Mapping[Asked, tuple[float, float]]:
    with FITTED.open(encoding="utf-8", newline="") as stream:
        return {
            (shape, float(low), float(high), float(mode) if mode else None): (float(first), float(second))
            for shape, low, high, mode, first, second in csv.reader(stream)
            if shape != COLUMNS[0]
        }
