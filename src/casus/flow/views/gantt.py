"""A timeline in, a chart out: nations' ways to the line as bars, and on the same days the front and the forces present.

Everything in the chart is read off the timeline; no other number enters it.
"""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING, Any

from casus.flow.metrics.timetable import NationTimes, Timeline
from casus.flow.views import fan, palette
from casus.flow.views.cells import percent
from casus.flow.views.fan import Fan, draw_fans
from casus.flow.views.frame import framed
from casus.flow.views.labels import text_width
from casus.flow.views.timeline import LEAST_WORLDS, absent_sentence, firsts, in_words

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, Any]

# Sizes in pixels, chosen: with names at the left and shares at the right the chart is some 1,150 wide.
WIDTH = 900
ROW_HEIGHT = 34
BAR_TOP, BAR_BOTTOM = 4, 16
FIRST_BAND, NEXT_BAND = 19.5, 3.5
KEY_HEIGHT = 16
MARGIN = 12
LETTERS = 196  # chosen: letters of a line of the subtitle

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
"""Opacity of bars that are not in full colour: the last runs to the horizon, and what leads to it shall be seen first."""
BEGINS = {"decision": "on alert", "leaving": "on the way", "arrival": "in the theatre", "line": "in the line"}
"""By event: the phase that begins with it, in whose colour its band is drawn."""


def draw_gantt(of: Timeline) -> alt.VConcatChart:
    """The time-phased deployment of a design: who comes when, the aggressor's advance, and the guarantors' brigades."""
    import altair as alt

    shown = shown_nations(of)
    days = alt.Scale(domain=list(days_shown(of, shown)), nice=False)
    panels = [_key(), _nations(of, shown, days)] if shown else []
    panels.append(_advance(of, days, last=not of.coming))
    if of.coming:
        panels.append(_brigades(of, days))
    heading = f"Who comes when: {of.title}, against {of.attack_title[:1].lower()}{of.attack_title[1:]}"
    lines = [part for line in subtitle(of, shown) for part in textwrap.wrap(line, LETTERS)]
    return framed(alt.vconcat(*panels, spacing=18), heading, lines, source_of(of))


def shown_nations(of: Timeline) -> list[NationTimes]:
    """Nations that come in enough worlds to be drawn."""
    return [nation for nation in of.coming if nation.worlds >= LEAST_WORLDS]


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
        drawn = [event for event in BEGINS if not nation.in_place.value > 0.5 or event in {"arrival", "line"}]
        for line, event in enumerate(drawn):
            day = nation.way[event]
            ends = {"from": day.p10, "to": day.p90, "median": day.p50}
            rows.append({"nation": nation.name, "place": place, "line": line, "phase": BEGINS[event], **ends})
    return rows


def subtitle(of: Timeline, shown: list[NationTimes]) -> list[str]:
    """What is shown and how to read it, sentence by sentence."""
    said = "; ".join(f"{name} {in_words(event)}" for name, event in firsts(of).items())
    lines = [f"Share of worlds, median day (80 %): {said}."]
    if shown:
        lines.append(
            "Bars: medians over the worlds in which that nation comes, which stand at the right, and over those alone. Thin lines: "
            "80 % of these worlds, dot: median."
        )
        lines.append("Days are those of a nation's first forces; one without alert and way has forces in place.")
    absent = absent_sentence(of, shown)
    return [*lines, absent] if absent else lines


def source_of(of: Timeline) -> str:
    """Provenance in a line: what would give the same numbers again."""
    known = of.provenance
    return (
        f"Source: Casus {known['version']}, scenario '{known['scenario']}' ({known['scenario_digest']}), "
        f"{known['scenario_title']}; {known['draws']:,} draws, seed {known['seed']}, sampling {known['sampling']}. "
        "A model's answer, not a forecast."
    )


# --- nations ----------------------------------------------------------------------------------------------------------


def _key() -> Any:
    """Colours of the phases, in a row."""
    import altair as alt

    signs, x = [], 0.0
    for phase in COLOURS:
        signs.append({"x": x, "to": x + 22, "text": phase, "text_x": x + 28, **_ink(phase)})
        x += 28 + text_width(phase, 12) + 26
    base = alt.Chart(alt.InlineData(values=signs)).encode(y=alt.value(KEY_HEIGHT / 2))
    flat: Row = {"scale": alt.Scale(domain=[0, WIDTH], nice=False), "axis": None}
    boxes = base.mark_bar(height=11).encode(x=alt.X("x:Q", **flat), x2="to:Q", **_painted())
    names = base.mark_text(align="left", baseline="middle", fontSize=12, color=palette.INK)
    names = names.encode(x=alt.X("text_x:Q", **flat), text="text:N")
    return alt.layer(boxes, names).properties(width=WIDTH, height=KEY_HEIGHT)


def _nations(of: Timeline, shown: list[NationTimes], days: alt.Scale) -> Any:
    """A row for each nation: its bars, the bands of its events under them, and how often it comes."""
    import altair as alt

    height = ROW_HEIGHT * len(shown)
    x = alt.X("from:Q", scale=days, axis=_day_axis(days))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    boxes = alt.Chart(alt.InlineData(values=[_bar(row) for row in bars(of, shown)])).mark_rect()
    band = alt.Chart(alt.InlineData(values=[_band(row) for row in bands(shown)]))
    layers = [
        _attack(days, named=True),
        boxes.encode(x=x, x2="to:Q", y=y, y2="y2:Q", **_painted()),
        band.mark_rule(strokeWidth=1.8).encode(x=x, x2="to:Q", y=y, color=alt.Color("colour:N", scale=None)),
        band.mark_circle(size=26, opacity=1).encode(
            x=alt.X("median:Q", scale=days), y=y, color=alt.Color("colour:N", scale=None)
        ),
        *_names(shown, y),
    ]
    return alt.layer(*layers).properties(width=WIDTH, height=height)


