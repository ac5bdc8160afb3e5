"""Adaptors: strengths and losses in, Helmbold's parameters out."""

from __future__ import annotations

from casus.flow.campaign.laws import helmbold1993 as law


def parameters(
    attackers: float, defenders: float, attacker_losses: float, defender_losses: float, days: float
) -> list[float]:
    """mu, V, eps, lambda, D/A."""
    left = 1.0 - attacker_losses / attackers, 1.0 - defender_losses / defenders
    return [
        law.mu(*left),
        law.advantage(*left),
        law.bitterness(*left),
        law.intensity(*left, days),
        law.activity_ratio(attackers, defenders, *left),
    ]


def win_probability(v: float, since_1914: bool) -> float:
    return law.win_probability(v, since_1914)
