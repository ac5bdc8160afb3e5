"""Worlds inside and outside of a box in, how likely chance alone would have made it so good out."""

from __future__ import annotations

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.discovery.region import Mask, Region


def box_p(inside: Mask, y: Floats) -> float:
    """Probability that so many worlds taken at random would hold as much: Fisher's exact test of a flag, else Welch's."""
    from scipy.stats import hypergeom, ttest_ind

    held = int(inside.sum())
    if not 0 < held < len(y):
        return 1.0
    if is_flag(y):
        return float(hypergeom.sf(y[inside].sum() - 1, len(y), int(y.sum()), held))
    p = ttest_ind(y[inside], y[~inside], equal_var=False, alternative="greater").pvalue
    return 1.0 if np.isnan(p) else float(p)


def quasi_p(region: Region, place: int, values: Floats, y: Floats) -> float:
    """Probability that the box would be as dense by chance were one of its conditions without effect (Bryant and Lempert 2010).

    The worlds inside are taken as drawn at random from those that satisfy all other conditions: a binomial test of a flag, else
    one of the mean. It is "quasi" because the box was chosen and the share of the wider box is itself counted from few worlds.
    """
    from scipy.stats import binom, norm

    inside, wider = region.inside(values), region.inside(values, but=place)
    if not inside.any():
        return 1.0
    share, held = float(y[wider].mean()), int(inside.sum())
    if is_flag(y):
        return float(binom.sf(y[inside].sum() - 1, held, share))
    spread = float(y[wider].std()) / np.sqrt(held)
    return float(norm.sf((y[inside].mean() - share) / spread)) if spread > 0.0 else 1.0


def is_flag(y: Floats) -> bool:
    """Whether every value is 0 or 1."""
    return bool(((y == 0.0) | (y == 1.0)).all())
