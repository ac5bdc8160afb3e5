"""A timeline in, a chart out: nations' ways to the line as bars, and on the same days the front and the forces present.

Everything in the chart is read off the timeline; no other number enters it.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from casus.flow.metrics.measure import Spread
from casus.flow.metrics.timetable import Event, NationTimes, Timeline
from casus.flow.views import palette
from casus.flow.views.frame import framed
from casus.flow.views.labels import text_width

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]
Fan = dict[int, Spread]
Middle = Literal["mean", "p50"]

# Sizes in pixels, chosen: with names at the left and shares at the right the chart is some 1,200 wide.
WIDTH = 900
ROW_HEIGHT = 34
BAR = (4, 16)
WHISKERS_FROM, WHISKER_STEP = 19.5, 3.5
PANEL_HEIGHT = 150
KEY_HEIGHT = 16
MARGIN = 12
LETTERS = 200  # chosen: letters of a line of the subtitle
LEAST_WORLDS = 10  # chosen: with fewer, no world lies outside a band of 80 % at either end, and it is no band

BARS = {
    "deciding": ("trigger", "decision"),
    "on alert": ("decision", "leaving"),
    "on the way": ("leaving", "arrival"),
    "in the theatre": ("arrival", "line"),
    "in the line": ("line", None),
}
"""By phase: the events between which its bar is drawn; the last runs to the horizon."""
COLOURS = {
    "deciding": palette.GHOST,
    "on alert": palette.ORANGE,
    "on the way": palette.SKY_BLUE,
    "in the theatre": palette.BLUE,
    "in the line": palette.GREEN,
}
STRENGTHS = {"in the line": 0.45}
"""Opacity of the bars that are not drawn in full colour; the last runs to the horizon, and what leads to it shall be seen first."""
BEGINS = {"decision": "on alert", "leaving": "on the way", "arrival": "in the theatre", "line": "in the line"}
"""By event: the phase that begins with it, in whose colour its band is drawn."""


def draw_gantt(of: Timeline) -> alt.VConcatChart:
    """The time-phased deployment of a design: who comes when, the aggressor's advance, and the guarantors' brigades."""
    import altair as alt

    shown = shown_nations(of)
    scale = alt.Scale(domain=list(days_shown(of, shown)), nice=False)
    panels = [_key(), _nations(of, shown, scale)] if shown else []
    panels.append(_advance(of, scale, last=not of.coming))
    if of.coming:
        panels.append(_brigades(of, scale))
    chart = alt.vconcat(*panels, spacing=16, bounds="full")
    return framed(chart, f"Who comes when: {of.title}", _wrapped(subtitle(of, shown)), source_of(of))


def shown_nations(of: Timeline) -> list[NationTimes]:
    """Nations that come in enough worlds to be drawn."""
    return [nation for nation in of.coming if worlds_of(nation) >= LEAST_WORLDS]


def worlds_of(nation: NationTimes) -> int:
    """The number of worlds in which a nation arrives."""
    share = nation.events["arrival"].share
    return round(share.value * share.n)


def days_shown(of: Timeline, shown: list[NationTimes]) -> tuple[int, int]:
    """First and last day of the chart; the first is that of the earliest band, in tens of days."""
    earliest = min([0.0, *(nation.way["trigger"].p10 for nation in shown)])
    return 10 * math.floor(earliest / 10), of.horizon_days


def bars(of: Timeline, shown: list[NationTimes]) -> list[Row]:
    """A row for each bar: nation, its place from the top, phase, first and last day (medians where the nation comes)."""
    rows = []
    for place, nation in enumerate(shown):
        for phase, (start, end) in BARS.items():
            first = nation.way[start].p50
            last = nation.way[end].p50 if end else float(of.horizon_days)
            if last > first:
                rows.append({"nation": nation.name, "place": place, "phase": phase, "from": first, "to": last})
    return rows


def bands(shown: list[NationTimes]) -> list[Row]:
    """A row for each event's band: nation, place, line under the bar, phase that begins, ends of the band, median.

    Forces in place are in the theatre with the decision, and leave no home: their arrival is drawn alone.
    """
    rows = []
    for place, nation in enumerate(shown):
        there = nation.in_place.value > 0.5
        for line, (event, phase) in enumerate(BEGINS.items()):
            day = nation.way[event]
            if not (there and event in {"decision", "leaving"}):
                ends = {"from": day.p10, "to": day.p90, "median": day.p50}
                rows.append({"nation": nation.name, "place": place, "line": line, "phase": phase, **ends})
    return rows


def subtitle(of: Timeline, shown: list[NationTimes]) -> list[str]:
    """What is shown and how to read it, sentence by sentence."""
    lines = [f"{of.attack_title}. {_firsts(of)}"]
    if shown:
        lines.append(
            "Bars: medians over the worlds in which that nation's forces come before the horizon, and only over those; how many "
            "that are stands at the right. Thin lines: 80 % of the same worlds, dot: median. A nation's first forces count."
        )
    if absent := absent_sentence(of, shown):
        lines.append(absent)
    return lines


def absent_sentence(of: Timeline, shown: list[NationTimes]) -> str:
    """Nations of the pact that have no bars, in words; empty where there are none."""
    if not of.nations:
        return "The pact has no guarantors."
    if not of.coming:
        return f"In no world do combat forces come. The pact's guarantors: {_listed(of.nations)}."
    rare = [nation for nation in of.coming if nation not in shown]
    never = [nation for nation in of.nations if not nation.comes]
    parts = []
    if rare:
        parts.append(f"In fewer than {LEAST_WORLDS} worlds, and so not drawn: {_listed(rare)}.")
    if never:
        parts.append(f"Never: {_listed(never)}.")
    return " ".join(parts)


def _listed(nations: list[NationTimes] | tuple[NationTimes, ...]) -> str:
    return ", ".join(sorted(nation.name for nation in nations))


def _firsts(of: Timeline) -> str:
    """When anybody decides, arrives and meets the enemy first."""
    said = [
        ("Trigger met", of.trigger),
        ("first decision for combat", of.first["decision"]),
        ("first forces in the theatre", of.first["arrival"]),
        ("first contact", of.contact),
    ]
    return "; ".join(f"{name} {in_words(event)}" for name, event in said) + "."


def in_words(event: Event) -> str:
    """Share of the worlds, and the median day with its 80 % band."""
    if not event.share.value > 0.0:
        return "never"
    return f"in {percent(event.share.value)}, day {day_text(event.day.p50)} ({band_text(event.day)})"


def band_text(day: Spread) -> str:
    """The ends of an 80 % band."""
    return f"{day_text(day.p10)} to {day_text(day.p90)}"


def day_text(day: float) -> str:
    """A day to a tenth below ten, else whole; with a proper minus, and no minus before nought."""
    text = f"{day:.1f}" if abs(day) < 9.95 else f"{day:.0f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text.replace("-", "−")


def percent(share: float) -> str:
    """Per cent without decimals, which never calls nearly all 'all' or hardly any 'none'."""
    if 0.995 <= share < 1:
        return ">99%"
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def source_of(of: Timeline) -> str:
    """Provenance in a line: what would give the same numbers again."""
    known = of.provenance
    return (
        f"Source: Casus {known['version']}, scenario '{known['scenario']}' ({known['scenario_digest']}), {known['scenario_title']}; "
        f"{known['draws']:,} draws, seed {known['seed']}, sampling {known['sampling']}. A model's answer, not a forecast."
    )


def _wrapped(lines: list[str]) -> list[str]:
    return [part for line in lines for part in textwrap.wrap(line, LETTERS)]


# --- panels -----------------------------------------------------------------------------------------------------------


def _key() -> Any:
    """Colours of the phases, in a row."""
    import altair as alt

    signs, x = [], 0.0
    for phase in COLOURS:
        signs.append({"x": x, "to": x + 22, "text": phase, "textx": x + 28, **_ink({"phase": phase})})
        x += 28 + text_width(phase, 12) + 26
    flat = alt.Scale(domain=[0, WIDTH])
    base = alt.Chart(alt.InlineData(values=signs))
    at: Row = {"scale": flat, "axis": None}
    boxes = base.mark_bar(height=11, clip=False).encode(
        x=alt.X("x:Q", **at),
        x2="to:Q",
        y=alt.value(KEY_HEIGHT / 2),
        color=alt.Color("colour:N", scale=None),
        opacity=alt.Opacity("opacity:Q", scale=None),
    )
    names = base.mark_text(align="left", baseline="middle", fontSize=12, color=palette.INK).encode(
        x=alt.X("textx:Q", **at), y=alt.value(KEY_HEIGHT / 2), text="text:N"
    )
    return alt.layer(boxes, names).properties(width=WIDTH, height=KEY_HEIGHT)


def _nations(of: Timeline, shown: list[NationTimes], days: alt.Scale) -> Any:
    """A row for each nation: its bars, the bands of its events under them, and how often it comes."""
    import altair as alt

    height = ROW_HEIGHT * len(shown)
    down: Row = {"scale": alt.Scale(domain=[height, 0], nice=False), "axis": None}
    colour = alt.Color("colour:N", scale=None)
    bar_rows = [row | _ink(row) | _span(row, *BAR) for row in bars(of, shown)]
    band_rows = [
        row | _ink(row) | {"y": row["place"] * ROW_HEIGHT + WHISKERS_FROM + WHISKER_STEP * row["line"]}
        for row in bands(shown)
    ]
    named = [_name(place, nation) for place, nation in enumerate(shown)]
    x, y = alt.X("from:Q", scale=days, axis=_day_axis(days, labels=True)), alt.Y("y:Q", **down)
    strength = alt.Opacity("opacity:Q", scale=None)
    boxes = alt.Chart(alt.InlineData(values=bar_rows)).mark_rect()
    boxes = boxes.encode(x=x, x2="to:Q", y=y, y2="y2:Q", color=colour, opacity=strength)
    band = alt.Chart(alt.InlineData(values=band_rows))
    lines = band.mark_rule(strokeWidth=1.8).encode(x=x, x2="to:Q", y=y, color=colour)
    dots = band.mark_circle(size=26, opacity=1).encode(x=alt.X("median:Q", scale=days), y=y, color=colour)
    names = alt.Chart(alt.InlineData(values=named))
    text: Row = {"baseline": "middle", "fontSize": 13, "color": palette.INK}
    left = names.mark_text(align="right", **text).encode(x=alt.value(-MARGIN), y=y, text="name:N")
    right = names.mark_text(align="left", **text).encode(x=alt.value(WIDTH + MARGIN), y=y, text="share:N")
    heads = _column_heads()
    return alt.layer(_attack(days, named_at=-8), boxes, lines, dots, left, right, *heads).properties(
        width=WIDTH, height=height
    )


def _ink(row: Row) -> Row:
    return {"colour": COLOURS[row["phase"]], "opacity": STRENGTHS.get(row["phase"], 1.0)}


def _span(row: Row, top: float, bottom: float) -> Row:
    return {"y": row["place"] * ROW_HEIGHT + top, "y2": row["place"] * ROW_HEIGHT + bottom}


def _name(place: int, nation: NationTimes) -> Row:
    worlds = worlds_of(nation)
    return {
        "name": nation.name,
        "y": place * ROW_HEIGHT + (BAR[0] + BAR[1]) / 2,
        "share": f"{percent(nation.events['arrival'].share.value)}  ({worlds:,} world{'' if worlds == 1 else 's'})",
    }


def _column_heads() -> Iterator[Any]:
    import altair as alt

    yield (
        alt.Chart(alt.InlineData(values=[{"text": "comes in"}]))
        .mark_text(align="left", baseline="bottom", fontSize=11, color=palette.QUIET_INK)
        .encode(x=alt.value(WIDTH + MARGIN), y=alt.value(-4), text="text:N")
    )


def _attack(days: alt.Scale, named_at: float | None = None) -> Any:
    """A line at the hour of the attack, with its name where one is wanted."""
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"day": 0, "text": "attack"}])).encode(x=alt.X("day:Q", scale=days))
    line = base.mark_rule(color=palette.INK, strokeWidth=1.4)
    if named_at is None:
        return line
    return line + base.mark_text(baseline="bottom", fontSize=11, color=palette.INK).encode(
        y=alt.value(named_at + 4), text="text:N"
    )


def _day_axis(days: alt.Scale, labels: bool, title: str | None = None) -> alt.Axis:
    import altair as alt

    first, last = days.domain
    step = 10 if last - first > 40 else 5
    return alt.Axis(
        values=list(range(first, last + 1, step)), labels=labels, title=title, grid=True, domain=False, labelFontSize=11
    )


def _advance(of: Timeline, days: alt.Scale, last: bool) -> Any:
    """The fan of the advance on the axis that is joined most often, the deepest on any axis behind it, the hold depth."""
    import altair as alt

    shown = of.advance
    title = f"Aggressor's advance on the axis {shown.title}, km: median and 80 % of worlds ({shown.why})"
    scale = alt.Scale(
        domain=[0, _top(shown.hold_km, *(km.p90 for km in (*shown.km.values(), *shown.deepest_km.values())))]
    )
    x = alt.X("day:Q", scale=days, axis=_day_axis(days, labels=True, title="days after the attack" if last else None))
    hold = alt.Chart(alt.InlineData(values=[{"km": shown.hold_km, "text": f"hold depth {shown.hold_km:g} km"}])).encode(
        y=alt.Y("km:Q", scale=scale)
    )
    named = {
        "deepest axis": (_last(shown.deepest_km, "p50"), palette.QUIET_INK),
        "this axis": (_last(shown.km, "p50"), palette.PURPLE),
    }
    said: Row = {"align": "left", "baseline": "middle", "fontSize": 11, "color": palette.VERMILLION}
    layers = [
        _attack(days),
        *_fan(shown.deepest_km, palette.GHOST, x, scale, "p50", dashed=True),
        *_fan(shown.km, palette.PURPLE, x, scale, "p50"),
        hold.mark_rule(color=palette.VERMILLION, strokeWidth=1.6, strokeDash=[6, 3]),
        hold.mark_text(**said).encode(x=alt.value(WIDTH + MARGIN), text="text:N"),
        *_end_names(named, scale, [shown.hold_km]),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=PANEL_HEIGHT, title=_panel_title(title))


def _brigades(of: Timeline, days: alt.Scale) -> Any:
    """Guarantors' brigades by day, in the theatre and in the line."""
    import altair as alt

    columns = {"in the theatre": of.theatre_brigades, "in the line": of.line_brigades}
    scale = alt.Scale(domain=[0, _top(*(by.p90 for by in of.theatre_brigades.values()))])
    x = alt.X("day:Q", scale=days, axis=_day_axis(days, labels=True, title="days after the attack"))
    fans = [layer for name, by_day in columns.items() for layer in _fan(by_day, COLOURS[name], x, scale, "mean")]
    named = {name: (_last(by_day, "mean"), COLOURS[name]) for name, by_day in columns.items()}
    title = "Guarantors' brigades whose nations fight: mean and 80 % of all worlds"
    return alt.layer(_attack(days), *fans, *_end_names(named, scale, [])).properties(
        width=WIDTH, height=PANEL_HEIGHT, title=_panel_title(title)
    )


