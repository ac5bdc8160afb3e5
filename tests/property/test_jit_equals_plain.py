"""The compiled kernel and the same code run by plain Python give the same records."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from casus.flow.campaign.arrays import LAWS, OUTCOME, Records
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

SEED = 3
EVERY_LAW, FEW = (
    10,
    2,
)  # draws; stratified, so that of ten every law is among them; plain Python takes a second for each
CAMPAIGNS = (
    ("tutorial", 45, "forward-defence", "full", EVERY_LAW),  # days enough for mobilisation and replacement
    ("tutorial", 45, "tripwire", "grey", FEW),
    ("tutorial", 20, "consult-24h", "limited", FEW),
    ("ukraine", 12, "paris-2026", "full", FEW),
    ("ukraine", 12, "kremlin-terms", "limited", FEW),
)
SAME = 1e-9  # relative or absolute: compiled code may fuse or reorder an operation


def play_all(least_draws: int) -> Records:
    """The records of every campaign, one after the other."""
    return np.concatenate([play(*campaign, max(draws, least_draws)) for *campaign, draws in CAMPAIGNS])


def play(name: str, horizon_days: int, design: str, attack: str, draws: int) -> Records:
    """The records of one design against one attack over a short horizon."""
    scenario = read_scenario(name)
    setup = scenario.setup.model_copy(update={"horizon_days": horizon_days})
    scenario = scenario.model_copy(update={"setup": setup})
    worlds = sample(scenario, scenario_register(scenario_folder(name)), draws, SEED, "latin-hypercube")
    option = {option.id: option for option in scenario.attacks}[attack]
    return simulate(scenario, scenario.design(design), option, worlds).records


def play_plain(least_draws: int, file: Path) -> Records:
    """What another Python gives that compiles nothing."""
    subprocess.run(
        [sys.executable, __file__, str(file), str(least_draws)],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=True,
    )
    return np.load(file)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Records:
    return play_plain(FEW, tmp_path_factory.mktemp("plain") / "records.npy")


@pytest.fixture(scope="module")
def compiled() -> Records:
    """What this Python gives."""
    return play_all(FEW)


def test_the_campaigns_tried_are_worth_trying(compiled: Records) -> None:
    assert set(compiled["law"]) == set(range(len(LAWS)))
    assert set(compiled["held"]) == {0.0, 1.0}
    assert np.isfinite(compiled["contact_day"]).any()
    assert (compiled["protected_replaced"] > 0.0).any()


@pytest.mark.parametrize("field", OUTCOME.names or ())
def test_compiled_equals_plain(field: str, plain: Records, compiled: Records) -> None:
    np.testing.assert_allclose(compiled[field], plain[field], rtol=SAME, atol=SAME)


@pytest.mark.verify
def test_compiled_equals_plain_under_every_law_of_every_campaign(tmp_path: Path) -> None:
    plain, compiled = play_plain(EVERY_LAW, tmp_path / "records.npy"), play_all(EVERY_LAW)
    for field in OUTCOME.names or ():
        np.testing.assert_allclose(compiled[field], plain[field], rtol=SAME, atol=SAME, err_msg=field)


if __name__ == "__main__":
    np.save(Path(sys.argv[1]), np.asarray(play_all(int(sys.argv[2]))))
