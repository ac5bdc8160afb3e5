"""A user's copy of CDB90 in; how well the outcome, the losses and the advance of battles in unseen wars are foretold, out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from casus.backtest.battles_data import SIGNS, Battles, read_battles
from casus.backtest.battles_model import (
    CANDIDATES,
    LEVELS,
    TARGETS,
    Model,
    fit,
    rate_quantiles,
    ratio_only_probability,
    shipped_model,
    win_probability,
)
from casus.backtest.logit import Rows, area_under_curve, log_loss, probability
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import skill
from casus.flow.handoffs import Floats

ID = "battles"
TITLE = "Battles since 1914: who wins, at what loss, how far"
DATA = None
NEEDS = (
    "a CSV of CDB90 battles: github jrnold/CDB90 (J. B. Arnold, ODC-BY 1.0), built from src-data/CDB90/CDB90-patched.csv, "
    "since its data/battles.csv has lost every negative code; columns isqno, war, cow_war, year, duration_days, parent, "
    "strength_, casualties_ and width_km_ of _a and _d, advance_km_per_day, posture1, terrain, weather, surprise (-3 to 3), "
    "air_superiority (-1 to 1), outcome (1 attacker wins, 0, -1), if known artillery_ and tanks_ of _a and _d; "
    "see docs/method/backtests/battles.md"
)
SOURCES = (
    "CDB90 Battle Dataset, J. B. Arnold, from R. L. Helmbold / US Army CAA / HERO (Dupuy et al. 1984); ODC-BY 1.0",
    "Dupuy, Numbers, Predictions and War (1979), second hand: multipliers of combat power",
    "ATP 5-0.2-1 (US Army, 2020), table 2-12: the ratio for even chances",
)

LEAST_AUC = 0.72
LEAST_BRIER_SKILL = 0.10
COVERAGE = (0.72, 0.88)  # of intervals meant to hold 0.8
RARER_PER_TERM = 10  # the rule of ten events per term (Peduzzi et al. 1996, recalled)
FEWEST_RARER = RARER_PER_TERM * len(CANDIDATES["position"])  # the largest set but that of all terms, which is shrunk
RESAMPLES = 500  # chosen: steady to 0.01 in the ends of the interval of an AUC
BINS = 8  # chosen: some 35 battles each on the file that the model was fitted on
INTERVALS = ((0.5, LEVELS.index(0.25), LEVELS.index(0.75)), (0.8, 1, 4), (0.9, 0, 5))
DOCTRINE_WORKS = {"HD": 1, "PD": 2, "FD": 3, "DL": 0, "WD": 0}


@dataclass(frozen=True)
class Forecast:
    """What was predicted for each battle before it was looked at, and what the baselines said."""

    win: Floats
    base: Floats
    ratio_only: Floats
    rates: dict[str, Floats]
    plain: dict[str, Floats]


def run(settings: Settings) -> Scorecard:
    """Score of predictions for wars that were left out; of the shipped model where the file is too small to refit."""
    if settings.data is None:
        raise ValueError("run_case asks for the file")
    battles = read_battles(settings.data)
    if not _enough(battles):
        return _shipped_card(battles, settings.seed)
    strict = left_out(battles, battles.war)
    loose = left_out(battles, battles.campaign)
    score = {
        **_scores(battles, strict, settings.seed),
        "auc_campaigns_out": area_under_curve(loose.win, battles.won),
        "brier_skill_campaigns_out": skill(_brier(loose.win, battles), _brier(loose.base, battles)),
        **_eras(battles, strict),
        **_unseen_by_shipped(battles),
    }
    how = (
        f"Each of {len(set(battles.war))} wars was predicted by a model fitted on the others (a world war goes out whole; "
        f"campaigns_out leaves out one theatre or campaign at a time). {len(CANDIDATES)} sets of terms, declared beforehand, were "
        "pooled by their score on campaigns left out inside the fitting wars: nothing was chosen on the wars that are scored.",
    )
    return _card(battles, strict, score, how)


def _enough(battles: Battles) -> bool:
    """Whether the file can carry a refit: ten of the rarer outcome for each term of a candidate."""
    rarer = min(battles.won.sum(), (1.0 - battles.won).sum())
    return bool(rarer >= FEWEST_RARER)


def left_out(battles: Battles, groups: list[str]) -> Forecast:
    """Every battle predicted by the model of all battles outside its group."""
    parts = []
    order = []
    for name in sorted(set(groups)):
        inside = np.array([group == name for group in groups])
        held, rest = np.flatnonzero(inside), np.flatnonzero(~inside)
        parts.append(forecast(fit(battles.take(rest)), battles.take(held)))
        order.append(held)
    back = np.argsort(np.concatenate(order))
    return Forecast(
        win=np.concatenate([part.win for part in parts])[back],
        base=np.concatenate([part.base for part in parts])[back],
        ratio_only=np.concatenate([part.ratio_only for part in parts])[back],
        rates={target: np.concatenate([part.rates[target] for part in parts])[back] for target in TARGETS},
        plain={target: np.concatenate([part.plain[target] for part in parts])[back] for target in TARGETS},
    )


def forecast(model: Model, battles: Battles) -> Forecast:
    """What one model says of these battles."""
    quantiles = {target: rate_quantiles(model, battles, target) for target in TARGETS}
    return Forecast(
        win=win_probability(model, battles),
        base=np.full(len(battles), model.base_rate),
        ratio_only=ratio_only_probability(model, battles),
        rates={target: pair[0] for target, pair in quantiles.items()},
        plain={target: pair[1] for target, pair in quantiles.items()},
    )


def _shipped_card(battles: Battles, seed: int) -> Scorecard:
    """The score of the shipped coefficients on the battles that they were not fitted on, or on all where those are few."""
    model, fitted_on = shipped_model()
    new = _new_rows(battles, fitted_on)
    fresh = len(new) >= RARER_PER_TERM
    scored = battles.take(new) if fresh else battles
    predicted = forecast(model, scored)
    seen = "none of which it had seen" if fresh else "most of which it was fitted on: this is no test"
    how = (
        f"The file is too small to refit (fewer than {FEWEST_RARER} of the rarer outcome), so the coefficients "
        f"that come with Casus were scored, on {len(scored)} battles, {seen}.",
    )
    return _card(scored, predicted, _scores(scored, predicted, seed), how)


def _new_rows(battles: Battles, fitted_on: set[int]) -> Rows:
    return np.flatnonzero([int(number) not in fitted_on for number in battles.number])


def _unseen_by_shipped(battles: Battles) -> dict[str, float]:
    """Score of the shipped coefficients on battles that they were not fitted on; nothing where the file has too few."""
    model, fitted_on = shipped_model()
    new = battles.take(_new_rows(battles, fitted_on))
    if len(new) < RARER_PER_TERM:
        return {}
    predicted = forecast(model, new)
    return {
        "n_shipped_unseen": float(len(new)),
        "auc_shipped_unseen": area_under_curve(predicted.win, new.won),
        "brier_skill_shipped_unseen": skill(_brier(predicted.win, new), _brier(predicted.base, new)),
        "coverage_advance_shipped_unseen": _coverage(new, predicted.rates, ["advance"]),
        "coverage_losses_shipped_unseen": _coverage(new, predicted.rates, ["losses_a", "losses_d"]),
    }


def _card(battles: Battles, predicted: Forecast, score: dict[str, float], how: tuple[str, ...]) -> Scorecard:
    return Scorecard(
        id=ID,
        title=TITLE,
        n=len(battles),
        of="battles",
        score=score,
        baseline=_baselines(battles, predicted),
        bars=(
            Bar("AUC, leaving wars out", score["auc"], LEAST_AUC),
            Bar("Brier skill over the base rate", score["brier_skill"], LEAST_BRIER_SKILL, math.inf),
            Bar("share of advances inside their 80 % interval", score["coverage_advance"], *COVERAGE),
            Bar("share of loss rates inside their 80 % interval", score["coverage_losses"], *COVERAGE),
        ),
        reading=(*how, *_reading(score)),
        sources=SOURCES,
        rows=[*_calibration(battles, predicted), *_coverages(battles, predicted)],
    )


def _scores(battles: Battles, predicted: Forecast, seed: int) -> dict[str, float]:
    low, high = _auc_interval(predicted.win, battles.won, seed)
    return {
        "auc": area_under_curve(predicted.win, battles.won),
        "auc_low": low,
        "auc_high": high,
        "brier_skill": skill(_brier(predicted.win, battles), _brier(predicted.base, battles)),
        "log_skill": skill(log_loss(predicted.win, battles.won), log_loss(predicted.base, battles.won)),
        "coverage_advance": _coverage(battles, predicted.rates, ["advance"]),
        "coverage_losses": _coverage(battles, predicted.rates, ["losses_a", "losses_d"]),
        "width_advance": _width(predicted.rates, ["advance"]),
        "width_losses": _width(predicted.rates, ["losses_a", "losses_d"]),
    }


def _baselines(battles: Battles, predicted: Forecast) -> dict[str, float]:
    """Base rate, ratio alone, doctrine, Dupuy's ratio unfitted; and intervals that know only the spread of the fitting wars."""
    doctrine = doctrine_probability(battles)
    base = _brier(predicted.base, battles)
    return {
        "base_rate_brier": base,
        "ratio_only_auc": area_under_curve(predicted.ratio_only, battles.won),
        "ratio_only_brier_skill": skill(_brier(predicted.ratio_only, battles), base),
        "doctrine_auc": area_under_curve(doctrine, battles.won),
        "doctrine_brier_skill": skill(_brier(doctrine, battles), base),
        "raw_ratio_auc": area_under_curve(battles.ratio, battles.won),
        "dupuy_power_auc": area_under_curve(battles.terms[:, list(SIGNS).index("power")], battles.won),
        "plain_coverage_advance": _coverage(battles, predicted.plain, ["advance"]),
        "plain_coverage_losses": _coverage(battles, predicted.plain, ["losses_a", "losses_d"]),
        "plain_width_advance": _width(predicted.plain, ["advance"]),
        "plain_width_losses": _width(predicted.plain, ["losses_a", "losses_d"]),
    }


