"""The monthly log of strikes in, the share stopped of each class of weapon forecast one month ahead and its score out.

The salvo of a month is known and its outcome is forecast, by the strike phase of the campaign and from the months before.
No number is fitted to the series as a whole. Domain of validity: a war in which salvos come every month.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.backtest import strikes_data
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import inside, skill
from casus.backtest.series import Month
from casus.backtest.strikes_data import CLASSES, Salvos, read_strikes, scored, six_month_mean, six_month_pool
from casus.backtest.strikes_model import Forecast, forecasts, prior
from casus.flow.handoffs import Floats
from casus.flow.views import palette

if TYPE_CHECKING:
    import altair as alt

ID = "strikes"
TITLE = "Share of drones, cruise and ballistic missiles stopped over Ukraine, one month ahead"
DATA = strikes_data.DATA
NEEDS = None

LEAST_LAUNCHED = 25
"""Chosen before any score: with fewer, the share counted strays by more than 10 points by chance alone (0.5 / sqrt(25))."""
BARS = {"drone": 6.0, "cruise": 10.0, "ballistic": 10.0}
"""Percentage points of mean absolute error, as the issue asked for this case states them."""
NAMES = {"drone": "Attack drones and decoys", "cruise": "Cruise missiles", "ballistic": "Ballistic missiles"}
POINTS = 100.0
SCORED = "what was counted"
NOT_SCORED = f"the same, not scored: fewer than {LEAST_LAUNCHED} launched, or no month before"
MOST_TICKS = 13  # chosen: as many names of months as fit side by side
PANEL_WIDTH, PANEL_HEIGHT = 820, 170  # chosen, pixels
SOURCES = (
    "monthly sums of bulletins of the Ukrainian Air Force, compiled by piterfm and yakzebude/ua-air-defense-tracker (ODC-BY 1.0)",
    "prior: the 'strike-' and 'ukraine-' entries of the evidence",
)


@dataclass(frozen=True)
class Scored:
    """The months of one class that are scored, in percentage points but for the weapons launched."""

    launched: Floats
    error: Floats
    mean_error: Floats
    """Of the plain mean of the last six months."""
    pool_error: Floats
    """Of the share of all that was launched in them."""
    covered: Floats
    """1 where the share lies inside the 80 % range."""


def run(settings: Settings) -> Scorecard:
    """The forecasts of every month of the file with a month before it, scored against the mean of the last six months."""
    classes = read_strikes(settings.data)
    found = {kind: forecasts(kind, classes[kind], prior(kind, settings), settings.seed) for kind in CLASSES}
    full = {kind: _scored(classes[kind], found[kind], LEAST_LAUNCHED) for kind in CLASSES}
    score, baseline = _score(full), _baseline(full)
    every = {kind: _scored(classes[kind], found[kind], 1) for kind in CLASSES}
    for kind, months in every.items():
        score[f"mae_{kind}_by_weapon"] = _by_weapon(months.launched, months.error)
        baseline[f"mae_{kind}_six_month_mean_by_weapon"] = _by_weapon(months.launched, months.mean_error)
    return Scorecard(
        id=ID,
        title=TITLE,
        n=sum(len(months.error) for months in full.values()),
        of="months of a class",
        score=score,
        baseline=baseline,
        bars=(
            *(
                Bar(f"mean absolute error, {NAMES[k].lower()}, points", score[f"mae_{k}"], high=BARS[k])
                for k in CLASSES
            ),
            Bar("skill of the three classes together against the mean of the last six months", score["skill"], low=0.0),
        ),
        reading=tuple(_reading(full, every)),
        sources=SOURCES,
        rows=[row for kind in CLASSES for row in _rows(kind, classes[kind], found[kind])],
    )


def _scored(salvos: Salvos, found: list[Forecast], least: float) -> Scored:
    rows = list(scored(salvos, least))
    seen = salvos.share[rows]

    def error(guess: list[float]) -> Floats:
        return np.abs(np.array(guess) - seen) * POINTS

    return Scored(
        salvos.launched[rows],
        error([float(np.median(found[row].share)) for row in rows]),
        error([six_month_mean(salvos, row) for row in rows]),
        error([six_month_pool(salvos, row) for row in rows]),
        np.array([inside(found[row].counted, salvos.share[row]) for row in rows], dtype=np.float64),
    )


def _score(full: dict[str, Scored]) -> dict[str, float]:
    """Errors, skills and coverage by class, and over the classes that have months; each class counts the same."""
    ours, means, pools = (_mean_of(full, part) for part in ("error", "mean_error", "pool_error"))
    return {
        **{f"mae_{kind}": ours[kind] for kind in CLASSES},
        **{f"skill_{kind}": skill(ours[kind], means[kind]) for kind in CLASSES},
        "skill": skill(_over(ours), _over(means)),
        "skill_over_pool": skill(_over(ours), _over(pools)),
        **{f"coverage_{kind}": _mean(full[kind].covered) for kind in CLASSES},
        **{f"n_{kind}": float(len(full[kind].error)) for kind in CLASSES},
    }


def _baseline(full: dict[str, Scored]) -> dict[str, float]:
    means, pools = _mean_of(full, "mean_error"), _mean_of(full, "pool_error")
    return {f"mae_{kind}_six_month_mean": means[kind] for kind in CLASSES} | {
        f"mae_{kind}_six_month_pool": pools[kind] for kind in CLASSES
    }


def _mean_of(full: dict[str, Scored], part: str) -> dict[str, float]:
    return {kind: _mean(getattr(months, part)) for kind, months in full.items()}


def _mean(values: Floats) -> float:
    return float(np.mean(values)) if len(values) else float("nan")


def _over(by_class: dict[str, float]) -> float:
    return _mean(np.array([value for value in by_class.values() if not np.isnan(value)]))


def _by_weapon(launched: Floats, error: Floats) -> float:
    return float(np.average(error, weights=launched)) if len(error) else float("nan")


def _reading(full: dict[str, Scored], every: dict[str, Scored]) -> Iterator[str]:
    """What the score means, what was left out of it, and where it is weak."""
    yield (
        "Each month's share stopped is forecast from its salvo and the months before it, by the strike phase with a hidden "
        "level that wanders. Errors are in percentage points of those launched."
    )
    yield (
        "The baseline is the plain mean of the shares of the last six months; 'pool' is the share of all that was launched in "
        "them. 'skill' is the share of its mean absolute error that is saved, each class counting the same."
    )
    left_out = ", ".join(f"{len(every[kind].error) - len(full[kind].error)} of {kind}" for kind in CLASSES)
    yield (
        f"The bars read months with at least {LEAST_LAUNCHED} launched: with fewer the share strays by more than 10 points by "
        f"chance alone. Left out: {left_out}, whole months; 'by_weapon' holds them all, each weapon counting the same."
    )
    yield (
        "Weak: the shares are the defender's claims, the way of counting changed twice, and those who set the ranges of the "
        "evidence had seen the shipped months to October 2025. Only months after that are a test."
    )


def _rows(kind: str, salvos: Salvos, found: list[Forecast]) -> Iterator[dict[str, Any]]:
    """For each month of the file, in per cent: what was stopped, the forecast's 10, 50 and 90 % points, the six-month mean."""
    scores = set(scored(salvos, LEAST_LAUNCHED))
    for row in np.flatnonzero(salvos.asked):
        low, high = np.quantile(found[row].counted, [0.1, 0.9]) * POINTS
        known = bool(salvos.known[row])
        yield {
            "class": NAMES[kind],
            "month": f"{Month(salvos.month[row])}-01",
            "launched": float(salvos.launched[row]),
            "stopped": float(salvos.share[row]) * POINTS if known else None,
            "counts": SCORED if row in scores else NOT_SCORED,
            "low": float(low) if salvos.launched[row] else None,
            "median": float(np.median(found[row].share)) * POINTS,
            "high": float(high) if salvos.launched[row] else None,
            "six_month_mean": six_month_mean(salvos, int(row)) * POINTS if salvos.known[:row].any() else None,
        }


