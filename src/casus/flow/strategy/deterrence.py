"""Judged outcomes in; what the three lenses say of each design out, side by side and never averaged."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats, Outcomes
from casus.flow.metrics.band import Band, band
from casus.flow.metrics.catalogue import Cell, cell

TOLD_APART = 0.02
"""Chosen: a probability of war that is higher by less than this is not called more dangerous."""


@dataclass(frozen=True)
class Chance:
    """Probability of an attack within ten years, as one lens has it."""

    value: float
    """Mean over worlds; not a number where the lens has nothing to say."""
    se: float
    """Its Monte Carlo standard error."""
    p05: float
    p95: float


@dataclass(frozen=True)
class AttackPrice:
    """What one attack on one design costs its author."""

    attack: str
    price_meur: Band
    price_se_meur: float
    """Monte Carlo standard error of the price in a typical world."""
    parts: dict[str, float]
    """Share of the price by part."""
    gained: float
    """Share of the full aims gained, as the aggressor expects it."""
    acting: float
    """Share of the guarantors' brigades whose nations act."""
    believed: float
    """The same as the aggressor believes it."""
    p_attack: float
    """Probability that it comes within ten years, were it the only one."""


@dataclass(frozen=True)
class Crisis:
    """How the extended-deterrence game over one attack on one design ends."""

    attack: str
    challenge: float
    """Probability of a challenge, mean over worlds."""
    stand: float
    """That guarantors stand once challenged, mean over worlds."""
    war: float
    """Of a war with the guarantors, mean over worlds."""
    p_attack: float
    """Probability that the challenge comes within ten years, were it the only one."""
    resolved: float
    """Believed probability that the guarantors are resolved, in a typical world."""
    by_credibility: dict[float, tuple[float, float, float]]
    """Challenge, stand and war in a typical world, by the believed probability that the guarantors are resolved."""
    by_precision: dict[float, float]
    """Challenge in a typical world at points of the logit branch, by precision; infinite at the sequential equilibrium."""
    solved_share: float
    """Share of the games whose solution converged."""
    regret: float
    """Largest regret among those, in units of the game's range of payoffs."""

    @property
    def most_dangerous(self) -> float:
        """The credibility at which war with the guarantors is likeliest, in a typical world."""
        return max(self.by_credibility, key=lambda credibility: self.by_credibility[credibility][2])

    @property
    def half_credible_is_worst(self) -> bool:
        """Whether a guarantee that is half believed is more dangerous than none and than a sure one."""
        war = {credibility: ends[2] for credibility, ends in self.by_credibility.items()}
        peak = war[self.most_dangerous]
        return all(peak > war[end] + TOLD_APART for end in (min(war), max(war)))


@dataclass(frozen=True)
class ReferenceClass:
    """What the record of settlements says of the like of a design."""

    survival: dict[float, Band]
    """Probability that peace lasts, by years."""
    survival_by_reading: dict[float, dict[str, float]]
    """Its median in each reading of what pacts do, by years."""
    effects: dict[str, float]
    """Median ratio of the hazard by effect."""


@dataclass(frozen=True)
class Lenses:
    """What the three lenses say of one design."""

    design: str
    price_meur: Band | None
    """Of its cheapest attack in each world; None where the scenario does not say what the aggressor is after."""
    cheapest: str | None
    """The attack with the least median price."""
    prices: dict[str, AttackPrice]
    """By attack."""
    crises: dict[str, Crisis]
    """By attack."""
    reference: ReferenceClass
    p_attack: dict[str, Chance]
    """By lens; a lens that has nothing to say is not there."""

    @property
    def likeliest_crisis(self) -> Crisis | None:
        """The challenge that the game has as the likeliest."""
        return max(self.crises.values(), key=lambda crisis: crisis.p_attack, default=None)


@dataclass(frozen=True)
class Deterrence:
    """All designs under the three lenses."""

    lenses: dict[str, Lenses]
    """By design."""
    aims_value_meur: Band | None
    """What the full aims are worth to the aggressor."""
    aims_paid_meur: Band | None
    """What it has paid before."""

    def ranks(self, lens: str) -> dict[str, float]:
        """Place of each design by a lens, 1 the least likely to be attacked; equals share the mean of their places."""
        chances = {id: given.p_attack[lens].value for id, given in self.lenses.items() if lens in given.p_attack}
        known = {id: chance for id, chance in chances.items() if not math.isnan(chance)}
        all = list(known.values())
        return {id: sum(x < chance for x in all) + (all.count(chance) + 1) / 2.0 for id, chance in known.items()}

    def rank_correlation(self, one: str, other: str) -> float:
        """Spearman's rank correlation of designs between two lenses; not a number for fewer than three designs."""
        a, b = self.ranks(one), self.ranks(other)
        both = [id for id in a if id in b]
        x, y = np.array([a[id] for id in both]), np.array([b[id] for id in both])
        if len(both) < 3 or x.std() == 0.0 or y.std() == 0.0:
            return math.nan
        return float(np.corrcoef(x, y)[0, 1])


