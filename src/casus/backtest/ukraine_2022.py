"""Ukraine, February to March 2022: how deep each sector was entered, predicted from what stood there on the eve.

One set of parameters serves every sector and, but for geography and deployments, every other scenario of Casus. The record
measures from the nearest point of the line of 23 February; `sectors_2022.csv` turns the kilometres of our axes into that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from casus.backtest.area import area_by_day, area_on
from casus.backtest.record_2022 import SectorRecord, measured_depth, read_record, sectors
from casus.backtest.replay import replay
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import crps, inside, skill
from casus.backtest.series import read_series, shipped
from casus.flow.campaign.arrays import RECORDED_DAYS
from casus.flow.handoffs import Floats
from casus.foundation.codes import LAWS
from casus.foundation.errors import InputError, Place, Problem

ID = "ukraine-2022"
TITLE = "Ukraine 2022: depth of the invasion by sector"
DATA = "depth_2022.csv"
NEEDS = None

SCENARIO, DESIGN = "ukraine-2022", "as-it-was"
SCORED_DAYS = (3, 7, 14, 30)
OPPOSED_KM_PER_DAY = 5.0  # HERO 1972 (ORALFORE): median day against moderate resistance
HELD_BEFORE_KM2 = 42_981.0  # Crimea and the Donbas on 23 February 2022 (liveuamap-analysis, territory.csv)
NORTH = "kyiv-west"
KYIV_DAY = 30
STALLED_SHARE = 0.25  # chosen: an advance that adds less than a quarter in its third and fourth week has stalled
LEAST_COVERAGE = 0.65

BAND, MEDIAN = "predicted, 80 % of worlds", "predicted, median"
OBSERVED, LINE = "record", "straight line to the record's peak"


@dataclass(frozen=True)
class SectorDay:
    """One depth that was measured, and what was predicted for it."""

    sector: str
    day: int
    observed_km: float
    predicted_km: Floats
    opposed_km: float
    """Baseline: recorded battles' median day, every day."""
    line_km: float
    """Baseline with hindsight: a straight line to the sector's greatest depth on the day of it."""


def run(settings: Settings) -> Scorecard:
    """Play the invasion, and score depths by sector on days 3, 7, 14 and 30."""
    file = settings.data or shipped(DATA)
    record = read_record(file)
    if not any(True for _ in _scored_days(record)):
        raise InputError([Problem("holds no depth on or around days 3, 7, 14 or 30", Place(file))])
    scenario, _, campaigns = replay(SCENARIO, DESIGN, settings)
    axes = [axis.id for axis in scenario.theatre.axes]
    depth_km = campaigns.records["depth_km"]
    predicted = measured_depth(depth_km, axes)
    scored = list(_sector_days(record, predicted))
    score, baseline = _scores(scored)
    area_score, area_baseline = _area(depth_km, scenario)
    stall = _northern_stall(predicted[:, sectors().index(NORTH)], depth_km[:, axes.index(NORTH)], scenario)
    return Scorecard(
        id=ID,
        title=TITLE,
        n=len(scored),
        of="sector-days",
        score=score | area_score | stall | _crps_by_law(scored, campaigns.records["law"]),
        baseline=baseline | area_baseline,
        bars=(
            Bar("CRPS skill against the better baseline", score["crps_skill"], low=0.0),
            Bar("share of sector-days inside the 80 % band", score["coverage"], low=LEAST_COVERAGE),
            Bar("northern stall: worlds in which Kyiv stands on day 30", stall["kyiv_stands"], low=0.5),
            Bar("northern stall: gain of days 14 to 30 over depth on day 14", stall["late_gain"], high=STALLED_SHARE),
        ),
        reading=(
            "Depth by sector in kilometres from the line of 23 February; one set of parameters for all sectors, none of them "
            "fitted to this record.",
            "The model's mechanisms were changed after its first score was seen, and five ranges name 2022 among their reasons "
            "(docs/method/limits.md): read it as a check of consistency.",
            "Baselines: 5 km a day throughout (median day against moderate resistance, HERO 1972), and a straight line to "
            "the sector's greatest depth on the day of it, which knows the outcome.",
            "crps_km of a law is that of its worlds alone. It is no ground to choose a law by: one war, and its record is known.",
            "The map that the record comes from lags events by up to six days. The line of contact in the Donbas is played, but "
            "the record has no sector for it. The area curve includes Crimea and the Donbas; our axes do not cover the whole "
            "front, so it is scored without a bar.",
        ),
        sources=(
            "depths computed from polygons of nzz-maps, after liveuamap",
            "areas by The Economist from ISW (CC BY 4.0)",
        ),
        rows=_rows(record, predicted),
    )


