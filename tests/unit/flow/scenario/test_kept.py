"""What a study keeps of its question reads back to the same scenario, evidence and worlds, whatever was edited since."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from casus.app.cli.new import start_scenario
from casus.evidence.register import read_register
from casus.flow.draws.sample import sample
from casus.flow.scenario.kept import EDITED as EDITED_NOTE
from casus.flow.scenario.kept import (
    NOT_KEPT,
    RECORD,
    read_files,
    read_kept,
    scenario_files,
    whole_question,
    write_files,
)
from casus.flow.scenario.quantities import evidence_of
from casus.flow.scenario.read import read_scenario, scenario_register
from casus.flow.scenario.schema.quantity import Quantity
from casus.foundation.errors import StoreError

SHIPPED = ("tutorial", "ukraine", "baltics-2016")
MOST_BYTES = 600_000
EVIDENCE = read_register()
OWN = {
    "subject": "an invented theatre",
    "entries": [
        {
            "id": "own-reserve-days", "what": "days of reserve in an invented theatre", "unit": "day", "range": [1.25, 4e-0],
            "distribution": "lognormal", "date": "2026", "checked": "2026-11-29", "grade": "C", "status": "recalled",
            "sources": ["own-note-2026"], "why": "Invented: 'short' roads, with a \"quote\" and an é.",
            "series": [{"date": "2025-01", "value": 0.1}, {"date": "2025-02", "value": None}],
        }
    ],
}  # fmt: skip
NOTE = {"key": "own-note-2026", "author": "Nobody", "year": 2026, "title": "A note", "where": "nowhere", "seen": False}


@pytest.fixture
def scaffolded(tmp_path) -> Path:
    return start_scenario("mine", tmp_path)


@pytest.fixture
def with_own_evidence(scaffolded) -> Path:
    """A scenario whose evidence and parameter are its user's."""
    (scaffolded / "evidence" / "sources").mkdir(parents=True)
    (scaffolded / "evidence" / "own.yaml").write_text(yaml.safe_dump(OWN, allow_unicode=True), "utf-8")
    (scaffolded / "evidence" / "sources" / "own.yaml").write_text(yaml.safe_dump({"sources": [NOTE]}), "utf-8")
    setup = scaffolded / "scenario.yaml"
    own = "parameters:\n  ground_reserve_days_protected: {evidence: own-reserve-days}\n"
    setup.write_text(setup.read_text("utf-8").replace("parameters:\n", own, 1), "utf-8")
    return scaffolded


def keep(scenario, folder: Path):
    register = scenario_register(Path(scenario.folder))
    write_files(whole_question(scenario, register, scenario_files(scenario)), folder)
    return register, *read_kept(folder)


def same_question(scenario, register, again, kept) -> bool:
    """Whether scenario, digests, evidence and worlds are the same."""
    ids = evidence_of(scenario)
    worlds = [sample(one, of, 7, 3).columns for one, of in ((scenario, register), (again, kept))]
    return (
        again.model_dump(exclude={"folder"}) == scenario.model_dump(exclude={"folder"})
        and again.digest == scenario.digest
        and kept.digest(ids) == register.digest(ids)
        and all(kept.sources[key] == register.sources[key] for id in ids for key in register.entry(id).sources)
        and {name: column.tobytes() for name, column in worlds[0].items()}
        == {name: column.tobytes() for name, column in worlds[1].items()}
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_scenarios_read_back_the_same_and_are_small(name, tmp_path):
    scenario = read_scenario(name)
    assert same_question(scenario, *keep(scenario, tmp_path / "kept"))
    files = read_files(tmp_path / "kept")
    assert RECORD not in files
    assert sum(map(len, files.values())) < MOST_BYTES
    assert f"scenario/{name}/claims.yaml" in files


@pytest.mark.parametrize("kind", ["scaffolded", "with_own_evidence"])
def test_a_scenario_of_ones_own_reads_back_the_same(kind, tmp_path, request):
    scenario = read_scenario(str(request.getfixturevalue(kind)))
    assert same_question(scenario, *keep(scenario, tmp_path / "kept"))
    assert RECORD not in read_files(tmp_path / "kept")


def test_nothing_of_todays_is_read(with_own_evidence, tmp_path):
    """What is kept stands alone: an entry or a parameter that is changed in the copy is read from there."""
    scenario = read_scenario(str(with_own_evidence))
    _, again, kept = keep(scenario, tmp_path / "kept")
    assert len(kept.entries) < len(read_register().entries)
    name, given = next((n, q) for n, q in again.parameters.items() if q.evidence and n not in again.setup.parameters)
    for file in (tmp_path / "kept" / "evidence").glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(f"id: {given.evidence}\n", "id: another\n"), "utf-8")
    model = tmp_path / "kept" / "model.yaml"
    model.write_text(model.read_text("utf-8").replace(given.evidence, "another"), "utf-8")
    changed, register = read_kept(tmp_path / "kept")
    assert changed.parameters[name].evidence == "another" in register.entries
    assert changed.digest != scenario.digest


