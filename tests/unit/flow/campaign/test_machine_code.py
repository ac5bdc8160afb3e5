"""Machine code that was kept gives what Numba's own gives; what does not fit is not called; nobody needs Numba where it is kept."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from casus.flow.campaign import fortunes, machine_code
from casus.flow.campaign.compiled import LaterLoop
from casus.flow.campaign.machine_code import FOLDER, Told, kept_loop, told_of
from casus.flow.campaign.pack import sites, world_type
from casus.flow.campaign.warm import warm_kernel
from casus.flow.scenario.read import read_scenario
from casus.foundation.sizes import COMPILED

pytestmark = pytest.mark.skipif(not COMPILED, reason="nothing is compiled")

NEVER_NUMBA = """
import sys
import casus
casus.compare("tutorial", draws=3)
print(sorted(name for name in sys.modules if name.split(".")[0] == "numba"))
"""


def worlds(count: int = 5) -> tuple[Any, Any]:
    """What `allot_all` is given."""
    scenario = read_scenario("tutorial")
    records = np.zeros(count, world_type(scenario)).view(np.recarray)
    records["draw"], records["ground_allotment_log_sd"] = np.arange(count), 0.3
    return records, sites(scenario)


def loop_in(folder: Path) -> LaterLoop:
    """`allot_all` as a new process finds it, with a cache of its own."""
    loop = LaterLoop(fortunes.allot_all.py_func, "Whole", {"nogil": True})
    loop.folder = folder
    return loop


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which `allot_all` was compiled."""
    made = tmp_path_factory.mktemp("cache")
    loop_in(made)(*worlds())
    return made


def told(given: tuple[Any, ...]) -> Told:
    found = told_of(given)
    assert found is not None
    return found


def test_kept_machine_code_gives_the_same_bits_as_numba(folder: Path) -> None:
    there, places = worlds()
    here = there.copy()
    kept = kept_loop(folder, "allot_all", told((there, places)).kinds)
    assert kept is not None
    kept(told((there, places)).words)
    loop = loop_in(folder)
    loop.dispatcher(here, places)
    assert there["attack_allotment"].min() < 1.0 < there["attack_allotment"][:, : len(places)].max()
    assert there.tobytes() == here.tobytes()


def test_a_later_process_calls_what_was_kept_and_never_makes_a_dispatcher(folder: Path) -> None:
    loop, given = loop_in(folder), worlds()
    loop(*given)
    assert given[0]["attack_allotment"].any()
    assert loop._made is None


def test_arrays_of_other_kinds_are_left_to_numba(folder: Path) -> None:
    records, places = worlds()
    assert kept_loop(folder, "allot_all", told((records, places.astype(np.int32))).kinds) is None
    assert kept_loop(folder, "tell_all", told((records, places)).kinds) is None


@pytest.mark.parametrize("suffix", [".o", ".json"])
def test_what_was_damaged_is_not_called(folder: Path, tmp_path: Path, suffix: str) -> None:
    (tmp_path / FOLDER).mkdir()
    for file in (folder / FOLDER).iterdir():
        content = file.read_bytes()
        (tmp_path / FOLDER / file.name).write_bytes(content[:-9] if file.suffix == suffix else content)
    kinds = told(worlds()).kinds
    assert kept_loop(folder, "allot_all", kinds) is not None
    assert kept_loop(tmp_path, "allot_all", kinds) is None
    given = worlds()
    loop_in(tmp_path)(*given)  # Numba's own, instead
    assert given[0]["attack_allotment"].any()


def test_files_say_which_code_they_need(folder: Path) -> None:
    (file,) = (folder / FOLDER).glob("*.json")
    described = json.loads(file.read_text())
    assert set(described) == {"symbol", "objects", "helpers"}
    assert list(described["objects"]) == [described["symbol"]]


def test_what_is_told_of_arrays() -> None:
    table, row = np.zeros((3, 4)), np.zeros(2, np.int32)
    kinds, words = told((table, (row,)))
    assert kinds == ((np.dtype(float), 2), (np.dtype(np.int32), 1))
    assert words == (0, 0, 12, 8, table.ctypes.data, 3, 4, 32, 8, 0, 0, 2, 4, row.ctypes.data, 2, 4)
    assert told((table, (row,))) == (kinds, words)
    assert told_of((table, 3.0)) is None
    assert told_of((table[:, ::2],)) is None


def test_what_is_remembered_of_an_array_goes_with_it() -> None:
    array = np.zeros(7)
    told((array,))
    place = id(array)
    assert place in machine_code._known
    del array
    gc.collect()
    assert place not in machine_code._known


def test_a_study_loads_no_numba_where_the_kernel_is_compiled() -> None:
    warm_kernel()
    done = subprocess.run([sys.executable, "-c", NEVER_NUMBA], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
