"""The answer about signposts, as a record: rows for a table, and the form of the command's contract."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from casus.foundation.json_numbers import json_number, json_row
from casus.study.adaptation.policies import Trigger
from casus.study.adaptation.written import Signpost
from casus.study.reservations import Reservations

Row = dict[str, Any]
KNOWN = 0.025
"""A policy whose excess chance would give more often than this is not worth its trigger: one in twenty (chosen), shared between the
search of single signposts and that of pairs."""


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 % interval from resampling worlds, triggers as they were found."""

    value: float
    low: float
    high: float

    def as_json(self) -> Row:
        """For machines."""
        return {name: json_number(getattr(self, name)) for name in ("value", "low", "high")}


@dataclass(frozen=True)
class Set:
    """A trigger that is set on a signpost."""

    signpost: Signpost
    trigger: Trigger
    halves: tuple[Trigger, ...]
    """What each half of the worlds alone would have set; empty for a pair whose halves chose other signposts."""

    def as_json(self) -> Row:
        """For machines."""
        return {
            "signpost": self.signpost.id,
            "fires": "at or below" if self.trigger.below else "above",
            "at": json_number(self.trigger.at),
            "unit": self.signpost.unit,
            "halves": [json_number(one.at) for one in self.halves if one.below == self.trigger.below],
        }


@dataclass(frozen=True)
class Policy:
    """Strengthen where what is seen lies past a trigger; judged on worlds on which the trigger was not set."""

    sets: tuple[Set, ...]
    join: Literal["and", "or"] | None
    """How two triggers are joined."""
    strengthened_share: Estimate
    """Share of the worlds in which it strengthens."""
    in_time_share: float
    """Of these, the share in which what is begun is in place at the attack."""
    value: Estimate
    """The metric under this policy."""
    gain: Estimate
    """Improvement over never strengthening."""
    share_of_gain: Estimate
    """The same, as a share of what the stronger design gains when it stands in every world."""
    random_gain: float
    """Gain of strengthening as many worlds at random, seen as early."""
    excess: Estimate
    """Gain beyond that."""
    in_sample_gain: float
    """Gain of the stated trigger in the worlds on which it was set: too good by what was searched."""
    p: float
    """How probable so strong an excess of any signpost, or of any pair of them, were by chance."""
    cost_meur_year: float
    """Expected yearly cost, mean over all worlds."""
    cost_per_point_meur: float
    """Million euro a year for a percentage point of a share, or one unit of another metric; infinite where nothing is gained."""
    fresh: Estimate | None = None
    """Gain of the stated triggers beyond chance in fresh worlds; None where they were not played."""

    @property
    def id(self) -> str:
        """Names of its signposts."""
        return f" {self.join} ".join(one.signpost.id for one in self.sets)

    @property
    def known(self) -> bool:
        """Whether it gains, and beats strengthening at random by more than chance, where it was found and in fresh worlds."""
        return self.p < KNOWN and self.gain.value > 0.0 and self.fresh is not None and self.fresh.low > 0.0

    def row(self) -> Row:
        """Flat, for a table; estimates with their ends."""
        estimates = ("strengthened_share", "value", "gain", "share_of_gain", "excess")
        row: Row = {
            "signpost": self.id,
            "what": "; ".join(one.signpost.what for one in self.sets),
            "observed_by": "; ".join(one.signpost.observed_by for one in self.sets),
            "trigger": trigger_words(self),
        }
        for name in estimates:
            one: Estimate = getattr(self, name)
            row |= {name: one.value, f"{name}_low": one.low, f"{name}_high": one.high}
        fresh = self.fresh or Estimate(math.nan, math.nan, math.nan)
        return row | {
            "fresh_excess": fresh.value,
            "fresh_excess_low": fresh.low,
            "fresh_excess_high": fresh.high,
            "in_time_share": self.in_time_share,
            "random_gain": self.random_gain,
            "in_sample_gain": self.in_sample_gain,
            "p": self.p,
            "known": self.known,
            "cost_meur_year": self.cost_meur_year,
            "cost_per_point_meur": self.cost_per_point_meur,
        }

    def as_json(self) -> Row:
        """For machines."""
        row = {key: json_number(value) if isinstance(value, float) else value for key, value in self.row().items()}
        return row | {"sets": [one.as_json() for one in self.sets], "join": self.join}


@dataclass(frozen=True)
class Stage:
    """One of the plain ways: the design as it is, the stronger one always, or exactly where it helps."""

    value: Estimate
    """The metric."""
    gain: Estimate
    """Improvement over the design as it is."""
    strengthened_share: float
    cost_meur_year: float

    def as_json(self) -> Row:
        """For machines."""
        return {
            "value": self.value.as_json(),
            "gain": self.gain.as_json(),
            "strengthened_share": json_number(self.strengthened_share),
            "cost_meur_year": json_number(self.cost_meur_year),
        }


