"""The library games' answers as plain numbers."""

from __future__ import annotations

from casus.flow.strategy.games.alliance_clock import alliance_clock
from casus.flow.strategy.games.volunteer import volunteer


def act(n: int, cost_benefit: float) -> float:
    return volunteer(n, cost_benefit).act_probability


def act_and_nobody(n: int, cost_benefit: float) -> tuple[float, float]:
    found = volunteer(n, cost_benefit)
    return found.act_probability, found.nobody_probability


def roots(n: int, k: int, cost_benefit: float) -> tuple[float, ...]:
    return volunteer(n, cost_benefit, k).roots


def hours(n: int, k: int, mean_hours: float) -> float:
    return alliance_clock(n, k, mean_hours, by_hours=0.0).expected_hours


def by(n: int, k: int, mean_hours: float, by_hours: float) -> float:
    return alliance_clock(n, k, mean_hours, by_hours).by_probability
