"""Iwo Jima 1945: the square law against the recorded strengths, and against laws and lines that know as much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.series import Rules, read_series, shipped
from casus.foundation.errors import InputError, Place, Problem

if TYPE_CHECKING:
    import pandas as pd

ID = "iwo-jima"
TITLE = "Iwo Jima 1945: strengths day by day under Lanchester's square law"
DATA = "iwo_jima.csv"
NEEDS = None

COLUMNS: dict[str, type] = {
    "day": int,
    "us_landings": float,
    "us_losses": float,
    "japanese_known": float,
    "us_end_sheet": float,
    "japanese_end_sheet": float,
}

RULES = Rules(
    required=frozenset({"day", "us_landings", "us_losses"}),
    not_negative=frozenset({"us_landings", "us_losses", "japanese_known"}),
    unique="day",
    least_rows=3,  # chosen: two days fix the two coefficients, and a third is left to be found
)
"""The columns of Helmbold's sheet may be empty: the bar on them is then missed."""

BY_US, BY_JAPANESE = 0.01518, 0.06179
"""A and D, losses a day caused by one man. Helmbold c. 1993, Iwo Jima Spreadsheet (PAR, IWOJIMA.csv), seen."""

ENGEL_BY_US, ENGEL_BY_JAPANESE = 0.0106, 0.0544
"""The same after Engel 1954 (J. ORSA 2:163-171), second hand."""

ENGEL_GARRISON = 21500.0
"""Japanese on the island at the start, Engel 1954, recalled; one second-hand note has 21,000."""

ENGEL_LANDINGS = {0: 54000.0, 2: 6000.0, 5: 13000.0}
"""US landings, spread evenly over the day that begins then. Engel 1954, second hand."""

ENGEL_STEPS = 200  # chosen: steps a day of the integration; twice as many change no strength by 0.01

LAWS = {"square": (1.0, 0.0), "linear": (1.0, 1.0), "log": (0.0, 1.0)}
"""Exponents p and q."""

Strengths = list[tuple[float, float]]
"""(US, Japanese) at the end of each day."""


def run(settings: Settings) -> Scorecard:
    """How closely the sheet is reproduced, and how well laws that know only one later day trace the days between."""
    table = read_days(settings.data or shipped(DATA))
    recorded = recorded_us(table)
    landings, garrison = table.us_landings.tolist(), float(table.japanese_known[0])
    sheet = helmbold(landings, garrison, BY_US, BY_JAPANESE)
    fitted = {name: fit(table, p, q) for name, (p, q) in LAWS.items()}
    paths = {name: helmbold(landings, garrison, *rates, *LAWS[name]) for name, rates in fitted.items()}
    line = straight_line(table)
    known = _known_day(table)
    rmse = {name: _rmse([us for us, _ in path], recorded) for name, path in paths.items()}
    error = _largest_error(table, sheet)
    score = {
        "max_abs_error": error,
        "rmse_us_sheet": _rmse([us for us, _ in sheet], recorded),
        "rmse_us_square": rmse["square"],
        "japanese_error_known_day": sheet[known][1] - float(table.japanese_known[known]),
        "rmse_us_engel": _rmse([us for us, _ in engel(len(table))], recorded),
    }
    baseline = {
        "rmse_us_straight_line": _rmse(line, recorded),
        "rmse_us_linear_law": rmse["linear"],
        "rmse_us_log_law": rmse["log"],
    }
    return Scorecard(
        ID,
        TITLE,
        len(table),
        "days",
        score,
        baseline,
        (
            Bar("largest difference from Helmbold's sheet, men", error, high=0.01),
            Bar("error of the square law over that of a straight line", _over(rmse["square"], baseline), high=1.0),
            Bar("error of the square law over that of the linear law", rmse["square"] / rmse["linear"], high=1.0),
        ),
        (
            "rmse_us is the typical error of US strength in men over all days. The three fitted laws each take two coefficients "
            f"from day {known + 1} (US losses so far, Japanese left) and have to find the other days; the last "
            f"{len(table) - known - 1} are a forecast.",
            "The baseline, a straight line, spreads US losses evenly up to the same day and goes on at that pace; it knows the "
            "same US number.",
            "A ratio near 1 between two laws says that this battle cannot tell them apart.",
            "The test is weak: recorded US losses are means over four phases, Japanese strength is known on two days only, "
            "and Helmbold's coefficients were made from this battle. The Engel run has other landings (73,000 men, not 71,245), so "
            "that its error is mostly a difference of books.",
        ),
        ("Helmbold c. 1993, Iwo Jima Spreadsheet, in Personnel Attrition Rates (DTIC ADM000368), public domain",),
        _rows(table, recorded, paths["square"], line),
    )


