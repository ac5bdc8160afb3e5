"""Days of help and of loss in, the share of worlds in which each has happened by every day out; and the brigades by day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.campaign.arrays import RECORDED_DAYS, Records
from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Share, share
from casus.study.gap.fates import most_in_line
from casus.study.promised import Promised

FINE_DAYS, STEP_DAYS = 7, 0.25  # chosen: by the step of the model for a week, in which most lines are lost; then by day


@dataclass(frozen=True)
class Moment:
    """By the end of a day, in how many worlds what has happened."""

    day: float
    """Days after the attack."""
    arrived: Share
    """The first help is in place."""
    much_arrived: Share
    """The stated part of what was promised is; counted on the recorded days alone."""
    lost: Share
    """The line is lost."""


@dataclass(frozen=True)
class Strength:
    """Guarantors' brigades on a recorded day, as means over all worlds."""

    day: int
    """Days after the attack."""
    theatre_brigades: float
    """Brigades in the theatre."""
    line_brigades: float
    """The most that have stood in the line by then."""
    theatre_share: float
    """Of what was promised; above one where pools follow what was assigned."""
    line_share: float
    """The same of those in the line."""


def moments(help_day: Floats, much_day: Floats, lost: Floats, horizon_days: int) -> tuple[Moment, ...]:
    """The three curves on the same days."""
    fine = np.arange(0.0, min(FINE_DAYS, horizon_days), STEP_DAYS)
    days = [*fine.tolist(), *map(float, range(FINE_DAYS, horizon_days + 1))]
    return tuple(Moment(day, *(_by(day, of) for of in (help_day, much_day, lost))) for day in days)


def _by(day: float, happened: Floats) -> Share:
    return share(np.asarray(happened <= day))


def strengths(records: Records, of: Promised, days: int) -> tuple[Strength, ...]:
    """Brigades in the theatre and in the line, and their shares of what was promised."""
    theatre = np.maximum.accumulate(records["arrived_brigades"][:, :days], axis=1)
    line, whole = most_in_line(records, days), float(of.brigades.mean())
    return tuple(
        Strength(
            day, there := float(theatre[:, place].mean()), stands := float(line[:, place].mean()), there / whole, stands / whole
        )
        for place, day in enumerate(RECORDED_DAYS[:days])
    )  # fmt: skip


def recorded(horizon_days: int) -> int:
    """How many of the recorded days a campaign has."""
    return sum(day <= horizon_days for day in RECORDED_DAYS)
