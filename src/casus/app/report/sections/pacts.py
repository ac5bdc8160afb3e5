"""What the texts leave open: findings of the linter in the pact of each design."""

from __future__ import annotations

from casus.app.report.gather import Gathered
from casus.app.report.parts import Cell, Column, Fold, Part, Section, Table
from casus.app.report.teller import Teller
from casus.pacts.lint import Finding, counts
from casus.pacts.rules.rule import SEVERITIES

HEADS = {"rule": 0, "severity": 0, "clause": 1, "finding": 4, "mend": 4}
"""By heading, how wide it is."""


def pacts(of: Gathered, say: Teller) -> Section:
    """A table of counts, then each pact's findings."""
    if of.asked is None:
        return Section("pacts", say.say("pacts-heading"), (say.tell("not-kept"),))
    findings = of.asked.findings
    columns = (Column(say.say("table-design")), *(Column(say.say(f"severity-{word}"), True) for word in SEVERITIES))
    found = {design: counts(findings[design]) for design in of.answers.titles}
    rows = tuple(
        (
            Cell(of.answers.titles[design], href=f"#findings-{design}", lang="en"),
            *(Cell(str(of_one[word]), of_one[word]) for word in SEVERITIES),
        )
        for design, of_one in found.items()
    )
    every = tuple(finding.as_json() | {"file": None} for of_one in findings.values() for finding in of_one)
    table = Table("findings-table", say.say("findings-caption"), columns, rows, "", every, sortable=True)
    folds = tuple(
        Fold(of.answers.titles[design], (_findings(of, say, design, findings[design]),), id=f"findings-{design}")
        for design in of.answers.titles
        if findings[design]
    )
    parts: tuple[Part, ...] = (say.tell("pacts-lead"), table, say.tell("pacts-english"), *folds)
    return Section("pacts", say.say("pacts-heading"), parts)


def _findings(of: Gathered, say: Teller, design: str, found: tuple[Finding, ...]) -> Table:
    columns = tuple(Column(say.say(f"finding-{head}"), weight=weight) for head, weight in HEADS.items())
    ordered = sorted(found, key=lambda finding: (SEVERITIES.index(finding.rule.severity), finding.rule.id))
    rows = tuple(
        (
            Cell(finding.rule.id), Cell(say.say(f"severity-{finding.rule.severity}"), mark=finding.rule.severity),
            Cell(finding.clause, lang="en"), Cell(finding.message, lang="en"), Cell(finding.rule.mend, lang="en"),
        )
        for finding in ordered
    )  # fmt: skip
    return Table(
        f"findings-of-{design}", say.say("findings-of", design=say.title(of.answers.titles[design])), columns, rows
    )
