"""Judged outcomes in, a chart of how long peace lasts by the reference class out: a curve for each design."""

from __future__ import annotations

import math
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.strategy.deterrence import Deterrence
from casus.flow.strategy.risk import YEARS
from casus.flow.views import palette
from casus.flow.views.frame import drawn, titles_of
from casus.flow.views.vega_lite import Spec, layer, number, panels, whole

COLUMNS = 4  # chosen: panels in a row, with which a chart is some 1,200 pixels wide
PANEL_WIDTH, PANEL_HEIGHT = 250, 130  # chosen, pixels
Row = dict[str, Any]


def survival_by_design(outcomes: Outcomes, found: Deterrence) -> Spec:
    """A panel for each design: median survival with 90 % of worlds, the spread of the readings, and the baseline in grey."""
    rows = survival_table(outcomes, found)
    titles = titles_of(outcomes, "design")
    baseline = titles[str(outcomes.data.attrs["baseline"])]
    lowest = min(row["low"] for row in rows)
    panel = {"layer": _layers(math.floor(lowest * 10) / 10), "width": PANEL_WIDTH, "height": PANEL_HEIGHT}
    return whole(
        panels(rows, panel, COLUMNS),
        "How long peace lasts, by the record of settlements like it",
        [
            "Probability that the two states have not fought another war; the number is that of ten years. Blue: median and 5-95 % "
            f"of the draws. Dashed: kindest and harshest reading of what pacts do, medians. Grey: {baseline}.",
            "An association over some 90 wars and the pacts of two centuries, not a cause; the record knows nothing of deadlines, "
            f"rules of decision or works. The axis does not start at nought. {drawn(outcomes)}",
        ],
        outcomes,
    )


def survival_table(outcomes: Outcomes, found: Deterrence) -> list[Row]:
    """A row for each design and year, the longest peace first: quantiles, the ends of the readings, the baseline's median."""
    titles, baseline = titles_of(outcomes, "design"), found.lenses[str(outcomes.data.attrs["baseline"])]
    ordered = sorted(found.lenses, key=lambda id: -found.lenses[id].reference.survival[YEARS].p50)
    return [
        {
            "design": design,
            "title": f"{titles[design]}: {reference.survival[YEARS].p50:.0%}",
            "year": year,
            "low": survival.p05,
            "middle": survival.p50,
            "high": survival.p95,
            "harshest": min(reference.survival_by_reading[year].values()),
            "kindest": max(reference.survival_by_reading[year].values()),
            "baseline": baseline.reference.survival[year].p50,
        }
        for design in ordered
        for reference in [found.lenses[design].reference]
        for year, survival in reference.survival.items()
    ]


def _layers(floor: float) -> list[Spec]:
    x = number("year", {"axis": {"values": [0, 2, 4, 6, 8, 10], "grid": False, "title": "years after the settlement"}})
    share = {"scale": {"domain": [floor, 1]}, "axis": {"tickCount": 4, "format": ".0%", "title": None}}
    dashes = {"color": palette.BLUE, "strokeDash": [3, 3], "strokeWidth": 1.2}
    lines = {
        "baseline": {"color": palette.GHOST, "strokeWidth": 2.4},
        "harshest": dashes,
        "kindest": dashes,
        "middle": {"color": palette.BLUE, "strokeWidth": 2.4},
    }
    spread = {"x": x, "y": number("low", share), "y2": {"field": "high"}}
    return [
        layer("area", {"color": palette.SKY_BLUE, "fillOpacity": 0.35}, spread),
        *(layer("line", look, {"x": x, "y": number(field)}) for field, look in lines.items()),
    ]
