"""The campaign in EMA Workbench: draws in, outcomes out, every draw a scenario of a model that wraps a function.

The workbench is built to explore models that exist already, whatever they are written in, so that it sees one run at a time.
Its function is here either that of plain.py or the same compiled. Runs in `.venv-peers` alone.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from ema_workbench import (  # type: ignore[import-not-found]
    Model,
    MultiprocessingEvaluator,
    RealParameter,
    ScalarOutcome,
    Scenario,
    SequentialEvaluator,
)

from . import compiled, plain
from .draws import RANGES
from .plain import Draw, Outcome

Values = npt.NDArray[np.float64]
Player = Callable[[Values], Values]


@contextlib.contextmanager
def player(function: Callable[..., dict[str, float]], processes: int) -> Iterator[Player]:
    """What plays draws through the workbench: its processes are up on entry, and are closed at the end."""
    model = Model("campaign", function=function)
    model.uncertainties = [RealParameter(name, *RANGES[column]) for column, name in enumerate(Draw._fields)]
    model.outcomes = [ScalarOutcome(name) for name in Outcome._fields]
    evaluator = MultiprocessingEvaluator(model, n_processes=processes) if processes > 1 else SequentialEvaluator(model)
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stderr(nowhere), evaluator:  # its progress bar
        yield lambda draws: _play(evaluator, draws)


def _play(evaluator: Any, draws: Values) -> Values:
    scenarios = [
        Scenario(str(row), **dict(zip(Draw._fields, draw, strict=True))) for row, draw in enumerate(draws.tolist())
    ]
    experiments, outcomes = evaluator.perform_experiments(scenarios=scenarios)
    played = np.empty((len(draws), len(Outcome._fields)))
    played[experiments["scenario"].astype(int)] = np.column_stack([outcomes[name] for name in Outcome._fields])
    return played


def plain_function(**draw: float) -> dict[str, float]:
    """The outcome of one scenario, by plain.py."""
    return plain.play(Draw(**draw))._asdict()


def compiled_function(**draw: float) -> dict[str, float]:
    """The outcome of one scenario, by plain.py compiled."""
    outcome = np.empty(len(Outcome._fields))
    compiled.play_one(np.array([draw[name] for name in Draw._fields]), outcome)
    return dict(zip(Outcome._fields, outcome, strict=True))