def chart(card: Scorecard) -> Any:
    """A panel for each sector: band and median of the prediction, the record, and the line that knows the outcome."""
    import altair as alt

    from casus.flow.views import palette

    kinds = {MEDIAN: palette.BLUE, OBSERVED: palette.VERMILLION, LINE: palette.QUIET_INK}
    stroke = alt.Color(
        "kind:N", title=None, scale=alt.Scale(domain=list(kinds), range=list(kinds.values())), legend=_legend()
    )
    dash = alt.StrokeDash("kind:N", title=None, scale=alt.Scale(domain=list(kinds), range=[[1, 0], [1, 0], [3, 3]]))
    fill = alt.Fill(
        "kind:N", title=None, scale=alt.Scale(domain=[BAND], range=[palette.SKY_BLUE]), legend=_legend("square")
    )
    x = alt.X("day:Q", title="Days after 24 February 2022", axis=alt.Axis(values=[0, 7, 14, 21, 30], grid=False))
    y = alt.Y("low:Q", title="Depth (km)", scale=alt.Scale(zero=True))
    base = alt.Chart().encode(x=x)
    layers = [
        base.transform_filter(f"datum.kind == '{BAND}'").mark_area(opacity=0.4).encode(y=y, y2="high:Q", fill=fill),
        base.transform_filter(f"datum.kind != '{BAND}'").mark_line().encode(y="km:Q", color=stroke, strokeDash=dash),
        base.transform_filter(f"datum.kind == '{OBSERVED}'")
        .mark_point(filled=True, size=28, color=palette.VERMILLION, opacity=1)
        .encode(y="km:Q"),
    ]
    header = alt.Header(title=None, labelFontSize=12, labelFontWeight="bold", labelAnchor="start")
    return (
        alt.layer(*layers)
        .properties(width=250, height=130)
        .facet(facet=alt.Facet("sector:N", header=header), data=alt.InlineData(values=card.rows), columns=3)
    )


def _legend(symbol: str = "stroke") -> Any:
    import altair as alt

    return alt.Legend(orient="bottom", symbolType=symbol, symbolStrokeWidth=2.5, symbolSize=200, labelLimit=400)


def _scored_days(record: list[SectorRecord]) -> Iterator[tuple[SectorRecord, int]]:
    """Every scored day that lies within what is known of a sector."""
    for of in record:
        for day in SCORED_DAYS:
            if of.days[0] <= day <= of.days[-1]:
                yield of, day


def _sector_days(record: list[SectorRecord], predicted: Floats) -> Iterator[SectorDay]:
    """Every scored day of every sector: what was measured, by a straight line between records, and what was predicted."""
    place = {sector: number for number, sector in enumerate(sectors())}
    for of, day in _scored_days(record):
        yield SectorDay(
            of.sector,
            day,
            float(np.interp(day, of.days, of.depth_km)),
            predicted[:, place[of.sector], RECORDED_DAYS.index(day)],
            OPPOSED_KM_PER_DAY * day,
            _line_to_peak(of.days, of.depth_km, day),
        )


def _line_to_peak(days: Floats, depths: Floats, day: float) -> float:
    """Depth on a day by a straight line from nothing on day 0 to the greatest depth on the first day of it."""
    early = days <= max(SCORED_DAYS)
    peak = int(np.argmax(depths[early]))
    return float(depths[peak] * min(1.0, day / max(float(days[peak]), 1.0)))


def _scores(scored: list[SectorDay]) -> tuple[dict[str, float], dict[str, float]]:
    ours = float(np.mean([crps(of.predicted_km, of.observed_km) for of in scored]))
    opposed = float(np.mean([abs(of.opposed_km - of.observed_km) for of in scored]))
    line = float(np.mean([abs(of.line_km - of.observed_km) for of in scored]))
    medians = np.array([np.median(of.predicted_km) for of in scored])
    score = {
        "crps_skill": skill(ours, min(opposed, line)),
        "coverage": float(np.mean([inside(of.predicted_km, of.observed_km) for of in scored])),
        "crps_km": ours,
        "crps_skill_opposed": skill(ours, opposed),
        "crps_skill_line": skill(ours, line),
        "bias_km": float(np.mean(medians - [of.observed_km for of in scored])),
    }
    return score, {"median_opposed_advance_km": opposed, "line_to_peak_km": line}


