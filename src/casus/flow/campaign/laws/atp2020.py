"""Planning ratios of US Army doctrine (ATP 5-0.2-1, 2020, table 2-12): a mission or works in, a force ratio out.

The table was read on page 44 of the publication in a web copy (seen); it goes back to the staff college's text ST 100-9 of
1991. Domain of validity: a planner's first guess of the least numbers for better than even chances, brigade and below,
before quality, air and surprise. It is a rule, not a finding; here it is the yardstick that better laws have to beat.
"""

from __future__ import annotations

import numpy as np

from casus.flow.campaign.compiled import compiled

PLANNING_RATIO: dict[str, tuple[float, float]] = {
    "delay": (1.0, 6.0),
    "hasty-defend": (1.0, 2.5),
    "deliberate-defend": (1.0, 3.0),
    "hasty-attack": (2.5, 1.0),
    "deliberate-attack": (3.0, 1.0),
    "counterattack": (1.0, 1.0),
    "penetration-lead": (18.0, 1.0),
}
"""Friendly to enemy, by the friendly side's mission. ATP 5-0.2-1, table 2-12."""

EVEN = np.array([
    PLANNING_RATIO["counterattack"][0],
    PLANNING_RATIO["hasty-defend"][1],
    PLANNING_RATIO["deliberate-defend"][1],
    PLANNING_RATIO["deliberate-defend"][1],
])  # fmt: skip
"""Attacker over defender by works. Hasty, prepared, fortified: the defender's and the attacker's rows agree. None: chosen,
the row of a force that meets no works. The row for a delay (1:6) is not used: a delay succeeds while it gives ground."""


@compiled
def fifty_percent_ratio(works):  # type: ignore[no-untyped-def]
    """Force ratio at which doctrine gives attacker and defender even chances, by works from none to fortified."""
    return EVEN[works]