def chart(card: Scorecard) -> alt.FacetChart:
    """By class: the share stopped in each month as it was, its forecast with the 80 % range, and the six-month mean."""
    import altair as alt

    ticks = [alt.DateTime(year=int(day[:4]), month=int(day[5:7]), utc=True) for day in _ticks(card.rows)]
    axis = alt.Axis(format="%b %Y", grid=False, labelAngle=0, values=ticks)
    month = alt.X("month:T", title="Month", axis=axis, scale=alt.Scale(type="utc"))
    base = alt.Chart().encode(x=month)
    share = alt.Scale(domain=[0, 100])
    lines = {
        "forecast: median and 80 % range": ("median", palette.BLUE, 2.0),
        "mean of the last six months": ("six_month_mean", palette.FAINT_INK, 1.4),
    }
    colour = alt.Color(
        "line:N",
        scale=alt.Scale(domain=list(lines), range=[ink for _, ink, _ in lines.values()]),
        legend=alt.Legend(title=None, orient="bottom", symbolType="stroke", labelLimit=400),
    )
    band = base.mark_area(opacity=0.2, color=palette.BLUE).encode(
        y=alt.Y("low:Q", title="Stopped, % of launched", scale=share), y2="high:Q"
    )
    drawn = [
        base.transform_calculate(line=json.dumps(name))
        .mark_line(strokeWidth=width, point={"size": 12, "filled": True})
        .encode(y=alt.Y(f"{column}:Q", scale=share), color=colour)
        for name, (column, _, width) in lines.items()
    ]
    seen = base.mark_point(filled=True, opacity=1, stroke=palette.VERMILLION, size=38, clip=False).encode(
        y=alt.Y("stopped:Q", scale=share),
        fill=alt.Fill(
            "counts:N",
            scale=alt.Scale(domain=[SCORED, NOT_SCORED], range=[palette.VERMILLION, palette.PAPER]),
            legend=alt.Legend(title=None, orient="bottom", symbolStrokeColor=palette.VERMILLION, labelLimit=400),
        ),
    )
    header = alt.Header(title=None, labelFontSize=12, labelFontWeight="bold", labelAnchor="start")
    panels = alt.layer(band, *drawn, seen).properties(width=PANEL_WIDTH, height=PANEL_HEIGHT)
    return panels.facet(
        facet=alt.Facet("class:N", sort=list(NAMES.values()), header=header),
        data=alt.InlineData(values=card.rows),
        columns=1,
    )


def _ticks(rows: list[dict[str, Any]]) -> list[str]:
    """The months that the axis names: every one, or so many between that a dozen are named."""
    months = sorted({row["month"] for row in rows})
    return months[:: 1 + (len(months) - 1) // MOST_TICKS]
