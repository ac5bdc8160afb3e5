"""The scenario's other designs in the same worlds: their gap, and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from casus.flow.campaign.simulate import simulate
from casus.flow.draws.streams import SMALLEST
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.measure import Share, share
from casus.study.asked import Asked
from casus.study.gap.fates import first_help_day, is_gap, lost_day

MOST_WORLDS = 500  # chosen: an error of two points, which is enough to say that a gap is half as large
MUCH_SMALLER = 0.5  # chosen: another way that leaves more than half of a gap is hardly a way to close it


@dataclass(frozen=True)
class Other:
    """Another design."""

    id: str
    title: str
    gap: Share
    cost_meur_year: float
    """Mean over worlds."""


def other_designs(asked: Asked, told: Callable[[str], None]) -> Iterator[Other]:
    """The asked design itself, then each of the others, one after another as they are played."""
    for design in sorted(asked.scenario.designs, key=lambda one: one.id != asked.design.id):
        few = asked.draws.take(slice(0, MOST_WORLDS))
        records = simulate(asked.scenario, design, asked.attack, few).records
        gap = share(is_gap(first_help_day(records, len(asked.scenario.guarantors)), lost_day(records)))
        yield Other(design.id, design.title, gap, float(yearly_cost_meur(asked.scenario, design, few).mean()))
        told(f"{design.id} in its place")


def cheapest_way(others: Sequence[Other]) -> Other | None:
    """The cheapest design that leaves at most half of the gap of the first, beyond the error of both; None where none does."""
    own, *rest = others
    half = MUCH_SMALLER * max(own.gap.value, SMALLEST)
    good = [other for other in rest if other.gap.value <= half and other.gap.interval[1] < own.gap.value]
    return min(good, key=lambda other: other.cost_meur_year, default=None)
