"""What an improvement found: every change at the start, the sequence that was taken, and the design that comes of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casus.flow.metrics.band import Band
from casus.flow.metrics.measure import Difference, Share
from casus.flow.scenario.schema.design import Design
from casus.flow.views.cells import MEUR_PER_BEUR
from casus.foundation.json_numbers import json_number
from casus.study.improvement.market import Aim
from casus.study.improvement.value import Price
from casus.study.improvement.walk import FREE_MEUR
from casus.study.reservations import Reservations
from casus.study.vary.change import Change


@dataclass(frozen=True)
class State:
    """A design, as it stands at some point of the sequence."""

    held: Share
    """Share of worlds in which the line holds."""
    added_meur: Band
    """Yearly cost beyond that of the design asked about, million euro."""
    price: Price | None
    """None where it was not read, or the scenario does not say what the aggressor is after."""


@dataclass(frozen=True)
class Marginal:
    """One change on its own, made to the design as it was asked about."""

    change: Change
    """The change."""
    cost_meur: Band
    """What it adds to the yearly cost, million euro, over worlds."""
    held: Difference
    """What it adds to the share of worlds held."""
    held_worlds: int
    """Worlds in which that was played."""
    price_meur: Difference | None
    """What it adds to the median price of aggression, million euro; None where prices were not read."""
    clears: tuple[str, ...]
    """Rules of the linter whose findings it clears."""
    unread: bool
    """True where no campaign can tell the design from what it was."""

    @property
    def free(self) -> bool:
        """Whether the model's lines of cost have nothing for it."""
        return self.cost_meur.p50 <= FREE_MEUR

    def per_beur(self, gain: Difference | None) -> float:
        """A gain for each billion euro a year; NaN where it costs nothing or was not read."""
        if gain is None or self.free:
            return math.nan
        return gain.value / (self.cost_meur.p50 / MEUR_PER_BEUR)


@dataclass(frozen=True)
class Taken:
    """One change of the sequence, in its place."""

    change: Change
    """The change."""
    gain: Difference
    """In the measure aimed at, when it was taken."""
    cost_meur: float
    """What it adds to the yearly cost, million euro."""
    after: State
    """The design once it is taken."""
    loss: Difference | None
    """What the whole sequence loses without it; None where that was not asked."""


@dataclass(frozen=True)
class Dropped:
    """A change that was taken, and without which the whole loses nothing beyond error."""

    change: Change
    """The change."""
    loss: Difference
    """What the whole loses without it, in the measure aimed at."""


@dataclass(frozen=True)
class Weighing:
    """What one change gained at one step."""

    step: int
    """Number of the step, from 1."""
    change: str
    """Id of the change."""
    words: str
    """The change in words."""
    gain: Difference
    """What it gained in the measure aimed at."""
    worlds: int
    """Worlds in which it was weighed."""
    cost_meur: float
    """What it adds to the yearly cost, million euro."""
    total_meur: float
    """What all that was taken and this add together, million euro a year."""
    in_company: bool
    """Whether it was weighed with all other changes of words at once, since one clause alone may do nothing."""
    taken: bool
    """Whether it was the one taken at that step."""