def _fan(by_day: Fan, colour: str, x: alt.X, scale: alt.Scale, middle: Middle, dashed: bool = False) -> list[Any]:
    """The 80 % band and the middle by day."""
    import altair as alt

    rows = [{"day": day, "low": of.p10, "mid": getattr(of, middle), "high": of.p90} for day, of in by_day.items()]
    values = [row for row in rows if row["mid"] == row["mid"]]
    base = alt.Chart(alt.InlineData(values=values)).encode(x=x)
    axis = alt.Axis(title=None, tickCount=4, labelFontSize=11)
    line: Row = {"strokeDash": [3, 3], "strokeWidth": 1.6} if dashed else {"strokeWidth": 2.4}
    return [
        base.mark_area(color=colour, opacity=0.28).encode(y=alt.Y("low:Q", scale=scale, axis=axis), y2="high:Q"),
        base.mark_line(color=colour, **line).encode(y=alt.Y("mid:Q", scale=scale, axis=axis)),
    ]


def _end_names(named: dict[str, tuple[float, str]], scale: alt.Scale, taken: list[float]) -> list[Any]:
    """A name beside the end of each line, which is at a value and has an ink, moved off the others."""
    import altair as alt

    def height(value: float) -> float:
        return PANEL_HEIGHT * (1 - value / scale.domain[1])

    wanted = [(height(value), name) for name, (value, _) in named.items() if value == value]
    texts = [
        {"y": y, "text": name, "ink": named[name][1]} for y, name in spaced_out(wanted, [height(one) for one in taken])
    ]
    return [
        alt.Chart(alt.InlineData(values=[{"text": text["text"]}]))
        .mark_text(align="left", baseline="middle", fontSize=11, color=text["ink"])
        .encode(x=alt.value(WIDTH + MARGIN), y=alt.value(text["y"]), text="text:N")
        for text in texts
    ]


def _last(by_day: Fan, middle: Middle) -> float:
    return float(getattr(list(by_day.values())[-1], middle))


def spaced_out(wanted: list[tuple[float, str]], taken: list[float], apart: float = 14.0) -> list[tuple[float, str]]:
    """Each label at the free height nearest to the one that it wants, the lowest first: `apart` from others and from what is taken.

    Of two that want the same height the earlier stands above.
    """
    placed: list[tuple[float, str]] = []
    occupied = list(taken)
    for y, name in sorted(reversed(wanted), key=lambda label: -label[0]):
        tries = sorted((float(place) for place in range(PANEL_HEIGHT + 1)), key=lambda place: abs(place - y))
        free = next(place for place in tries if all(abs(place - other) >= apart for other in occupied))
        occupied.append(free)
        placed.append((free, name))
    return placed


def _top(*values: float) -> float:
    """The upper end of an axis: a little above the greatest, and never nought."""
    return max(1.0, 1.08 * max(value for value in values if value == value))


def _panel_title(text: str) -> alt.TitleParams:
    import altair as alt

    return alt.TitleParams(
        text, anchor="start", frame="group", fontSize=13, fontWeight="bold", color=palette.INK, offset=8
    )
