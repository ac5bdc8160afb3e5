"""The answer about the gap in, its chart out: the curve of arrival against that of loss, and the causes of what lies between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casus.flow.metrics.measure import Share
from casus.flow.views import palette
from casus.flow.views.frame import brief_source, framed
from casus.study.gap.causes import CAUSES
from casus.study.gap.found import Gap

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, HEIGHT, BARS, BAR = 560, 300, 300, 44  # chosen, pixels
TICKS = (0, 1, 3, 7, 14, 30, 60, 90)
NAMES = {"arrived": "help in place", "lost": "line lost"}
COLOURS = {"arrived": palette.BLUE, "lost": palette.VERMILLION}
LINE_OF_TITLE = 110  # chosen, letters


def draw_gap(of: Gap) -> alt.VConcatChart:
    """Both curves with their bands, the days on which the loss leads shaded; beside them the bars of the causes."""
    import altair as alt

    race = of.races["first"]
    panels = [_curves(of), _causes(of)] if of.parts else [_curves(of)]
    return framed(
        alt.hconcat(*panels, spacing=60),
        f"The guarantee gap: {of.title}",
        [
            f"{of.attack_title}. Left: share of worlds in which the first guarantor's brigades stand in the line (blue) and in "
            "which the line is lost (red), by day;",
            "95 % Monte Carlo bands; shaded: days on which more lines are lost than helped. "
            f"World by world the line is lost with no help in place in {race.gap.value:.1%}.",
            "Right: what taking each cause away closes of that, mean over all orders (Shapley), with 95 % intervals; grey: left.",
        ],
        [
            brief_source(of.provenance),
            *([] if of.complete else ["Stopped early: what was not played is left out."]),
        ],
    )


def curve_table(of: Gap) -> list[Row]:
    """A row for each day and curve: share of worlds with its interval."""
    return [
        {"day": moment.day, "curve": NAMES[name], "p": share.value, "low": share.interval[0], "high": share.interval[1]}
        for moment in of.curve
        for name in NAMES
        for share in [_named(moment, name)]
    ]


def cause_table(of: Gap) -> list[Row]:
    """A row for each cause and for what is left: probability with its interval."""
    parts = of.parts["first"]
    rows = [(cause, parts.by_cause[cause].closes.value, parts.by_cause[cause].closes.se) for cause in CAUSES]
    rows.append(("left", parts.left.value, parts.left.se))
    return [
        {"cause": name, "p": p, "low": p - 1.96 * se, "high": p + 1.96 * se, "text": f"{p:.3f}", "left": name == "left"}
        for name, p, se in rows
    ]


def _named(moment: Any, name: str) -> Share:
    share: Share = getattr(moment, name)
    return share


def _curves(of: Gap) -> Any:
    import altair as alt

    last = max(moment.day for moment in of.curve)
    x = alt.X(
        "day:Q",
        title="days after the attack (early days stretched)",
        scale=alt.Scale(type="sqrt", domain=[0, last], nice=False),
        axis=alt.Axis(values=[day for day in TICKS if day <= last], grid=False),
    )
    axis = alt.Axis(format=".0%", title="share of worlds", tickCount=5)
    y, colour = alt.Scale(domain=[0, _top(of)]), alt.Scale(domain=list(NAMES.values()), range=list(COLOURS.values()))
    base = alt.Chart(alt.InlineData(values=curve_table(of))).encode(
        x=x, color=alt.Color("curve:N", scale=colour, legend=None)
    )
    layers = [
        _shade(of, x, y),
        base.mark_area(opacity=0.25, interpolate="step-after").encode(
            y=alt.Y("low:Q", scale=y, axis=axis), y2="high:Q"
        ),
        base.mark_line(strokeWidth=2.4, interpolate="step-after").encode(y=alt.Y("p:Q", scale=y, axis=axis)),
        _ends(of, y),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _shade(of: Gap, x: Any, y: Any) -> Any:
    """The area between the curves where loss leads."""
    import altair as alt

    rows = [
        {"day": moment.day, "low": moment.arrived.value, "high": max(moment.lost.value, moment.arrived.value)}
        for moment in of.curve
    ]
    area = alt.Chart(alt.InlineData(values=rows)).mark_area(
        color=palette.YELLOW, opacity=0.45, interpolate="step-after"
    )
    return area.encode(x=x, y=alt.Y("low:Q", scale=y, title="share of worlds"), y2="high:Q")


def _ends(of: Gap, y: Any) -> Any:
    """The name and last value of each curve, right of its end; apart where the ends meet."""
    import altair as alt

    end, top = of.curve[-1], _top(of)
    order = sorted(NAMES, key=lambda name: _named(end, name).value)
    heights = [_named(end, name).value for name in order]
    if heights[1] - heights[0] < 0.07 * top:
        middle = sum(heights) / 2
        heights = [max(0.0, middle - 0.035 * top), max(0.0, middle - 0.035 * top) + 0.07 * top]
    layers = [
        alt.Chart(alt.InlineData(values=[{"p": height, "text": f"{NAMES[name]} {_named(end, name).value:.0%}"}]))
        .mark_text(align="left", baseline="middle", fontSize=12, color=COLOURS[name], fontWeight="bold")
        .encode(x=alt.value(WIDTH + 6), y=alt.Y("p:Q", scale=y), text="text:N")
        for name, height in zip(order, heights, strict=True)
    ]
    return alt.layer(*layers)


def _top(of: Gap) -> float:
    """The upper end of the axis: the next tenth above both curves."""
    highest = max(share.interval[1] for moment in of.curve for share in (moment.arrived, moment.lost))
    return min(1.0, int(highest * 10.0 + 1.0) / 10.0)


def _causes(of: Gap) -> Any:
    import altair as alt

    rows = cause_table(of)
    top = max(0.01, 1.25 * max(row["high"] for row in rows))
    x = alt.Scale(domain=[min(0.0, *(row["low"] for row in rows)), top], nice=False)
    axis = alt.Axis(title=None, labelFontSize=12, domain=False, ticks=False)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("cause:N", sort=[row["cause"] for row in rows], axis=axis)
    )
    colour = alt.condition("datum.left", alt.value(palette.GHOST), alt.value(palette.SKY_BLUE))
    title = alt.Axis(title="probability", tickCount=4)
    layers = [
        base.mark_bar(height=BAR // 2).encode(x=alt.X("p:Q", scale=x, axis=title), color=colour),
        base.mark_rule(strokeWidth=1.6, color=palette.INK).encode(x=alt.X("low:Q", scale=x), x2="high:Q"),
        base.mark_text(align="left", dx=8, fontSize=12, color=palette.INK).encode(
            x=alt.X("high:Q", scale=x), text="text:N"
        ),
    ]
    heading = alt.TitleParams("What keeps help away", anchor="start", frame="group", fontSize=13, offset=8)
    return alt.layer(*layers).properties(width=BARS, height=BAR * len(rows), title=heading)
