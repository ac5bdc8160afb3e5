"""Predicted chances and what happened in; how well the first rank the second, with an interval from redrawn cases, out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from casus.flow.handoffs import Floats

REDRAWN = 2000
"""Redrawn records; chosen: the ends of the interval then move by less than 0.01 from seed to seed."""
LOW, HIGH = 0.05, 0.95


def auc(chance: Floats, happened: Floats) -> float:
    """Chance that one that happened is ranked above one that did not, ties counting half; not a number where all are alike.

    >>> auc(np.array([0.9, 0.2, 0.4]), np.array([1.0, 0.0, 0.0]))
    1.0
    """
    yes, no = chance[happened == 1.0], chance[happened == 0.0]
    if not len(yes) or not len(no):
        return float("nan")
    above = yes[:, None] - no[None, :]
    return float(np.mean((above > 0.0) + 0.5 * (above == 0.0)))


def auc_interval(chance: Floats, happened: Floats, groups: Sequence[str], seed: int = 1) -> tuple[float, float]:
    """The 5-95 % interval of the AUC over records in which whole groups are drawn with replacement.

    Records in which all or nothing happened say nothing and are left out.
    """
    rng = np.random.default_rng(seed)
    members = [np.flatnonzero(np.asarray(groups) == name) for name in sorted(set(groups))]
    found = []
    for _ in range(REDRAWN):
        drawn = np.concatenate([members[place] for place in rng.integers(len(members), size=len(members))])
        found.append(auc(chance[drawn], happened[drawn]))
    if np.isnan(found).all():
        return float("nan"), float("nan")
    low, high = np.nanquantile(found, [LOW, HIGH])
    return float(low), float(high)


def rank_correlation(one: Floats, other: Floats) -> float:
    """Spearman's rank correlation; not a number where one of the two ranks nothing."""
    from scipy.stats import rankdata

    a, b = rankdata(one), rankdata(other)
    return float(np.corrcoef(a, b)[0, 1]) if a.std() > 0.0 and b.std() > 0.0 else float("nan")