@dataclass(frozen=True)
class Improvement:
    """Which changes buy most for a budget."""

    design: str
    """Id of the design."""
    attack: str
    """Id of the attack option."""
    aim: Aim
    """The measure that was to gain: the share of worlds held, or the price of aggression."""
    budget_meur_year: float
    """What changes may cost together, million euro a year."""
    priced_worlds: int
    """Worlds from which prices of aggression were read."""
    before: State
    """The design as it was asked about."""
    after: State
    """The design with all that was kept."""
    marginal: tuple[Marginal, ...]
    """Every change at the start, the most gain for a euro first, free ones before all others."""
    taken: tuple[Taken, ...]
    """The changes in the order in which they were taken."""
    dropped: tuple[Dropped, ...]
    """Changes that were taken and are not needed."""
    weighed: tuple[Weighing, ...]
    """Every change at every step."""
    whole: Difference
    """What all that was kept gains in the share held, in the worlds in which it was chosen."""
    fresh: Difference | None
    """The same in fresh worlds, in which nothing was chosen."""
    price_gain: Difference | None
    """What it adds to the median price of aggression, million euro; None where prices were not read."""
    stopped_by_steps: bool
    """True where as many changes were taken as were allowed, so that there may be more."""
    improved: Design
    """The design with all that was kept."""
    reservations: Reservations
    """How sure it is, what else would do, and what the answer hides."""
    provenance: dict[str, str | int]
    """Scenario, seed, draws, version, digests: what would give the same numbers again."""
    complete: bool
    """False where it was interrupted: the sequence ends where it stood, and nothing was looked at again."""

    @property
    def gains(self) -> bool:
        """Whether anything was kept."""
        return bool(self.taken)

    def rows(self) -> list[dict[str, Any]]:
        """A row for each change at each step; the first step is the marginal table, with the price of aggression."""
        first = {one.change.id: one for one in self.marginal}
        return [self._row(one, first.get(one.change)) for one in self.weighed]

    def as_json(self) -> dict[str, Any]:
        """Plain data: the design before and after, the sequence, the marginal table, every weighing."""
        return {
            "design": self.design,
            "attack": self.attack,
            "for": self.aim,
            "budget_meur_year": json_number(self.budget_meur_year),
            "before": _state(self.before),
            "after": _state(self.after),
            "gain": _difference(self.whole),
            "price_gain_meur": _difference(self.price_gain),
            "gain_in_fresh_worlds": _difference(self.fresh),
            "taken": list(self._taken()),
            "dropped": [_change(one.change) | {"loss": _difference(one.loss)} for one in self.dropped],
            "marginal": [_marginal(one) for one in self.marginal],
            "steps": self.rows(),
            "improved": self.improved.model_dump(mode="json", exclude_defaults=True),
            "reservations": self.reservations.as_json(),
            "price_draws": self.priced_worlds,
            "stopped_by_steps": self.stopped_by_steps,
            "complete": self.complete,
        } | self.provenance

    def _taken(self) -> Iterator[dict[str, Any]]:
        for place, one in enumerate(self.taken, start=1):
            yield _change(one.change) | {
                "place": place,
                "gain": _difference(one.gain),
                "cost_meur_year": json_number(one.cost_meur),
                "loss_without_it": _difference(one.loss),
                "after": _state(one.after),
            }

    def _row(self, one: Weighing, first: Marginal | None) -> dict[str, Any]:
        price = first.price_meur if first and one.step == 1 else None
        return {
            "step": one.step,
            "change": one.change,
            "words": one.words,
            "measure": "p_held" if self.aim == "held" else "price_meur",
            "gain": json_number(one.gain.value),
            "se": json_number(one.gain.se),
            "worlds": one.worlds,
            "cost_meur_year": json_number(one.cost_meur),
            "total_meur_year": json_number(one.total_meur),
            "gain_per_beur": json_number(_ratio(one.gain.value, one.cost_meur)),
            "price_gain_meur": None if price is None else json_number(price.value),
            "price_gain_se_meur": None if price is None else json_number(price.se),
            "in_company_of_all_words": one.in_company,
            "taken": one.taken,
        }


def _ratio(gain: float, cost_meur: float) -> float:
    return gain / (cost_meur / MEUR_PER_BEUR) if cost_meur > FREE_MEUR else math.nan


def _marginal(one: Marginal) -> dict[str, Any]:
    return _change(one.change) | {
        "cost_meur_year": _band(one.cost_meur),
        "p_held_gain": _difference(one.held),
        "p_held_gain_per_beur": json_number(one.per_beur(one.held)),
        "worlds": one.held_worlds,
        "price_gain_meur": _difference(one.price_meur),
        "price_gain_meur_per_beur": json_number(one.per_beur(one.price_meur)),
        "clears": list(one.clears),
        "read_by_campaigns": not one.unread,
    }


def _change(one: Change) -> dict[str, Any]:
    return {"change": one.id, "kind": one.kind, "words": one.words, "asks": one.asks}


def _state(one: State) -> dict[str, Any]:
    return {
        "p_held": json_number(one.held.value),
        "p_held_se": json_number(one.held.se),
        "added_meur_year": _band(one.added_meur),
        "price_of_aggression_meur": None if one.price is None else _band(one.price.meur),
        "cheapest_attack": None if one.price is None else one.price.cheapest,
    }


def _band(one: Band) -> dict[str, float | None]:
    return {part: json_number(getattr(one, part)) for part in ("p05", "p50", "p95")}


def _difference(one: Difference | None) -> dict[str, float | None] | None:
    return None if one is None else {"value": json_number(one.value), "se": json_number(one.se)}
