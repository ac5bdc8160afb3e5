"""The name of an evidence entry in, its values out, one a draw, for the cases that draw from the register without a scenario."""

from __future__ import annotations

import numpy as np

from casus.backtest.scorecard import Settings
from casus.flow.handoffs import Floats


def evidence_drawn(id: str, stream: int, settings: Settings) -> Floats:
    """Values of an entry, one a draw, evenly spread over its distribution and shuffled."""
    from casus.evidence.distribution import quantile
    from casus.evidence.register import read_register

    entry = read_register().entry(id)
    even = (np.arange(settings.draws) + 0.5) / settings.draws
    shuffled = np.random.default_rng([settings.seed, stream]).permutation(even)
    return quantile(entry.distribution, shuffled, value=entry.value, interval=entry.range, bounds=entry.bounds)
