"""Some work in, the seconds that it takes out."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

REPEATS = 5


def seconds(work: Callable[[], object]) -> float:
    """By the clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_seconds(work: Callable[[], object]) -> float:
    """The median of some runs, after one that warms up."""
    work()
    return statistics.median(seconds(work) for _ in range(REPEATS))
