"""The positional regime of 2023-26: dense sensors, drones and works; advances of metres a day at a steady price.

In: the force ratio. Out: advance in km a day and loss shares a day. Domain of validity: a manned, fortified line under
continuous observation, as in Ukraine from 2023 to August 2026. It is a description of that front (rates from CSIS, January
2026, and DeepState polygons), not a theory; it says nothing of a line that has come apart, which the ground phase treats.
"""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either, ratio_or
from casus.flow.campaign.compiled import compiled_in_place

USUAL_OVER_THRESHOLD = 1.5  # chosen: the offensives whose rate is on record had half more than they needed
MOST_OVER_USUAL = 2.0  # the fastest month (726 km2, November 2024) gained 1.9 times the mean of 2024-25


@compiled_in_place
def advance_km_per_day(ratio, threshold, rate):  # type: ignore[no-untyped-def]
    """Rate of advance: none below the threshold, then in proportion to the ratio; `rate` is that of a usual offensive."""
    over_usual = min(ratio_or(ratio, threshold * USUAL_OVER_THRESHOLD, MOST_OVER_USUAL), MOST_OVER_USUAL)
    return either(ratio < threshold, 0.0, rate * over_usual)


@compiled_in_place
def loss_shares_per_day(attacker_loss, exchange, attackers, defenders, advancing, holding):  # type: ignore[no-untyped-def]
    """(attacker's, defender's) loss shares a day; the defender's from the rate of exchange between the two."""
    own = attacker_loss * either(advancing, 1.0, holding)
    return own, either(defenders > 0.0, ratio_or(own * attackers, exchange * defenders, math.inf), 0.0)
