"""Records of a campaign in; when help was in place, when the line was lost, and which came first out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.arrays import RECORDED_DAYS, Records
from casus.flow.handoffs import Floats
from casus.flow.metrics.measure import Share, Spread, share, spread
from casus.study.promised import Promised

Flags = npt.NDArray[np.bool_]
HALF = 0.5  # chosen: with half of what was promised beside it the line has more than a token


def first_help_day(records: Records, nations: int) -> Floats:
    """(worlds,) day on which the first contingent of any guarantor stands in the line of an attacked axis; infinite: never."""
    return np.asarray(records["joined_day"][:, :nations].min(axis=1))


def much_help_day(records: Records, of: Promised, part: float, days: int) -> Floats:
    """(worlds,) first of the recorded days on which that part of the promised brigades has stood in the line; infinite: never."""
    enough = most_in_line(records, days) >= (part * of.brigades)[:, None] - 1e-9
    recorded = np.array(RECORDED_DAYS[:days], dtype=np.float64)
    first = np.where(enough, recorded[None, :], np.inf)
    return np.asarray(first.min(axis=1))


def most_in_line(records: Records, days: int) -> Floats:
    """(worlds, days) the most brigades of guarantors that have stood in the line by each recorded day: losses undo no arrival."""
    return np.asarray(np.maximum.accumulate(records["line_brigades"][:, :days], axis=1))


def lost_day(records: Records) -> Floats:
    """(worlds,) day on which the line is lost; infinite: never."""
    return np.asarray(records["lost_day"])


def is_gap(help_day: Floats, lost: Floats) -> Flags:
    """(worlds,) whether the line is lost with no help in place; help that comes in the same step is too late."""
    return np.asarray(np.isfinite(lost) & (help_day >= lost))


@dataclass(frozen=True)
class Fates:
    """What became of the line and of the help, as shares of all worlds; the five make one."""

    stood_helped: float
    """The line stands, and help is in place."""
    stood_alone: float
    """The line stands without any in place."""
    fell_helped: float
    """Help is in place first; the line is lost all the same."""
    fell_before: float
    """The line is lost first; help comes after."""
    fell_alone: float
    """The line is lost, and help never comes."""


@dataclass(frozen=True)
class Race:
    """Help against the loss of the line."""

    in_time: Share
    """Help is in place, and the line is not lost before."""
    gap: Share
    """The line is lost with no help in place."""
    falls: Share
    """The line is lost at all."""
    first_of_fallen: Share
    """Of the worlds in which it is lost: help was in place before."""
    never_of_fallen: Share
    """Of those: help never came."""
    fates: Fates
    """How often each ending of the race comes."""
    days: Spread
    """Arrival minus loss, in worlds with both: above zero, too late."""
    both: int
    """Worlds with both."""


def race(help_day: Floats, lost: Floats) -> Race:
    """Who came first."""
    helps, falls, gap = np.isfinite(help_day), np.isfinite(lost), is_gap(help_day, lost)
    return Race(
        share(np.asarray(helps & ~gap)),
        share(gap),
        share(falls),
        share(~gap[falls]),
        share(~helps[falls]),
        Fates(
            stood_helped=_part(~falls & helps),
            stood_alone=_part(~falls & ~helps),
            fell_helped=_part(falls & ~gap),
            fell_before=_part(gap & helps),
            fell_alone=_part(gap & ~helps),
        ),
        spread(help_day[helps & falls] - lost[helps & falls]),
        int((helps & falls).sum()),
    )


def _part(true: Flags) -> float:
    return float(true.mean())
