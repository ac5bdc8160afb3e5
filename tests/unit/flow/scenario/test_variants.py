"""A variant is its design but for what it changes; its mistakes are shown at its own lines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from casus.flow.scenario.read import read_scenario, scenario_folder
from casus.foundation.errors import InputError
from casus.study.compare import compare

UKRAINE = read_scenario("ukraine")
FILES = sorted(Path(UKRAINE.folder, "variants").glob("*.yaml"))
PLAIN = {
    "id": "loose",
    "of": "tripwire",
    "title": "Loose",
    "summary": "A tripwire for a test of files.",
    "source": "made for a test",
}


def leaves(value, path=()):
    """Every value of a nested mapping by its path; a list is one value."""
    if isinstance(value, dict) and value:
        return {leaf: one for key, inner in value.items() for leaf, one in leaves(inner, (*path, key)).items()}
    return {path: value}


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "tutorial"
    shutil.copytree(scenario_folder("tutorial"), copy)
    (copy / "variants").mkdir(exist_ok=True)
    return copy


def write(folder, **fields):
    (folder / "variants" / "loose.yaml").write_text(yaml.safe_dump(PLAIN | fields, sort_keys=False), "utf-8")
    return str(folder)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_variant_differs_from_its_design_in_what_it_says_and_nothing_else(file):
    said = yaml.safe_load(file.read_text("utf-8"))
    variant, design = (UKRAINE.design(id).model_dump() for id in (said["id"], said["of"]))
    for own in ("id", "title", "summary", "tags", "source"):
        variant.pop(own), design.pop(own)
    one, other = leaves(variant), leaves(design)
    differ = {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}
    changed = {path[:2] for path in leaves(said["change"])}
    assert differ
    assert {path[:2] for path in differ} == changed


def test_there_are_variants_to_test():
    assert len(FILES) >= 10


def test_variants_are_played_only_where_they_are_named():
    assert len(UKRAINE.every_design) == len(UKRAINE.designs) + len(FILES)
    study = compare("ukraine", ["consult-24h", "consult-24h-each"], ["full"], draws=3, lenses=False)
    assert list(study.outcomes["design_tags"].values) == ["no-troops political deadline", "variant"]
    assert "consult-24h-each" not in {design.id for design in UKRAINE.designs}


def test_null_takes_the_usual_value_and_a_list_takes_the_place_of_the_other(folder):
    change = {"posture": {"in_place": [], "air": None}, "settlement": {"army_cap_kperson": 300}}
    variant = read_scenario(write(folder, change=change)).design("loose")
    assert variant.posture.in_place == ()
    assert variant.posture.air.aircraft == 0
    assert variant.settlement.army_cap_kperson == 300
    assert variant.pact == read_scenario(str(folder)).design("tripwire").pact


@pytest.mark.parametrize(
    ("fields", "line", "what"),
    [
        ({"of": "tripwyre", "change": {"posture": {"mandate": True}}}, 2, "unknown design 'tripwyre'"),
        ({"change": {"posture": {"mandat": True}}}, 8, "unknown key 'mandat'"),
        ({"change": {"posture": {"delegated": "perhaps"}}}, 8, "posture.delegated"),
        ({"change": {"postur": {"mandate": True}}}, 7, "postur"),
        ({"change": {"settlement": {"start_km": {"nowhere": 3}}}}, 9, "unknown axis 'nowhere'"),
        ({"change": {"settlement": {"foreign_troops": "banned"}}}, 2, "the settlement bans foreign troops"),
        ({"id": "memorandum", "change": {"posture": {"mandate": True}}}, None, "design 'memorandum' is defined twice"),
    ],
)
def test_a_mistake_is_shown_at_its_line(folder, fields, line, what):
    with pytest.raises(InputError) as error:
        read_scenario(write(folder, **fields))
    found = next(problem for problem in error.value.problems if what in problem.what)
    if line is not None:
        assert (found.place.file.name, found.place.line) == ("loose.yaml", line)
