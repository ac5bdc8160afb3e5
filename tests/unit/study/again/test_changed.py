"""What was edited since a study was kept is told field by field, and an edit of what it does not read is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casus.app.cli.new import start_scenario
from casus.flow.outcome.question import Question
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.study.again.changed import changed

QUESTION = Question("mine", ("tripwire",), ("full",), False, {}, dict)


def edited(tmp_path: Path, file: str, old: str, new: str):
    """What is told of an edit in one file."""
    start_scenario("mine", tmp_path / "kept")
    shutil.copytree(tmp_path / "kept", tmp_path / "today")
    path = tmp_path / "today" / "mine" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    asked = [
        (read_scenario(str(folder)), scenario_register(folder))
        for folder in (tmp_path / "kept/mine", tmp_path / "today/mine")
    ]
    return changed(*asked, QUESTION)


def test_nothing_is_told_of_words_and_of_designs_that_were_not_played(tmp_path):
    found = edited(tmp_path, "designs/memorandum.yaml", "summary:", "# A remark.\nsummary: Edited;")
    assert found.fields == ()
    assert found.digests["scenario"][0] != found.digests["scenario"][1]
    assert found.digests["evidence"][0] == found.digests["evidence"][1]


@pytest.mark.parametrize(
    ("file", "old", "new", "field", "kept", "today"),
    [
        (
            "designs/tripwire.yaml",
            "command: lead",
            "command: integrated",
            "designs.tripwire.posture.command",
            "lead",
            "integrated",
        ),
        ("theatre.yaml", "hold_depth_km: 30", "hold_depth_km: 35", "theatre.hold_depth_km", 30.0, 35.0),
    ],
)
def test_fields_are_told_with_both_values(tmp_path, file, old, new, field, kept, today):
    found = edited(tmp_path, file, old, new)
    assert [(one.field, one.a, one.b) for one in found.fields] == [(field, kept, today)]


def test_entries_of_evidence_are_told_by_name(tmp_path):
    own = "parameters:\n  ground_reserve_days_protected: {evidence: ground-reserve-days-aggressor}\n"
    found = edited(tmp_path, "scenario.yaml", "parameters:\n", own)
    assert "scenario.parameters.ground_reserve_days_protected.evidence" in [one.field for one in found.fields]
    assert found.as_json()["evidence"] == list(found.entries)
