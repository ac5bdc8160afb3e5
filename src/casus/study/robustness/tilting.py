"""The lead of one design over another in every world in, the least change of belief that makes them equal out.

Of all weights of the worlds under which the mean lead is 0, those nearest to equal weights (least relative entropy, Kullback 1959;
the minimum cross-entropy of Csiszar 1975) are w ~ exp(-tilt * lead), with the one tilt that meets the constraint.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats


@dataclass(frozen=True)
class Tilted:
    """Weights of worlds."""

    tilt: float
    """Per unit of the lead."""
    weights: Floats
    """(worlds,) they sum to 1."""

    @property
    def nats(self) -> float:
        """Relative entropy from equal weights."""
        some = self.weights[self.weights > 0.0]
        return max(0.0, float((some * np.log(some * self.weights.size)).sum()))

    @property
    def effective_share(self) -> float:
        """Share of the worlds that would give as good a mean as these weights do (Kish 1965)."""
        return float(1.0 / (self.weights.size * (self.weights**2).sum()))

    @property
    def moved_share(self) -> float:
        """Share of belief that moves from some worlds to others (total variation)."""
        return float(np.abs(self.weights - 1.0 / self.weights.size).sum() / 2.0)


def tilted_to_equal(lead: Floats) -> Tilted | None:
    """The least change of belief under which (worlds,) leads have mean 0; None where no weights can do it.

    None, too, where the lead is never below 0: then no belief makes the rival better, even where it could be as good.
    """
    from scipy.optimize import brentq

    if not (lead.min() < 0.0 < lead.max()):
        return None
    scaled = lead / np.abs(lead).max()
    bound = _bracket(scaled)
    tilt = brentq(_mean_lead, -bound, bound, args=(scaled,), xtol=1e-13, rtol=1e-13, maxiter=500)
    return Tilted(float(tilt / np.abs(lead).max()), _weights(tilt, scaled))


def _bracket(scaled: Floats) -> float:
    """A tilt beyond which the mean lead has turned, in both directions."""
    bound = 1.0
    while _mean_lead(bound, scaled) > 0.0 or _mean_lead(-bound, scaled) < 0.0:
        bound *= 2.0
    return bound


def _mean_lead(tilt: float, scaled: Floats) -> float:
    return float(_weights(tilt, scaled) @ scaled)


def _weights(tilt: float, scaled: Floats) -> Floats:
    exponent = -tilt * scaled
    raw = np.exp(exponent - exponent.max())
    return np.asarray(raw / raw.sum())
