"""The rules of the linter as a list, and one rule in words."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from casus.pacts.page import CASE, example, sections
from casus.pacts.rules.rule import Rule


def list_rules(rules: Sequence[Rule]) -> Table:
    """One row for each rule."""
    table = Table(caption=f"{len(rules)} rules; casus rule ID explains one", caption_justify="left")
    for heading in ("id", "severity", "name"):
        table.add_column(heading, no_wrap=True)
    table.add_column("finds", overflow="fold")
    for rule in rules:
        table.add_row(rule.id, rule.severity, rule.name, escape(rule.finds))
    return table


def describe_rule(rule: Rule) -> Group:
    """A rule in full, as its page in the reference has it."""
    parts = [_part(heading, f"{rule.case}: {text}" if heading == CASE else text) for heading, text in sections(rule)]
    trips, clears = example(rule)
    return Group(
        f"[bold]{rule.id} {rule.name} ({rule.severity})[/bold]\n",
        *parts,
        _part("What trips it, in a text that is otherwise sound", trips),
        _part("The least change that clears it", clears),
    )


def _part(heading: str, text: str) -> Group:
    return Group(f"[bold]{heading}[/bold]", Padding(escape(text), (0, 0, 1, 2), expand=False))
