"""Who decides, leaves, arrives and joins the line when, against the advance: a timeline for each design with guarantors."""

from __future__ import annotations

from collections.abc import Iterator

from casus.app.report.charts import Fit
from casus.app.report.figure import figure
from casus.app.report.gather import Gathered
from casus.app.report.names import attack_within
from casus.app.report.parts import Cell, Column, Figure, Fold, Row, Section, Sentence, Table
from casus.app.report.teller import NONE, Amount, Teller
from casus.flow.metrics.timetable import Event, Timeline
from casus.flow.views.gantt import shown_nations
from casus.flow.views.way_chart import WIDTH, advance_table, way_chart, way_table

ROOM = 150
"""Pixels for nations' names beside the days."""


def ways(of: Gathered, say: Teller) -> Section:
    """When help comes: a table over all designs, then a chart for each."""
    coming = [design for design in of.played if shown_nations(of.timelines[design])]
    folds = [
        Fold(
            of.answers.titles[design],
            (*_said(say, of.timelines[design]), _chart(of, say, design)),
            open=place == 0,
            id=f"ways-{design}",
        )
        for place, design in enumerate(coming)
    ]
    return Section("ways", say.say("ways-heading"), (say.tell("ways-lead"), _table(of, say), *folds))


EVENTS = ("trigger", "decision", "arrival", "contact")


def _events(of: Timeline) -> dict[str, Event]:
    return {
        "trigger": of.trigger,
        "decision": of.first["decision"],
        "arrival": of.first["arrival"],
        "contact": of.contact,
    }


def _table(of: Gathered, say: Teller) -> Table:
    columns = (Column(say.say("table-design")), *(Column(say.say(f"event-{name}"), True) for name in EVENTS))
    rows = tuple(
        (
            Cell(of.answers.titles[design], lang="en"),
            *(_event(say, event) for event in _events(of.timelines[design]).values()),
        )
        for design in of.played
    )
    data = tuple(row for design in of.played for row in of.timelines[design].rows())
    return Table("ways-table", say.say("ways-caption"), columns, rows, say.say("ways-note"), data, sortable=True)


def _event(say: Teller, of: Event) -> Cell:
    if not of.share.value > 0.0:
        return Cell(say.say("never") if of.share.n else NONE, 0.0)
    day, first, last = (_day(say, value) for value in (of.day.p50, of.day.p10, of.day.p90))
    text = say.say("event-cell", share=say.share(of.share.value, 0), day=day, first=first, last=last)
    return Cell(text, of.share.value)


def _day(say: Teller, day: float) -> str:
    """To a tenth below ten where that is no whole day."""
    return say.number(day, 1 if abs(day) < 9.95 and abs(day - round(day)) >= 0.05 else 0).text


def _said(say: Teller, of: Timeline) -> Iterator[Sentence]:
    """What of it is not drawn, and which axis is shown."""
    shown = shown_nations(of)
    absent = [nation.name for nation in of.nations if nation not in shown]
    yield say.tell("ways-axis", axis=say.title(of.advance.title), hold=say.number(of.advance.hold_km))
    if absent:
        yield say.tell("ways-absent", names=say.listed(sorted(absent)), count=len(absent))


def _chart(of: Gathered, say: Teller, design: str) -> Figure:
    found = of.timelines[design]
    shown = {"nation": "name", "event": "text", "comes_in": "share", "p10": "1", "p50": "1", "p90": "1"}
    rows = [row | {"event": say.say(f"event-{row['event']}")} for row in way_table(found)]
    rest = [{"table": "by day"} | row for row in advance_table(found)]
    first = min(shown_nations(found), key=lambda nation: nation.way["line"].p50, default=None)
    values: dict[str, str | int | Amount] = {
        "design": say.title(found.title),
        "attack": attack_within(say, found.attack),
        "nations": len(shown_nations(found)),
        "nation": "" if first is None else say.title(first.name),
        "day": say.number(0.0 if first is None else first.way["line"].p50, 0),
        "axis": say.title(found.advance.title),
    }
    made = figure(
        of,
        say,
        "ways",
        way_chart(found),
        rows,
        shown,
        Fit(WIDTH, 200, ROOM),
        of.rests["contact_hours"],
        f"ways-of-{design}",
        values,
    )
    return _with(made, rest)


def _with(made: Figure, more: list[Row]) -> Figure:
    """The figure with the rows of its lower panels among its data."""
    from dataclasses import replace

    return replace(made, data=(*made.data, *more))