def read_days(file: Path) -> pd.DataFrame:
    """The days of a file in order; raises InputError where one lacks, or where they cannot be fitted."""
    table = read_series(file, COLUMNS, RULES).sort_values("day", ignore_index=True)
    days = table.day.tolist()
    problems = [
        Problem(f"has day {after} after day {before}", Place(file), "the laws go day by day; give every day")
        for before, after in zip(days, days[1:], strict=False)
        if after != before + 1
    ]
    problems += [Problem(what, Place(file)) for what in _unfit(table)]
    if problems:
        raise InputError(problems)
    return table


def _unfit(table: pd.DataFrame) -> list[str]:
    """Why the laws cannot be fitted to the table, in words."""
    known = table.japanese_known.dropna()
    if table.japanese_known.isna()[0] or len(known) < 2:
        return ["japanese_known must hold the garrison on the first day, and what was left of it on a later one"]
    last, left = int(known.index[-1]), float(known.iloc[-1])
    fallen = float(table.us_losses[: last + 1].sum())
    return [
        *(
            []
            if left < known[0]
            else [f"japanese_known ends at {left:g}; it must be below the {known[0]:g} of the first day"]
        ),
        *([] if fallen > 0 else ["us_losses holds none up to the last day of japanese_known"]),
        *([] if fallen < table.us_landings[: last + 1].sum() else ["us_losses are as many as us_landings, or more"]),
    ]


def helmbold(
    landings: Sequence[float], garrison: float, by_us: float, by_japanese: float, p: float = 1.0, q: float = 0.0
) -> Strengths:
    """Strengths at the end of each day: losses of a day follow from the evening before, landings count the same day.

    US(1) = L(1) - loss, J(1) = garrison; US(t+1) = US(t) + L(t+1) - loss of US, J(t+1) = J(t) - loss of J.
    """
    from casus.flow.campaign.laws.bracken1995 import losses_per_day

    us_loss, _ = losses_per_day(landings[0], garrison, by_us, by_japanese, p, q, 1.0)
    us, japanese = landings[0] - us_loss, garrison
    path = [(us, japanese)]
    for landed in landings[1:]:
        us_loss, japanese_loss = losses_per_day(us, japanese, by_us, by_japanese, p, q, 1.0)
        us, japanese = us + landed - us_loss, japanese - japanese_loss
        path.append((us, japanese))
    return path


def engel(days: int) -> Strengths:
    """Engel's version: the square law in continuous time with landings spread over days (Runge-Kutta of fourth order)."""
    us, japanese, path = 0.0, ENGEL_GARRISON, []
    for day in range(days):
        for _ in range(ENGEL_STEPS):
            us, japanese = _step(us, japanese, ENGEL_LANDINGS.get(day, 0.0), 1.0 / ENGEL_STEPS)
        path.append((us, japanese))
    return path


def _step(us: float, japanese: float, landing: float, dt: float) -> tuple[float, float]:
    def slope(x: float, y: float) -> tuple[float, float]:
        return landing - ENGEL_BY_JAPANESE * y, -ENGEL_BY_US * x

    a = slope(us, japanese)
    b = slope(us + dt / 2 * a[0], japanese + dt / 2 * a[1])
    c = slope(us + dt / 2 * b[0], japanese + dt / 2 * b[1])
    d = slope(us + dt * c[0], japanese + dt * c[1])
    us += dt / 6 * (a[0] + 2 * b[0] + 2 * c[0] + d[0])
    japanese += dt / 6 * (a[1] + 2 * b[1] + 2 * c[1] + d[1])
    return max(0.0, us), max(0.0, japanese)


def recorded_us(table: pd.DataFrame) -> list[float]:
    """US strength at the end of each day: landed so far less lost so far."""
    return [float(value) for value in (table.us_landings - table.us_losses).cumsum()]


def straight_line(table: pd.DataFrame) -> list[float]:
    """US strength if the losses up to the known day had fallen evenly, and gone on so."""
    known = _known_day(table)
    pace = float(table.us_losses[: known + 1].sum()) / (known + 1)
    return [float(landed) - pace * (day + 1) for day, landed in enumerate(table.us_landings.cumsum())]


