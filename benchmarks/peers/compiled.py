"""The campaign of plain.py compiled as it stands, one draw at a time: draws in, outcomes out, in parallel over the draws."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.threads import share_out

from .kept import compiled, compiled_loop

LEAST_DRAWS = 64
"""Draws that a thread takes at a time, or more."""


def _compiled_copy(path: Path) -> ModuleType:
    """A second copy of a module, whose functions of floats are compiled and call each other compiled."""
    spec = importlib.util.spec_from_file_location(f"{__package__}.{path.stem}_compiled", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where Numba looks up the records of code that was kept
    spec.loader.exec_module(module)
    for name, function in list(vars(module).items()):
        if isinstance(function, FunctionType) and function.__module__ == module.__name__:
            setattr(module, name, compiled(function))
    return module


plain = _compiled_copy(Path(__file__).with_name("plain.py"))
Draw, play = plain.Draw, plain.play


def play_all(draws: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The outcome of every draw, a row each."""
    outcomes = np.empty((len(draws), len(plain.Outcome._fields)))
    share_out(len(draws), lambda part: _play_all(draws[part], outcomes[part]), LEAST_DRAWS)
    return outcomes


@compiled_loop
def _play_all(draws, outcomes):  # type: ignore[no-untyped-def]
    for row in range(len(draws)):
        play_one(draws[row], outcomes[row])


@compiled
def play_one(of, outcomes):  # type: ignore[no-untyped-def]
    """Fill a row of outcomes from a row of draws."""
    draw = Draw(
        of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7], of[8], of[9], of[10], of[11], of[12], of[13], of[14]
    )
    outcome = play(draw)
    for column in range(len(outcome)):
        outcomes[column] = outcome[column]
