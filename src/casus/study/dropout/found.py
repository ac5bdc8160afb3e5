"""The answer about guarantors that stay out, as a record: rows for a table, and the form of the command's contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from casus.flow.metrics.measure import Difference, Share
from casus.foundation.json_numbers import json_number, json_row
from casus.study.dropout.losses import Loss
from casus.study.dropout.members import Leader, Member
from casus.study.dropout.roll import How
from casus.study.reservations import Reservations

Row = dict[str, Any]


@dataclass(frozen=True)
class Pledge:
    """One guarantor: what its absence loses, and what its pledge is worth."""

    member: Member
    """The guarantor."""
    loss: Loss
    """Probability of holding that its absence costs, all others being there."""
    value: Difference | None
    """Shapley value, in probability of holding; None where the study was stopped before."""

    @property
    def value_per_brigade(self) -> float | None:
        """The value for each brigade in place; None where it has none there."""
        if self.value is None or not self.member.in_place > 0.0:
            return None
        return self.value.value / self.member.in_place


@dataclass(frozen=True)
class Group:
    """Several guarantors absent at once."""

    nations: tuple[str, ...]
    """Ids of the guarantors."""
    loss: Loss
    """Probability of holding that their absence costs."""
    extra: Difference
    """Loss beyond the sum of their single losses."""
    sure: bool
    """Whether the extra is beyond chance, all groups being looked at."""
    worlds: int
    """In which it was played."""


@dataclass(frozen=True)
class Without:
    """The probability of holding with some absent."""

    nations: tuple[str, ...]
    """Ids of the guarantors that are absent."""
    p_held: Share
    """Probability of holding without them."""


@dataclass(frozen=True)
class Dropout:
    """What is lost when guarantors of one design stay out under one attack."""

    design: str
    """Id of the design."""
    title: str
    """Its title."""
    attack: str
    """Id of the attack option."""
    attack_title: str
    """Title of the attack option."""
    how: How
    """What absence means: staying out at the call, or never having been a party."""
    leader: Leader
    """Who leads, whose absence may cost more than its forces."""
    new_leader: str | None
    """Who leads where the leader was never a party."""
    up_to: int
    """Most guarantors that were absent at once in what was asked of every subset."""
    exact: bool
    """Whether Shapley values are over all subsets, or sampled."""
    p_held: Share
    """Probability of holding with nobody absent."""
    p_nobody: Share
    """With every guarantor absent."""
    whole: Loss
    """What all of them together add."""
    pledges: tuple[Pledge, ...]
    """The greatest loss first."""
    groups: tuple[Group, ...]
    """Two and more at once, the greatest extra loss first."""
    minimal: tuple[Without, ...]
    """Smallest sets whose absence leaves what nobody leaves, within error, that have no such set inside them."""
    chain: tuple[Without, ...]
    """Guarantors gone in the order of their values, until what is left is what nobody leaves, within error."""
    campaigns: int
    """Campaigns that were played for it."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: Mapping[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    def of(self, nation: str) -> Pledge:
        """The pledge of a nation; raises KeyError where it was not played."""
        return {pledge.member.nation: pledge for pledge in self.pledges}[nation]

    def rows(self) -> list[Row]:
        """A row for each guarantor."""
        return [_row(self, pledge) for pledge in self.pledges]

    def group_rows(self) -> list[Row]:
        """A row for each set of two and more that was played."""
        return [
            {
                "nations": " ".join(group.nations),
                "worlds": group.worlds,
                "extra": group.extra.value,
                "extra_se": group.extra.se,
                "beyond_chance": group.sure,
            }
            | asdict(group.loss)
            for group in self.groups
        ]  # fmt: skip

    def as_json(self) -> Row:
        """For machines; numbers that do not exist are null."""
        leader = {pledge.member.nation: pledge for pledge in self.pledges}.get(self.leader.nation)
        return {
            "leader_out": {
                "nation": self.leader.nation,
                "named": self.leader.named,
                "new_leader": self.new_leader,
                "loss": None if leader is None else _loss(leader.loss),
            },
            "p_held": _share(self.p_held),
            "p_held_nobody": _share(self.p_nobody),
            "all_guarantors": _loss(self.whole),
            "guarantors": {row["nation"]: json_row(row) for row in self.rows()},
            "pivotal": self.with_verdict("pivotal"),
            "redundant": self.with_verdict("redundant"),
            "better_without": self.with_verdict("better-without"),
            "groups": [json_row(row) for row in self.group_rows()],
            "minimal": [_without(of) for of in self.minimal],
            "chain": [_without(of) for of in self.chain],
            "shapley": "exact" if self.exact else "sampled",
            "how": self.how,
            "up_to": self.up_to,
            "design": self.design,
            "attack": self.attack,
            "campaigns": self.campaigns,
            "reservations": self.reservations.as_json(),
            "complete": self.complete,
        } | dict(self.provenance)

    def with_verdict(self, verdict: str) -> list[str]:
        """The nations of which that is said."""
        return [pledge.member.nation for pledge in self.pledges if pledge.loss.verdict == verdict]


def _row(of: Dropout, pledge: Pledge) -> Row:
    loss, value = pledge.loss, pledge.value
    return {
        "design": of.design,
        "attack": of.attack,
        "nation": pledge.member.nation,
        "in_place": pledge.member.in_place,
        "standby": pledge.member.standby,
        "pool": pledge.member.pool,
        "loss": loss.value,
        "loss_se": loss.se,
        "loss_low": loss.low,
        "loss_high": loss.high,
        "held_only_with": loss.only_with,
        "held_only_without": loss.only_without,
        "verdict": loss.verdict,
        "shapley": None if value is None else value.value,
        "shapley_se": None if value is None else value.se,
        "shapley_per_brigade_in_place": pledge.value_per_brigade,
    }


def _share(of: Share) -> Row:
    low, high = of.interval
    return {"p": json_number(of.value), "low": json_number(low), "high": json_number(high), "worlds": of.n}


def _loss(of: Loss) -> Row:
    return json_row(asdict(of)) | {"verdict": of.verdict}


def _without(of: Without) -> Row:
    return {"nations": list(of.nations), "p_held": json_number(of.p_held.value)}
