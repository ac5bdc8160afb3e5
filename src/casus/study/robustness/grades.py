"""Curves over every factor in, how much of each design's variance rests on what evidence out: what single factors explain alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.draws.described import Described
from casus.flow.handoffs import Floats
from casus.study.robustness.curves import Curve
from casus.study.robustness.explained import explained
from casus.study.sensitivity.standing import standing

KINDS = ("A or B", "C or worse", "chance")
"""Evidence of good sources; of one weak source, recalled, judged or invented; and what no evidence could tell."""


@dataclass(frozen=True)
class Grades:
    """Share of a design's variance by kind of evidence."""

    shares: Floats
    """(designs, kinds) explained by single factors alone: what factors do only together is in none of them."""
    factors: tuple[tuple[str, ...], ...]
    """By design, names of the factors known to explain something, the strongest first."""

    @property
    def together(self) -> Floats:
        """(designs,) share that no single factor explains alone."""
        return np.asarray(np.clip(1.0 - self.shares.sum(axis=1), 0.0, 1.0))


def grades_of(curves: Sequence[Curve], better: Floats) -> Grades:
    """What single factors that are known to matter explain of every design, by kind of their evidence."""
    share = explained(curves, better)
    kind = np.array([KINDS.index(kind_of(curve.column)) for curve in curves], dtype=np.intp)
    sums = np.stack([share[kind == k].sum(axis=0) for k in range(len(KINDS))], axis=1)
    names = [
        tuple(curves[k].column.name for k in np.argsort(-column, kind="stable") if column[k] > 0.0)
        for column in share.T
    ]
    return Grades(sums, tuple(names))


def kind_of(column: Described) -> str:
    """On what a factor stands, by the standings of sensitivity analysis: of C all, whether one source was seen or none."""
    stands = standing(column)
    return stands if stands in KINDS else "C or worse"
