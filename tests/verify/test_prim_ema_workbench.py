"""PRIM beside ema_workbench's, step by step (`make verify`); needs ema_workbench 2.5.3, never a dependency.

Its answers are recorded in tests/published/prim.yaml; here they are computed again where it is installed.
"""

from __future__ import annotations

import numpy as np
import pytest
from prim_data import SETS

from casus.study.discovery.prim import Rule, prim

ema = pytest.importorskip("ema_workbench.analysis.prim", reason="ema_workbench is not installed")
pandas = pytest.importorskip("pandas")
pytestmark = pytest.mark.verify

NAMES = {"lenient1": "lenient1", "lenient2": "lenient2", "mean": "original"}
BOXES = 2


def theirs(x, y, choices, objective):
    frame = pandas.DataFrame({f"x{place}": x[:, place] for place in range(x.shape[1])})
    for place in choices:
        frame[f"x{place}"] = ["abcdefgh"[int(code)] for code in x[:, place]]
    objective = ema.PRIMObjectiveFunctions(NAMES[objective])
    search = ema.Prim(frame, y.astype(bool), threshold=0.1, obj_function=objective)
    return [search.find_box() for _ in range(BOXES)]


@pytest.mark.parametrize("objective", NAMES)
@pytest.mark.parametrize("data", SETS)
def test_every_step_holds_the_same_worlds(data, objective):
    x, y, choices = SETS[data]()
    left = np.ones(len(y), dtype=bool)
    for box in theirs(x, y, choices, objective):
        steps = prim(x, y, choices, Rule(objective=objective), left)
        way = box.peeling_trajectory
        assert [round(step.mass * len(y)) for step in steps] == way.n.astype(int).tolist()
        assert [round(step.coverage * y.sum()) for step in steps] == way.k.astype(int).tolist()
        assert [step.restricted for step in steps] == way.res_dim.astype(int).tolist()
        inside = steps[-1].region.inside(x) & left
        assert set(np.flatnonzero(inside)) == set(box.yi)
        left &= ~inside
