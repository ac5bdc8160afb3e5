"""Speed of what is asked of worlds that were played: a Sobol bootstrap, and scenario discovery."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np

REPEATS = 3
FACTORS, WORLDS, RESAMPLES = 40, 1024, 1000
PRIM_WORLDS, PRIM_FACTORS = 10_000, 40


def analysis_seconds() -> dict[str, float]:
    """Seconds of each, the median of some runs; chance is the same in every run."""
    return {
        "sobol_bootstrap_seconds": round(_median(_sobol_bootstrap()), 3),
        "discovery_seconds": round(_median(_discovery()), 3),
    }


def _sobol_bootstrap() -> Callable[[], object]:
    """Indices of 40 factors in 1,024 worlds, with intervals from 1,000 resamples."""
    from casus.study.sensitivity.indices import Played, sobol

    chance = np.random.default_rng(1)
    a, b, exchanged = chance.random(WORLDS), chance.random(WORLDS), chance.random((FACTORS, WORLDS))
    return lambda: sobol(Played(a, b, exchanged), resamples=RESAMPLES)


def _discovery() -> Callable[[], object]:
    """Boxes in 10,000 worlds of 40 factors, of which three matter: PRIM, its p-values and its check by a tree."""
    from casus.flow.draws.described import Described
    from casus.study.discovery.discover import discover
    from casus.study.factors import Factors

    x = np.random.default_rng(1).random((PRIM_WORLDS, PRIM_FACTORS))
    fails = ((x[:, 0] < 0.4) & (x[:, 1] > 0.3) & (x[:, 2] < 0.7)).astype(np.float64)
    columns = tuple(Described(f"x{n}", f"x{n}", "1", "C", "judgement", "") for n in range(PRIM_FACTORS))
    return lambda: discover(Factors(x, columns), fails)


def _median(work: Callable[[], object]) -> float:
    work()
    return statistics.median(_seconds(work) for _ in range(REPEATS))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    print(analysis_seconds())
