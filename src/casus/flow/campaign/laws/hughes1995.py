"""Hughes's salvo: two forces that fire at once, with their missiles, defences and staying power; losses out.

Source: W. Hughes, A salvo model of warships in missile combat used to evaluate their staying power, Naval Research
Logistics 42(2), 1995, 267-289; second hand, read in two independent programs that restate it, which agree. The paper
was not seen.

Domain of validity: one exchange of well-aimed missiles between alike units that see each other, fired at once, shared
evenly over the other side, met by defences that are never saturated one by one. It gives the mean of a large force: where
few units fire few missiles, chance and clipping at nothing or at all make the mean loss differ from it. No scouting,
readiness or decoys unless they are put into the numbers of missiles and kills.
"""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled

LEAST_STAYING = 1e-6
"""Chosen: a unit that falls to a millionth of a hit falls to any hit; keeps the division finite."""

MOST_RATIO = 1000.0
"""Chosen: an exchange more one-sided than a thousand to one is reported as that; keeps the ratio finite both ways."""


@compiled
def units_lost(units, enemy_units, enemy_missiles, kills, staying):  # type: ignore[no-untyped-def]
    """Units of one side put out of action by the enemy's salvo, between none and all.

    lost = (enemy_missiles * enemy_units - kills * units) / staying, for well-aimed missiles of each enemy unit, missiles
    that each own unit stops, and hits that put one unit out of action.
    """
    own = max(units, 0.0)
    hits = max(enemy_missiles, 0.0) * max(enemy_units, 0.0) - max(kills, 0.0) * own
    return min(max(hits / max(staying, LEAST_STAYING), 0.0), own)


@compiled
def exchange(units_a, units_b, missiles_a, missiles_b, kills_a, kills_b, staying_a, staying_b):  # type: ignore[no-untyped-def]
    """(units of A, units of B) left after both have fired one salvo at the same time."""
    lost_a = units_lost(units_a, units_b, missiles_b, kills_a, staying_a)
    lost_b = units_lost(units_b, units_a, missiles_a, kills_b, staying_b)
    return max(units_a, 0.0) - lost_a, max(units_b, 0.0) - lost_b


@compiled
def fractional_exchange_ratio(units_a, units_b, missiles_a, missiles_b, kills_a, kills_b, staying_a, staying_b):  # type: ignore[no-untyped-def]
    """Share of B lost for each share of A lost in one salvo; above 1 the exchange favours A.

    FER = (lost_b / units_b) / (lost_a / units_a), within 1/1000 to 1000; 1 where neither side loses anything.
    """
    share_a = units_lost(units_a, units_b, missiles_b, kills_a, staying_a) / units_a if units_a > 0.0 else 0.0
    share_b = units_lost(units_b, units_a, missiles_a, kills_b, staying_b) / units_b if units_b > 0.0 else 0.0
    if share_a <= 0.0 and share_b <= 0.0:
        return 1.0
    if share_b >= share_a * MOST_RATIO:
        return MOST_RATIO
    return max(share_b / share_a, 1.0 / MOST_RATIO)
