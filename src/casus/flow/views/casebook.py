"""The casebook as a table, and one instrument with what happened each time that it was called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from casus.evidence.entry import Source
from casus.pacts.phrases import date_text, hours, listed, number, party_list, party_names
from casus.pacts.schema.history import Call, Instrument
from casus.pacts.text import pact_text

NONE = "-"
KEPT = {
    "honoured": "honoured",
    "partly": "partly honoured",
    "not": "not honoured",
    "untested": "untested: nothing was owed yet",
}
SCALES = {"grey": "a deniable attack", "probe": "a probe", "limited": "a limited attack", "full": "a full attack"}


def list_casebook(instruments: Sequence[Instrument]) -> Table:
    """One row for each instrument."""
    table = Table(
        caption="Level: 0 not to attack, 1 consult, 2 material support, 3 act as deemed necessary, 4 all aid, 5 armed force. "
        "Calls: occasions on which it was, or by its words could have been, called; outcomes: whether what it promises was done. "
        "casus show ID describes one.",
        caption_justify="left",
        box=None,
        pad_edge=False,
    )
    table.header_style = "dim"
    table.add_column("id", no_wrap=True)
    table.add_column("title", overflow="fold")
    for heading in ("year", "form"):
        table.add_column(heading, no_wrap=True)
    for heading in ("level", "calls"):
        table.add_column(heading, justify="right")
    table.add_column("outcomes", no_wrap=True)
    for held in instruments:
        row = casebook_row(held)
        plain = (row["title"], row["year"] or NONE, row["form"], number(held.pact.obligation.level), row["calls"])
        table.add_row(held.id, *(escape(str(cell)) for cell in plain), _outcomes(held))
    return table


def casebook_row(held: Instrument) -> dict[str, str | float | dict[str, int] | None]:
    """An instrument in short: id, title, year, form, level, calls, and the number of calls by outcome."""
    return {
        "id": held.id,
        "title": held.pact.title,
        "year": held.pact.signed[:4] if held.pact.signed else None,
        "form": held.pact.form.kind.replace("-", " "),
        "level": held.pact.obligation.level,
        "calls": len(held.history),
        "outcomes": dict(Counter(call.outcome for call in held.history)),
    }


def _outcomes(held: Instrument) -> str:
    counts = Counter(call.outcome for call in held.history)
    return ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or NONE


def describe_instrument(held: Instrument, sources: Mapping[str, Source]) -> Group:
    """The pact, its history call by call, and where it can all be read."""
    names = party_names(held.pact.parties, {})
    dates = ", ".join(_dates(held))
    parts: list[str | Padding] = [
        f"[bold]{escape(held.pact.title)}[/bold]  ({held.id}{f'; {dates}' if dates else ''})",
        f"\n[bold]pact[/bold]\n{escape(pact_text(held.pact, names))}",
        f"\n[bold]history[/bold]{'' if held.history else ': it was never called'}",
    ]
    for call in held.history:
        parts.append(f"\n  [bold]{date_text(call.date)}[/bold]  {escape(call.event)}")
        parts += [Padding(escape(line), (0, 0, 0, 4)) for line in _call(call)]
    parts.append("\n[bold]sources[/bold]")
    parts += [Padding(escape(_source(key, sources)), (0, 0, 0, 2)) for key in _keys(held)]
    return Group(*parts)


def _dates(held: Instrument) -> Iterator[str]:
    pact = held.pact
    for what, date in (("signed", pact.signed), ("in force", pact.in_force), ("ended", pact.ended)):
        if date is not None:
            yield f"{what} {date_text(date)}"
    if held.atop is not None:
        yield f"ATOP {held.atop}"


def _call(call: Call) -> Iterator[str]:
    how = "was called on" if call.invoked else "could by its words have been called on"
    level = "" if call.level is None else f", for its obligation of {number(call.level)}"
    yield f"who {how}: {party_list(call.guarantors, {})}{level}" if call.guarantors else f"it {how}{level}"
    yield f"outcome: {KEPT[call.outcome]}"
    yield f"then: {listed(_then(call), 'and')}"
    circumstances = list(_circumstances(call))
    if circumstances:
        yield f"circumstances: {', '.join(circumstances)}"
    yield f"why coded so: {call.why}"
    yield f"read in: {call.source} ({call.status})"


def _then(call: Call) -> Iterator[str]:
    decided = {True: "a decision to help", False: "no decision to help", None: "a decision to help is not known of"}
    acted = {True: "more than words", False: "nothing beyond words", None: "action is not known of"}
    in_time = {True: "in time", False: "not in time", None: "whether in time is not known"}
    yield decided[call.decided] + (f" after {hours(call.decide_h)}" if call.decide_h is not None else "")
    yield acted[call.acted]
    if call.first_force_h is not None:
        yield f"the first force after {hours(call.first_force_h)}"
    yield in_time[call.in_time]


def _circumstances(call: Call) -> Iterator[str]:
    if call.scale is not None:
        yield SCALES[call.scale]
    for known, words in (
        (call.great_power, "a great power to face"),
        (call.borders, "a common border"),
        (call.troops, "own troops on the ground attacked"),
    ):
        if known is not None:
            yield words if known else f"without {words}"


def _keys(held: Instrument) -> list[str]:
    """Every source once, in the order in which it is met."""
    clauses = [value for name in type(held.pact).model_fields if hasattr(value := getattr(held.pact, name), "source")]
    of_clauses = [clause.source for clause in (*clauses, *held.pact.limits) if clause.source]
    return list(dict.fromkeys([held.pact.source, *of_clauses, *(call.source for call in held.history)]))


def _source(key: str, sources: Mapping[str, Source]) -> str:
    if key not in sources:
        return key
    source = sources[key]
    seen = "" if source.seen else " (cited from memory, not read)"
    return f"{key}: {source.citation}. {source.where}{seen}"
