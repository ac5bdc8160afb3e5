"""What was known before a battle in; the chance that the attacker wins, and intervals for losses and advance, out.

The chance is a pool of a few models declared beforehand, each shrunk and with the signs of theory, weighted by how well they
foretell campaigns that they were not fitted on. `python -m casus.backtest.battles_model FILE` refits the shipped coefficients.
"""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from casus.backtest.battles_data import SIGNS, TERMS, Battles, read_battles
from casus.backtest.logit import along, fit_line, fit_logit, folds, pool, probability
from casus.backtest.series import shipped
from casus.flow.handoffs import Floats

SHIPPED_MODEL = "battles_model.yaml"

CORE = ("power", "air", "surprise")
CANDIDATES: dict[str, tuple[str, ...]] = {
    "power": ("power",),
    "core": CORE,
    "parity": (*CORE, "power_above_parity"),
    "position": (*CORE, "prepared", "fortified", "delaying", "terrain", "wet"),
    "density": (*CORE, "density"),
    "material": (*CORE, "guns", "tanks"),
    "no_multipliers": ("ratio", "air", "surprise", "prepared", "fortified", "delaying", "terrain", "wet"),
    "all": tuple(SIGNS),
}
"""The sets of terms, declared before any was scored by this scheme; reasons: docs/method/backtests/battles.md."""
PENALTIES = (3.0, 10.0, 30.0)  # chosen: about the weight of 10 to 120 battles on each standardised slope
LINE_PENALTY = 10.0  # chosen: the middle one
LEVELS = (0.05, 0.1, 0.25, 0.75, 0.9, 0.95)
TARGETS = ("losses_a", "losses_d", "advance")


@dataclass(frozen=True)
class Rate:
    """How one rate is predicted: a line on standardised terms, and quantiles (LEVELS) of the error and of the raw values."""

    slopes: list[float]
    error: list[float]
    plain: list[float]


@dataclass(frozen=True)
class Model:
    """Everything needed to predict a battle; plain numbers, as they are shipped."""

    mean: list[float]
    scale: list[float]
    base_rate: float
    pool: dict[str, dict[str, float]]
    """The weight of each candidate, by its name and penalty; those below 0.001 are not kept."""
    win: list[float]
    ratio_only: list[float]
    rates: dict[str, Rate]


def standardised(model: Model, terms: Floats) -> Floats:
    """Terms in the model's standard deviations from its mean; unknown ones at the mean."""
    return np.asarray(np.nan_to_num((terms - np.array(model.mean)) / np.array(model.scale), nan=0.0))


def win_probability(model: Model, battles: Battles) -> Floats:
    """Chance that the attacker wins each battle."""
    return probability(along(np.array(model.win), standardised(model, battles.terms)[:, : len(SIGNS)]))


def ratio_only_probability(model: Model, battles: Battles) -> Floats:
    """The same from the ratio of strengths alone: a baseline."""
    return probability(model.ratio_only[0] + model.ratio_only[1] * np.log(battles.ratio))


def rate_quantiles(model: Model, battles: Battles, target: str) -> tuple[Floats, Floats]:
    """(predicted, plain) quantiles, shape (battle, LEVELS), in the scale of Battles.rates; plain knows only the past's spread."""
    rate = model.rates[target]
    middle = along(np.array(rate.slopes), standardised(model, battles.terms))
    return middle[:, None] + np.array(rate.error), np.tile(rate.plain, (len(battles), 1))


def fit(battles: Battles) -> Model:
    """The model of these battles; nothing in it has been chosen on other ones."""
    weights = _pool_weights(battles)
    mean, scale = _moments(battles.terms)
    return Model(
        mean=mean.tolist(),
        scale=scale.tolist(),
        base_rate=float(battles.won.mean()),
        pool=_named(weights),
        win=(weights @ _candidate_slopes(battles)).tolist(),
        ratio_only=_ratio_only(battles),
        rates={target: _fit_rate(battles, target) for target in TARGETS},
    )


def _named(weights: Floats) -> dict[str, dict[str, float]]:
    table = weights.reshape(len(CANDIDATES), len(PENALTIES))
    return {
        name: {
            f"penalty {penalty:g}": float(weight)
            for penalty, weight in zip(PENALTIES, row, strict=True)
            if weight >= 0.001
        }
        for name, row in zip(CANDIDATES, table, strict=True)
        if row.max() >= 0.001
    }


def _moments(terms: Floats) -> tuple[Floats, Floats]:
    """Mean and spread of each term over the battles where it is known; 0 and 1 where it never is or never varies."""
    known = ~np.isnan(terms)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, terms, 0.0).sum(axis=0) / count
    spread = np.sqrt(np.where(known, (terms - mean) ** 2, 0.0).sum(axis=0) / count)
    return mean, np.where(spread > 1e-9, spread, 1.0)


def _scaled(battles: Battles, other: Battles) -> Floats:
    """Terms of other battles, standardised on these."""
    mean, scale = _moments(battles.terms)
    return np.asarray(np.nan_to_num((other.terms - mean) / scale, nan=0.0))


