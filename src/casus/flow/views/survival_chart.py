"""Judged outcomes in, a chart of how long peace lasts by the reference class out: a curve for each design."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from casus.flow.handoffs import Outcomes
from casus.flow.strategy.deterrence import Deterrence
from casus.flow.strategy.risk import YEARS
from casus.flow.views import palette
from casus.flow.views.frame import drawn, framed, source_of, titles_of

if TYPE_CHECKING:
    import altair as alt

COLUMNS = 4  # chosen: panels in a row, with which a chart is some 1,200 pixels wide
PANEL_WIDTH, PANEL_HEIGHT = 250, 130  # chosen, pixels
Row = dict[str, Any]


def survival_by_design(outcomes: Outcomes, found: Deterrence) -> alt.VConcatChart:
    """A panel for each design: median survival with 90 % of worlds, the spread of the readings, and the baseline in grey."""
    import altair as alt

    rows = survival_table(outcomes, found)
    titles = titles_of(outcomes, "design")
    baseline = titles[str(outcomes.data.attrs["baseline"])]
    header = alt.Header(title=None, labelFontSize=13, labelFontWeight="bold", labelAnchor="start", labelPadding=4)
    facet = alt.Facet("title:N", sort=list(dict.fromkeys(row["title"] for row in rows)), header=header)
    lowest = min(row["low"] for row in rows)
    panel = alt.layer(*_layers(math.floor(lowest * 10) / 10)).properties(width=PANEL_WIDTH, height=PANEL_HEIGHT)
    return framed(
        panel.facet(facet=facet, data=alt.InlineData(values=rows), columns=COLUMNS, spacing=22),
        "How long peace lasts, by the record of settlements like it",
        [
            "Probability that the two states have not fought another war; the number is that of ten years. Blue: median and 5-95 % "
            f"of the draws. Dashed: kindest and harshest reading of what pacts do, medians. Grey: {baseline}.",
            "An association over some 90 wars and the pacts of two centuries, not a cause; the record knows nothing of deadlines, "
            f"rules of decision or works. The axis does not start at nought. {drawn(outcomes)}",
        ],
        source_of(outcomes),
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


def _layers(floor: float) -> list[Any]:
    import altair as alt

    years = alt.Axis(values=[0, 2, 4, 6, 8, 10], grid=False, title="years after the settlement")
    base = alt.Chart().encode(x=alt.X("year:Q", axis=years))
    scale = alt.Scale(domain=[floor, 1])
    share = alt.Axis(tickCount=4, format=".0%", title=None)
    dashes: Row = {"color": palette.BLUE, "strokeDash": [3, 3], "strokeWidth": 1.2}
    return [
        base.mark_area(color=palette.SKY_BLUE, opacity=0.35).encode(
            y=alt.Y("low:Q", scale=scale, axis=share), y2="high:Q"
        ),
        base.mark_line(color=palette.GHOST, strokeWidth=2.4).encode(y="baseline:Q"),
        *(base.mark_line(**dashes).encode(y=f"{end}:Q") for end in ("harshest", "kindest")),
        base.mark_line(color=palette.BLUE, strokeWidth=2.4).encode(y="middle:Q"),
    ]
