"""The unimposed campaigns of a design in, where the pact as written lies on the clock out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.campaign.arrays import Records
from casus.flow.handoffs import Floats
from casus.flow.metrics.catalogue import HOURS_PER_DAY, MOVED_KM
from casus.flow.metrics.measure import Share, Spread, share, spread


@dataclass(frozen=True)
class Written:
    """When guarantors decide by the pact and their own procedures, and what comes of it; nothing is imposed."""

    called: Share
    """Worlds in which the pact's trigger was met."""
    decided: Share
    """Worlds in which anybody decided to help."""
    decision_hours: Spread
    """Over these worlds, hours from the attack to the day by which half of those that ever decide had decided."""
    p_held: Share
    """Share of worlds in which the line holds."""
    contact: Share
    """Worlds in which guarantors' forces fought."""
    movement_to_contact: Share
    """Of these, those in which the front had moved before."""

    warning_days: Floats
    """(worlds,) days before the attack from which it was expected; 0: never."""

    def column(self, days: Sequence[float]) -> int | None:
        """The first delay of a grid that is no earlier than the median decision, or the last; None where nobody decides."""
        median = self.decision_hours.p50 / HOURS_PER_DAY
        if math.isnan(median):
            return None
        return next((place for place, day in enumerate(days) if day >= median), len(days) - 1)


def as_written(records: Records, nations: int) -> Written:
    """Where a pact as written lies, from the campaigns of its design with no day imposed; `nations` of the scenario."""
    contact = np.isfinite(records["contact_day"])
    decided = decision_days(records["decision_day"][:, :nations])
    return Written(
        called=share(np.isfinite(records["trigger_day"])),
        decided=share(np.isfinite(decided)),
        decision_hours=spread(decided[np.isfinite(decided)] * HOURS_PER_DAY),
        p_held=share(records["held"] > 0),
        contact=share(contact),
        movement_to_contact=share(records["contact_depth_km"][contact] >= MOVED_KM),
        warning_days=records["warning_days"].copy(),
    )


def decision_days(decided: Floats) -> Floats:
    """(worlds,) day by which half of the nations that ever decide had decided, from (worlds, nations); infinite where none does.

    >>> decision_days(np.array([[3.0, 1.0, np.inf], [np.inf, np.inf, np.inf]]))
    array([ 1., inf])
    """
    in_order = np.sort(decided, axis=1)
    deciding = np.isfinite(in_order).sum(axis=1)
    half = np.maximum(0, (deciding + 1) // 2 - 1)
    return np.asarray(np.take_along_axis(in_order, half[:, None], axis=1)[:, 0])
