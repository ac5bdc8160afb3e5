"""Where the numbers come from: what would give them again, and every piece of evidence that the study used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from casus.app.report.gather import Gathered
from casus.app.report.parts import Cell, Column, Facts, Fold, Part, Section, Table
from casus.app.report.teller import NONE, Teller
from casus.evidence.entry import Entry, Source
from casus.evidence.register import Register

AGAIN = (
    "version",
    "scenario_digest",
    "evidence_digest",
    "draws",
    "seed",
    "sampling",
    "horizon_days",
    "step_hours",
    "device",
)

ENTRY = {"what": 5, "value": 2, "unit": 1, "grade": 0, "status": 1, "date": 0, "sources": 4}
WORK = {"author": 2, "year": 0, "title": 4, "where": 3, "seen": 0}
"""By heading, how wide it is."""


def provenance(of: Gathered, say: Teller) -> Section:
    """Version, digests, seed, draws, sampling and environment, and how to play it again."""
    known = of.said
    pairs = [(say.say("prov-scenario"), Cell(f"{known['title']} ({known['scenario']})", lang="en"))]
    pairs += [(say.say("prov-base-date"), Cell(say.date(str(known["base_date"]))))]
    pairs += [(say.say(f"prov-{name.replace('_', '-')}"), _plain(say, known[name])) for name in AGAIN if name in known]
    pairs += [(say.say("prov-complete"), Cell(say.say("yes" if of.study.complete else "no")))]
    parts: tuple[Part, ...] = (say.tell("prov-lead"), Facts(tuple(pairs)))
    if of.question is None:
        return Section("provenance", say.say("prov-heading"), (*parts, say.tell("not-kept")))
    parts = (*parts, say.tell("prov-again"), say.tell("prov-english"))
    environment = Facts(
        tuple((name, Cell(value or NONE, lang="en")) for name, value in of.question.environment.items())
    )
    return Section(
        "provenance",
        say.say("prov-heading"),
        (*parts, Fold(say.say("prov-environment"), (environment,), id="environment")),
    )


def bibliography(of: Gathered, say: Teller) -> Section:
    """The evidence that the study used, as its folder keeps it, by subject; then the works that it cites."""
    if of.asked is None:
        return Section("evidence", say.say("evidence-heading"), (say.tell("not-kept"),))
    register = of.asked.register
    subjects = sorted(set(register.subjects.values()))
    folds = [
        Fold(subject, (_entries(say, register, subject, place),), id=f"subject-{place}")
        for place, subject in enumerate(subjects, 1)
    ]
    parts: tuple[Part, ...] = (
        say.tell("evidence-lead", count=len(register.entries), works=len(register.sources)),
        *folds,
    )
    works = Fold(say.say("works-heading", count=len(register.sources)), (_works(say, register),), id="works")
    return Section("evidence", say.say("evidence-heading"), (*parts, works))


def _plain(say: Teller, value: Any) -> Cell:
    if isinstance(value, int):
        return Cell(str(value) if value < 1000 else say.number(float(value)).text, value)
    return Cell(str(value), lang="en")


def _entries(say: Teller, register: Register, subject: str, place: int) -> Table:
    columns = tuple(Column(say.say(f"entry-{head}"), weight=weight) for head, weight in ENTRY.items())
    entries = [entry for id, entry in register.entries.items() if register.subjects[id] == subject]
    rows = tuple(tuple(_entry(say, entry, register.sources)) for entry in entries)
    data = tuple(entry.model_dump(mode="json", exclude_defaults=True) for entry in entries)
    return Table(
        f"evidence-{place}-table", say.say("entries-caption", subject=say.title(subject)), columns, rows, "", data
    )


def _entry(say: Teller, entry: Entry, sources: Mapping[str, Source]) -> Iterator[Cell]:
    yield Cell(entry.what, lang="en", mark=f"id:evidence-{entry.id}")
    yield Cell(_value(say, entry), lang="en" if entry.weights else "")
    money = f" ({entry.currency} {entry.price_year})" if entry.currency else ""
    yield Cell(f"{entry.unit}{money}", lang="en")
    yield Cell(entry.grade)
    yield Cell(say.say(f"status-{entry.status}"))
    yield Cell(entry.date)
    cited = [sources[key] for key in entry.sources if key in sources]
    yield Cell(
        "; ".join(f"{source.author} {source.year}" for source in cited) or NONE,
        href="#works" if cited else "",
        lang="en",
    )


def _value(say: Teller, entry: Entry) -> str:
    """The best value with its 5-95 % range, or the alternatives with their weights."""
    if entry.weights:
        total = sum(entry.weights.values())
        return ", ".join(f"{name} {say.share(weight / total, 0).text}" for name, weight in entry.weights.items())
    if entry.values:
        return say.range(say.general(min(entry.values)), say.general(max(entry.values)))
    value = "" if entry.value is None else say.general(entry.value)
    if entry.range is None:
        return value
    ends = say.range(say.general(entry.range[0]), say.general(entry.range[1]))
    return f"{value} [{ends}]" if value else ends


def _works(say: Teller, register: Register) -> Table:
    columns = tuple(Column(say.say(f"work-{head}"), weight=weight) for head, weight in WORK.items())
    rows = tuple(
        (
            Cell(source.author, lang="en"), Cell(str(source.year), source.year), Cell(source.title, lang="en"),
            Cell(source.where, lang="en"), Cell(say.say("yes" if source.seen else "no")),
        )
        for source in sorted(register.sources.values(), key=lambda source: (source.author, source.year))
    )  # fmt: skip
    data = tuple(source.model_dump(mode="json") for source in register.sources.values())
    return Table("works-table", say.say("works-caption"), columns, rows, "", data, sortable=True)
