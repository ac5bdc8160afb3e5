"""A clock in, a chart out: a heat map of p_held with its iso-lines, "24 hours after", and where the pact as written lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from casus.flow.metrics.catalogue import HOURS_PER_DAY
from casus.flow.views import palette
from casus.flow.views.frame import answer_source, framed
from casus.study.clock.clock import Clock
from casus.study.clock.words import column_text, hours_text, share_text

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
WIDTH, HEIGHT = 900, 380  # chosen, pixels

HUNDREDTHS = "toString(round(datum.value * 100) / 100)"  # Vega rounds an axis to the digits that its steps need
HALO: Row = {"stroke": palette.PAPER, "strokeWidth": 4, "strokeOpacity": 0.85, "strokeJoin": "round"}


def clock_chart(clock: Clock) -> alt.VConcatChart:
    """The heat map with its lines and marks; days lie on a scale that is linear within a day and logarithmic beyond."""
    import altair as alt

    ends = _ends(clock)
    rows = lines_table(clock)
    layers = [*_heat(clock, ends), *_lines(rows), *_marks(clock), *_levels(rows)]
    return framed(
        alt.layer(*layers).properties(width=WIDTH, height=HEIGHT),
        f"{clock.asked.design.title}: what an hour and a brigade are worth",
        _subtitle(clock),
        answer_source(clock.provenance),
    )


def cells_table(clock: Clock) -> list[Row]:
    """A row for each played cell: its sides in days and brigades, and p_held."""
    days, brigades = _sides([_stretched(day) for day in clock.days]), _sides(list(clock.brigades))
    return [
        {
            "from_day": _unstretched(days[column][0]),
            "to_day": _unstretched(days[column][1]),
            "day": day,
            "from_brigades": brigades[row][0],
            "to_brigades": brigades[row][1],
            "brigades": number,
            "p_held": float(clock.p_held[row, column]),
        }
        for row, number in enumerate(clock.brigades)
        for column, day in enumerate(clock.days)
        if math.isfinite(clock.p_held[row, column])
    ]


def lines_table(clock: Clock) -> list[Row]:
    """A row for each point of the iso-lines, in order along its line."""
    return [
        {"line": place, "order": order, "level": line.level, "day": hours / HOURS_PER_DAY, "brigades": number}
        for place, line in enumerate(clock.iso_lines)
        for order, (hours, number) in enumerate(line.points)
    ]


# --- layers -----------------------------------------------------------------------------------------------------------


def _heat(clock: Clock, ends: Row) -> list[Any]:
    """Cells, and p_held small in the middle of each."""
    import altair as alt

    rows = cells_table(clock)
    of = alt.Chart(alt.InlineData(values=[row | {"text": _short(row["p_held"])} for row in rows]))
    title = "all that keep their word decide: days from the attack"
    ticks = alt.Axis(values=list(clock.days), labelExpr=_labels(clock.days), title=title, grid=False)
    numbers = alt.Axis(values=list(clock.brigades), title="brigades in place", labelExpr=HUNDREDTHS, grid=False)
    x = alt.X("from_day:Q", scale=_days_scale(ends), axis=ticks)
    y = alt.Y("from_brigades:Q", scale=_brigades_scale(ends), axis=numbers)
    colours = alt.Scale(range=["#F4F1EA", palette.SKY_BLUE, palette.BLUE], domain=_range(rows))
    legend = alt.Legend(title="p_held", format=".2f", gradientLength=160, tickCount=5)
    cell = of.mark_rect(stroke=palette.PAPER, strokeWidth=0.6, opacity=0.85)
    text = of.mark_text(fontSize=9, dx=6, dy=11, align="left", color=palette.INK, opacity=0.75)
    return [
        cell.encode(
            x=x, x2="to_day:Q", y=y, y2="to_brigades:Q", color=alt.Color("p_held:Q", scale=colours, legend=legend)
        ),
        text.encode(x="day:Q", y="brigades:Q", text="text:N"),
    ]


def _lines(rows: Sequence[Row]) -> list[Any]:
    """Iso-lines."""
    import altair as alt

    if not rows:
        return []
    base = alt.Chart(alt.InlineData(values=rows)).encode(x="day:Q", y="brigades:Q", detail="line:N", order="order:Q")
    return [base.mark_line(color=palette.INK, strokeWidth=1.3, opacity=0.9)]


def _levels(rows: Sequence[Row]) -> list[Any]:
    """The level of each iso-line, in its middle."""
    import altair as alt

    lines = dict.fromkeys(row["line"] for row in rows)
    labels = [_label_point([row for row in rows if row["line"] == line]) for line in lines]
    named = alt.Chart(alt.InlineData(values=[row | {"text": f"{row['level']:.2f}"} for row in labels]))
    place: Row = {"x": "day:Q", "y": "brigades:Q", "text": "text:N"}
    size: Row = {"fontSize": 11, "fontWeight": "bold", "dy": -5}
    return [
        named.mark_text(**size, **HALO).encode(**place),
        named.mark_text(**size, color=palette.INK).encode(**place),
    ]


def _label_point(points: Sequence[Row]) -> Row:
    """The point of a line in its middle."""
    return points[len(points) // 2]


def _marks(clock: Clock) -> list[Any]:
    """The attack, "24 hours after", the design's own brigades, and the pact as written."""
    own = clock.brigades[clock.own]
    return [
        *_rule({"day": 0.0, "text": "attack"}, palette.INK, "right", -4),
        *_rule({"day": 1.0, "text": "24 hours after"}, palette.VERMILLION, "left", 4),
        *_own_rule(own),
        *_written_mark(clock, own),
    ]


