"""What the report says of the model's limits is what the documentation says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casus.app.report.missed import LIMITS, MISSED

DOCS = Path(__file__).parents[4] / "docs"
SAID = {
    "whether": "Whether this aggressor will attack",
    "persons": "persons, facilities, targets or weapon design",
    "absent": "Nuclear use, sea war, cyber, the economy at war, occupation, insurgency, refugees",
    "decided": "decided in one capital on one day",
    "graded": "density at which a line comes apart: all judgement",
    "warning": "Whether the warning is believed decides the full attack",
    "laws": "Six laws, and little evidence that ranks them",
    "definition": "The hold depth is a definition",
    "ranks": "read gains,\nnot levels",
    "honour": "Most of a text is not played",
    "errors": "They say nothing of whether the model is right",
}
"""By limit, what the page of limits says of it."""


def missed_in_docs():
    for file in sorted(DOCS.glob("reference/backtests/**/scorecards.json")):
        cards = json.loads(file.read_text("utf-8"))
        for card in cards if isinstance(cards, list) else cards["cases"]:
            for bar in card["bars"]:
                if not bar["passed"]:
                    yield (card["id"], bar["what"]), (bar["value"], bar["low"])


def test_the_missed_bars_are_those_of_the_scorecards():
    found, ours = dict(missed_in_docs()), {(one.case, one.what): (one.value, one.at_least) for one in MISSED}
    assert found
    assert set(found) == set(ours)
    for name, (value, low) in found.items():
        assert ours[name][0] == pytest.approx(value, abs=0.0006), name
        assert ours[name][1] == low


def test_every_limit_stands_in_the_page_of_limits():
    text = (DOCS / "method" / "limits.md").read_text("utf-8")
    assert set(SAID) == set(LIMITS)
    for name, said in SAID.items():
        assert said in text, name