def _crps_by_law(scored: list[SectorDay], laws: Floats) -> dict[str, float]:
    """CRPS in km of the worlds of each law alone; not to be chosen by, since a law of one's own would be fitted so."""
    return {
        f"crps_km_{law}": float(np.mean([crps(of.predicted_km[laws == code], of.observed_km) for of in scored]))
        for code, law in enumerate(LAWS)
        if (laws == code).any()
    }


def _northern_stall(measured: Floats, path_km: Floats, scenario: Any) -> dict[str, float]:
    """Share of worlds in which Kyiv stands on day 30, and the median's gain after day 14 over its depth by then."""
    axis = next(axis for axis in scenario.theatre.axes if axis.id == NORTH)
    lengths = np.cumsum([segment.length_km for segment in axis.segments])
    kyiv_km = lengths[next(i for i, segment in enumerate(axis.segments) if segment.city == "kyiv")]
    late, earlier = (float(np.median(measured[:, RECORDED_DAYS.index(day)])) for day in (KYIV_DAY, 14))
    stands = path_km[:, RECORDED_DAYS.index(KYIV_DAY)] < kyiv_km
    return {"kyiv_stands": float(np.mean(stands)), "late_gain": late / earlier - 1.0 if earlier > 0.0 else float("nan")}


def _area(depth_km: Floats, scenario: Any) -> tuple[dict[str, float], dict[str, float]]:
    """CRPS skill and coverage of the area curve against a straight line to its greatest value."""
    predicted = area_by_day(depth_km, scenario.theatre.axes) + HELD_BEFORE_KM2
    table = read_series(shipped("area_2022.csv"), {"date": str, "assessed_control_km2": float})
    since = [(_day(date), km2) for date, km2 in zip(table["date"], table["assessed_control_km2"], strict=True)]
    known = [(day, km2) for day, km2 in since if 1 <= day <= max(SCORED_DAYS)]
    peak_day, peak = max(known, key=lambda of: of[1])
    scores, lines, hits = [], [], []
    for day, km2 in known:
        sample = area_on(day, predicted)
        scores.append(crps(sample, km2))
        lines.append(abs(HELD_BEFORE_KM2 + (peak - HELD_BEFORE_KM2) * min(1.0, day / peak_day) - km2))
        hits.append(inside(sample, km2))
    ours, line = float(np.mean(scores)), float(np.mean(lines))
    return (
        {"area_skill": skill(ours, line), "area_coverage": float(np.mean(hits)), "area_crps_km2": ours},
        {"area_line_to_peak_km2": line},
    )


def _day(date: str) -> int:
    import datetime

    return (datetime.date.fromisoformat(date) - datetime.date(2022, 2, 24)).days


def _rows(record: list[SectorRecord], predicted: Floats) -> list[dict[str, Any]]:
    """What the chart shows: every sector's prediction, and where there is a record the record and its line."""
    last = max(SCORED_DAYS)
    low, middle, high = np.quantile(predicted, (0.1, 0.5, 0.9), axis=0)
    rows: list[dict[str, Any]] = [
        {"kind": BAND, "sector": sector, "day": day, "low": low[i, j], "high": high[i, j]}
        for i, sector in enumerate(sectors())
        for j, day in enumerate(RECORDED_DAYS)
        if day <= last
    ]
    rows += [
        row | {"kind": MEDIAN, "km": middle[sectors().index(row["sector"]), RECORDED_DAYS.index(row["day"])]}
        for row in rows
    ]
    for of in record:
        rows += [
            {"kind": OBSERVED, "sector": of.sector, "day": int(day), "km": float(km)}
            for day, km in zip(of.days, of.depth_km, strict=True)
            if 0 <= day <= last
        ]
        if of.days[0] <= last:
            rows += [
                {"kind": LINE, "sector": of.sector, "day": day, "km": _line_to_peak(of.days, of.depth_km, day)}
                for day in range(last + 1)
            ]
    return rows
