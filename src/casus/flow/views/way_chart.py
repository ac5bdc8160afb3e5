"""A timeline in, a chart out that fits a page: who decides, leaves, arrives and joins the line when, against the advance.

The same tables as the wide chart for pictures (`gantt`), as plain Vega-Lite of any width.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casus.flow.metrics.measure import Spread
from casus.flow.metrics.timetable import Timeline
from casus.flow.views import palette
from casus.flow.views.cells import percent
from casus.flow.views.frame import theme
from casus.flow.views.gantt import BARS, BEGINS, COLOURS, bands, bars, days_shown, shown_nations
from casus.flow.views.vega_lite import Spec, layer, name, number

Row = dict[str, Any]
STEPS, MOST_TICKS = (
    (5, 10, 15, 20, 30, 60),
    9,
)  # chosen, days; no more numbers than stand beside each other on a telephone
WIDTH, ROW_HEIGHT, FAN_HEIGHT = 600, 40, 120  # chosen, pixels
BAR_UP, BAND_DOWN, NEXT_BAND = -7, 5, 3.6  # chosen, pixels off the middle of a row


def way_chart(of: Timeline) -> Spec:
    """Nations' ways to the line as bars, and on the same days the front and the guarantors' brigades."""
    shown = shown_nations(of)
    first, last = days_shown(of, shown)
    step = next(step for step in STEPS if (last - first) / step <= MOST_TICKS)
    ticks = [day for day in range(first, last + 1) if day % step == 0]
    days: Spec = {
        "scale": {"domain": [first, last], "nice": False},
        "axis": {"values": ticks, "title": None, "grid": True},
    }
    last_days = {**days, "axis": {**days["axis"], "title": "days after the attack"}}
    panels = [_nations(of, days)] if shown else []
    panels.append(_advance(of, days if of.coming else last_days))
    if of.coming:
        panels.append(_brigades(of, last_days))
    return {"vconcat": panels, "spacing": 22, **theme()}


def way_table(of: Timeline) -> list[Row]:
    """A row for each nation that is drawn and each event: share of worlds in which it comes, days (10, 50, 90 %) where it does."""
    return [
        {
            "nation": nation.name, "event": event, "comes_in": nation.events["arrival"].share.value,
            "p10": nation.way[event].p10, "p50": nation.way[event].p50, "p90": nation.way[event].p90,
        }
        for nation in shown_nations(of)
        for event in ("decision", "leaving", "arrival", "line")
    ]  # fmt: skip


def advance_table(of: Timeline) -> list[Row]:
    """A row for each day: the front on the axis shown and on the deepest (km), brigades in the theatre and in the line."""
    fans = {"axis_km": of.advance.km, "deepest_km": of.advance.deepest_km}
    fans |= {"theatre_brigades": of.theatre_brigades, "line_brigades": of.line_brigades} if of.coming else {}
    return [
        {"day": day} | {f"{name}_{part}": getattr(by_day[day], part) for name, by_day in fans.items() for part in PARTS}
        for day in of.advance.km
    ]


PARTS = ("mean", "p10", "p50", "p90")


def _nations(of: Timeline, days: Spec) -> Spec:
    """A row for each nation: bars of its phases, and under them the 80 % of the day on which each begins."""
    shown = shown_nations(of)
    names = {nation.name: f"{nation.name}, {percent(nation.events['arrival'].share.value)}" for nation in shown}
    y = name(
        "name",
        {"sort": list(names.values()), "axis": {"title": None, "domain": False, "ticks": False, "labelLimit": 190}},
    )
    legend = {"title": None, "orient": "top", "symbolType": "square", "labelFontSize": 12, "columns": 3}
    used = [phase for phase in BARS if any(row["phase"] == phase for row in bars(of, shown))]
    scale = {"domain": used, "range": [COLOURS[phase] for phase in used]}
    colour = name("phase", {"scale": scale, "legend": legend})
    drawn = [row | {"name": names[row["nation"]]} for row in bars(of, shown)]
    under = [row | {"name": names[row["nation"]]} for row in bands(shown)]
    way = {"x": number("from", days), "x2": {"field": "to"}, "y": y, "color": colour}
    layers = [
        _attack(days),
        _of(drawn, layer("bar", {"height": 13, "yOffset": BAR_UP}, way)),
        *(_band([row for row in under if row["line"] == line], line, days, y, colour) for line in range(len(BEGINS))),
    ]
    return {"layer": layers, "width": WIDTH, "height": ROW_HEIGHT * len(shown)}


def _band(rows: list[Row], line: int, days: Spec, y: Spec, colour: Spec) -> Spec:
    down = BAND_DOWN + NEXT_BAND * line
    at = {"x": number("from", days), "x2": {"field": "to"}, "y": y, "color": colour}
    dot = {"x": number("median", days), "y": y, "color": colour}
    rule = layer("rule", {"strokeWidth": 1.8, "yOffset": down}, at)
    return {
        "data": {"values": rows},
        "layer": [rule, layer("circle", {"size": 24, "opacity": 1, "yOffset": down}, dot)],
    }


def _advance(of: Timeline, days: Spec) -> Spec:
    shown = of.advance
    fans = [("deepest axis", shown.deepest_km, palette.GHOST), ("this axis", shown.km, palette.PURPLE)]
    dashes = {"color": palette.VERMILLION, "strokeWidth": 1.6, "strokeDash": [6, 3]}
    hold = _of([{"hold": shown.hold_km}], layer("rule", dashes, {"y": number("hold", {"axis": _unit_above("km")})}))
    return _fans(fans, "p50", days, "km", [f"Aggressor's advance: {shown.title}"], [hold])


def _brigades(of: Timeline, days: Spec) -> Spec:
    fans = [
        ("in the theatre", of.theatre_brigades, COLOURS["in the theatre"]),
        ("in the line", of.line_brigades, COLOURS["in the line"]),
    ]
    return _fans(fans, "mean", days, "brigades", ["Guarantors' forces"], [])


def _fans(
    fans: Sequence[tuple[str, Mapping[int, Spread], str]],
    middle: str,
    days: Spec,
    unit: str,
    title: list[str],
    over: list[Spec],
) -> Spec:
    """A panel of bands with their middle lines; a legend names them."""
    scale = {"domain": [what for what, _, _ in fans], "range": [colour for _, _, colour in fans]}
    colour = name("what", {"scale": scale, "legend": {"title": None, "orient": "bottom", "labelFontSize": 12}})
    axis = {"axis": _unit_above(unit)}
    x = number("day", days)
    rows = {what: _by_day(what, by_day, middle) for what, by_day, _ in fans}
    band = {"x": x, "y": number("low", axis), "y2": {"field": "high"}}
    line = {"x": x, "y": number("middle", axis), "color": colour}
    layers = [
        _attack(days),
        *(_of(rows[what], layer("area", {"opacity": 0.25, "color": ink}, band)) for what, _, ink in fans),
        _of([row for of in rows.values() for row in of], layer("line", {"strokeWidth": 2.2}, line)),
        *over,
    ]
    heading = {"text": title, "anchor": "start", "frame": "group", "fontSize": 12.5, "offset": 8}
    return {
        "layer": layers,
        "width": WIDTH,
        "height": FAN_HEIGHT,
        "title": heading,
        "resolve": {"scale": {"color": "independent"}},
    }


def _unit_above(unit: str) -> Row:
    return {"title": unit, "tickCount": 4, "titleAngle": 0, "titleAlign": "right", "titleY": -6, "titleX": -8}


def _by_day(what: str, by_day: Mapping[int, Spread], middle: str) -> list[Row]:
    return [
        {"day": day, "what": what, "low": spread.p10, "middle": getattr(spread, middle), "high": spread.p90}
        for day, spread in by_day.items()
    ]


def _attack(days: Spec) -> Spec:
    """A line at the hour of the attack."""
    look = {"color": palette.INK, "strokeWidth": 1.2}
    return _of([{"day": 0}], layer("rule", look, {"x": number("day", days)}))


def _of(rows: list[Row], one: Spec) -> Spec:
    return {"data": {"values": rows}, **one}
