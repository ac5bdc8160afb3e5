"""Designs in; worlds held, yearly cost and the price of aggression out, each played once and in the same worlds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from casus.flow.campaign.pack import pack
from casus.flow.campaign.simulate import simulate_each
from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.band import Band, band
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.measure import Difference, paired
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.course import Course
from casus.flow.strategy.courses import Player
from casus.flow.strategy.price import cost_meur, gained_share
from casus.flow.strategy.priced import priced, terms_of, typical
from casus.study.replay import Flags, Replay
from casus.study.vary.parts import content

FAR = 2.0
"""Chosen: an attack whose price is above this multiple of the cheapest is not played again for a change to the design."""


class Ledger(NamedTuple):
    """One attack on one design."""

    price: Floats
    """(worlds,) million euro."""
    errors: Floats
    """(worlds,) influence of each world on it, as a share."""


@dataclass(frozen=True)
class Price:
    """What aggression costs: the value that its author must put on its full aims, by the cheapest of its attacks."""

    meur: Band
    cheapest: str
    """The attack with the least median price."""
    errors: Floats
    """(worlds,) influence of each world on the price, as a share of it, at the tastes of a typical world."""
    ledgers: dict[str, Ledger] = field(repr=False)
    """By attack."""

    @property
    def se_meur(self) -> float:
        """Monte Carlo standard error of the median price."""
        return float(self.meur.p50 * self.errors.std() / np.sqrt(len(self.errors)))


class Values:
    """Plays designs and keeps what it learned; two designs that the campaigns cannot tell apart are played once."""

    def __init__(self, replay: Replay, attack: AttackOption, price_draws: int) -> None:
        self.replay, self.attack = replay, attack
        self.scenario: Scenario = replay.scenario
        self.draws: Draws = replay.draws
        self._first = self.draws.take(slice(0, price_draws))
        self._same: dict[bytes, Design] = {}
        self._usual = typical(self._first.columns)
        self._packs: dict[str, bytes] = {}
        self._prices: dict[bytes, Price] = {}
        self._quick: set[bytes] = set()
        self._player = Player(self.scenario, self._first, simulate_each)

    @property
    def priced_worlds(self) -> int:
        """Worlds in which the price is read."""
        return len(self._first)

    @property
    def has_prices(self) -> bool:
        """Whether the scenario says what the aggressor is after."""
        return self.scenario.setup.aims is not None

    def held(self, design: Design, worlds: int | None = None) -> Flags:
        """(worlds,) whether the line held."""
        known = self._same.setdefault(self._packed(design), design)
        return self.replay.held(known, self.attack, worlds)

    def same_campaigns(self, one: Design, other: Design) -> bool:
        """Whether no campaign can tell two designs apart."""
        return self._packed(one) == self._packed(other)

    def held_gain(self, after: Design, before: Design, worlds: int | None = None) -> Difference:
        """What one design adds to the share of worlds held."""
        return paired(self.held(after, worlds).astype(np.float64), self.held(before, worlds).astype(np.float64))

    def cost_meur(self, design: Design) -> Floats:
        """(draws,) million euro a year."""
        return yearly_cost_meur(self.scenario, design, self.draws)

    def added_meur(self, after: Design, before: Design) -> Band:
        """What one design costs more than another, million euro a year."""
        return band(self.cost_meur(after) - self.cost_meur(before))

    def price(self, design: Design, like: Price | None = None) -> Price:
        """The price of aggression: each attack played as the model has it, alone, and with every word kept.

        `like` is the price of a design close by: attacks that are far dearer than its cheapest are taken from there unplayed.
        """
        key = self._priced_by(design)
        known = self._prices.get(key)
        if known is None or (like is None and key in self._quick):
            known = self._prices[key] = self._price(design, like)
            self._quick.discard(key)
            if like is not None:
                self._quick.add(key)
        return known

    def known_price(self, design: Design) -> Price | None:
        """The price of a design where it was read before."""
        return self._prices.get(self._priced_by(design))

    def price_gain(self, after: Design, before: Design) -> Difference:
        """What a change of design adds to the median price, million euro; infinite where it makes every attack futile."""
        other = self.price(before)
        one = self.price(after, other)
        if not (np.isfinite(one.meur.p50) and np.isfinite(other.meur.p50)):
            return Difference(0.0 if one.meur.p50 == other.meur.p50 else one.meur.p50 - other.meur.p50, 0.0)
        errors = one.meur.p50 * one.errors - other.meur.p50 * other.errors
        return Difference(one.meur.p50 - other.meur.p50, float(errors.std(ddof=1) / np.sqrt(len(errors))))

    def _price(self, design: Design, like: Price | None) -> Price:
        far = () if like is None else [id for id, known in like.ledgers.items() if _median(known) > FAR * like.meur.p50]
        ledgers: dict[str, Ledger] = {
            attack.id: like.ledgers[attack.id]
            if like is not None and attack.id in far
            else self._ledger(design, attack)
            for attack in self.scenario.attacks
        }
        cheapest = min(ledgers, key=lambda attack: _median(ledgers[attack]))
        least = np.min([one.price for one in ledgers.values()], axis=0)
        return Price(band(least), cheapest, ledgers[cheapest].errors, ledgers)

    def _ledger(self, design: Design, attack: AttackOption) -> Ledger:
        """One attack played three times: backed, alone, and with every word kept."""
        records = self.replay.records(design, attack, len(self._first))
        courses = self._player.courses(design, attack, records)
        price = priced(self.scenario, design, attack, courses, self._first.columns, self._usual).price
        return Ledger(price, self._influence(design, attack, courses.backed))

    def _influence(self, design: Design, attack: AttackOption, course: Course) -> Floats:
        """(worlds,) of a ratio of means, C over g: C / mean C - g / mean g (the delta method), at typical tastes."""
        cost = cost_meur(course, self._usual, terms_of(self.scenario, design, attack))
        gained = gained_share(course, self._usual)
        if not gained.mean() > 0.0:
            return np.zeros(len(gained))
        return np.asarray(cost / cost.mean() - gained / gained.mean())

    def _priced_by(self, design: Design) -> bytes:
        """All of a design that its price depends on."""
        return self._packed(design) + design.settlement.model_dump_json().encode()

    def _packed(self, design: Design) -> bytes:
        """All of a design that a campaign reads, whatever the attack."""
        key = content(design)
        if key not in self._packs:
            self._packs[key] = b"".join(record.tobytes() for record in pack(self.scenario, design, self.attack))
        return self._packs[key]


def _median(ledger: Ledger) -> float:
    return band(ledger.price).p50