@dataclass(frozen=True)
class Candidate:
    """One design that the first could be strengthened into."""

    to: str
    """Id of the stronger design."""
    title: str
    """Its title."""
    parts: tuple[str, ...]
    """What must be built."""
    build_months: float
    """Median months until all of it is in place."""
    in_time_share: float
    """Share of worlds in which it is in place at the attack, begun at the ceasefire."""
    base: Stage
    """The first design, never strengthened."""
    always: Stage
    """In place in every world, as other questions play it."""
    begun: Stage
    """Begun at the ceasefire in every world: worth something where it is done in time."""
    perfect: Stage
    """In place exactly where it helps, by somebody who knows everything."""
    perfect_begun: Stage
    """The same, begun at the ceasefire."""
    policies: tuple[Policy, ...]
    """One for each signpost, the strongest first; then the pair, if one was found."""
    worse_share: float
    """Share of worlds in which the stronger design does worse."""

    @property
    def singles(self) -> tuple[Policy, ...]:
        """Policies of one signpost."""
        return tuple(one for one in self.policies if len(one.sets) == 1)

    @property
    def pair(self) -> Policy | None:
        """The policy of two signposts."""
        return next((one for one in self.policies if len(one.sets) == 2), None)

    @property
    def best(self) -> Policy | None:
        """The signpost with the strongest evidence for its trigger."""
        return self.singles[0] if self.singles else None

    @property
    def worth_it(self) -> tuple[Policy, ...]:
        """Policies that beat strengthening at random by more than chance."""
        return tuple(one for one in self.policies if one.known)


@dataclass(frozen=True)
class Adapted:
    """Under which signposts a design should be strengthened, and what that is worth."""

    design: str
    """Id of the design."""
    title: str
    """Its title."""
    attack: str
    """Id of the attack option."""
    attack_title: str
    """Title of the attack option."""
    metric: str
    """Name of the metric by which designs are compared."""
    metric_what: str
    """The metric in words."""
    unit: str
    """Unit of the metric."""
    flag: bool
    """Whether the metric is true or false in each world, so that its mean is a share of worlds."""
    budget: float | None
    """Share of worlds, or million euro a year, that strengthening may take in the mean."""
    worlds: int
    """Worlds in which the metric means something under both designs."""
    attack_months: float | None
    """Median months from the ceasefire to the attack; None where the scenario does not say."""
    chosen: Candidate
    """The design asked for, or the one that gains most."""
    others: tuple[Candidate, ...]
    """The other designs that were tried."""
    unwatched: tuple[str, ...]
    """Signposts that these worlds do not have."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: Mapping[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    def rows(self) -> list[Row]:
        """A row for each policy of each design that was tried."""
        return [
            {"design": self.design, "to": one.to, "metric": self.metric} | policy.row()
            for one in (self.chosen, *self.others)
            for policy in one.policies
        ]

    def tried(self) -> list[Row]:
        """A row for each design that was tried."""
        return [_tried(one) for one in (self.chosen, *self.others)]

    def as_json(self) -> Row:
        """For machines; numbers that do not exist are null."""
        of = self.chosen
        return {
            "design": self.design,
            "to": of.to,
            "metric": self.metric,
            "base": of.base.as_json(),
            "always": of.always.as_json(),
            "perfect": of.perfect.as_json(),
            "policies": [one.as_json() for one in of.policies],
            "worth_it": [one.id for one in of.worth_it],
            "begun": of.begun.as_json(),
            "perfect_begun": of.perfect_begun.as_json(),
            "attack": self.attack,
            "unit": self.unit,
            "budget": None if self.budget is None else json_number(self.budget),
            "worlds": self.worlds,
            "attack_months": None if self.attack_months is None else json_number(self.attack_months),
            "parts": list(of.parts),
            "build_months": json_number(of.build_months),
            "in_time_share": json_number(of.in_time_share),
            "worse_share": json_number(of.worse_share),
            "tried": [json_row(row) for row in self.tried()],
            "unwatched": list(self.unwatched),
            "reservations": self.reservations.as_json(),
            "complete": self.complete,
        } | dict(self.provenance)


def trigger_words(of: Policy) -> str:
    """The triggers of a policy, short: 'voters-support <= 0.38'."""
    if any(one.trigger.never for one in of.sets):
        return "never"
    said = (f"{one.signpost.id} {'<=' if one.trigger.below else '>'} {one.trigger.at:.3g}" for one in of.sets)
    return f" {of.join} ".join(said)


def _tried(of: Candidate) -> Row:
    best = of.best
    return {
        "to": of.to,
        "title": of.title,
        "always": of.always.value.value,
        "gain": of.always.gain.value,
        "begun_gain": of.begun.gain.value,
        "perfect_gain": of.perfect.gain.value,
        "cost_meur_year": of.always.cost_meur_year,
        "build_months": of.build_months,
        "in_time_share": of.in_time_share,
        "best_signpost": best.id if best else "",
        "best_excess": best.excess.value if best else math.nan,
        "best_p": best.p if best else math.nan,
    }
