"""Many small random numbers from a counter: the same number for a key, site and step, whatever else is drawn.

Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3", SC'11.
"""

from __future__ import annotations

import math

from casus.flow.campaign.compiled import compiled

MASK = 0xFFFFFFFF
MULTIPLIER_0, MULTIPLIER_1 = 0xD2511F53, 0xCD9E8D57  # Salmon et al. 2011, table of Philox constants
WEYL_0, WEYL_1 = 0x9E3779B9, 0xBB67AE85  # golden ratio and sqrt(3) - 1, same source
ROUNDS = 10
PACE, WEATHER, ATTACKERS, DEFENDERS = range(4)
"""Streams: the weekly pace of an axis, the weather of a week, both sides' uncertain shares on an axis."""


@compiled
def philox4x32(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Four 32-bit numbers for a counter of four and a key of two 32-bit numbers."""
    for _ in range(ROUNDS):
        product_0, product_1 = MULTIPLIER_0 * c0, MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            ((product_1 >> 32) ^ c1 ^ k0) & MASK,
            product_1 & MASK,
            ((product_0 >> 32) ^ c3 ^ k1) & MASK,
            product_0 & MASK,
        )
        k0, k1 = (k0 + WEYL_0) & MASK, (k1 + WEYL_1) & MASK
    return c0, c1, c2, c3


@compiled
def uniform(seed, draw, stream, site, step):  # type: ignore[no-untyped-def]
    """A number between 0 and 1, neither included, for a seed, draw, stream, site and step."""
    a, _, _, _ = philox4x32(site & MASK, step & MASK, stream & MASK, 0, seed & MASK, draw & MASK)
    return (a + 0.5) / 4294967296.0


@compiled
def standard_normal(seed, draw, stream, site, step):  # type: ignore[no-untyped-def]
    """A standard normal number for a seed, draw, stream, site and step (Box-Muller on two uniforms)."""
    a, b, _, _ = philox4x32(site & MASK, step & MASK, stream & MASK, 0, seed & MASK, draw & MASK)
    radius = math.sqrt(-2.0 * math.log((a + 0.5) / 4294967296.0))
    return radius * math.cos(2.0 * math.pi * (b + 0.5) / 4294967296.0)