def _rule(row: Row, colour: str, align: str, dx: int) -> list[Any]:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[row])).encode(x="day:Q")
    text: Row = {"align": align, "dx": dx, "fontSize": 12, "fontWeight": "bold", "baseline": "bottom"}
    return [
        base.mark_rule(color=colour, strokeWidth=2.2),
        base.mark_text(**text, color=colour).encode(y=alt.value(-4), text="text:N"),
    ]


def _own_rule(own: float) -> list[Any]:
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"brigades": own, "text": "the design's own"}])).encode(y="brigades:Q")
    text: Row = {"align": "left", "dx": 6, "fontSize": 11, "baseline": "middle", "color": palette.ZONE_INK}
    return [
        base.mark_rule(color=palette.ZONE_INK, strokeWidth=1.6, strokeDash=[6, 4]),
        base.mark_text(**text).encode(x=alt.value(WIDTH), text="text:N"),
    ]


def _written_mark(clock: Clock, own: float) -> list[Any]:
    """Where the pact as written lies: the middle 80 % of its decisions, their median, and p_held."""
    import altair as alt

    hours = clock.written.decision_hours
    if math.isnan(hours.p50):
        return []
    low, middle, high = (
        min(max(part / HOURS_PER_DAY, clock.days[0]), clock.days[-1]) for part in (hours.p10, hours.p50, hours.p90)
    )
    row: Row = {"low": low, "day": middle, "high": high, "brigades": own}
    row |= {"text": f"as written: {share_text(clock.written.p_held.value)}"}
    base = alt.Chart(alt.InlineData(values=[row])).encode(y="brigades:Q")
    text: Row = {"dy": -13, "fontSize": 12, "fontWeight": "bold", "align": _towards_the_middle(middle, clock.days)}
    diamond: Row = {"shape": "diamond", "filled": True, "size": 150, "color": palette.ORANGE, "stroke": palette.INK}
    return [
        base.mark_rule(color=palette.ORANGE, strokeWidth=4).encode(x="low:Q", x2="high:Q"),
        base.mark_point(**diamond, opacity=1).encode(x="day:Q"),
        base.mark_text(**text, **HALO).encode(x="day:Q", text="text:N"),
        base.mark_text(**text, color=palette.INK).encode(x="day:Q", text="text:N"),
    ]  # fmt: skip


def _towards_the_middle(day: float, days: Sequence[float]) -> str:
    """How a text at a day is aligned so that it does not run over the side of the chart."""
    place, first, last = _stretched(day), _stretched(days[0]), _stretched(days[-1])
    if place - first < 0.1 * (last - first):
        return "left"
    return "right" if last - place < 0.1 * (last - first) else "center"


# --- scales and words -------------------------------------------------------------------------------------------------


def _subtitle(clock: Clock) -> list[str]:
    word = "as drawn in each world" if clock.word == "drawn" else "by every guarantor, which is what would be possible"
    written = clock.written.decision_hours
    median = f"the median decision as the pact is written ({hours_text(written.p50)})"
    where = "As written nobody decides."
    if not math.isnan(written.p50):
        where = f"Diamond: {median}, bar: 80 % of worlds, cut at the grid."
    partial = [] if clock.complete else ["Interrupted: rows that were not played are empty."]
    return [
        f"Share of worlds in which the line holds against '{clock.asked.attack.id}' (p_held), by the day of all decisions and "
        f"brigades in place; words are kept {word}.",
        f"Lines: equal p_held. {where} n = {len(clock.own_row[0].held):,} worlds, the same in every cell.",
        *partial,
    ]  # fmt: skip


def _ends(clock: Clock) -> Row:
    """Where both axes end: half a cell beyond the grid."""
    days, brigades = _sides([_stretched(day) for day in clock.days]), _sides(list(clock.brigades))
    return {
        "days": [_unstretched(days[0][0]), _unstretched(days[-1][1])],
        "brigades": [brigades[0][0], brigades[-1][1]],
    }


def _days_scale(ends: Row) -> Any:
    import altair as alt

    return alt.Scale(type="symlog", constant=1, domain=ends["days"], nice=False)


def _brigades_scale(ends: Row) -> Any:
    import altair as alt

    return alt.Scale(domain=ends["brigades"], nice=False, zero=False)


def _sides(middles: Sequence[float]) -> list[tuple[float, float]]:
    """Both sides of each cell, halfway to its neighbours; the outermost as far out as in."""
    if len(middles) == 1:
        return [(middles[0] - 0.5, middles[0] + 0.5)]
    halves = [(a + b) / 2 for a, b in zip(middles, middles[1:], strict=False)]
    walls = [2 * middles[0] - halves[0], *halves, 2 * middles[-1] - halves[-1]]
    return list(zip(walls, walls[1:], strict=False))


def _stretched(day: float) -> float:
    """Place of a day on the scale of the chart (Vega's symlog with a constant of one day)."""
    return math.copysign(math.log1p(abs(day)), day)


def _unstretched(place: float) -> float:
    return math.copysign(math.expm1(abs(place)), place)


def _range(rows: Sequence[Row]) -> list[float]:
    """Ends of the colours: the range found, and at least a tenth, so that noise is not painted as a landscape."""
    low, high = min(row["p_held"] for row in rows), max(row["p_held"] for row in rows)
    spare = max(0.0, 0.1 - (high - low)) / 2
    low, high = low - spare, high + spare
    return [low, (low + high) / 2, high]


def _labels(days: Sequence[float]) -> str:
    """A Vega expression that names the ticks, hours near the attack in hours."""
    text = "datum.label"
    for day in days:
        text = f"abs(datum.value - {day}) < 1e-9 ? '{column_text(day * HOURS_PER_DAY)}' : ({text})"
    return text


def _short(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")
