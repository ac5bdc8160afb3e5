"""Each rule finds what trips it and nothing once that is mended; the reference text trips none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.pacts.rules import catalogue
from casus.pacts.rules.rule import SEVERITIES, Rule
from casus.pacts.schema.pact import Pact

REFERENCE = Path(catalogue.__file__).parent / "reference.yaml"
BASE: dict[str, Any] = yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))["pact"]
LETTERS = {
    "trigger": "T1", "obligation": "O2", "decision": "D3", "forces": "F4", "law": "L5", "parties": "P6",
    "duration": "U7", "limits": "M8", "settlement": "S9",
}  # fmt: skip
RULES = [pytest.param(rule, id=rule.id) for rule in catalogue.RULES]


def laid_over(base: Any, change: Any) -> Any:
    """Mappings are merged, anything else is replaced."""
    if not isinstance(base, dict) or not isinstance(change, dict):
        return change
    return {**base, **{name: laid_over(base.get(name), value) for name, value in change.items()}}


def tripping(rule: Rule) -> dict[str, Any]:
    tripped: dict[str, Any] = laid_over(BASE, yaml.safe_load(rule.trips))
    return tripped


def found(rule: Rule, pact: dict[str, Any]) -> list[Any]:
    return list(rule.check(Pact.model_validate(pact)))


def test_there_are_thirty_rules_in_nine_families() -> None:
    assert len(catalogue.RULES) >= 30
    assert set(catalogue.FAMILIES) == set(LETTERS)
    assert all(catalogue.FAMILIES.values())


def test_ids_and_names_are_unique_and_ids_carry_their_family() -> None:
    assert len({rule.id for rule in catalogue.RULES}) == len({rule.name for rule in catalogue.RULES}) == len(RULES)
    for family, rules in catalogue.FAMILIES.items():
        assert [rule.id for rule in rules] == sorted(rule.id for rule in rules)
        assert all(re.fullmatch(LETTERS[family] + r"\d\d", rule.id) for rule in rules)


@pytest.mark.parametrize("rule", RULES)
def test_the_reference_text_trips_no_rule(rule: Rule) -> None:
    assert found(rule, BASE) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_trips_it(rule: Rule) -> None:
    findings = found(rule, tripping(rule))
    assert findings
    for clause, message in findings:
        assert clause in Pact.model_fields
        assert message[0].islower()
        assert not message.endswith(".")


@pytest.mark.parametrize("rule", RULES)
def test_the_least_change_clears_it(rule: Rule) -> None:
    change = yaml.safe_load(rule.clears)
    assert changed_fields(tripping(rule), change) == 1
    assert found(rule, laid_over(tripping(rule), change)) == []


def changed_fields(base: Any, change: Any) -> int:
    """How many fields of a clause a change alters."""
    if isinstance(base, dict) and isinstance(change, dict):
        return sum(changed_fields(base.get(name), value) for name, value in change.items())
    return int(base != change)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_its_page_needs(rule: Rule) -> None:
    assert rule.severity in SEVERITIES
    for text in (rule.finds, rule.why, rule.precedent, rule.mend):
        assert text.endswith((".", "?"))
        assert len(text) > 20
