"""What differs between two pacts as tables: fields, findings of the linter, outcomes in the same worlds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.markup import escape
from rich.table import Table

from casus.flow.metrics.pair import Change
from casus.pacts.diff import Difference, Value
from casus.pacts.lint import Finding
from casus.pacts.phrases import number

NONE = "-"
LABELS = {
    "p_held": ("line held", 3),
    "p_decided": ("decided to help", 3),
    "p_honoured": ("word kept", 3),
    "p_combat_forces": ("troops sent", 3),
    "contact_hours": ("hours to first contact", 0),
    "cost_meur_year": ("million euro a year", 0),
}
"""Measures by name: in words, with the digits that are shown."""


def field_table(found: Sequence[Difference], a: str, b: str) -> Table:
    """One row for each field that differs."""
    table = Table(title=f"Fields that differ: {len(found)}", title_justify="left", title_style="bold")
    for heading in ("field", a, b):
        table.add_column(heading, overflow="fold")
    for one in found:
        table.add_row(one.field, escape(value_text(one.a)), escape(value_text(one.b)))
    return table


def value_text(value: Value) -> str:
    """A value as short as it can be said; a dash where there is none."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value_text(part) for part in value)
    return value if isinstance(value, str) else number(value)


def finding_table(found: Iterable[Finding]) -> Table:
    """Findings of rules that one pact trips and the other does not."""
    table = Table(title="Rules that only one trips", title_justify="left", title_style="bold")
    table.add_column("pact", no_wrap=True)
    for heading in ("rule", "severity"):
        table.add_column(heading, no_wrap=True)
    table.add_column("finding", overflow="fold")
    for one in found:
        table.add_row(one.pact, one.rule.id, one.rule.severity, escape(f"{one.clause}: {one.message}"))
    return table


def change_table(by_attack: dict[str, tuple[Change, ...]], cost: Change, a: str, b: str) -> Table:
    """What the second design changes against each attack, in the same worlds."""
    table = Table(
        title="Outcomes in the same worlds",
        title_justify="left",
        title_style="bold",
        caption="Difference: second minus first, paired, ± Monte Carlo standard error, over the worlds in which both have the "
        "measure. Hours: the median of a design's worlds with a contact; their difference is a mean.",
        caption_justify="left",
    )
    for heading in ("attack", "measure"):
        table.add_column(heading, no_wrap=True)
    for heading in (a, b, "difference", "worlds"):
        table.add_column(heading, justify="right")
    for attack, changes in by_attack.items():
        for place, change in enumerate(changes):
            table.add_row(attack if place == 0 else "", *_row(change), end_section=place == len(changes) - 1)
    table.add_row("any", *_row(cost))
    return table


def _row(change: Change) -> tuple[str, ...]:
    words, digits = LABELS[change.measure]
    of = change.difference
    paired = NONE if of.value != of.value else f"{of.value:+,.{digits}f} ±{of.se:,.{digits}f}"
    return words, _plain(change.a, digits), _plain(change.b, digits), paired, f"{change.worlds:,}"


def _plain(value: float, digits: int) -> str:
    return NONE if value != value else f"{value:,.{digits}f}"
