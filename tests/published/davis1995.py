"""Davis's three break-even ratios, and the same found by playing square-law battles out in the sectors."""

from __future__ import annotations

from casus.flow.campaign.laws import davis1995

SHARES = {
    "canonical": davis1995.CANONICAL_SHARE,
    "defence-conservative": davis1995.DEFENCE_CONSERVATIVE_SHARE,
    "attacker-conservative": davis1995.ATTACKER_CONSERVATIVE_SHARE,
}
STEPS_PER_UNIT = 1000  # of time, in which a side alone kills as many as its own number


def theatre(assumptions: str) -> float:
    """Break-even of the theatre under one of Davis's three sets of assumptions, with the shares that we chose."""
    return davis1995.theatre_break_even(
        davis1995.SECTOR_BREAK_EVEN, SHARES[assumptions], davis1995.HOLDING_RATIO
    )  # fmt: skip


def played_theatre(assumptions: str, kill_rate_ratio: float) -> float:
    """Least theatre ratio, by halving, with which the attacker outlasts the defenders that it meets."""
    low, high = 0.0, 10.0
    while high - low > 1e-4:
        middle = (low + high) / 2.0
        low, high = (low, middle) if attacker_wins(middle, SHARES[assumptions], kill_rate_ratio) else (middle, high)
    return high


def attacker_wins(theatre_ratio: float, met: float, kill_rate_ratio: float) -> bool:
    """Whether a square-law battle in the attacked sectors ends with the defence gone, step by step."""
    defence, attack = met, theatre_ratio - davis1995.HOLDING_RATIO * (1.0 - met)
    while attack > 0.0 and defence > 0.0:
        attack, defence = (
            attack - kill_rate_ratio * defence / STEPS_PER_UNIT,
            defence - attack / STEPS_PER_UNIT,
        )
    return attack > 0.0
