"""Kharkiv and Kherson, autumn 2022: were two collapses of a line within what the model held possible on the eve?

A test of the tails. The record of a sector is area taken since the attack began; its event is the step that adds most. What is
asked is only whether the event lies between the 1 % and the 99 % point of the prediction, not whether it was expected.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from casus.backtest.area import area_by_day, area_of, area_on
from casus.backtest.replay import replay
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.series import read_series, shipped
from casus.flow.campaign.arrays import RECORDED_DAYS
from casus.flow.campaign.simulate import simulate
from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import unknown_name_hint

if TYPE_CHECKING:
    import pandas as pd

ID = "collapse-2022"
TITLE = "Kharkiv and Kherson 2022: collapses as events in the tail"
DATA = "collapse_2022.csv"
NEEDS = None

SCENARIO, DESIGN = "collapse-2022", "as-it-was"
ATTACKS = {"kharkiv": "limited", "kherson": "full"}
"""The attack option of each event."""
BAND = (0.01, 0.99)  # as the case asks: a 98 % band
DAYS_PER_MONTH = 30.4
CURVE_POINTS = 60  # chosen: enough for a smooth line


@dataclass(frozen=True)
class Event:
    """A collapse as recorded, and what was predicted for the same day."""

    name: str
    day: int
    area_km2: float
    """Taken since the attack began."""
    step_km2: float
    """Of which since the record's row before."""
    predicted_km2: Floats
    sector_km2: float
    """All that the sector's axes hold."""

    @property
    def percentile(self) -> float:
        """Share of the worlds in which less was taken."""
        return float(np.mean(self.predicted_km2 < self.area_km2))


def run(settings: Settings) -> Scorecard:
    """Play both attacks, and place what happened in what was predicted."""
    record = _record(settings.data)
    predicted, sectors = _predicted(settings)
    events = [_event(name, record, predicted[name], sectors[name]) for name in ATTACKS if name in set(record["event"])]
    return Scorecard(
        id=ID,
        title=TITLE,
        n=len(events),
        of="collapses",
        score=_score(events, record, predicted),
        baseline=_baseline(events),
        bars=tuple(
            Bar(
                f"{event.name}: km2 by day {event.day} inside the 98 % band",
                event.area_km2,
                *(float(point) for point in np.quantile(event.predicted_km2, BAND)),
            )
            for event in events
        ),
        reading=(
            "Share of worlds in which less was taken than was; inside the band means possible, not expected. In this scenario the "
            "side that attacks is called aggressor and the side that holds the line protected; no judgement is meant.",
            "A band as wide as the sector (its area is among the scores) passes whatever happens: compare the two before "
            "calling a pass a success, and the median with the record.",
            "Baseline: a normal distribution of the months of 2024-25, all fronts together, over the event's time but at least a "
            "month. It says how a model without breakthrough rates each event: standard deviations, logarithm of the probability.",
            "Weak: order of battle recalled, lines drawn from memory, one mix of unit types for both sectors. Brigades of the side "
            "that attacks are valued by a range made for Russia's of 2026, which makes collapse less likely here.",
            "The garrison of Kherson withdrew over the river by order. The model has no withdrawal, only being pushed back, so it "
            "can be right here for the wrong reason. The river behind the garrison is the end of the axis and nothing more.",
        ),
        sources=("steps of the area curve by The Economist after ISW (CC BY 4.0)",),
        rows=[row for event in events for row in _rows(event)],
    )


def chart(card: Scorecard) -> Any:
    """A panel for each event: the share of worlds by area taken, the 98 % band, and what happened."""
    import altair as alt

    return alt.hconcat(*(_panel(card, name) for name in dict.fromkeys(row["event"] for row in card.rows)))


def _panel(card: Scorecard, name: str) -> Any:
    import altair as alt

    from casus.flow.views import palette

    of = {
        kind: alt.InlineData(values=[row for row in card.rows if (row["event"], row["kind"]) == (name, kind)])
        for kind in ("world", "band", "record")
    }
    (record,) = of["record"].values
    x = alt.X(
        "area_km2:Q",
        title=f"{name.capitalize()}: km² taken by day {record['day']}",
        axis=alt.Axis(format=",.0f", tickCount=5),
    )
    y = alt.Y(
        "share:Q",
        title="share of worlds: at least this much",
        axis=alt.Axis(format=".0%"),
        scale=alt.Scale(domain=[0, 1]),
    )
    band = alt.Chart(of["band"]).mark_rect(color=palette.SKY_BLUE, opacity=0.25).encode(x="low:Q", x2="high:Q")
    curve = alt.Chart(of["world"]).mark_line(color=palette.BLUE, strokeWidth=2.2).encode(x=x, y=y)
    rule = alt.Chart(of["record"]).mark_rule(color=palette.VERMILLION, strokeWidth=2).encode(x="area_km2:Q")
    text = rule.mark_text(color=palette.VERMILLION, align="left", dx=5, fontSize=11).encode(
        y=alt.datum(0.93), text="text:N"
    )
    return alt.layer(band, curve, rule, text).properties(width=380, height=280)


# --- the record -------------------------------------------------------------------------------------------------------


