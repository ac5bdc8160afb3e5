"""The rules of the linter in, the lines of their pages and of the index over them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from casus.pacts import rules
from casus.pacts.page import rule_page
from casus.pacts.rules.catalogue import FAMILIES, RULES
from casus.pacts.rules.rule import SEVERITIES

FOLDER = "rules"
"""Of the pages, beside the index."""
CASEBOOK = "../../../src/casus/pacts/casebook"
"""As seen from a page."""
MEANINGS = {
    "error": "a hole through which the whole promise may fall",
    "warning": "a hole that delays or weakens it",
    "note": "something left open, often with reason",
}


def pages() -> dict[str, list[str]]:
    """The lines of each rule's page by the path of its file."""
    return {f"{FOLDER}/{rule.id}.md": rule_page(rule, CASEBOOK).splitlines() for rule in RULES}


def index() -> Iterator[str]:
    """The lines of the index: what the severities mean, then the rules by family."""
    number = Counter(rule.severity for rule in RULES)
    yield from (
        "# The rules of the linter",
        "",
        f"{len(RULES)} rules that `casus lint` holds against the text of a pact. They say what a text leaves open, never who is "
        "right, and a text without findings can still be broken. `casus rule ID` prints a page of this list; an id is "
        "never used again.",
        "",
        "| severity | rules | meaning |",
        "| --- | --- | --- |",
    )
    yield from (f"| {severity} | {number[severity]} | {MEANINGS[severity]} |" for severity in SEVERITIES)
    for family, held in FAMILIES.items():
        yield from (
            "",
            f"## {family}",
            "",
            _about(family),
            "",
            "| id | name | severity | finds |",
            "| --- | --- | --- | --- |",
        )
        yield from (
            f"| [{rule.id}]({FOLDER}/{rule.id}.md) | {rule.name} | {rule.severity} | {rule.finds} |" for rule in held
        )


def _about(family: str) -> str:
    """What a family asks about: the first line of its module, after the family's name."""
    about = (import_module(f"{rules.__name__}.{family}").__doc__ or family).splitlines()[0].partition(": ")[2]
    return about[:1].upper() + about[1:]
