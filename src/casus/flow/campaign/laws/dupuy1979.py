"""Dupuy's power ratio with his advance and casualty norms (Numbers, Predictions and War, 1979, appendix A).

In: the ratio of combat powers, the posture of the defence, factors of terrain, the size of the forces. Out: advance in
km a day and loss shares a day. Domain of validity: brigade to corps, 1914-1982, force ratios of 0.25 to 6; mobile or
semi-mobile war. The tables were read in two independent restatements of the book (marks SEEN-2 in our facts), whose one
disagreement in the cells used here is noted below.
"""

from __future__ import annotations

import numpy as np

from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.laws.tables import band_of, interpolate

POSTURE_STRENGTH = np.array([1.2, 1.3, 1.5, 1.6])
"""Defence multiplier by works: none (delay), hasty, prepared, fortified. Dupuy 1979, posture factors."""

BAND_FLOOR = np.array([1.00, 1.11, 1.26, 1.46, 1.76, 2.26, 3.01, 4.26, 6.00])
"""Least power ratio of each band of resistance, from intense to negligible. Dupuy 1979, appendix A."""

ADVANCE_HEAVY = np.array([
    [4.0, 5.0, 6.0, 9.0, 12.0, 16.0, 20.0, 40.0, 60.0],
    [4.0, 5.0, 6.0, 9.0, 12.0, 16.0, 20.0, 40.0, 60.0],
    [2.0, 2.25, 2.5, 4.0, 6.0, 8.0, 10.0, 20.0, 30.0],
    [1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0, 30.0],
])  # fmt: skip
"""Standard advance of armour, km/day, by works (rows) and band. Fortified 1.11-1.25 is printed 1.85, taken as 1.25."""

ADVANCE_FOOT = np.array([
    [4.0, 4.5, 5.0, 6.5, 8.0, 10.0, 12.0, 18.0, 24.0],
    [4.0, 4.5, 5.0, 6.5, 8.0, 10.0, 12.0, 18.0, 24.0],
    [2.0, 2.25, 2.5, 3.0, 4.0, 5.0, 6.0, 10.0, 12.0],
    [1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 6.0, 12.0],
])  # fmt: skip
"""Standard advance of infantry. Hasty 1.46-1.75 is 6.5 in one restatement and 5 in the other."""

OWN_RATIO = np.array([0.15, 0.2, 0.25, 0.35, 0.45, 0.6, 0.83, 1.5, 2.5, 3.0])
OPPOSITION = np.array([1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7])
"""Casualty factor by a side's own power ratio. Dupuy 1979, casualty norms."""

SIZE_KPERSON = np.array([0.0, 5.0, 10.0, 20.0, 30.0, 50.0, 100.0])
SIZE_FACTOR = np.array([2.0, 1.5, 1.0, 0.9, 0.8, 0.7, 0.6])
"""Casualty factor by size of force in thousand persons; small forces lose faster. Dupuy 1979."""

HOLDING = 0.3
"""Casualty factor of a force that only holds; also of an attack that has been stopped. Dupuy 1979, mission factors."""


@compiled
def advance_km_per_day(ratio, works, mobility, heavy_share):  # type: ignore[no-untyped-def]
    """Standard rate of advance for a power ratio against works; 0 below parity. Never falls as the ratio rises."""
    if ratio < 1.0:
        return 0.0
    band = band_of(BAND_FLOOR, ratio)
    mixed = heavy_share * ADVANCE_HEAVY[works, band] + (1.0 - heavy_share) * ADVANCE_FOOT[works, band]
    return mixed * mobility


@compiled
def loss_share_per_day(norm, own_ratio, kpersons, terrain_casualty, advancing):  # type: ignore[no-untyped-def]
    """Share of strength that a side loses in a day: its norm, eased by superiority, size and cover."""
    opposition = interpolate(own_ratio, OWN_RATIO, OPPOSITION)
    size = interpolate(kpersons, SIZE_KPERSON, SIZE_FACTOR)
    return norm * opposition * size * terrain_casualty * (1.0 if advancing else HOLDING)
