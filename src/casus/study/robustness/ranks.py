"""Values of designs by group in, their ranks, how far the groups agree, and which pairs of designs change places out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from casus.flow.handoffs import Floats

ERROR = 0.05
"""Chosen: probability that any pair of a split passes for turned round by chance of the sample (Bonferroni's bound)."""
SAME = 1e-9
"""Chosen: means that differ by less, relative to the largest, are the same; they differ by rounding."""


@dataclass(frozen=True)
class Group:
    """Some worlds, or the same worlds by another measure."""

    label: str
    better: Floats
    """(designs, worlds) values of which more is better."""
    sign: float = 1.0
    """-1 where they are the measure's values turned round."""


@dataclass(frozen=True)
class Flip:
    """Two designs whose order a group turns round, by more than error."""

    group: str
    ahead: int
    """Place of the design that is ahead in all worlds."""
    behind: int
    """Place of the one that is ahead of it in the group."""
    by: float
    """By how much, in the group's unit."""
    se: float


def ranks_of(means: Floats) -> Floats:
    """(..., designs) ranks from 1, the best first; designs with the same mean share the mean of their ranks.

    >>> ranks_of(np.array([0.5, 0.9, 0.5])).tolist()
    [2.5, 1.0, 2.5]
    """
    largest = np.maximum(np.abs(means).max(axis=-1, keepdims=True), 1e-300)[..., None]
    gap = (means[..., None, :] - means[..., :, None]) / largest
    ahead, level = (gap > SAME).sum(axis=-1), (np.abs(gap) <= SAME).sum(axis=-1)
    return np.asarray(ahead + (level + 1) / 2.0)


def agreement(ranks: Floats) -> float:
    """Kendall's W of (groups, designs) ranks, freed of ties: 1 where all groups rank alike (Kendall and Babington Smith 1939)."""
    groups, designs = ranks.shape
    if groups < 2 or designs < 2:
        return float("nan")
    spread = ((ranks.sum(axis=0) - groups * (designs + 1) / 2.0) ** 2).sum()
    ties = sum(float((count**3 - count).sum()) for count in (np.unique(row, return_counts=True)[1] for row in ranks))
    most = groups**2 * (designs**3 - designs) / 12.0 - groups * ties / 12.0
    return float(spread / most) if most > 0 else float("nan")


def spearman(ranks: Floats) -> float:
    """Mean rank correlation of all pairs of groups (Spearman 1904), of those that do not rank all designs alike."""
    ranked = ranks[np.ptp(ranks, axis=1) > 0.0]
    if len(ranked) < 2:
        return float("nan")
    return float(np.corrcoef(ranked)[np.triu_indices(len(ranked), 1)].mean())


def flips_of(overall: Floats, groups: Sequence[Group]) -> tuple[list[Flip], int]:
    """Pairs that a group turns round by more than error, and how many more it turns round within it.

    `overall` is (designs,), the means in all worlds.
    """
    from scipy.special import ndtri

    designs = len(overall)
    z = -float(ndtri(ERROR / max(len(groups) * designs * (designs - 1) / 2, 1)))
    ordered = [(a, b) for a, b in permutations(range(designs), 2) if overall[a] > overall[b]]
    turned = [flip for group in groups for a, b in ordered if (flip := _flip(group, a, b)) is not None]
    sure = [flip for flip in turned if flip.by > z * flip.se]
    return sure, len(turned) - len(sure)


def _flip(group: Group, ahead: int, behind: int) -> Flip | None:
    """The pair in a group, where that turns it round."""
    gap = group.better[behind] - group.better[ahead]
    if not gap.mean() > 0.0:
        return None
    return Flip(group.label, ahead, behind, float(gap.mean()), float(gap.std(ddof=1) / np.sqrt(gap.size)))
