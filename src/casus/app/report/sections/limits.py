"""What the model cannot say: its limits in words, the bars that it misses on recorded history, and how weak its evidence is."""

from __future__ import annotations

from collections import Counter

from casus.app.report.gather import Gathered
from casus.app.report.missed import LIMITS, MISSED, Missed
from casus.app.report.parts import Cell, Column, Part, Points, Section, Sentence, Table
from casus.app.report.teller import Teller

HEADS = {"case": 1, "what": 4, "value": 1, "asked": 1}
"""By heading, how wide it is."""


def limits(of: Gathered, say: Teller) -> Section:
    """Points, then the missed bars."""
    points: list[Sentence] = [say.tell(f"limit-{name}") for name in LIMITS]
    if of.asked is not None:
        grades = Counter(entry.grade for entry in of.asked.register.entries.values())
        judged = sum(entry.status == "judgement" for entry in of.asked.register.entries.values())
        points.insert(
            0,
            say.tell(
                "limit-evidence", entries=grades.total(), weak=say.share(grades["C"] / grades.total(), 0), judged=judged
            ),
        )
    columns = tuple(
        Column(say.say(f"missed-{head}"), head in {"value", "asked"}, weight) for head, weight in HEADS.items()
    )
    rows = tuple(_row(say, one) for one in MISSED)
    data = tuple(vars(one) for one in MISSED)
    table = Table(
        "missed-table", say.say("missed-caption", count=len(MISSED)), columns, rows, say.say("missed-note"), data
    )
    parts: tuple[Part, ...] = (say.tell("limits-lead"), Points(tuple(points)), table)
    return Section("limits", say.say("limits-heading"), parts)


def _row(say: Teller, one: Missed) -> tuple[Cell, ...]:
    digits = 2 if abs(one.value) >= 0.005 else 4
    return (
        Cell(one.case, lang="en"), Cell(say.say(f"missed-{one.case}-{one.number}")),
        say.cell(say.number(one.value, digits)), say.cell(say.number(one.at_least, 2)),
    )  # fmt: skip