def fit(table: pd.DataFrame, p: float, q: float) -> tuple[float, float]:
    """(by US, by Japanese): the rates that give the US losses and the Japanese strength of the known day."""
    from scipy.optimize import least_squares

    known = _known_day(table)
    landings, garrison = table.us_landings[: known + 1].tolist(), float(table.japanese_known[0])
    us_then, japanese_then = recorded_us(table)[known], float(table.japanese_known[known])
    mean_us, mean_japanese = us_then, (garrison + japanese_then) / 2
    us_scale = mean_japanese**p * mean_us**q
    japanese_scale = mean_us**p * mean_japanese**q

    def misses(logs: Any) -> list[float]:
        rates = math.exp(logs[0]) / japanese_scale, math.exp(logs[1]) / us_scale
        us, japanese = helmbold(landings, garrison, *rates, p, q)[-1]
        return [(us - us_then) / us_then, (japanese - japanese_then) / garrison]

    guess = [math.log((garrison - japanese_then) / known), math.log(float(table.us_losses[: known + 1].mean()))]
    logs = least_squares(misses, guess, xtol=1e-14, ftol=1e-14, gtol=1e-14).x
    return math.exp(logs[0]) / japanese_scale, math.exp(logs[1]) / us_scale


def _known_day(table: pd.DataFrame) -> int:
    """Row of the last day on which the Japanese strength is known."""
    return int(table.japanese_known.last_valid_index())


def _largest_error(table: pd.DataFrame, path: Strengths) -> float:
    """Largest difference from the sheet in men; no number where a cell of the sheet is empty."""
    return float(np.abs(np.array(path) - table[["us_end_sheet", "japanese_end_sheet"]].to_numpy(float)).max())


def _rmse(predicted: Sequence[float], recorded: Sequence[float]) -> float:
    return math.dist(predicted, recorded) / math.sqrt(len(recorded))


def _over(error: float, baseline: dict[str, float]) -> float:
    return error / baseline["rmse_us_straight_line"]


def _rows(table: pd.DataFrame, recorded: list[float], square: Strengths, line: list[float]) -> list[dict[str, Any]]:
    days = [int(day) for day in table.day]
    series = {
        "US, square law": [us for us, _ in square],
        "US, straight line": line,
        "Japanese, square law": [japanese for _, japanese in square],
        "US, recorded": recorded,
        "Japanese, recorded": table.japanese_known.tolist(),
    }
    return [
        {"day": day, "series": name, "strength": float(value)}
        for name, values in series.items()
        for day, value in zip(days, values, strict=True)
        if not math.isnan(value)
    ]


def chart(card: Scorecard) -> Any:
    """Strengths by day: lines are predictions, points what was recorded."""
    import altair as alt

    from casus.flow.views.palette import BLUE, FAINT_INK, INK, VERMILLION

    lines = {"US, square law": BLUE, "US, straight line": FAINT_INK, "Japanese, square law": VERMILLION}
    points = {"US, recorded": "circle", "Japanese, recorded": "diamond"}
    base = alt.Chart().encode(
        x=alt.X("day:Q", title="Day of the battle (1 = 19 February 1945)", scale=alt.Scale(domain=[0, 37])),
        y=alt.Y("strength:Q", title="Strength at the end of the day (men)"),
    )
    stroke = alt.Color(
        "series:N",
        scale=alt.Scale(domain=list(lines), range=list(lines.values())),
        legend=alt.Legend(orient="bottom", title="Lines", symbolType="stroke", symbolStrokeWidth=3),
    )
    shape = alt.Shape(
        "series:N",
        scale=alt.Scale(domain=list(points), range=list(points.values())),
        legend=alt.Legend(orient="bottom", title="Points", symbolFillColor=INK, symbolStrokeColor=INK),
    )
    drawn = base.mark_line(strokeWidth=2.5).encode(color=stroke).transform_filter(_is_one_of(lines))
    marked = base.mark_point(filled=True, size=40, color=INK, opacity=0.8).encode(shape=shape)
    layers = alt.layer(drawn, marked.transform_filter(_is_one_of(points)), data=alt.InlineData(values=card.rows))
    return layers.properties(width=840, height=300)


def _is_one_of(series: dict[str, str]) -> Any:
    import altair as alt

    return alt.FieldOneOfPredicate(field="series", oneOf=list(series))