def doctrine_probability(battles: Battles) -> Floats:
    """Doctrine's rule as a chance: ratio / (ratio + even ratio of the posture), a slope of 1 on ln ratio (chosen)."""
    from casus.flow.campaign.laws.atp2020 import fifty_percent_ratio

    even = np.array([fifty_percent_ratio(DOCTRINE_WORKS.get(posture, 1)) for posture in battles.posture])
    return probability(np.log(battles.ratio / even))


def _brier(predicted: Floats, battles: Battles) -> float:
    return float(np.mean((predicted - battles.won) ** 2))


def _auc_interval(predicted: Floats, won: Floats, seed: int) -> tuple[float, float]:
    """Ends of the central 90 % of the AUC when battles are drawn anew with replacement."""
    random = np.random.default_rng(seed)
    picks = random.integers(0, len(won), size=(RESAMPLES, len(won)))
    areas = [area_under_curve(predicted[pick], won[pick]) for pick in picks]
    low, high = np.nanquantile(areas, [0.05, 0.95])
    return float(low), float(high)


def _coverage(battles: Battles, rates: dict[str, Floats], targets: list[str], low: int = 1, high: int = 4) -> float:
    """Share of what happened that lies between two quantiles, over the targets together; NaN where nothing is known."""
    hits = []
    for target in targets:
        known = ~np.isnan(battles.rates[target])
        happened, quantiles = battles.rates[target][known], rates[target][known]
        hits.append((happened >= quantiles[:, low]) & (happened <= quantiles[:, high]))
    found = np.concatenate(hits)
    return float(found.mean()) if len(found) else float("nan")


