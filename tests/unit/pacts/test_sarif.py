"""A SARIF log holds what the format needs, and every finding at its place and clause."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from casus.foundation.documents import read_document
from casus.foundation.validation import validate_document
from casus.pacts.lint import Finding, Text, lint
from casus.pacts.read import casebook_file
from casus.pacts.rules.catalogue import RULES
from casus.pacts.rules.rule import SEVERITIES
from casus.pacts.sarif import sarif_log
from casus.pacts.schema.history import Instrument

CASEBOOK = casebook_file("budapest-1994").parent


def text(id: str) -> Text:
    document = read_document(casebook_file(id))
    return Text(id, validate_document(document, Instrument).pact, document)


@pytest.fixture(scope="module")
def findings() -> list[Finding]:
    return list(lint([text("budapest-1994"), text("italy-2025")], RULES))


@pytest.fixture(scope="module")
def log(findings: list[Finding]) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(json.dumps(sarif_log(findings, RULES, CASEBOOK)))
    return written


def one_run(log: dict[str, Any]) -> dict[str, Any]:
    (only,) = log["runs"]
    held: dict[str, Any] = only
    return held


def test_the_log_has_what_the_schema_requires(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"
    assert re.fullmatch(r"https://.+/sarif-schema-2\.1\.0\.json", log["$schema"])
    run = one_run(log)
    driver = run["tool"]["driver"]
    assert driver["name"] == "casus"
    assert driver["version"]
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    assert set(run) <= {"tool", "columnKind", "results"}


def test_every_rule_is_described(log: dict[str, Any]) -> None:
    described = one_run(log)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in described] == [rule.id for rule in RULES]
    for rule in described:
        assert set(rule) == {
            "id", "name", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties",
        }  # fmt: skip
        assert rule["name"]
        assert rule["shortDescription"]["text"]
        assert len(rule["fullDescription"]["text"]) > len(rule["shortDescription"]["text"])
        assert rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']} ")
        assert rule["defaultConfiguration"]["level"] in SEVERITIES


def test_every_finding_is_a_result(log: dict[str, Any], findings: list[Finding]) -> None:
    run = one_run(log)
    results = run["results"]
    assert len(results) == len(findings) > 0
    for result, finding in zip(results, findings, strict=True):
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule.id
        assert result["level"] == finding.rule.severity
        assert finding.message in result["message"]["text"]
        (location,) = result["locations"]
        assert set(location) == {"physicalLocation", "logicalLocations"}
        (clause,) = location["logicalLocations"]
        assert clause["fullyQualifiedName"] == f"{finding.pact}:{finding.clause}"
        region = location["physicalLocation"]["region"]
        assert finding.place is not None
        assert (region["startLine"], region["startColumn"]) == (finding.place.line, finding.place.column)
        assert min(region.values()) >= 1


def artifact(finding: Finding, folder: Path) -> dict[str, str]:
    (result,) = one_run(sarif_log([finding], RULES, folder))["results"]
    held: dict[str, str] = result["locations"][0]["physicalLocation"]["artifactLocation"]
    return held


def test_a_file_within_the_folder_is_named_relative_to_it(findings: list[Finding]) -> None:
    assert artifact(findings[0], CASEBOOK) == {"uri": "budapest-1994.yaml", "uriBaseId": "%SRCROOT%"}
    assert artifact(findings[0], CASEBOOK.parent)["uri"] == "casebook/budapest-1994.yaml"


def test_a_file_elsewhere_is_named_by_its_whole_path(findings: list[Finding], tmp_path: Path) -> None:
    assert artifact(findings[0], tmp_path) == {"uri": casebook_file("budapest-1994").resolve().as_uri()}


def test_a_name_with_odd_characters_is_quoted(findings: list[Finding], tmp_path: Path) -> None:
    place = findings[0].place
    assert place is not None
    file = tmp_path / "our pact #1 é.yaml"
    uri = artifact(replace(findings[0], place=replace(place, file=file)), tmp_path)["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%._-]+", uri)
    assert unquote(uri) == file.name


def test_a_text_that_is_in_no_file_has_its_clause_alone() -> None:
    bare = replace(text("budapest-1994"), document=None)
    results = one_run(sarif_log(lint([bare], RULES), RULES, CASEBOOK))["results"]
    assert results
    assert all(set(location) == {"logicalLocations"} for result in results for location in result["locations"])


def test_a_log_without_findings_says_so() -> None:
    assert one_run(sarif_log([], RULES[:1], CASEBOOK))["results"] == []
