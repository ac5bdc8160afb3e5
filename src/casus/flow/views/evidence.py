"""Evidence entries as a table, and one entry with its sources."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table

from casus.evidence.entry import Entry
from casus.evidence.register import Register
from casus.foundation.units import UNITS


def list_entries(entries: Sequence[Entry]) -> Table:
    """One row for each entry."""
    caption = (
        f"{len(entries)} entries; a range is a 5-95 % interval; A several sources or data, B one decent source, C weak"
    )
    table = Table(caption=caption, caption_justify="left")
    table.add_column("id", no_wrap=True)
    for heading in ("value", "unit", "grade", "status", "date"):
        table.add_column(heading, no_wrap=True)
    table.add_column("what", overflow="fold")
    for entry in entries:
        table.add_row(entry.id, value_text(entry), entry.unit, entry.grade, entry.status, entry.date, entry.what)
    return table


def describe_entry(register: Register, entry: Entry) -> Group:
    """An entry in full, with its bibliography."""
    subject = register.subjects.get(entry.id, "of a scenario")
    lines = [
        f"[bold]{entry.id}[/bold]  ({subject})",
        f"{entry.what}",
        "",
        f"value     {value_text(entry)}  {entry.unit} ({UNITS[entry.unit]}), {entry.distribution}",
        f"date      {entry.date}, last checked {entry.checked}",
        f"grade     {entry.grade}, {entry.status}",
        f"why       {entry.why}",
    ]
    if entry.currency:
        lines.append(f"money     {entry.currency}, prices of {entry.price_year}")
    if entry.series:
        lines.append(f"series    {len(entry.series)} observations, the last of {entry.last_observed}")
    lines += ["", "[bold]sources[/bold]" if entry.sources else "no source: this is a judgement of ours"]
    for key in entry.sources:
        lines.append(f"  {_cited(key, register)}")
    return Group(*lines)


def _cited(key: str, register: Register) -> str:
    """A source as a line of a bibliography; its key where the register does not hold it."""
    if (source := register.sources.get(key)) is None:
        return key
    seen = "" if source.seen else " (cited from memory, not read)"
    return f"{source.citation}. {source.where}{seen}"


def value_text(entry: Entry) -> str:
    """The value or range of an entry, as short as it can be said."""
    if entry.weights:
        return ", ".join(f"{name} {weight:g}" for name, weight in entry.weights.items())
    if entry.values:
        return f"{len(entry.values)} values"
    if entry.range is None:
        return f"{entry.value:g}"
    low, high = entry.range
    middle = "" if entry.value is None else f"{entry.value:g} "
    return f"{middle}[{low:g}, {high:g}]"