def _width(rates: dict[str, Floats], targets: list[str]) -> float:
    """Mean width of the 80 % intervals, in the scale of the prediction: natural logarithms, or asinh."""
    return float(np.mean([rates[target][:, 4] - rates[target][:, 1] for target in targets]))


def _eras(battles: Battles, predicted: Forecast) -> dict[str, float]:
    """The AUC inside each era, whose battles come from wars that were left out."""
    spans = {"auc_1914_38": (1914, 1938), "auc_1939_45": (1939, 1945), "auc_1946_on": (1946, math.inf)}
    inside = {name: (battles.year >= first) & (battles.year <= last) for name, (first, last) in spans.items()}
    return {name: area_under_curve(predicted.win[rows], battles.won[rows]) for name, rows in inside.items()}


def _reading(score: dict[str, float]) -> tuple[str, ...]:
    """What is predicted, against which baselines, what is hindsight, and where it is weak."""
    late = score.get("auc_1946_on", math.nan)
    era = "" if math.isnan(late) else f" (AUC {late:.2f})"
    return (
        "Predicted is the chance that the attacker wins a land battle (a draw is no win), with intervals for both sides' losses "
        f"and the advance; the 90 % interval of the AUC is {score['auc_low']:.2f} to {score['auc_high']:.2f}.",
        "The baseline for the chance is the share of attacker's wins in the fitting wars, with the ratio of strengths alone, "
        "doctrine's even ratios and Dupuy's unfitted ratio beside it; for intervals it is the spread of the fitting wars.",
        "Surprise and air superiority (and posture) were coded by historians who knew the outcome, so a planner would know less.",
        f"It is weakest after 1945{era}, where outnumbered attackers won by quality, which is not used since it is known only "
        "afterwards; nor are nations, losses, duration or the year.",
        "Battles without strengths or an outcome, and those that are part of another, are left out.",
        "Whoever declared the sets had seen scores of a first version on the same battles, which may still flatter a little.",
        "The intervals of loss rates and advance span a factor of about ten or more: single battles cannot be foretold.",
    )


