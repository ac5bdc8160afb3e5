"""The answer about what a result depends on, as a record: rows for tables, and the form of the command's contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus.flow.metrics.catalogue import Metric
from casus.foundation.json_numbers import json_number, json_row
from casus.study.discovery.discover import Discovery
from casus.study.reservations import Reservations
from casus.study.sensitivity.by_grade import ByGrade
from casus.study.sensitivity.by_law import InLaw
from casus.study.sensitivity.indices import Indices
from casus.study.sensitivity.standing import standing
from casus.study.sensitivity.ties import NUMBERS, REST, Factor
from casus.study.sensitivity.tornado import Bar

Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One factor, or one group of factors, with its indices."""

    factor: Factor
    """The factor, or the group as one."""
    first: float
    """First-order Sobol index: share of the variance that it explains alone."""
    first_ci: tuple[float, float]
    """95 % interval of it."""
    total: float
    """Total Sobol index: share of the variance in which it takes part."""
    total_ci: tuple[float, float]
    """95 % interval of it."""

    @property
    def is_named(self) -> bool:
        """False of all the rest and of the small random numbers."""
        return self.factor.name not in {REST, NUMBERS}

    def as_row(self) -> Row:
        """Flat."""
        about = self.factor.about
        return {
            "name": about.name, "what": about.what, "unit": about.unit, "columns": len(self.factor.columns),
            "first": self.first, "first_low": self.first_ci[0], "first_high": self.first_ci[1],
            "total": self.total, "total_low": self.total_ci[0], "total_high": self.total_ci[1],
            "grade": about.grade, "status": about.status, "standing": standing(about), "evidence": about.evidence,
        }  # fmt: skip

    def as_json(self) -> Row:
        """For machines."""
        row = {key: value for key, value in self.as_row().items() if not key.endswith(("_low", "_high"))}
        ends = {
            name: [json_number(end) for end in ci]
            for name, ci in (("first_ci", self.first_ci), ("total_ci", self.total_ci))
        }
        return row | {name: json_number(row[name]) for name in ("first", "total")} | ends


def lines_of(factors: Sequence[Factor], indices: Indices) -> tuple[Line, ...]:
    """The factors with their indices, in the order given."""
    return tuple(
        Line(factor, first, (first_ci[0], first_ci[1]), total, (total_ci[0], total_ci[1]))
        for factor, first, first_ci, total, total_ci in zip(
            factors,
            indices.first.tolist(),
            indices.first_ci.tolist(),
            indices.total.tolist(),
            indices.total_ci.tolist(),
            strict=True,
        )
    )


@dataclass(frozen=True)
class Screening:
    """What was left of all factors, and how."""

    columns: int
    """Columns of the draws."""
    factors: int
    """Factors that may vary alone: columns, ties, and the small random numbers."""
    idle: tuple[str, ...]
    """Subjects no number of which ever changed a thing."""
    tried: tuple[str, ...]
    """Names of the factors that were tried alone."""
    kept: tuple[str, ...]
    """Names of those that were kept."""
    campaigns: int
    """Campaigns that it took."""


@dataclass(frozen=True)
class Explored:
    """What one metric of one design against one attack depends on, and where the design fails by it."""

    metric: Metric
    """The metric whose variance is explained."""
    design: str
    """Id of the design."""
    title: str
    """Its title."""
    attack: str
    """Id of the attack option."""
    attack_title: str
    """Title of the attack option."""
    worlds: int
    """Worlds of each of the two samples."""
    campaigns: int
    """Campaigns that were played in all."""
    mean: float
    """Of the metric over both samples."""
    sd: float
    """Standard deviation of the metric over worlds, in its unit."""
    capped_share: float
    """Share of worlds in which a moment never came, and stands at the horizon."""
    screening: Screening | None
    """Which factors were kept before indices were sought; None where it was stopped before."""
    indices: tuple[Line, ...]
    """The kept factors, the largest total first; then all the rest as one, and the small random numbers."""
    by_subject: tuple[Line, ...]
    """The same with the factors of each subject of the evidence as one."""
    by_law: tuple[InLaw, ...]
    """The strongest factors under each law of ground combat."""
    by_grade: ByGrade | None
    """On which grades of evidence the metrics rest; None where it was stopped before."""
    tornado: tuple[Bar, ...]
    """What each factor does alone to the mean, the widest first."""
    failing: str
    """What counts as failing, as a clause; empty for a metric that knows no better and no worse."""
    discovery: Discovery | None
    """The conditions under which it fails; None where it fails in no world, in all, or nothing counts as failing."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: Mapping[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    @property
    def named(self) -> tuple[Line, ...]:
        """The kept factors."""
        return tuple(line for line in self.indices if line.is_named)

    def rows(self) -> list[Row]:
        """A row for each factor."""
        return [self._asked() | line.as_row() for line in self.indices]

    def bars(self) -> list[Row]:
        """A row for each bar of the tornado."""
        return [self._asked() | _bar(bar) for bar in self.tornado]

    def as_json(self) -> Row:
        """For machines; numbers that do not exist are null."""
        found = self.discovery
        return {
            **self._asked(),
            "screened": None if self.screening is None else _screened(self.screening),
            "indices": [line.as_json() for line in self.indices],
            "by_law": [_law(of) for of in self.by_law],
            "by_grade": [] if self.by_grade is None else self.by_grade.as_json(),
            "by_subject": [line.as_json() for line in self.by_subject],
            "tornado": [json_row(_bar(bar)) for bar in self.tornado],
            "boxes": [] if found is None else found.as_json()["boxes"],
            "discovery": None if found is None else found.as_json(),
            "fails_when": self.failing or None,
            "mean": json_number(self.mean),
            "sd": json_number(self.sd),
            "capped_share": json_number(self.capped_share),
            "worlds": self.worlds,
            "campaigns": self.campaigns,
            "reservations": self.reservations.as_json(),
            "complete": self.complete,
        } | dict(self.provenance)

    def _asked(self) -> Row:
        return {"metric": self.metric.name, "design": self.design, "attack": self.attack}


def _screened(of: Screening) -> Row:
    return {
        "columns": of.columns, "factors": of.factors, "idle_subjects": list(of.idle), "tried": list(of.tried),
        "kept": list(of.kept), "campaigns": of.campaigns,
    }  # fmt: skip


def _law(of: InLaw) -> Row:
    lines = [line.as_json() for line in lines_of(of.factors, of.indices)]
    kept = ("name", "first", "first_ci", "total", "total_ci")
    return {
        "law": of.law,
        "weight": json_number(of.weight),
        "mean": json_number(of.mean),
        "indices": [{key: line[key] for key in kept} for line in lines],
    }


def _bar(of: Bar) -> Row:
    return {
        "name": of.factor.name, "what": of.factor.about.what, "unit": of.factor.about.unit,
        "low_at": of.low.at, "low": of.low.mean, "high_at": of.high.at, "high": of.high.mean,
        "swing": of.swing, "se": of.se,
    }  # fmt: skip