def deterrence(outcomes: Outcomes) -> Deterrence:
    """What the lenses say of every design of a judged study."""
    data = outcomes.data
    has_prices = "price_meur" in data
    return Deterrence(
        {str(design): _lenses(cell(outcomes, design), str(design)) for design in data["design"].values},
        band(data["aims_value_meur"].values) if has_prices else None,
        band(data["aims_paid_meur"].values) if has_prices else None,
    )


def chance(values: Floats) -> Chance:
    """A probability over worlds."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Chance(math.nan, math.nan, math.nan, math.nan)
    low, high = np.quantile(known, [0.05, 0.95])
    return Chance(float(known.mean()), float(known.std() / math.sqrt(known.size)), float(low), float(high))


def _lenses(data: Cell, design: str) -> Lenses:
    reference = _reference(data)
    p_attack = {"reference": chance(1.0 - data["survival"].isel(year=-1).values)}
    if "price_meur" not in data:
        return Lenses(design, None, None, {}, {}, reference, p_attack)
    against = {str(attack): data.at("attack", attack) for attack in data["attack"].values}
    played = {attack: of for attack, of in against.items() if not np.isnan(of["price_meur"].values).all()}
    prices = {attack: _attack_price(of, attack) for attack, of in played.items()}
    crises = {attack: _crisis(of, attack) for attack, of in played.items()}
    cheapest = min(prices, key=lambda attack: prices[attack].price_meur.p50, default=None)
    # The first dimension is that of attacks; of those that were not played nothing is known.
    p_attack["price"] = chance(np.fmax.reduce(data["attack_probability"].values))
    p_attack["game"] = chance(np.fmax.reduce(data["challenge_in_time_probability"].values))
    price = band(np.fmin.reduce(data["price_meur"].values))
    return Lenses(design, price, cheapest, prices, crises, reference, p_attack)


def _attack_price(data: Cell, attack: str) -> AttackPrice:
    return AttackPrice(
        attack,
        band(data["price_meur"].values),
        float(data["price_se_meur"]),
        _shares(_by_name(data["part"].values, data["price_part_meur"].values)),
        float(data["aims_gained_share"]),
        float(data["acting_share"]),
        float(data["believed_share"]),
        _mean(data, "attack_probability"),
    )


def _crisis(data: Cell, attack: str) -> Crisis:
    ends = [data[f"typical_{end}_probability"].values.tolist() for end in ("challenge", "stand", "war")]
    return Crisis(
        attack,
        challenge=_mean(data, "challenge_probability"),
        stand=_mean(data, "stand_probability"),
        war=_mean(data, "war_probability"),
        p_attack=_mean(data, "challenge_in_time_probability"),
        resolved=float(data["typical_resolved_probability"]),
        by_credibility=dict(zip(data["credibility"].values.tolist(), zip(*ends, strict=True), strict=True)),
        by_precision=dict(
            zip(data["precision"].values.tolist(), data["quantal_challenge_probability"].values.tolist(), strict=True)
        ),
        solved_share=float(data["game_solved_share"]),
        regret=float(data["game_regret"]),
    )


def _mean(data: Cell, name: str) -> float:
    """Over worlds, those in which nothing is known left out."""
    return float(np.nanmean(data[name].values))


def _reference(data: Cell) -> ReferenceClass:
    years = data["year"].values.tolist()
    survival = data["survival"].transpose("year", "draw").values
    by_reading = data["survival_by_reading"].transpose("year", "reading").values
    return ReferenceClass(
        {year: band(values) for year, values in zip(years, survival, strict=True)},
        {year: _by_name(data["reading"].values, values) for year, values in zip(years, by_reading, strict=True)},
        _by_name(data["effect"].values, data["hazard_effect"].values),
    )


def _by_name(names: Iterable[object], values: Floats) -> dict[str, float]:
    return {str(name): float(value) for name, value in zip(names, values, strict=True)}


def _shares(meur: Mapping[str, float]) -> dict[str, float]:
    """Each part over the sum of all."""
    total = sum(meur.values())
    return {part: value / total if total else math.nan for part, value in meur.items()}