def _painted() -> Row:
    """Encodings of colour and opacity as they stand in the rows."""
    import altair as alt

    return {"color": alt.Color("colour:N", scale=None), "opacity": alt.Opacity("opacity:Q", scale=None)}


def _ink(phase: str) -> Row:
    return {"colour": COLOURS[phase], "opacity": STRENGTHS.get(phase, 1.0)}


def _bar(row: Row) -> Row:
    top = row["place"] * ROW_HEIGHT
    return row | _ink(row["phase"]) | {"y": top + BAR_TOP, "y2": top + BAR_BOTTOM}


def _band(row: Row) -> Row:
    return row | _ink(row["phase"]) | {"y": row["place"] * ROW_HEIGHT + FIRST_BAND + NEXT_BAND * row["line"]}


def _names(shown: list[NationTimes], y: alt.Y) -> list[Any]:
    """Names at the left of the rows, and at their right how often each nation comes."""
    import altair as alt

    rows = [_name(place, nation) for place, nation in enumerate(shown)]
    names = alt.Chart(alt.InlineData(values=rows))
    text: Row = {"baseline": "middle", "fontSize": 13, "color": palette.INK}
    head = alt.Chart(alt.InlineData(values=[{"text": "comes in"}]))
    head = head.mark_text(align="left", baseline="bottom", fontSize=11, color=palette.QUIET_INK)
    return [
        names.mark_text(align="right", **text).encode(x=alt.value(-MARGIN), y=y, text="name:N"),
        names.mark_text(align="left", **text).encode(x=alt.value(WIDTH + MARGIN), y=y, text="share:N"),
        head.encode(x=alt.value(WIDTH + MARGIN), y=alt.value(-4), text="text:N"),
    ]


def _name(place: int, nation: NationTimes) -> Row:
    return {
        "name": nation.name,
        "y": place * ROW_HEIGHT + (BAR_TOP + BAR_BOTTOM) / 2,
        "share": f"{percent(nation.events['arrival'].share.value)} ({nation.worlds:,} worlds)",
    }


# --- below ------------------------------------------------------------------------------------------------------------


def _advance(of: Timeline, days: alt.Scale, last: bool) -> Any:
    """The advance on the axis that is joined most often, the deepest on any axis behind it, the hold depth."""
    shown = of.advance
    fans = [
        Fan("deepest axis", shown.deepest_km, palette.GHOST, "p50", palette.QUIET_INK, dashed=True),
        Fan("this axis", shown.km, palette.PURPLE, "p50"),
    ]
    note = (
        f"km beyond the line at the start: median and 80 % of all worlds. The axis is {shown.why}. "
        "Grey: whichever axis is deepest."
    )
    limits = {f"hold depth {shown.hold_km:g} km": shown.hold_km}
    return _panel(fans, days, f"Aggressor's advance: {shown.title}", note, last, limits)


def _brigades(of: Timeline, days: alt.Scale) -> Any:
    """Guarantors' brigades by day, in the theatre and in the line."""
    columns = {"in the theatre": of.theatre_brigades, "in the line": of.line_brigades}
    fans = [Fan(name, by_day, COLOURS[name], "mean") for name, by_day in columns.items()]
    note = "brigades whose nations fight: mean and 80 % of all worlds"
    return _panel(fans, days, "Guarantors' forces", note, last=True)


def _panel(
    fans: list[Fan], days: alt.Scale, title: str, note: str, last: bool, limits: dict[str, float] | None = None
) -> Any:
    """A panel of fans; the last one names the days."""
    import altair as alt

    x = alt.X("day:Q", scale=days, axis=_day_axis(days, "days after the attack" if last else None))
    heading = alt.TitleParams(
        title, subtitle=note, anchor="start", frame="group", fontSize=13, subtitleFontSize=11.5, offset=8, color=palette.INK,
        subtitleColor=palette.QUIET_INK,
    )  # fmt: skip
    layers = [_attack(days), *draw_fans(fans, x, WIDTH, MARGIN, limits)]
    return alt.layer(*layers).properties(width=WIDTH, height=fan.HEIGHT, title=heading)


def _attack(days: alt.Scale, named: bool = False) -> Any:
    """A line at the hour of the attack, with its name where it is wanted."""
    import altair as alt

    base = alt.Chart(alt.InlineData(values=[{"day": 0, "text": "attack"}])).encode(x=alt.X("day:Q", scale=days))
    line = base.mark_rule(color=palette.INK, strokeWidth=1.4)
    name = base.mark_text(baseline="bottom", fontSize=11, color=palette.INK).encode(y=alt.value(-4), text="text:N")
    return line + name if named else line


def _day_axis(days: alt.Scale, title: str | None = None) -> alt.Axis:
    import altair as alt

    first, last = days.domain
    step = 10 if last - first > 40 else 5
    ticks = list(range(first, last + 1, step))
    return alt.Axis(values=ticks, title=title, grid=True, domain=False, labelFontSize=11, labelFlush=False)
