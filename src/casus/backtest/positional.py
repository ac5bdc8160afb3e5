"""Area gained on a positional front by interval in, each interval's forecast from those before it and its score out.

The long-run level is the positional law's advance times the width attacked. The logarithm of the rate of advance wanders
about that level and forgets as time passes; what was seen updates both, and weighs the draws of the parameters:

    log rate(t) = level + x(t),   cov(x(t), x(u)) = spread^2 persistence^(|t - u| / month)
    area(t) = days(t) rate(t) + map error

No number is fitted to the series. Domain of validity: a front that moves one way, in intervals of some weeks.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.backtest.drawn import evidence_drawn
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import crps, inside, skill
from casus.backtest.series import read_series, shipped
from casus.flow.handoffs import Floats
from casus.flow.views import palette
from casus.foundation.errors import InputError, Place, Problem

if TYPE_CHECKING:
    import altair as alt

ID = "positional"
TITLE = "Area gained in a positional war, one month ahead"
DATA = "territory_monthly.csv"
NEEDS = None

LEAST_ROWS = 4
"""Last month's rate needs one earlier interval, and the spread of its errors two more."""
LEAST_KM2 = 10.0
"""Chosen: less area, or a loss of area, is read as this much when logarithms are taken; a village or two."""
SAMPLE = 20_000
"""Chosen: areas drawn for each forecast, so many that another seed moves the skill by less than 0.01."""
MONTH_DAYS = 365.25 / 12
HALF_YEAR_DAYS = 183
COVERAGE = (0.65, 0.95)
"""Chosen: a right 80 % interval has such a share inside in 85 of 100 series of 13 intervals (binomial)."""
WIDTH, HEIGHT = 900, 360  # chosen, pixels
RATE = "Area gained, km² a day"
SOURCES = (
    "areas computed from DeepState polygons (cyterat/deepstate-map-data)",
    "prior: CSIS, January 2026 (evidence 'ground-positional-advance') and the 'positional-' entries",
)


@dataclass(frozen=True)
class Series:
    """The intervals in order of time: first and last day as ordinals, and km2 gained."""

    start: Floats
    end: Floats
    gain: Floats

    @property
    def days(self) -> Floats:
        """Length of each interval."""
        return self.end - self.start

    @property
    def log_rate(self) -> Floats:
        """Logarithm of km2 a day."""
        return np.log(np.maximum(self.gain, LEAST_KM2) / self.days)


Guess = Callable[[Series, int], float]
"""A baseline: the area of an interval, from those before it."""


@dataclass(frozen=True)
class Prior:
    """What is believed before any interval is seen; an array holds one number a draw."""

    level: float
    level_sd: float
    spread: Floats
    persistence: Floats
    map_error: Floats


def run(settings: Settings) -> Scorecard:
    """The forecasts of every interval but the first, scored against two baselines, each bare and with its past errors."""
    series = read(settings.data or shipped(DATA))
    samples = forecasts(series, prior(settings), settings.seed)
    first, first_fair, end = 1, LEAST_ROWS - 1, len(series.gain)
    ours = np.array([crps(sample, gain) for sample, gain in zip(samples, series.gain, strict=True)])
    bare = {name: _mean_crps(series, range(first, end), guess) for name, guess in BASELINES.items()}
    fair = {name: _mean_crps(series, range(first_fair, end), guess, spread=True) for name, guess in BASELINES.items()}
    score = {
        "coverage": float(np.mean([inside(samples[row], series.gain[row]) for row in range(first, end)])),
        "skill": skill(float(ours[first:].mean()), min(bare.values())),
        "skill_fair": skill(float(ours[first_fair:].mean()), min(fair.values())),
    }
    return Scorecard(
        id=ID,
        title=TITLE,
        n=end - first,
        of="intervals",
        score=score,
        baseline=bare | {f"{name}_with_spread": value for name, value in fair.items()},
        bars=(
            Bar("share of intervals inside the 80 % range", score["coverage"], *COVERAGE),
            Bar("skill against the better of last month's rate and the six-month mean", score["skill"], low=0.0),
        ),
        reading=tuple(_reading(series, ours, end - first_fair)),
        sources=SOURCES,
        rows=_rows(series, samples),
    )


def read(file: Path) -> Series:
    """The intervals of a file in order of time; raises InputError where they are too few, empty, or overlap."""
    table = read_series(file, {"from": datetime.date, "to": datetime.date, "km2_gain": float})
    table = table.dropna(subset=["from", "to", "km2_gain"]).sort_values("from")
    start, end = (np.array([day.toordinal() for day in table[name]], dtype=np.float64) for name in ("from", "to"))
    problems = []
    if len(start) < LEAST_ROWS:
        hint = "the baselines' rate needs one earlier interval, and the spread of their errors two more"
        problems.append(Problem(f"holds {len(start)} intervals; at least {LEAST_ROWS} are needed", Place(file), hint))
    for row in np.flatnonzero(end <= start):
        problems.append(Problem(f"the interval from {table['from'].iloc[row]} ends before it begins", Place(file)))
    for row in np.flatnonzero(end[:-1] > start[1:]):
        what = f"the interval from {table['from'].iloc[row]} reaches into that from {table['from'].iloc[row + 1]}"
        problems.append(Problem(what, Place(file), "intervals may leave gaps but not overlap"))
    if problems:
        raise InputError(problems)
    return Series(start, end, table["km2_gain"].to_numpy(dtype=np.float64))