def _candidate_slopes(battles: Battles) -> Floats:
    """Intercept and slopes of every candidate at every penalty, a row each; 0 for the terms that it does without."""
    terms, signs, names = _scaled(battles, battles), np.array(list(SIGNS.values())), list(SIGNS)
    rows = []
    for chosen in CANDIDATES.values():
        columns = [names.index(name) for name in chosen]
        for penalty in PENALTIES:
            row = np.zeros(1 + len(SIGNS))
            found = fit_logit(terms[:, columns], battles.won, battles.campaign, penalty, signs[columns])
            row[[0, *(1 + column for column in columns)]] = found
            rows.append(row)
    return np.array(rows)


def _pool_weights(battles: Battles) -> Floats:
    """The weight of every candidate at every penalty, from their logits for campaigns that were left out of their fit."""
    parts = folds(battles.campaign, len(battles))
    logits = np.zeros((len(CANDIDATES) * len(PENALTIES), len(battles)))
    if len(parts) > 1:
        for held in parts:
            rest = battles.take(np.setdiff1d(np.arange(len(battles)), held))
            terms = _scaled(rest, battles.take(held))[:, : len(SIGNS)]
            slopes = _candidate_slopes(rest)
            logits[:, held] = slopes[:, :1] + slopes[:, 1:] @ terms.T
    return pool(logits, battles.won)


def _ratio_only(battles: Battles) -> list[float]:
    """Intercept and slope on ln ratio; hardly shrunk, and without campaigns, so that the baseline is at its best."""
    ratio = np.log(battles.ratio)[:, None]
    return [float(slope) for slope in fit_logit(ratio, battles.won, ["all"] * len(battles), 0.01, np.array([1.0]))]


def _fit_rate(battles: Battles, target: str) -> Rate:
    """A line, and the errors it makes on whole campaigns that it has not seen: these hold the spread between campaigns too."""
    known = battles.take(np.flatnonzero(~np.isnan(battles.rates[target])))
    values = known.rates[target]
    if len(known) < 2 * len(TERMS):  # chosen: below that a mean is all that can be had
        spread = np.quantile(values, LEVELS) if len(values) else np.full(len(LEVELS), np.nan)
        return Rate([0.0] * (1 + len(TERMS)), spread.tolist(), spread.tolist())
    errors = np.zeros(len(known))
    for held in folds(known.campaign, len(known)):
        rest = known.take(np.setdiff1d(np.arange(len(known)), held))
        if len(rest):
            slopes = fit_line(_scaled(rest, rest), rest.rates[target], rest.campaign, LINE_PENALTY)
            errors[held] = values[held] - along(slopes, _scaled(rest, known.take(held)))
    terms = np.nan_to_num((known.terms - _moments(battles.terms)[0]) / _moments(battles.terms)[1], nan=0.0)
    slopes = fit_line(terms, values, known.campaign, LINE_PENALTY)
    error = np.quantile(errors, LEVELS) * _widening(len(set(known.campaign)))
    return Rate(slopes.tolist(), error.tolist(), np.quantile(values, LEVELS).tolist())


def _widening(campaigns: int) -> float:
    """How much wider an interval must be because the next war is one more draw from few campaigns, at the 80 % level.

    The ratio of Student's t to the normal quantile, times sqrt(1 + 1 / campaigns): the usual interval for one more draw.
    """
    from scipy.stats import norm, t

    return float(t.ppf(0.9, max(campaigns - 1, 2)) / norm.ppf(0.9) * np.sqrt(1.0 + 1.0 / campaigns))


def shipped_model() -> tuple[Model, set[int]]:
    """The model that comes with Casus, and the numbers (isqno) of the battles that it was fitted on."""
    import yaml

    content = yaml.safe_load(shipped(SHIPPED_MODEL).read_text("utf-8"))
    rates = {name: Rate(**rate) for name, rate in content["model"].pop("rates").items()}
    return Model(**content["model"], rates=rates), set(content["fitted_on"])


def model_text(battles: Battles) -> str:
    """The file of the shipped model, fitted on these battles."""
    import yaml

    head = {
        "what": "Coefficients of casus.backtest.battles_model, on standardised terms, intercept first",
        "source": "CDB90 (Helmbold 1991; HERO 1984), edition of J. B. Arnold, ODC-BY 1.0; a part of its battles since 1914",
        "fitted": "2026-11-23",
        "refit": "python -m casus.backtest.battles_model FILE > src/casus/backtest/data/battles_model.yaml",
        "battles": len(battles),
        "terms": list(TERMS),
        "win_terms": list(SIGNS),
        "levels": list(LEVELS),
        "model": _rounded(asdict(fit(battles))),
        "fitted_on": sorted(int(number) for number in battles.number),
    }
    return str(yaml.safe_dump(head, sort_keys=False, width=120, default_flow_style=None))


def _rounded(value: Any) -> Any:
    """Numbers to five places, more are not meant; no zero with a minus."""
    if isinstance(value, dict):
        return {name: _rounded(item) for name, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list) else round(float(value), 5) + 0.0


if __name__ == "__main__":
    sys.stdout.write(model_text(read_battles(Path(sys.argv[1]))))
