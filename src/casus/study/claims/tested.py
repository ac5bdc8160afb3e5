"""What became of claims, as records: rows for a table, and the form of the command's contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casus.flow.metrics.measure import Share
from casus.foundation.json_numbers import json_number
from casus.study.claims.claim import Claim
from casus.study.claims.untested import Untested
from casus.study.claims.verdict import Verdict
from casus.study.discovery.box import Box
from casus.study.discovery.stated import Stated
from casus.study.reservations import Reservations

About = Literal["worlds", "averages", "one calculation"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Failing:
    """Conditions under which a claim fails, or turns over."""

    sentence: str
    """In words."""
    density: float
    """Of the worlds in which it applies and that meet the conditions, the share in which it fails; of averages, the share of
    resampled studies of such worlds in which it is not as it is for all."""
    coverage: float
    """Of the worlds in which it fails, the share that meets the conditions; of averages, the share of worlds that do."""
    detail: Row
    """For machines: factors, limits, and how likely chance alone would have given them."""
    where: Box | Turned | None = None
    """As values, from which any language says it."""


@dataclass(frozen=True)
class Turned:
    """A half of the worlds in which a claim about averages turns over."""

    where: Stated
    """Which half."""
    margin: float
    """Left minus right of the claim's comparison there."""
    margin_overall: float
    """The same in all worlds."""


@dataclass(frozen=True)
class Leaning:
    """A quantity on which the truth of a claim depends."""

    name: str
    what: str
    share: float
    """Of the variance of its truth over worlds that the quantity explains alone."""
    evidence: str
    grade: str
    status: str


@dataclass(frozen=True)
class ByLaw:
    """How a claim fares in the worlds of one law of ground combat."""

    holds: float
    """Share of them, or of resampled studies of them, in which it holds."""
    low: float
    high: float
    worlds: int
    verdict: Verdict


@dataclass(frozen=True)
class Tested:
    """One claim, and what a study says of it."""

    claim: Claim
    verdict: Verdict
    why: str
    """Why the verdict is what it is, in a sentence."""
    untested: Untested | None = None
    """Why a study has no number for it, as values; None where its author says why, and of what was tested."""
    about: About | None = None
    holds: Share | None = None
    """Share of the worlds in which it applies where it holds; None of averages."""
    resamples: float | None = None
    """Share of resampled studies in which a claim about averages holds."""
    true_here: bool | None = None
    """Whether a claim about averages holds in the study as it was played."""
    worlds: int = 0
    """Worlds in which it applies."""
    margin: float | None = None
    """Left minus right of a claim about averages that is one comparison."""
    margin_ci: tuple[float, float] | None = None
    threshold: float | None = None
    stands_as: str | None = None
    """The strongest strength that its share supports."""
    by_law: Mapping[str, ByLaw] | None = None
    laws_against: tuple[str, ...] = ()
    fails_when: tuple[Failing, ...] = ()
    no_conditions: str = ""
    """Why no conditions are named, where none are."""
    rests_on: tuple[Leaning, ...] = ()
    grades: Mapping[str, float] | None = None
    """Of what single quantities explain of its truth, the share by grade of evidence."""

    @property
    def holds_share(self) -> float | None:
        """Share of worlds, or of resampled studies, in which it holds."""
        return self.resamples if self.holds is None else self.holds.value

    @property
    def ci(self) -> tuple[float, float] | None:
        """Its 95 % interval; a claim about averages, and one calculation, have none."""
        return self.holds.interval if self.holds is not None and self.about == "worlds" else None

    def row(self) -> Row:
        """Flat, for a table."""
        low, high = self.ci or (None, None)
        return {
            "id": self.claim.id,
            "side": self.claim.side,
            "who": self.claim.who,
            "says": self.claim.says,
            "strength": self.claim.strength,
            "about": self.about,
            "holds_share": self.holds_share,
            "low": low,
            "high": high,
            "worlds": self.worlds,
            "verdict": self.verdict,
            "why": self.why,
            "stands_as": self.stands_as,
            "hypothesis": self.claim.hypothesis,
        }

    def as_json(self) -> Row:
        """For machines; numbers that do not exist are null."""
        return {
            "id": self.claim.id,
            "holds_share": _number(self.holds_share),
            "ci": _pair(self.ci),
            "verdict": self.verdict,
            "fails_when": [_failing(one) for one in self.fails_when],
            "why": self.why,
            "no_conditions": self.no_conditions or None,
            "about": self.about,
            "threshold": self.threshold,
            "stands_as": self.stands_as,
            "worlds": self.worlds,
            "true_here": self.true_here,
            "margin": {"value": _number(self.margin), "ci": _pair(self.margin_ci)},
            "by_law": {law: _law(one) for law, one in (self.by_law or {}).items()},
            "laws_against": list(self.laws_against),
            "rests_on": [vars(one) | {"share": json_number(one.share)} for one in self.rests_on],
            "grades": {grade: json_number(share) for grade, share in (self.grades or {}).items()},
            "claim": self.claim.model_dump(mode="json"),
        }


@dataclass(frozen=True)
class ClaimsTested:
    """Every claim of a file, and what the study says of each."""

    claims: tuple[Tested, ...]
    """Every claim that was tested, in the order of the file."""
    file: str | None
    """Where they were read; None where they were given."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: Mapping[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    def of(self, id: str) -> Tested:
        """The claim of that id; raises KeyError where there is none."""
        return {one.claim.id: one for one in self.claims}[id]

    def rows(self) -> list[Row]:
        """A row for each claim."""
        return [one.row() for one in self.claims]

    def as_json(self) -> Row:
        """For machines."""
        return {
            "claims": [one.as_json() for one in self.claims],
            "file": self.file,
            "reservations": self.reservations.as_json(),
            "complete": self.complete,
        } | dict(self.provenance)


def _number(value: float | None) -> float | None:
    return None if value is None else json_number(value)


def _pair(ends: tuple[float, float] | None) -> list[float | None] | None:
    return None if ends is None else [json_number(end) for end in ends]


def _failing(of: Failing) -> Row:
    return {
        "sentence": of.sentence,
        "density": json_number(of.density),
        "coverage": json_number(of.coverage),
    } | {name: value for name, value in of.detail.items() if name not in {"sentence", "density", "coverage"}}


def _law(of: ByLaw) -> Row:
    return {
        "holds_share": json_number(of.holds),
        "ci": [json_number(of.low), json_number(of.high)],
        "worlds": of.worlds,
        "verdict": of.verdict,
    }
