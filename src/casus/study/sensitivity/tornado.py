"""A metric and its strongest factors in, its mean with each of them at its low and at its high end out, all else as it falls.

The ends are the 5th and the 95th percentile of what the evidence allows; of a choice, the alternatives with the lowest and the
highest mean. All means are over the same worlds, so that their difference is known better than they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.measure import Z95
from casus.study.replay import Heard
from casus.study.sensitivity.play import Model
from casus.study.sensitivity.scheme import Base
from casus.study.sensitivity.ties import HONOUR, Factor

ENDS = (0.05, 0.95)
"""Chosen: the ends of the 90 % ranges in which most evidence is stated."""
UNTOLD = ("", "1", "share", "probability", "logit")  # units that say nothing beside a number


@dataclass(frozen=True)
class End:
    """One end of a factor."""

    at: str
    """Its value there with unit, or its word."""
    mean: float
    """Mean of the metric."""


@dataclass(frozen=True)
class Bar:
    """What one factor does to the mean of a metric."""

    factor: Factor
    """What was moved from its low to its high end."""
    low: End
    """The mean at the 5 % end, or under the word that gives the lowest mean."""
    high: End
    """The mean at the 95 % end, or under the word that gives the highest mean."""
    se: float
    """Standard error of the difference between the means."""

    @property
    def swing(self) -> float:
        """Mean at the high end less mean at the low end."""
        return self.high.mean - self.low.mean

    @property
    def is_known(self) -> bool:
        """Whether the difference is beyond chance."""
        return abs(self.swing) > Z95 * self.se


def has_ends(factor: Factor) -> bool:
    """Whether a factor has a low and a high end; the small random numbers and the model of kept promises have none."""
    return bool(factor.columns) and factor.name != HONOUR


def tornado(model: Model, base: Base, factors: Sequence[Factor], metric: str, told: Heard) -> list[Bar]:
    """A bar for each factor with ends, the widest first."""
    bars = [_bar(model, base, factor, metric, told) for factor in factors if has_ends(factor)]
    return sorted(bars, key=lambda bar: -abs(bar.swing))


def _bar(model: Model, base: Base, factor: Factor, metric: str, told: Heard) -> Bar:
    played = [(at, model.play(draws)[metric]) for at, draws in _ends(base, factor)]
    if factor.about.words:
        played.sort(key=lambda end: float(end[1].mean()))
    (low_at, low), (high_at, high) = played[0], played[-1]
    told(factor.name)
    return Bar(factor, End(low_at, float(low.mean())), End(high_at, float(high.mean())), _error(high - low))


def _ends(base: Base, factor: Factor) -> Iterator[tuple[str, Draws]]:
    """Worlds with the factor at each of its ends, and what it is there."""
    if factor.about.words:
        codes = np.unique(base.first.columns[factor.name])
        for code in codes:
            yield factor.about.words[int(code)], base.first.with_columns({factor.name: float(code)})
        return
    for share in ENDS:
        values = {name: _percentile(base, name, share) for name in factor.columns}
        said = " and ".join(f"{value:,.3g}" for value in values.values())
        unit = "" if factor.about.unit in UNTOLD else f" {factor.about.unit}"
        yield f"{said}{unit}", base.first.with_columns(values)


def _percentile(base: Base, name: str, share: float) -> float:
    both = np.concatenate([base.first.columns[name], base.second.columns[name]])
    return float(np.quantile(both, share))


def _error(difference: Floats) -> float:
    return float(difference.std(ddof=1) / np.sqrt(len(difference))) if len(difference) > 1 else float("nan")