def _record(file: Path | None) -> pd.DataFrame:
    """Area by event and day, in that order; raises InputError for what cannot be scored."""
    table = read_series(file or shipped(DATA), {"event": str, "day": int, "area_km2": float})
    place = Place(file or shipped(DATA))
    problems = [
        Problem(f"unknown event '{name}'", place, unknown_name_hint(name, ATTACKS))
        for name in dict.fromkeys(table["event"])
        if name not in ATTACKS
    ]
    last = max(RECORDED_DAYS)
    problems += [
        Problem(f"day {day} of '{name}' lies outside 1 to {last}", place)
        for name, day in zip(table["event"], table["day"], strict=True)
        if not 1 <= day <= last
    ]
    problems += [
        Problem(f"the area of '{name}' on day {day} is {area}; it must be more than 0", place)
        for name, day, area in zip(table["event"], table["day"], table["area_km2"], strict=True)
        if not area > 0.0
    ]
    problems += [
        Problem(f"day {day} of '{name}' is there twice", place)
        for name, day in table.loc[table.duplicated(["event", "day"]), ["event", "day"]].itertuples(index=False)
    ]
    if not len(table):
        problems.append(Problem("holds no event", place))
    if problems:
        raise InputError(problems)
    return table.sort_values(["event", "day"])


def _event(name: str, record: pd.DataFrame, area_km2: Floats, sector_km2: float) -> Event:
    """The row of a sector's record that adds most, with what was predicted for its day."""
    of = record[record["event"] == name]
    steps = np.diff(of["area_km2"], prepend=0.0)
    row = int(np.argmax(steps))
    day = int(of["day"].iloc[row])
    return Event(name, day, float(of["area_km2"].iloc[row]), float(steps[row]), area_on(day, area_km2), sector_km2)


# --- the prediction and its score -------------------------------------------------------------------------------------


def _predicted(settings: Settings) -> tuple[dict[str, Floats], dict[str, float]]:
    """(draws, recorded days) of area taken, and all the area of the sector, for each event."""
    scenario, draws, first = replay(SCENARIO, DESIGN, settings)
    played = {first.attack: first}
    areas, sectors = {}, {}
    for name, option in ATTACKS.items():
        attack = next(attack for attack in scenario.attacks if attack.id == option)
        if option not in played:
            played[option] = simulate(scenario, scenario.design(DESIGN), attack, draws)
        areas[name] = area_by_day(played[option].records["depth_km"], scenario.theatre.axes)
        sectors[name] = sum(area_of(axis) for axis in scenario.theatre.axes if axis.id in attack.axes)
    return areas, sectors


def _score(events: Sequence[Event], record: pd.DataFrame, predicted: dict[str, Floats]) -> dict[str, float]:
    """Percentile and median for each event, the percentile of its last step alone, and those of the record's other rows."""
    score = {}
    for event in events:
        score[f"{event.name}_percentile"] = event.percentile
        score[f"{event.name}_median_km2"] = float(np.median(event.predicted_km2))
        score[f"{event.name}_sector_km2"] = event.sector_km2
        score[f"{event.name}_step_percentile"] = float(np.mean(event.predicted_km2 < event.step_km2))
        others = record[(record["event"] == event.name) & (record["day"] != event.day)]
        for day, area in zip(others["day"], others["area_km2"], strict=True):
            score[f"{event.name}_day_{day}_percentile"] = float(np.mean(area_on(day, predicted[event.name]) < area))
    return score


def _baseline(events: Sequence[Event]) -> dict[str, float]:
    """How many standard deviations out each event is among the months of 2024-25, and the logarithm of its probability."""
    from scipy.stats import norm

    mean, spread = _months()
    baseline = {}
    for event in events:
        months = max(1.0, event.day / DAYS_PER_MONTH)
        deviations = (event.area_km2 - mean * months) / (spread * months)
        baseline[f"{event.name}_deviations"] = deviations
        baseline[f"{event.name}_log10_probability"] = float(norm.logsf(deviations) / np.log(10.0))
    return baseline


def _months() -> tuple[float, float]:
    """Mean and standard deviation of the area gained in a month of 2024-25; months of a longer time are taken as all alike.

    So the spread grows in proportion to time, the widest that it could.
    """
    import datetime

    table = read_series(
        shipped("territory_monthly.csv"), {"from": datetime.date, "to": datetime.date, "km2_gain": float}
    )
    months = np.array([(b - a).days / DAYS_PER_MONTH for a, b in zip(table["from"], table["to"], strict=True)])
    rates = table["km2_gain"].to_numpy() / months
    return float(rates.mean()), float(rates.std(ddof=1))


def _rows(event: Event) -> list[dict[str, Any]]:
    """What the chart shows of an event."""
    low, high = (float(point) for point in np.quantile(event.predicted_km2, BAND))
    top = 1.05 * max(float(event.predicted_km2.max()), event.area_km2)
    shared = {"event": event.name, "day": event.day}
    rows = [
        {**shared, "kind": "world", "area_km2": float(km2), "share": float(np.mean(event.predicted_km2 >= km2))}
        for km2 in np.linspace(0.0, top, CURVE_POINTS)
    ]
    text = f"recorded: {event.area_km2:,.0f}"
    return [
        *rows,
        {**shared, "kind": "band", "low": low, "high": high},
        {**shared, "kind": "record", "area_km2": event.area_km2, "text": text},
    ]
