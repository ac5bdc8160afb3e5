"""A study's draws in, the ranges that workers play one at a time out; no result depends on how it is cut."""

from __future__ import annotations

import math

MOST_CAMPAIGNS = 10_000
"""Campaigns of a range; chosen: a lost worker costs seconds of work, and Dask's milliseconds a range vanish beside it."""
LEAST_CAMPAIGNS = 2_000
"""Chosen: below this, sampling and packing, whose cost hardly depends on the draws, take longer than playing."""
TURNS = 4
"""Ranges for each thread of a study that is small enough; chosen: they end within a quarter of its time of each other."""


def parts_of(draws: int, pairs: int, threads: int) -> list[range]:
    """Ranges of equal length (but for the last), in order, for `pairs` designs and attacks on so many workers' threads."""
    wanted = math.ceil(draws / (TURNS * max(1, threads)))
    least, most = (max(1, campaigns // pairs) for campaigns in (LEAST_CAMPAIGNS, MOST_CAMPAIGNS))
    length = min(max(wanted, least), most)
    return [range(start, min(start + length, draws)) for start in range(0, draws, length)]
