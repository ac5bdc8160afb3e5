"""An analyst weighs the laws of ground combat by name, in any order, and a slip in a name is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from casus.flow.draws.sample import sample
from casus.flow.scenario.read import LIBRARY, read_scenario, scenario_register
from casus.foundation.codes import LAWS
from casus.foundation.errors import InputError
from casus.study.compare import compare

DRAWS = 600


def with_weights(tmp_path: Path, weights: str) -> Path:
    folder = tmp_path / "tutorial"
    shutil.copytree(LIBRARY / "tutorial", folder)
    file = folder / "scenario.yaml"
    text = file.read_text("utf-8")
    quantity = f'{{distribution: categorical, weights: {weights}, unit: category, status: judgement, why: "Weighed for a test."}}'
    assert "\nparameters:\n" in text
    file.write_text(text.replace("\nparameters:\n", f"\nparameters:\n  ground_law: {quantity}\n"), "utf-8")
    return folder


def laws_drawn(folder: Path) -> dict[str, float]:
    """Share of the draws that each law got."""
    drawn = sample(read_scenario(str(folder)), scenario_register(folder), DRAWS, 1, "latin-hypercube").columns[
        "ground_law"
    ]
    return {law: float(np.mean(drawn == code)) for code, law in enumerate(LAWS)}


@pytest.mark.parametrize("weights", ["{hero1972: 1, dupuy1979: 3}", "{dupuy1979: 3, hero1972: 1, epstein1985: 0}"])
def test_laws_are_drawn_by_name_and_weight_whatever_their_order(tmp_path: Path, weights: str) -> None:
    shares = laws_drawn(with_weights(tmp_path, weights))
    assert shares["dupuy1979"] == pytest.approx(0.75, abs=0.002)
    assert shares["hero1972"] == pytest.approx(0.25, abs=0.002)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_usual_weights_give_every_law_its_share() -> None:
    shares = laws_drawn(LIBRARY / "tutorial")
    assert shares["positional2023"] == pytest.approx(0.5, abs=0.002)
    assert all(share == pytest.approx(0.1, abs=0.002) for law, share in shares.items() if law != "positional2023")


def test_an_unknown_law_is_refused_with_its_place_and_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_scenario(str(with_weights(tmp_path, "{dupuy1980: 1, hero1972: 1}")))
    (problem,) = refused.value.problems
    assert problem.what == "unknown alternative 'dupuy1980'"
    assert problem.hint is not None
    assert "dupuy1979" in problem.hint
    assert problem.place is not None
    assert problem.place.file.name == "scenario.yaml"
    assert problem.place.column > 1


def test_results_are_shown_for_the_laws_that_were_drawn(tmp_path: Path) -> None:
    folder = with_weights(tmp_path, "{hero1972: 1, dupuy1979: 1}")
    study = compare(str(folder), designs=["memorandum"], attacks=["full"], draws=40)
    by_law = study.answers.as_json()["designs"]["memorandum"]["by_combat_model"]
    assert {law for law, share in by_law.items() if share["draws"]} == {"dupuy1979", "hero1972"}
    assert sum(share["draws"] for share in by_law.values()) == 40
