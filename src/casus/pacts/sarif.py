"""Findings in, a SARIF log out (version 2.1.0, OASIS 2020), for programs that show what linters find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from casus.foundation.errors import Place
from casus.foundation.version import VERSION
from casus.pacts.lint import Finding
from casus.pacts.page import rule_page, sections
from casus.pacts.rules.catalogue import family_of
from casus.pacts.rules.rule import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_log(findings: Iterable[Finding], rules: Sequence[Rule], folder: Path) -> dict[str, Any]:
    """The log as plain data; files within `folder` are named relative to it, others by their whole path."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": "casus", "version": VERSION, "rules": [_rule(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, index, folder) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.finds},
        "fullDescription": {"text": f"{rule.finds} {rule.why}"},
        "help": {
            "text": "\n\n".join(f"{heading}: {text}" for heading, text in sections(rule)),
            "markdown": rule_page(rule),
        },
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [family_of(rule)], "case": rule.case},
    }


def _result(finding: Finding, index: dict[str, int], folder: Path) -> dict[str, Any]:
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": index[finding.rule.id],
        "level": finding.rule.severity,
        "message": {"text": f"{finding.pact}, {finding.clause}: {finding.message}."},
        "locations": [_location(finding, folder)],
    }


def _location(finding: Finding, folder: Path) -> dict[str, Any]:
    clause = {
        "name": finding.clause,
        "fullyQualifiedName": f"{finding.pact}:{finding.clause}",
        "kind": "property",
    }
    physical = {"physicalLocation": _physical(finding.place, folder)} if finding.place else {}
    return physical | {"logicalLocations": [clause]}


def _physical(place: Place, folder: Path) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    return {"artifactLocation": _artifact(place.file.resolve(), folder.resolve()), "region": region}


def _artifact(file: Path, folder: Path) -> dict[str, str]:
    if file.is_relative_to(folder):
        return {"uri": quote(file.relative_to(folder).as_posix()), "uriBaseId": "%SRCROOT%"}
    return {"uri": file.as_uri()}
