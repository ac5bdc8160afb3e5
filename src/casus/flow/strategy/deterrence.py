"""Judged outcomes in; what the three lenses say of each design out, side by side and never averaged."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from casus.flow.handoffs import Floats, Outcomes

LENSES = ("price", "game", "reference")


@dataclass(frozen=True)
class Band:
    """Median and the middle nine tenths of the worlds; always one of the values, so that an infinite one is never averaged."""

    p05: float
    p50: float
    p95: float


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
class ReferenceClass:
    """What the record of settlements says of the like of a design."""

    survival: dict[float, Band]
    """Probability that peace lasts, by years."""
    attack_by_reading: dict[str, float]
    """Median probability of renewed war within ten years in each reading of what pacts do."""
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
    reference: ReferenceClass
    p_attack: dict[str, Chance]
    """By lens; a lens that has nothing to say is not there."""


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
        from scipy.stats import rankdata

        chances = {id: given.p_attack[lens].value for id, given in self.lenses.items() if lens in given.p_attack}
        return dict(zip(chances, (float(r) for r in rankdata(list(chances.values()))), strict=True))

    def rank_correlation(self, one: str, other: str) -> float:
        """Spearman's rank correlation of designs between two lenses; not a number for fewer than three designs."""
        a, b = self.ranks(one), self.ranks(other)
        both = [id for id in a if id in b]
        x, y = np.array([a[id] for id in both]), np.array([b[id] for id in both])
        if len(both) < 3 or x.std() == 0.0 or y.std() == 0.0:
            return math.nan
        return float(np.corrcoef(x, y)[0, 1])


def deterrence(outcomes: Outcomes) -> Deterrence:
    """What the lenses say of every design of a study."""
    data = outcomes.data
    has_prices = "price_meur" in data
    return Deterrence(
        {str(design): _lenses(outcomes, str(design)) for design in data["design"].values},
        band(data["aims_value_meur"].values) if has_prices else None,
        band(data["aims_paid_meur"].values) if has_prices else None,
    )


def band(values: Floats) -> Band:
    """Median and 90 % of the worlds."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Band(math.nan, math.nan, math.nan)
    return Band(*(float(q) for q in np.quantile(known, [0.05, 0.50, 0.95], method="inverted_cdf")))


def chance(values: Floats) -> Chance:
    """A probability over worlds."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return Chance(math.nan, math.nan, math.nan, math.nan)
    low, high = np.quantile(known, [0.05, 0.95])
    return Chance(float(known.mean()), float(known.std() / math.sqrt(known.size)), float(low), float(high))


def _lenses(outcomes: Outcomes, design: str) -> Lenses:
    data = outcomes.data.sel(design=design)
    reference = _reference(outcomes, design)
    p_attack = {"reference": chance(1.0 - data["survival"].isel(year=-1).values)}
    if "price_meur" not in data:
        return Lenses(design, None, None, {}, reference, p_attack)
    prices = {str(attack): _attack_price(outcomes, design, str(attack)) for attack in data["attack"].values}
    known = {attack: price for attack, price in prices.items() if not math.isnan(price.price_meur.p50)}
    cheapest = min(known, key=lambda attack: known[attack].price_meur.p50) if known else None
    p_attack |= {"price": chance(data["attack_probability"].max("attack", skipna=True).values)}
    price = band(data["price_meur"].min("attack", skipna=True).values)
    return Lenses(design, price, cheapest, prices, reference, p_attack)


def _reference(outcomes: Outcomes, design: str) -> ReferenceClass:
    data = outcomes.data.sel(design=design)
    return ReferenceClass(
        {float(year): band(data["survival"].sel(year=year).values) for year in data["year"].values},
        _by_name(data["reading"].values, 1.0 - data["survival_by_reading"].isel(year=-1).values),
        _by_name(data["effect"].values, data["hazard_effect"].values),
    )


def _by_name(names: Any, values: Floats) -> dict[str, float]:
    return {str(name): float(value) for name, value in zip(names, values, strict=True)}


def _attack_price(outcomes: Outcomes, design: str, attack: str) -> AttackPrice:
    data = outcomes.data.sel(design=design, attack=attack)
    return AttackPrice(
        attack,
        band(data["price_meur"].values),
        float(data["price_se_meur"]),
        _shares(_by_name(data["part"].values, data["price_part_meur"].values)),
        float(data["aims_gained_share"]),
        float(data["acting_share"]),
        float(data["believed_share"]),
        float(data["attack_probability"].mean()),
    )  # fmt: skip


def _shares(meur: Mapping[str, float]) -> dict[str, float]:
    """Each part over the sum of all."""
    total = sum(meur.values())
    return {part: value / total if total else math.nan for part, value in meur.items()}
