"""What a claim reads in, the quantities on which its truth depends most out, with the evidence that each stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats
from casus.study.claims.tested import Leaning
from casus.study.factors import Factors
from casus.study.sensitivity.given import explained_alone

MOST = 5  # chosen: what comes after explains a hundredth or less


@dataclass(frozen=True)
class Leanings:
    """How much single quantities explain of a claim's truth, or of what it averages."""

    factors: Factors
    share: Floats
    """(factors,) of its variance, 0 where that is no more than chance would give."""

    @property
    def order(self) -> npt.NDArray[np.intp]:
        """Places of those that explain something, the strongest first."""
        order = np.argsort(-self.share, kind="stable")
        return order[self.share[order] > 0.0]

    @property
    def strongest(self) -> tuple[Leaning, ...]:
        """The first few, with their evidence."""
        columns = ((self.factors.columns[place], float(self.share[place])) for place in self.order[:MOST])
        return tuple(Leaning(c.name, c.what, share, c.evidence, c.grade, c.status) for c, share in columns)

    @property
    def by_grade(self) -> Mapping[str, float]:
        """How what single quantities explain divides by grade of evidence; empty where nothing is explained."""
        whole = float(self.share.sum())
        parts: dict[str, float] = {}
        for place in self.order:
            grade = self.factors.columns[place].grade
            parts[grade] = parts.get(grade, 0.0) + float(self.share[place]) / whole
        return dict(sorted(parts.items()))


def leanings(factors: Factors, results: Sequence[Floats]) -> Leanings:
    """Of one or several (worlds,) results; of several the mean share, where a quantity explains any of them beyond chance."""
    found = [explained_alone(factors, result) for result in results]
    if not found:
        return Leanings(factors, np.zeros(len(factors.columns)))
    known = np.any([one.known for one in found], axis=0)
    return Leanings(factors, np.where(known, np.mean([one.share for one in found], axis=0), 0.0))
