"""A simulated graphics card and the processor give the same records, however many campaigns the card holds at a time.

Numba's simulator runs the card's kernel in plain Python, a thread a campaign. It shows that what is sent, laid out, shared out
and brought back is right. It rounds like a processor: what a card's own arithmetic moves, docs/how-to/run-on-a-gpu.md says.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from casus.flow.campaign.arrays import OUTCOME, Records
from casus.flow.campaign.simulate import simulate
from casus.flow.draws.sample import sample
from casus.flow.scenario.read import read_scenario, scenario_folder, scenario_register

SAME = 1e-9  # relative or absolute: compiled code may fuse or reorder an operation
FEW = (("tutorial", "forward-defence", "full", 4, 3),)  # scenario, design, attack, draws, days
MANY = (
    ("tutorial", "forward-defence", "full", 12, 30),
    ("tutorial", "tripwire", "grey", 12, 30),
    ("ukraine", "paris-2026", "full", 12, 12),
)
HELD_BY_CARD = 2  # campaigns, so that a room is used again, and one chunk does not fill it


def play_all(asked: tuple[tuple[str, str, str, int, int], ...]) -> Records:
    """The records of every campaign, one after the other."""
    return np.concatenate([play(*campaign) for campaign in asked])


def play(name: str, design: str, attack: str, count: int, days: int) -> Records:
    """The records of one design against one attack over a short horizon, in draws of every law."""
    scenario = read_scenario(name)
    scenario = scenario.model_copy(update={"setup": scenario.setup.model_copy(update={"horizon_days": days})})
    draws = sample(scenario, scenario_register(scenario_folder(name)), count, 3, "latin-hypercube")
    option = {option.id: option for option in scenario.attacks}[attack]
    return simulate(scenario, scenario.design(design), option, draws).records


def on_a_small_card_of_rubbish(asked: tuple[tuple[str, str, str, int, int], ...]) -> Records:
    """The records from a card that holds few campaigns, and whose memory holds what others left there."""
    from casus.flow.campaign import on_card

    on_card.MOST_CAMPAIGNS = HELD_BY_CARD
    new_room = on_card._new_room

    def littered(count: int) -> on_card.Room:
        empty, used = new_room(count)
        for array in used:
            array.copy_to_device(np.frombuffer(b"\xff" * array.nbytes, array.dtype).reshape(array.shape))
        return empty, used

    on_card._new_room = littered
    return play_all(asked)


def on_simulated_card(choice: str, folder: Path) -> Records:
    """What another Python gives on Numba's simulator."""
    around = {"CASUS_DEVICE": "cuda", "NUMBA_ENABLE_CUDASIM": "1", "NUMBA_DISABLE_JIT": "1"}
    paths = os.pathsep.join(filter(None, sys.path))
    file = folder / "records.npy"
    subprocess.run(
        [sys.executable, __file__, choice, str(file)], env={**os.environ, **around, "PYTHONPATH": paths}, check=True
    )
    return np.load(file)


@pytest.mark.parametrize("choice", ["FEW", pytest.param("MANY", marks=pytest.mark.verify)])
def test_a_card_gives_what_the_processor_gives(choice: str, tmp_path: Path) -> None:
    here, there = play_all(globals()[choice]), on_simulated_card(choice, tmp_path)
    assert len(np.unique(here["law"])) > 1
    assert np.ptp(here["max_depth_km"]) > 0.0
    for field in OUTCOME.names or ():
        np.testing.assert_allclose(there[field], here[field], rtol=SAME, atol=SAME, err_msg=field)


if __name__ == "__main__":
    np.save(Path(sys.argv[2]), np.asarray(on_a_small_card_of_rubbish(globals()[sys.argv[1]])))
