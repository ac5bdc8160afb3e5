"""Speed of what is asked of worlds that were played: a Sobol bootstrap, PRIM alone, and the whole of scenario discovery."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from stopwatch import median_seconds

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.study.discovery.discover import discover
from casus.study.discovery.prim import prim
from casus.study.factors import Factors
from casus.study.sensitivity.indices import Played, sobol

FACTORS, WORLDS, RESAMPLES = 40, 1024, 1000
PRIM_WORLDS, PRIM_FACTORS = 10_000, 40


def analysis_seconds() -> dict[str, float]:
    """Seconds of each, the median of some runs; chance is the same in every run."""
    factors, fails = _planted()
    return {
        "sobol_bootstrap_seconds": round(median_seconds(_sobol_bootstrap()), 3),
        "prim_seconds": round(median_seconds(lambda: prim(factors.values, fails)), 3),
        "discovery_seconds": round(median_seconds(lambda: discover(factors, fails)), 3),
    }


def _sobol_bootstrap() -> Callable[[], object]:
    """Indices of 40 factors in 1,024 worlds, with intervals from 1,000 resamples."""
    chance = np.random.default_rng(1)
    a, b, exchanged = chance.random(WORLDS), chance.random(WORLDS), chance.random((FACTORS, WORLDS))
    return lambda: sobol(Played(a, b, exchanged), resamples=RESAMPLES)


def _planted() -> tuple[Factors, Floats]:
    """10,000 worlds of 40 factors, three of which make a box, with a tenth of the labels false."""
    rng = np.random.default_rng(1)
    x = rng.random((PRIM_WORLDS, PRIM_FACTORS))
    fails = (x[:, 0] < 0.4) & (x[:, 1] > 0.3) & (x[:, 2] < 0.7)
    columns = tuple(Described(f"x{n}", f"x{n}", "1", "C", "judgement", "") for n in range(PRIM_FACTORS))
    return Factors(x, columns), (fails ^ (rng.random(PRIM_WORLDS) < 0.1)).astype(np.float64)


if __name__ == "__main__":
    print(analysis_seconds())
