"""Compared designs and their curves in, what would have to be different before each rival were better out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casus.study.factors import Factors
from casus.study.robustness.beliefs import Shift, believed, shifts_of
from casus.study.robustness.compared import Compared
from casus.study.robustness.curves import Curve
from casus.study.robustness.pinned import Pinned, pinned_against
from casus.study.robustness.recommendation import Recommendation
from casus.study.robustness.tilting import Tilted, tilted_to_equal


@dataclass(frozen=True)
class Reversal:
    """One rival of the recommended design."""

    rival: int
    """Its place."""
    lead: float
    """What the recommended design gives more on average, in the metric's unit."""
    se: float
    told_apart: bool
    better_share: float
    """Share of worlds in which the rival is better."""
    equal_share: float
    """Share in which the two are the same."""
    extra_cost_meur: float
    """What the recommended design costs more a year, in million euro."""
    pinned: tuple[Pinned, ...]
    """Factors that alone make the rival better, the one to be pinned least far first."""
    narrowest: Pinned | None
    """Where none does: the factor that narrows the lead most, in standard errors."""
    tilted: Tilted | None
    """The least change of belief that makes the two equal; None where none can make the rival better."""
    shifts: tuple[Shift, ...]
    """Assumptions and chance that move under it, the surest first."""
    course: tuple[Shift, ...]
    """What happens on the way of the recommended design's campaigns, likewise."""

    @property
    def meur_per_unit(self) -> float:
        """What a unit of the lead costs a year; NaN where there is no lead."""
        return self.extra_cost_meur / self.lead if self.lead > 0.0 else float("nan")


def reversals(
    of: Compared, best: Recommendation, curves: Sequence[Curve], on_the_way: Factors | None
) -> list[Reversal]:
    """Every rival, the nearest first."""
    drawn = believed(of.factors)
    course = None if on_the_way is None else believed(on_the_way)
    rivals = [place for place in range(len(of.designs)) if place != best.best]
    cost = of.cost.mean(axis=1)
    found = []
    for rival in rivals:
        lead = of.better[best.best] - of.better[rival]
        tilted = tilted_to_equal(lead)
        pinned, narrowest = pinned_against(rival, best.best, curves, of.better)
        found.append(
            Reversal(
                rival,
                float(best.lead[rival]),
                float(best.se[rival]),
                rival not in best.ties and rival not in best.same,
                float((lead < 0.0).mean()),
                float((lead == 0.0).mean()),
                float(cost[best.best] - cost[rival]),
                tuple(pinned),
                narrowest,
                tilted,
                tuple(shifts_of(drawn, tilted.weights)) if tilted else (),
                tuple(shifts_of(course, tilted.weights)) if tilted and course else (),
            )
        )
    return sorted(found, key=lambda one: one.lead)