def prior(settings: Settings) -> Prior:
    """The level by the positional law times the width attacked, and how the rate wanders, drawn from the evidence.

    The law is taken at 1.5 times its threshold, where it gives its rate: the advances recorded of main offensives already contain
    the force ratio with which they were made.
    """
    from casus.flow.campaign.laws.positional2023 import USUAL_OVER_THRESHOLD, advance_km_per_day

    advance = [
        advance_km_per_day(USUAL_OVER_THRESHOLD, 1.0, rate)
        for rate in evidence_drawn("ground-positional-advance", 0, settings).tolist()
    ]
    level = np.log(np.array(advance) * evidence_drawn("positional-active-width", 1, settings))
    return Prior(
        level=float(level.mean()),
        level_sd=float(level.std()),
        spread=evidence_drawn("positional-month-log-sd", 2, settings),
        persistence=evidence_drawn("positional-persistence", 3, settings),
        map_error=evidence_drawn("positional-map-error", 4, settings),
    )


def forecasts(series: Series, prior: Prior, seed: int) -> list[Floats]:
    """For each interval equally likely areas in km2, as forecast on its first day from the intervals before it.

    Given the parameters all log rates are jointly normal. The Cholesky factor of their covariance, in order of time, holds
    every forecast: on its diagonal the standard deviation of each given those before it.
    """
    mean, sd, log_likelihood = _one_step(series, prior)
    samples = []
    for row, days in enumerate(series.days):
        random = np.random.default_rng([seed, row])
        weight = np.exp(log_likelihood[:, row] - log_likelihood[:, row].max())
        picked = random.choice(len(weight), size=SAMPLE, p=weight / weight.sum())
        latent, map_error = random.standard_normal((2, SAMPLE))
        rate = np.exp(mean[picked, row] + sd[picked, row] * latent)
        samples.append(days * rate + prior.map_error[picked] * map_error)
    return samples


def _one_step(series: Series, prior: Prior) -> tuple[Floats, Floats, Floats]:
    """By draw and interval: mean and sd of the log rate given the intervals before it, and their log likelihood."""
    rows = len(series.gain)
    middle = (series.start + series.end) / 2.0
    months = np.abs(middle[:, None] - middle[None, :]) / MONTH_DAYS
    found = [
        _one_step_of(series.log_rate, months, np.maximum(series.gain, LEAST_KM2), prior, draws)
        for draws in np.array_split(np.arange(len(prior.spread)), _pieces(len(prior.spread), rows))
    ]
    mean, sd, log_likelihood = (np.concatenate(part) for part in zip(*found, strict=True))
    return mean, sd, log_likelihood


