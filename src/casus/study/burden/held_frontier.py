"""Outcomes in, what designs cost a year against how often they hold out: who is on the frontier, and what nations have offered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.answers import Answers
from casus.flow.metrics.catalogue import world_values
from casus.flow.views.cells import MEUR_PER_BEUR
from casus.study.burden.frontier import Dominance, Point, Scatter, frontier

Offered = Literal["offered", "offered in part", "no forces asked for"]
ALL_OFFERED = 0.995
"""Chosen: a mean share that prints as 100 %."""


@dataclass(frozen=True)
class HeldForCost:
    """One design: billion euro a year (median, 90 % of worlds), and the share of worlds held (95 % Monte Carlo interval)."""

    design: str
    title: str
    cost: float
    cost_low: float
    cost_high: float
    held: float
    held_low: float
    held_high: float
    offered: Offered
    offered_share: float | None
    """Mean share of the forces in place that nations have offered and can rotate; None where none are asked for."""
    on_frontier: bool
    beaten_by: str | None
    """A design that costs no more and holds no less; None on the frontier."""
    surely_beaten: bool
    """False where that is within Monte Carlo error."""

    def as_row(self) -> dict[str, Any]:
        """Flat."""
        return asdict(self)


def held_for_cost(outcomes: Outcomes, answers: Answers) -> tuple[HeldForCost, ...]:
    """Every design that was played against the heaviest attack, the cheapest first."""
    played = answers.played
    scatters = {id: _scatter(outcomes, id, answers.headline) for id in played}
    found = frontier(list(scatters.values()))
    made = [_made(answers, id, id in found.designs, found.dominated.get(id)) for id in played]
    return tuple(sorted(made, key=lambda one: (one.cost, -one.held)))


def _scatter(outcomes: Outcomes, design: str, attack: str) -> Scatter:
    cost, held = (world_values(outcomes, name, design, attack) for name in ("cost_meur_year", "held"))
    known = np.isfinite(held)
    return Scatter(Point(design, float(np.median(cost)), float(held[known].mean())), cost, held)


def _made(answers: Answers, design: str, on: bool, beaten: Dominance | None) -> HeldForCost:
    cost, held, share = (
        answers.cost_meur_year[design],
        answers.headline_answer(design).held,
        answers.feasibility[design].mean,
    )
    asked = share == share
    offered: Offered = "no forces asked for" if not asked else "offered" if share >= ALL_OFFERED else "offered in part"
    ends = held.interval
    return HeldForCost(
        design=design,
        title=answers.titles[design],
        cost=cost.p50 / MEUR_PER_BEUR,
        cost_low=cost.p05 / MEUR_PER_BEUR,
        cost_high=cost.p95 / MEUR_PER_BEUR,
        held=held.value,
        held_low=ends[0],
        held_high=ends[1],
        offered=offered,
        offered_share=float(share) if asked else None,
        on_frontier=on,
        beaten_by=None if beaten is None else beaten.by,
        surely_beaten=beaten is not None and beaten.sure,
    )
