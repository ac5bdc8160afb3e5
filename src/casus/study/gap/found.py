"""The answer about the guarantee gap, as a record: rows for a table, and the form of the command's contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from casus.flow.campaign.arrays import RECORDED_DAYS
from casus.flow.metrics.measure import Difference, Share
from casus.foundation.json_numbers import json_number, json_row
from casus.study.gap.causes import CAUSES, HALVES
from casus.study.gap.curves import Moment, Strength
from casus.study.gap.fates import Race
from casus.study.gap.shares import Parts
from casus.study.reservations import Reservations

READINGS = ("first", "much")
"""Two readings of help in place: the first contingent in the line, or the stated part of what was promised."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Gap:
    """Whether help is in place before the line is lost under one design and attack, and what keeps it away."""

    design: str
    """Id of the design."""
    title: str
    """Its title."""
    attack: str
    """Id of the attack option."""
    attack_title: str
    """Title of the attack option."""
    part: float
    """Part of the promised brigades that the stricter reading asks for."""
    promised_brigades: float
    """Mean over worlds."""
    promised_kind: str
    """`assigned` by the posture, or the `pools` of the guarantors where it assigns none."""
    owes_forces: bool
    """False where the text owes no more than words or materiel, so that no brigade ever comes."""
    races: Mapping[str, Race]
    """By reading."""
    curve: tuple[Moment, ...]
    """What has happened by the end of each day."""
    strengths: tuple[Strength, ...]
    """Brigades in the theatre and in the line on the recorded days."""
    parts: Mapping[str, Parts]
    """By reading; empty where the study was stopped before they were played."""
    p_held: Share
    """Probability that the line holds."""
    p_held_away: Share | None
    """With all causes taken away."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: Mapping[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    def rows(self) -> list[Row]:
        """A row for each cause and reading."""
        return [
            {
                "design": self.design,
                "attack": self.attack,
                "reading": reading,
                "cause": cause,
                "closes": of.by_cause[cause].closes.value,
                "se": of.by_cause[cause].closes.se,
                "share_of_closed": of.share_of_closed(cause),
                "alone": of.by_cause[cause].alone.value,
                "last": of.by_cause[cause].last.value,
            }
            for reading, of in self.parts.items()
            for cause in CAUSES
        ]

    def days(self) -> list[Row]:
        """A row for each day of the curves; brigades on the recorded days alone."""
        strengths = {float(of.day): of for of in self.strengths}
        return [
            {
                "day": moment.day,
                "p_help_first": moment.arrived.value,
                "p_help_much": moment.much_arrived.value if moment.day in RECORDED_DAYS else None,
                "p_lost": moment.lost.value,
            }
            | (asdict(strengths[moment.day]) if moment.day in strengths else {})
            for moment in self.curve
        ]

    def as_json(self) -> Row:
        """For machines; numbers that do not exist are null."""
        first = self.races["first"]
        return {
            "p_help_before_loss": _probability(first.in_time),
            "p_gap": _probability(first.gap),
            "gap_days": _days(first),
            "causes": {reading: _parts(of) for reading, of in self.parts.items()},
            "readings": {reading: _race(of) for reading, of in self.races.items()},
            "design": self.design,
            "attack": self.attack,
            "promised": {"brigades": json_number(self.promised_brigades), "kind": self.promised_kind, "part": self.part},
            "owes_forces": self.owes_forces,
            "p_held": _probability(self.p_held),
            "p_held_all_away": None if self.p_held_away is None else _probability(self.p_held_away),
            "by_day": [json_row(row) for row in self.days()],
            "reservations": self.reservations.as_json(),
            "complete": self.complete,
        } | dict(self.provenance)  # fmt: skip


def _race(of: Race) -> Row:
    return {
        "p_help_before_loss": _probability(of.in_time),
        "p_gap": _probability(of.gap),
        "p_falls": _probability(of.falls),
        "of_the_fallen": {"help_first": _probability(of.first_of_fallen), "help_never": _probability(of.never_of_fallen)},
        "fates": json_row(asdict(of.fates)),
        "gap_days": _days(of),
    }  # fmt: skip


def _days(of: Race) -> Row:
    return {name: json_number(getattr(of.days, name)) for name in ("p10", "p50", "p90")} | {"worlds": of.both}


def _parts(of: Parts) -> Row:
    return (
        {
            cause: {name: _difference(getattr(of.by_cause[cause], name)) for name in ("closes", "alone", "last")}
            | {"share_of_closed": json_number(of.share_of_closed(cause))}
            for cause in CAUSES
        }
        | {half: {"alone": _difference(of.halves[half])} for half in HALVES}
        | {"closed": _difference(of.closed), "left": _probability(of.left)}
    )


def _probability(of: Share) -> Row:
    low, high = of.interval
    return {"p": json_number(of.value), "low": json_number(low), "high": json_number(high), "worlds": of.n}


def _difference(of: Difference) -> Row:
    return {"p": json_number(of.value), "se": json_number(of.se)}