def _pieces(draws: int, rows: int) -> int:
    """How many pieces the draws are worked in, so that a piece's matrices stay near 64 MB."""
    return min(draws, 1 + draws * rows**2 // 8_000_000)


def _one_step_of(log_rate: Floats, months: Floats, gain: Floats, prior: Prior, draws: Any) -> list[Floats]:
    spread, persistence = prior.spread[draws, None, None], prior.persistence[draws, None, None]
    noise = prior.map_error[draws, None] / gain  # of the logarithm: the error's share of the area
    covariance = prior.level_sd**2 + spread**2 * persistence**months + noise[:, :, None] ** 2 * np.eye(len(gain))
    factor = np.linalg.cholesky(covariance)
    above = log_rate - (prior.level - spread[:, :, 0] ** 2 / 2.0)  # the law's rate is a mean over time, not a median
    surprise = np.linalg.solve(factor, above[:, :, None])[:, :, 0]
    step = np.diagonal(factor, axis1=1, axis2=2)
    seen = np.cumsum(-np.log(step) - surprise**2 / 2.0, axis=1)
    before = np.concatenate([np.zeros((len(seen), 1)), seen[:, :-1]], axis=1)
    return [log_rate - step * surprise, np.sqrt(step**2 - noise**2), before]


def last_month(series: Series, row: int) -> float:
    """The area of an interval at the rate of the one before it."""
    return float(series.gain[row - 1] / series.days[row - 1] * series.days[row])


def six_month_mean(series: Series, row: int) -> float:
    """The area of an interval at the mean rate of those of the half year before it, or of the last where that holds none."""
    recent = np.flatnonzero(series.start[:row] >= series.start[row] - HALF_YEAR_DAYS)
    chosen = recent if len(recent) else np.array([row - 1])
    return float(series.gain[chosen].sum() / series.days[chosen].sum() * series.days[row])


BASELINES: dict[str, Guess] = {"last_month": last_month, "six_month_mean": six_month_mean}
"""What the forecast must beat; both know nothing of war."""


def with_spread(series: Series, row: int, baseline: Guess) -> Floats:
    """The baseline with its errors in earlier intervals about it, both ways, which makes a forecast of it."""
    past = range(1, row)
    errors = [(series.gain[seen] - baseline(series, seen)) / series.days[seen] for seen in past]
    return np.array([baseline(series, row) + sign * error * series.days[row] for error in errors for sign in (1, -1)])


def _mean_crps(series: Series, rows: range, baseline: Guess, *, spread: bool = False) -> float:
    guesses = [with_spread(series, row, baseline) if spread else np.array([baseline(series, row)]) for row in rows]
    return float(np.mean([crps(guess, series.gain[row]) for guess, row in zip(guesses, rows, strict=True)]))


def _reading(series: Series, ours: Floats, fair: int) -> Iterator[str]:
    """What the score means, what was left out of it, and where it is weak."""
    scored = len(series.gain) - 1
    yield (
        "Each interval is forecast on its first day, from the positional law's rate of advance and the intervals before "
        f"it. The mean CRPS (continuous ranked probability score) is {ours[1:].mean():.3g} km2."
    )
    yield (
        "The baselines take last month's rate, or the mean of the half year before. 'skill' is the share of the better "
        "one's absolute error that is saved; a single number pays for having no spread, so 'skill_fair' gives the "
        "baselines their own past errors as spread."
    )
    yield (
        f"Not scored: the first interval, as the baselines have none before it; and in 'skill_fair' the first "
        f"{LEAST_ROWS - 1}, as no spread is known before two errors. That leaves {scored} and {fair}."
    )
    yield (
        f"Weak: one interval moves the coverage by {1 / scored:.2f}. The rate of advance in the prior was published on "
        "this same front, and those who set the other ranges had seen the shipped months; they are arguments, not fits."
    )
    if (small := int((series.gain < LEAST_KM2).sum())) > 0:
        yield (
            f"In {small} intervals less than {LEAST_KM2:g} km2 was gained, or ground was lost; the forecast of a front that "
            "moves one way reads them as that much and is scored on what happened."
        )


def _rows(series: Series, samples: list[Floats]) -> list[dict[str, Any]]:
    """For each interval, in km2 a day: what was gained, the forecast's 10, 50 and 90 % points, and the baselines."""
    return [
        {
            "from": datetime.date.fromordinal(int(series.start[row])).isoformat(),
            "to": datetime.date.fromordinal(int(series.end[row])).isoformat(),
            "gained": float(series.gain[row] / series.days[row]),
            **dict(zip(("low", "median", "high"), _points(sample / series.days[row]), strict=True)),
            **{name: guess(series, row) / series.days[row] if row else None for name, guess in BASELINES.items()},
        }
        for row, sample in enumerate(samples)
    ]


def _points(sample: Floats) -> list[float]:
    points: list[float] = np.quantile(sample, [0.1, 0.5, 0.9]).tolist()
    return points


def chart(card: Scorecard) -> alt.LayerChart | alt.FacetChart:
    """The rate of each interval as it was, its forecast with the 80 % range, and both baselines."""
    import altair as alt

    colours = {
        "gained": palette.VERMILLION,
        "forecast: median and 80 % range": palette.BLUE,
        "last month's rate": palette.INK,
        "six-month mean": palette.FAINT_INK,
    }
    gained, forecast, last, mean = colours
    colour = alt.Scale(domain=list(colours), range=list(colours.values()))
    base = alt.Chart(alt.InlineData(values=card.rows))

    def level(column: str, name: str, width: float) -> Any:
        named = base.transform_calculate(line=json.dumps(name))
        return named.mark_rule(strokeWidth=width).encode(
            x=alt.X("from:T", title="Interval", axis=alt.Axis(format="%b %Y", labelAngle=0, grid=False)),
            x2="to:T",
            y=alt.Y(f"{column}:Q", title=RATE),
            color=alt.Color(
                "line:N", scale=colour, legend=alt.Legend(title=None, orient="bottom", symbolType="stroke")
            ),
        )

    band = base.mark_rect(opacity=0.2, color=palette.BLUE).encode(
        x="from:T", x2="to:T", y=alt.Y("low:Q", title=RATE), y2="high:Q"
    )
    lines = [
        level("six_month_mean", mean, 1.2),
        level("last_month", last, 1.2),
        level("median", forecast, 2),
        level("gained", gained, 3.5),
    ]
    return alt.layer(band, *lines).properties(width=WIDTH, height=HEIGHT)
