"""Every answer about a scenario in a folder of one's own, edited or not, is shown in a notebook: nothing is read again by name."""

from __future__ import annotations

import shutil

import pytest

import casus
from casus import notebook, planner
from casus.app.cli.new import start_scenario
from casus.flow.views import charted
from casus.study.vary.parts import with_posture

ASKED = {
    "adapt": {"to": "forward-defence", "draws": 40},
    "allocate": {"draws": 8, "rounds": 1},
    "clock": {"draws": 8, "days": [1.0, 5.0], "brigades": [0.0, 2.0]},
    "cost": {"draws": 8},
    "dropout": {"draws": 8, "up_to": 1},
    "explore": {"draws": 64},
    "gap": {"draws": 40},
    "improve": {"budget_meur_year": 500.0, "draws": 8, "steps": 1, "price_draws": 8},
    "size": {"target": 0.5, "draws": 16},
}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A scenario that was read from a folder, edited, and whose folder's name no scenario that is shipped has."""
    scenario = casus.read_scenario(str(start_scenario("mine", tmp_path_factory.mktemp("own"))))
    stocked = with_posture(scenario.design("tripwire"), forward_stock_days=9)
    designs = tuple(stocked if one.id == stocked.id else one for one in scenario.designs)
    return scenario.model_copy(update={"designs": designs})


SLOW = {"adapt", "cost", "explore", "improve"}
"""Seconds each; they take the same way as the others."""


@pytest.mark.parametrize(
    "question", [pytest.param(one, marks=[pytest.mark.verify] if one in SLOW else []) for one in planner.QUESTIONS]
)
def test_every_answer_of_the_planner_is_shown(own, question, monkeypatch):
    design = "memorandum" if question == "adapt" else "tripwire"
    found = getattr(planner, question)(own, design, **ASKED[question])
    assert found.provenance["scenario_digest"] == own.digest
    monkeypatch.setattr(charted, "png", lambda spec, scale: b"PNG")
    page = notebook.html(found)
    assert "<table" in page
    assert page.count("<img") == 1
    assert own.digest in page or question != "allocate"


def test_so_are_a_study_and_its_claims(own, tmp_path, monkeypatch):
    monkeypatch.setattr(charted, "png", lambda spec, scale: b"PNG")
    study = casus.compare(own, draws=8)
    casus_kept = casus.open_study(study.save(tmp_path / "kept"))
    for one in (study, casus_kept):
        assert own.digest in notebook.html(one)
        assert one.claims().claims
        assert "<table" in notebook.html(one.claims())
        assert notebook.card(one.claims(), one.claims().claims[0].claim.id).alt


def test_what_was_found_is_shown_once_its_folder_is_gone(tmp_path):
    folder = start_scenario("gone", tmp_path)
    found = planner.allocate(str(folder), "tripwire", draws=4, rounds=1)
    shutil.rmtree(folder)
    assert "<table" in notebook.html(found)