def _calibration(battles: Battles, predicted: Forecast) -> list[dict[str, Any]]:
    """Battles in bins of about one size by predicted chance: mean prediction, share won, and its 90 % Wilson interval."""
    order = np.argsort(predicted.win, kind="stable")
    edges = np.linspace(0, len(order), min(BINS, len(order)) + 1).astype(int)
    rows = []
    for start, stop in pairwise(edges):
        pick = order[start:stop]
        share = float(battles.won[pick].mean())
        low, high = _wilson(share, len(pick))
        rows.append(
            {
                "panel": "calibration",
                "predicted": float(predicted.win[pick].mean()),
                "observed": share,
                "low": low,
                "high": high,
                "n": len(pick),
            }
        )
    return rows


def _wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's 90 % interval of a share."""
    z = 1.645
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return middle - half, middle + half


def _coverages(battles: Battles, predicted: Forecast) -> list[dict[str, Any]]:
    names = {"advance": ["advance"], "losses of the attacker": ["losses_a"], "losses of the defender": ["losses_d"]}
    return [
        {
            "panel": "coverage",
            "what": name,
            "nominal": nominal,
            "share": _coverage(battles, predicted.rates, targets, low, high),
        }
        for name, targets in names.items()
        for nominal, low, high in INTERVALS
    ]


def chart(card: Scorecard) -> Any:
    """Left: share won against the predicted chance. Right: share inside the intervals against what they were meant to hold."""
    import altair as alt

    from casus.flow.views.palette import BLUE, GREEN, ORANGE, QUIET_INK, VERMILLION

    unit = alt.Scale(domain=[0, 1])
    diagonal = alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
    line = diagonal.mark_line(color=QUIET_INK, strokeDash=[4, 4]).encode(x="x:Q", y="y:Q")
    bins = alt.Chart(alt.InlineData(values=[row for row in card.rows if row["panel"] == "calibration"]))
    x = alt.X("predicted:Q", scale=unit, title="predicted chance that the attacker wins")
    bars = bins.mark_rule(color=BLUE).encode(x=x, y=alt.Y("low:Q", scale=unit, title="share that he won"), y2="high:Q")
    points = bins.mark_point(color=BLUE, filled=True, size=70).encode(x=x, y=alt.Y("observed:Q", scale=unit))
    counts = bins.mark_text(color=QUIET_INK, dx=14, fontSize=10).encode(x=x, y="observed:Q", text="n:Q")
    cover = alt.Chart(alt.InlineData(values=[row for row in card.rows if row["panel"] == "coverage"]))
    shares = cover.mark_line(point=True).encode(
        x=alt.X("nominal:Q", scale=unit, title="share that an interval was meant to hold"),
        y=alt.Y("share:Q", scale=unit, title="share of battles inside it"),
        color=alt.Color(
            "what:N",
            scale=alt.Scale(range=[GREEN, ORANGE, VERMILLION]),
            legend=alt.Legend(title=None, orient="right"),
        ),
    )
    return alt.hconcat(
        (line + bars + points + counts).properties(width=340, height=300),
        (line + shares).properties(width=340, height=300),
    )
