"""A rule in, its page out: what it finds, why that matters, the case in history, how to mend it, an example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from casus.foundation.documents import parse_document
from casus.pacts.rules.rule import Rule


def rule_page(rule: Rule, casebook: str | None = None) -> str:
    """The page as Markdown; `casebook` is the folder to which the case links, none without it."""
    return "\n".join(_lines(rule, casebook)).rstrip() + "\n"


def sections(rule: Rule) -> Iterator[tuple[str, str]]:
    """The parts of a rule that are prose, each with its heading."""
    yield "What it finds", rule.finds
    yield "Why it matters", rule.why
    yield CASE, rule.precedent
    yield "How to mend it", rule.mend


CASE = "Where it broke, or stands untested"


def example(rule: Rule) -> tuple[str, str]:
    """YAML that trips the rule and YAML of the least change that clears it, one field a line."""
    return _laid_out(rule.trips, rule.id), _laid_out(rule.clears, rule.id)


def _lines(rule: Rule, casebook: str | None) -> Iterator[str]:
    yield from (f"# {rule.id} {rule.name} ({rule.severity})", "")
    for heading, text in sections(rule):
        case = f"{_case(rule.case, casebook)}: " if heading == CASE else ""
        yield from (f"## {heading}", "", f"{case}{text}", "")
    trips, clears = example(rule)
    yield from ("## Example", "", "In a text that is otherwise sound, this trips it:", "", "```yaml", trips, "```", "")
    yield from ("This is the least change that clears it:", "", "```yaml", clears, "```", "")


def _case(id: str, casebook: str | None) -> str:
    return f"`{id}`" if casebook is None else f"[{id}]({casebook}/{id}.yaml)"


def _laid_out(text: str, id: str) -> str:
    fields = parse_document(text.encode(), Path(id)).data
    laid_out: str = yaml.safe_dump(fields, sort_keys=False, default_flow_style=None, allow_unicode=True, width=100)
    return laid_out.rstrip()
