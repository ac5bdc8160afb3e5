"""What the lenses say in; where they disagree about a design, and what each of them looks at, out."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.deterrence import Deterrence, Lenses

PLACES_APART = 0.25
"""Chosen: lenses disagree about a design where their places for it lie a quarter of all designs apart, or more."""
LEAST_PLACES = 2.0
"""Chosen: and never where they are next to each other, as in a study of few designs."""
NO_EFFECT = 0.005
"""Ratios that print as 1.00 are not named."""


@dataclass(frozen=True)
class Disagreement:
    """A design that the lenses place differently."""

    design: str
    places: dict[str, float]
    """By lens, 1 the least likely to be attacked."""
    reasons: dict[str, str]
    """By lens, what it looks at here."""


def disagreements(found: Deterrence) -> list[Disagreement]:
    """Designs that the lenses place far apart, the farthest first."""
    ranks = {lens: found.ranks(lens) for lens in LENSES}
    least = max(LEAST_PLACES, PLACES_APART * len(found.lenses))
    apart = []
    for design, lenses in found.lenses.items():
        places = {lens: ranks[lens][design] for lens in LENSES if design in ranks[lens]}
        if places and max(places.values()) - min(places.values()) >= least:
            apart.append(Disagreement(design, places, _reasons(lenses)))
    return sorted(apart, key=lambda one: min(one.places.values()) - max(one.places.values()))


def correlations(found: Deterrence) -> dict[tuple[str, str], float]:
    """Spearman's rank correlation of designs for each pair of lenses that both speak."""
    speaking = [lens for lens in LENSES if len(found.ranks(lens)) > 0]
    return {pair: found.rank_correlation(*pair) for pair in combinations(speaking, 2)}


def _reasons(lenses: Lenses) -> dict[str, str]:
    said = {"price": _price_reason(lenses), "game": _game_reason(lenses), "reference": _reference_reason(lenses)}
    return {lens: reason for lens, reason in said.items() if reason}


def _price_reason(lenses: Lenses) -> str:
    if lenses.cheapest is None:
        return ""
    price = lenses.prices[lenses.cheapest]
    largest = max(price.parts, key=lambda part: price.parts[part])
    return (
        f"the {lenses.cheapest} attack is the cheapest; {largest} makes {price.parts[largest]:.0%} of its price, intervention "
        f"{price.parts['intervention']:.0%}, with help believed at {price.believed:.2f}"
    )


def _game_reason(lenses: Lenses) -> str:
    crisis = lenses.likeliest_crisis
    if crisis is None:
        return ""
    return f"{crisis.challenge:.0%} of challengers try the {crisis.attack} attack, and then guarantors stand in {crisis.stand:.0%}"


def _reference_reason(lenses: Lenses) -> str:
    ratios = {effect: ratio for effect, ratio in lenses.reference.effects.items() if abs(ratio - 1.0) >= NO_EFFECT}
    if not ratios:
        return "the record sees nothing in it that moves the base rate"
    return "the record sees " + ", ".join(f"{effect} (hazard × {ratio:.2f})" for effect, ratio in ratios.items())
