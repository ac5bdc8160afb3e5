"""A design's worlds in, what it costs and whether its forces can be kept there out: what no attack changes."""

from __future__ import annotations

from dataclasses import dataclass

from casus.flow.metrics.catalogue import Part
from casus.flow.metrics.in_place import InPlace, in_place
from casus.flow.metrics.measure import Spread, spread


@dataclass(frozen=True)
class Peacetime:
    """What is said of a design whatever the attack."""

    cost_meur_year: Spread
    feasibility: Spread
    """NaN where it asks for no forces in place."""
    carried: Spread
    """The same, counting only offers that are carried through."""
    feasibility_by_nation: dict[str, float]
    """For the nations of which it asks forces in place."""
    in_place: InPlace
    ceded_km2: float
    """Area that its settlement gave away before the attack."""


def peacetime(data: Part) -> Peacetime:
    """What is said of one design over all draws."""
    return Peacetime(
        cost_meur_year=spread(data["cost_meur_year"].values),
        feasibility=spread(data["feasible_share"].values),
        carried=spread(data["carried_share"].values),
        feasibility_by_nation=_asked_nations(data),
        in_place=in_place(data),
        ceded_km2=float(data["ceded_km2"].values),
    )


def _asked_nations(data: Part) -> dict[str, float]:
    """Mean covered share of each nation of which a design asks forces in place."""
    shares = zip(data["nation"].values, data["feasible_nation_share"].values, strict=True)
    return {str(nation): float(share) for nation, share in shares if share == share}
