"""What the lenses say in, plain data for machines out; numbers that do not exist are null, and so is an infinite price."""

from __future__ import annotations

import math
from typing import Any

from casus.flow.metrics.band import Band
from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.deterrence import AttackPrice, Chance, Crisis, Deterrence, Lenses, ReferenceClass
from casus.flow.strategy.disagreement import correlations, disagreements
from casus.foundation.json_numbers import json_number


def columns_of(found: Deterrence) -> dict[str, dict[str, Any]]:
    """By design, the two keys of the main job: the price of aggression and the probability of attack by lens."""
    return {
        design: {
            "price_of_aggression": _price(lenses),
            "p_attack_10y": {lens: json_number(_value(lenses.p_attack.get(lens))) for lens in LENSES},
        }
        for design, lenses in found.lenses.items()
    }


def lenses_as_json(found: Deterrence) -> dict[str, Any]:
    """All that the lenses say, by design, and how far they agree."""
    return {
        "designs": {design: _lenses(lenses) for design, lenses in found.lenses.items()},
        "aims_value_meur": _band(found.aims_value_meur),
        "aims_paid_meur": _band(found.aims_paid_meur),
        **agreement_as_json(found),
    }


def agreement_as_json(found: Deterrence) -> dict[str, Any]:
    """Rank correlations of designs between lenses, and the designs about which they disagree, with what each looks at."""
    return {
        "rank_correlation": {f"{a}, {b}": json_number(rho) for (a, b), rho in correlations(found).items()},
        "disagreements": [
            {"design": one.design, "places": one.places, "reasons": one.reasons} for one in disagreements(found)
        ],
    }


def _lenses(lenses: Lenses) -> dict[str, Any]:
    return {
        "price": _chance(lenses.p_attack.get("price")) | _price(lenses),
        "game": _chance(lenses.p_attack.get("game")) | _game(lenses),
        "reference": _chance(lenses.p_attack.get("reference")) | _reference(lenses.reference),
    }


def _price(lenses: Lenses) -> dict[str, Any]:
    return {
        "meur": _band(lenses.price_meur),
        "cheapest_attack": lenses.cheapest,
        "by_attack": {attack: _attack_price(price) for attack, price in lenses.prices.items()},
    }


def _attack_price(price: AttackPrice) -> dict[str, Any]:
    return {
        "meur": _band(price.price_meur),
        "se_meur": json_number(price.price_se_meur),
        "parts": {part: json_number(share) for part, share in price.parts.items()},
        "aims_gained": json_number(price.gained),
        "p_act": json_number(price.acting),
        "p_act_believed": json_number(price.believed),
        "p_attack_10y": json_number(price.p_attack),
    }


def _game(lenses: Lenses) -> dict[str, Any]:
    likeliest = lenses.likeliest_crisis
    return {
        "likeliest_attack": None if likeliest is None else likeliest.attack,
        "by_attack": {attack: _crisis(crisis) for attack, crisis in lenses.crises.items()},
    }


def _crisis(crisis: Crisis) -> dict[str, Any]:
    ends = ("p_challenge", "p_defend", "p_war")
    sweep = crisis.by_credibility.items()
    return {
        "p_challenge": json_number(crisis.challenge),
        "p_defend": json_number(crisis.stand),
        "p_war": json_number(crisis.war),
        "p_attack_10y": json_number(crisis.p_attack),
        "credibility": json_number(crisis.resolved),
        "by_credibility": [
            {"credibility": credibility} | {name: json_number(value) for name, value in zip(ends, values, strict=True)}
            for credibility, values in sweep
        ],
        "most_dangerous_credibility": json_number(crisis.most_dangerous),
        "half_credible_is_worst": crisis.half_credible_is_worst,
        "p_challenge_by_precision": [
            {"precision": json_number(precision), "p_challenge": json_number(value)}
            for precision, value in crisis.by_precision.items()
        ],
        "solver": {
            "method": "sequential equilibrium, limit of the principal logit branch",
            "converged_share": json_number(crisis.solved_share),
            "regret": json_number(crisis.regret),
        },
    }


def _reference(given: ReferenceClass) -> dict[str, Any]:
    return {
        "survival": {f"{year:g}": _band(survival) for year, survival in given.survival.items()},
        "survival_by_reading": {
            f"{year:g}": {reading: json_number(value) for reading, value in by_reading.items()}
            for year, by_reading in given.survival_by_reading.items()
        },
        "hazard_effects": {effect: json_number(ratio) for effect, ratio in given.effects.items()},
    }


def _chance(given: Chance | None) -> dict[str, Any]:
    if given is None:
        return {"p_attack_10y": None}
    return {
        "p_attack_10y": json_number(given.value),
        "p_attack_10y_se": json_number(given.se),
        "p_attack_10y_90": [json_number(given.p05), json_number(given.p95)],
    }


def _value(given: Chance | None) -> float:
    return math.nan if given is None else given.value


def _band(given: Band | None) -> dict[str, float | None] | None:
    return None if given is None else {part: json_number(getattr(given, part)) for part in ("p05", "p50", "p95")}
