"""The positional regime of 2023-26: dense sensors, drones and works; advances of metres a day at a steady price.

In: the force ratio. Out: advance in km a day and loss shares a day. Domain of validity: a manned, fortified line under
continuous observation, as in Ukraine from 2023 to August 2026. It is a description of that front (rates from CSIS, January
2026, and DeepState polygons), not a theory; it says nothing of a line that has come apart, which the ground phase treats.
"""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled

USUAL_OVER_THRESHOLD = 1.5  # chosen: the offensives whose rate is on record had half more than they needed
MOST_OVER_USUAL = 2.0  # the fastest month (726 km2, November 2024) gained 1.9 times the mean of 2024-25


@compiled
def advance_km_per_day(ratio, threshold, rate):  # type: ignore[no-untyped-def]
    """Rate of advance: none below the threshold, then in proportion to the ratio; `rate` is that of a usual offensive."""
    if ratio < threshold:
        return 0.0
    return rate * min(ratio / (threshold * USUAL_OVER_THRESHOLD), MOST_OVER_USUAL)


@compiled
def loss_shares_per_day(attacker_loss, exchange, attackers, defenders, advancing, holding):  # type: ignore[no-untyped-def]
    """(attacker's, defender's) loss shares a day; the defender's from the rate of exchange between the two."""
    own = attacker_loss * (1.0 if advancing else holding)
    return own, own * attackers / (exchange * defenders) if defenders > 0.0 else 0.0
