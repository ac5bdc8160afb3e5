"""Pacts in, findings out: what each rule finds, with the clause's article and its place in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus.foundation.documents import Document, Path_
from casus.foundation.errors import Place
from casus.pacts.rules.rule import SEVERITIES, Found, Rule, Severity
from casus.pacts.schema.clauses import Clause
from casus.pacts.schema.pact import Pact


@dataclass(frozen=True)
class Text:
    """A pact to be checked: its name, and where in a file it stands (None where it is in none)."""

    name: str
    pact: Pact
    document: Document | None = None
    at: Path_ = ("pact",)
    """Path of the pact in the document."""


@dataclass(frozen=True)
class Finding:
    """One thing that one rule found in one pact."""

    pact: str
    rule: Rule
    clause: str
    """The article where the coding names one, else the field."""
    message: str
    place: Place | None

    def __str__(self) -> str:
        return f"{self.pact}:{self.clause}: {self.rule.id} {self.message}"

    def as_json(self) -> dict[str, str | int | None]:
        """Plain data for machines."""
        return {
            "pact": self.pact,
            "rule": self.rule.id,
            "name": self.rule.name,
            "severity": self.rule.severity,
            "clause": self.clause,
            "message": self.message,
            "precedent": f"{self.rule.case}: {self.rule.precedent}",
            "mend": self.rule.mend,
            "file": str(self.place.file) if self.place else None,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
        }


def lint(texts: Iterable[Text], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Every finding, text by text, in the order of the rules."""
    for text in texts:
        for rule in rules:
            for found in rule.check(text.pact):
                yield Finding(text.name, rule, _article(text.pact, found), found.message, _place(text, found))


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Number of findings by severity, those without any too."""
    tally = Counter(finding.rule.severity for finding in findings)
    return {severity: tally[severity] for severity in SEVERITIES}


def _article(pact: Pact, found: Found) -> str:
    clause = getattr(pact, found.clause)
    article = clause.article if isinstance(clause, Clause) else None
    if not article:
        return found.clause
    return f"art. {article}" if article[0].isdigit() else article


def _place(text: Text, found: Found) -> Place | None:
    return text.document.place((*text.at, found.clause)) if text.document else None