def edits(scenario):
    """Edits in Python of every part of a scenario that a file can say."""
    first, second = scenario.designs[0], scenario.designs[1]
    posture = first.posture.model_copy(update={"forward_stock_days": 12, "works": {}, "mandate": True})
    variant = second.model_copy(
        update={
            "id": "in-one-thing",
            "tags": ("variant",),
            "posture": second.posture.model_copy(update={"mandate": True}),
        }
    )
    attack = scenario.attacks[0].model_copy(update={"title": "An attack: 'renamed', \"é\" 1e5"})
    cities = (scenario.cities[0].model_copy(update={"population": 12345}), *scenario.cities[1:])
    guarantors = (scenario.guarantors[0].model_copy(update={"name": "Other"}), *scenario.guarantors[1:])
    name, given = next(
        (name, entry)
        for name, one in scenario.parameters.items()
        if name not in scenario.setup.parameters and one.evidence and (entry := EVIDENCE.entry(one.evidence)).range
    )
    chosen = Quantity(range=given.range, unit=given.unit, why="chosen for this test", status="judgement")
    yield "a posture", {"designs": (first.model_copy(update={"posture": posture}), *scenario.designs[1:])}
    yield "a new design", {"designs": (*scenario.designs, first.model_copy(update={"id": "a-new-one"}))}
    yield "designs left out", {"designs": (second, first), "variants": ()}
    yield "a variant", {"variants": (variant,)}
    yield "an attack", {"setup": scenario.setup.model_copy(update={"attacks": (attack, *scenario.attacks[1:])})}
    yield "the horizon", {"setup": scenario.setup.model_copy(update={"horizon_days": 60})}
    yield "cities", {"cities": cities}
    yield "guarantors", {"guarantors": guarantors}
    yield "the model", {"parameters": {**scenario.parameters, name: chosen}}
    yield "the ground", {"theatre": scenario.theatre.model_copy(update={"hold_depth_km": 17.5})}


EDITS = [what for what, _ in edits(read_scenario("tutorial"))]


@pytest.mark.parametrize(
    ("name", "what"), [*(("tutorial", what) for what in EDITS), ("ukraine", "a posture"), ("ukraine", "a variant")]
)
def test_a_scenario_edited_in_python_is_kept_as_files_that_say_so(name, what, tmp_path):
    scenario = read_scenario(name)
    edited = scenario.model_copy(update=dict(edits(scenario))[what])
    assert edited.digest.startswith("edited-")
    assert scenario.digest == read_scenario(name).digest == scenario.read_digest
    assert same_question(ordered(edited), *keep(edited, tmp_path / "kept"))
    files = read_files(tmp_path / "kept")
    assert RECORD not in files
    assert f"scenario/{name}/scenario.yaml" in files
    assert json.loads(files[EDITED_NOTE]) == {
        "digest": edited.digest, "edited_from": scenario.digest, "scenario": name,
    }  # fmt: skip


def ordered(scenario):
    """The order that files give to designs."""
    first = [design for design in scenario.designs if design.id == scenario.setup.baseline]
    rest = sorted((one for one in scenario.designs if one not in first), key=lambda one: one.id)
    return scenario.model_copy(update={"designs": (*first, *rest)})


def test_only_the_files_of_what_was_edited_are_written_anew(tmp_path):
    scenario = read_scenario("tutorial")
    edited = scenario.model_copy(update=dict(edits(scenario))["a posture"])
    keep(edited, tmp_path / "kept")
    before, after = scenario_files(scenario), read_files(tmp_path / "kept")
    assert {name for name in before if before[name] != after[name]} == {
        f"scenario/tutorial/designs/{edited.designs[0].id}.yaml"
    }


def test_an_edit_that_no_file_says_is_kept_as_a_record(tmp_path):
    """A scenario whose baseline is none of its designs can be played, but its files would be refused."""
    scenario = read_scenario("tutorial")
    edited = scenario.model_copy(update={"designs": scenario.designs[1:]})
    assert same_question(edited, *keep(edited, tmp_path / "kept"))
    assert {RECORD, EDITED_NOTE} < set(read_files(tmp_path / "kept"))


def test_an_edit_that_nothing_can_keep_is_said_and_not_replayable(tmp_path):
    scenario = read_scenario("tutorial")
    setup = scenario.setup.model_copy(update={"horizon_days": 5})
    with pytest.warns(UserWarning, match="cannot be replayed"), pytest.raises(StoreError, match="cannot be replayed"):
        keep(scenario.model_copy(update={"setup": setup}), tmp_path / "kept")
    assert NOT_KEPT in read_files(tmp_path / "kept")


def test_a_scenario_edited_since_it_was_read_is_kept_as_it_was_read(scaffolded, tmp_path):
    scenario = read_scenario(str(scaffolded))
    setup = scaffolded / "scenario.yaml"
    setup.write_text(setup.read_text("utf-8").replace("title:", "title: Edited,", 1), "utf-8")
    assert same_question(scenario, *keep(scenario, tmp_path / "kept"))
