"""The answer to a question of size, as a record: rows for a table, the whole for machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casus.flow.metrics.measure import Share
from casus.foundation.json_numbers import json_number
from casus.study.reservations import Reservations
from casus.study.sizing.binding import Relaxed
from casus.study.sizing.curve import Fall, Point
from casus.study.sizing.lever import Lever
from casus.study.sizing.others import Other
from casus.study.sizing.search import Attempt

Row = dict[str, Any]


@dataclass(frozen=True)
class Asking:
    """The question, with the words for screens."""

    scenario_title: str
    """Title of the scenario."""
    design: str
    """Id of the design."""
    design_title: str
    """Title of the design."""
    attack: str
    """Id of the attack option."""
    attack_title: str
    """Title of the attack option."""
    target: float
    """Probability with which the line is to hold."""
    lever: Lever
    """Which force is sized, where, and in what unit."""
    most: float
    """How much was tried at most."""
    most_why: str
    """Where that limit comes from."""
    assumed: tuple[str, ...]
    """What had to be assumed for the question to make sense."""


@dataclass(frozen=True)
class Found:
    """What was played to answer it."""

    asking: Asking
    """The question."""
    answer: float | None
    """The confirmed force; None where none was found, or the search was stopped."""
    held: Share
    """At the answer, in fresh worlds; without one, at the most, in the worlds of the search."""
    attempts: tuple[Attempt, ...]
    """What was tried on fresh worlds, in order."""
    guess: float | None
    """Where the curve first crosses the target: the answer without the confidence."""
    short: float | None
    """The largest force told to fall short, below every one told to be enough; None where none was."""
    curve: tuple[Point, ...]
    """P(held) by force, the smallest first."""
    falls: tuple[Fall, ...]
    """Where more force holds less, beyond error; usually nowhere."""
    relaxed: tuple[Relaxed, ...]
    """Without an answer: what one relaxation at a time gains at the most, and all that do no harm together, last."""
    others: tuple[Other, ...]
    """With an answer: what else was tried, the cheapest that reaches the target first."""
    cost_meur: float
    """Yearly cost of the design with the answer, median over worlds; NaN without one."""
    withdrawn_share: float
    """Of the brigades in place, at the answer or the most: what withdraws at the attack, mean over worlds (NaN: none are there)."""
    complete: bool
    """False where it was interrupted: what is finished was kept."""

    @property
    def force(self) -> float:
        """The answer, or the most that was tried."""
        return self.asking.most if self.answer is None else self.answer


@dataclass(frozen=True)
class Sizing(Found):
    """The smallest force that reaches a target, or what keeps every force from it."""

    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: dict[str, Any]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""

    @property
    def bound_by(self) -> tuple[Relaxed, ...]:
        """Without an answer, what binds: relaxations whose gain is beyond Monte Carlo error, the greatest first."""
        return tuple(one for one in self.relaxed if one.binds and one.relaxation.id != "all")

    def rows(self) -> list[Row]:
        """A row for each point of the curve."""
        return [_row(point, self.asking.lever.unit) for point in self.curve]

    def as_json(self) -> Row:
        """Everything; numbers that do not exist are null."""
        asking, lever = self.asking, self.asking.lever
        low, high = self.held.interval
        size = None if self.answer is None else json_number(self.answer)
        return {
            "brigades": size if lever.unit == "brigades" else None,
            "p_held": json_number(self.held.value),
            "ci": [json_number(low), json_number(high)],
            "target": asking.target,
            "attack": asking.attack,
            "by": lever.by,
            "where": lever.where,
            "curve": [{name: _json(value) for name, value in row.items()} for row in self.rows()],
            "bound_by": [_relaxed_json(one) for one in self.bound_by],
            "reached": self.answer is not None,
            **({"aircraft": size} if lever.unit == "aircraft" else {}),
            "unit": lever.unit,
            "design": asking.design,
            "own": json_number(lever.own),
            "most": json_number(asking.most),
            "most_why": asking.most_why,
            "pool": json_number(lever.pool),
            "step": lever.step,
            "crosses_at": None if self.guess is None else json_number(self.guess),
            "short_at": None if self.short is None else json_number(self.short),
            "attempts": [vars(one) | {"bound": json_number(one.bound)} for one in self.attempts],
            "falls": [_fall_json(one) for one in self.falls],
            "relaxed": [_relaxed_json(one) for one in self.relaxed],
            "alternatives": [_other_json(one) for one in self.others],
            "cost_meur_year": json_number(self.cost_meur),
            "withdrawn_share": json_number(self.withdrawn_share),
            "assumed": list(asking.assumed),
            "reservations": self.reservations.as_json(),
            "complete": self.complete,
            **self.provenance,
        }


def _row(point: Point, unit: str) -> Row:
    low, high = point.held.interval
    least, best = point.laws
    laws = {f"p_held_{law}": held.value for law, held in point.held_by_law.items()}
    held = {"p_held": point.held.value, "ci_low": low, "ci_high": high, "law_min": least, "law_max": best}
    return {unit: point.force, **held, "worlds": point.held.n, **laws}


def _json(value: float) -> float | None:
    return value if isinstance(value, int) else json_number(value)


def _relaxed_json(one: Relaxed) -> Row:
    given = {"id": one.relaxation.id, "what": one.relaxation.words, "p_held": json_number(one.held.value)}
    gain = {"gain": json_number(one.gain.value), "gain_se": json_number(one.gain.se), "worlds": one.held.n}
    return given | gain | {"cost_meur_year": json_number(one.cost_meur)}


def _other_json(one: Other) -> Row:
    return {
        "what": one.words,
        "force": None if one.force is None else json_number(one.force),
        "p_held": None if one.held is None else json_number(one.held.value),
        "cost_meur_year": json_number(one.cost_meur),
        "reaches": one.reaches,
    }


def _fall_json(one: Fall) -> Row:
    change = {"change": json_number(one.change.value), "se": json_number(one.change.se)}
    return {"from": json_number(one.below), "to": json_number(one.above), **change}
