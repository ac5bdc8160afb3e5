"""What a replay found, as a record: the same bits, or where they differ, what moved, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.study.again.bits import BitDifference, FirstDifference, Unlike
from casus.study.again.causes import Elsewhere, likely_cause
from casus.study.again.changed import Changed
from casus.study.again.moved import Moved


@dataclass(frozen=True)
class Ranges:
    """The ranges of draws in which a streamed study was played, and which of them were replayed."""

    replayed: int
    """Ranges that were replayed."""
    of: int
    """Ranges that are finished."""
    draws: int
    """Worlds of those replayed."""
    of_draws: int
    """Worlds of those finished."""
    differ: tuple[range, ...]
    """Draws of the ranges that are not the same."""
    first: FirstDifference | None
    """The first number that is not the same, in the order of the draws; None where all are."""

    @property
    def share(self) -> float:
        """Of the finished worlds, how many were replayed."""
        return self.draws / self.of_draws

    def as_json(self) -> dict[str, Any]:
        """For machines; a range is its first draw and the one after its last."""
        return {
            **{name: getattr(self, name) for name in ("replayed", "of", "draws", "of_draws", "share")},
            "differ": [[part.start, part.stop] for part in self.differ],
            "first_difference": None if self.first is None else self.first.as_json(),
        }


@dataclass(frozen=True)
class Replayed:
    """A study played again and compared with what was kept."""

    outcomes: Outcomes | None
    """As they were played now; None of a streamed study, which memory does not hold."""
    draws: int
    """Worlds replayed."""
    campaigns: int
    """Campaigns compared."""
    numbers: int
    """Numbers compared."""
    differences: tuple[BitDifference, ...]
    """Numbers that are not the same bit for bit."""
    unlike: tuple[Unlike, ...]
    """Names, types and settings that differ."""
    moved: tuple[Moved, ...]
    """Cells of the printed tables that read otherwise."""
    left_out: tuple[str, ...]
    """What was not compared, and why."""
    changed: Changed | None
    """What was edited since, where it was played with today's scenario and evidence; None where with the kept ones."""
    elsewhere: Elsewhere
    """What differs between where it was played and here."""
    complete: bool
    """False where the replay was interrupted."""
    provenance: Mapping[str, Any]
    """Of the study that was kept."""
    ranges: Ranges | None = None
    """Of a streamed study, which of its ranges were replayed."""

    @property
    def same_bits(self) -> bool:
        """Whether all that was compared is the same, bit for bit."""
        return not self.differences and not self.unlike

    @property
    def last_bits_only(self) -> bool:
        """Whether no number differs by more than its last bits."""
        return not self.unlike and not any(one.beyond for one in self.differences)

    @property
    def cause(self) -> str | None:
        """Why the numbers most likely differ; None where they do not, or where what was asked has changed."""
        asked_otherwise = self.changed is not None and (self.changed.fields or self.changed.kept_promises)
        return None if self.same_bits or asked_otherwise else likely_cause(self.elsewhere, self.last_bits_only)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "same_bits": self.same_bits,
            "last_bits_only": self.last_bits_only,
            "asked": "kept" if self.changed is None else "today",
            "replayed": {"draws": self.draws, "campaigns": self.campaigns, "numbers": self.numbers},
            "differences": [one.as_json() for one in self.differences],
            "unlike": [asdict(one) for one in self.unlike],
            "answers_moved": [asdict(one) for one in self.moved],
            "ranges": None if self.ranges is None else self.ranges.as_json(),
            "not_compared": list(self.left_out),
            "changed": None if self.changed is None else self.changed.as_json(),
            "elsewhere": {name: {"kept": kept, "now": now} for name, (kept, now) in self.elsewhere.items()},
            "likely_cause": self.cause,
            "study": dict(self.provenance),
            "complete": self.complete,
        }
