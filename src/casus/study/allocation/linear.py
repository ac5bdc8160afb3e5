"""Variables and rows in, what HiGHS makes of them out; knows nothing of zones."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Found:
    """What HiGHS found; `x` is None where it found nothing."""

    x: npt.NDArray[np.float64] | None
    status: int
    """Of scipy.optimize.milp: 0 optimal, 1 limit reached, 2 infeasible."""
    message: str
    bound: float
    gap: float
    nodes: int


MOST_SECONDS = 60.0
"""Chosen: a guard alone. Nodes are what limits a program, so that it has the same answer on a busy machine."""


class Linear:
    """A mixed-integer linear program that grows by variables and rows."""

    def __init__(self) -> None:
        self._bounds: list[tuple[float, float]] = []
        self._whole: list[bool] = []
        self._rows: list[tuple[Mapping[int, float], float, float]] = []

    @property
    def variables(self) -> int:
        """How many there are."""
        return len(self._bounds)

    @property
    def constraints(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def variable(self, low: float, high: float, whole: bool = False) -> int:
        """A new variable between two bounds, by its number."""
        self._bounds.append((low, high))
        self._whole.append(whole)
        return len(self._bounds) - 1

    def at_most(self, row: Mapping[int, float], limit: float) -> None:
        """Add: the sum of factor times variable is at most the limit."""
        self._rows.append((row, -np.inf, limit))

    def equal(self, row: Mapping[int, float], value: float) -> None:
        """Add: the sum of factor times variable is the value."""
        self._rows.append((row, value, value))

    def maximise(
        self, objective: Mapping[int, float], nodes: int, gap: float, at_least: Mapping[int, float] | None = None
    ) -> Found:
        """The best found in so many nodes, or proven within the relative gap; `at_least` raises lower bounds for this once."""
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        low, high = (np.array(side, dtype=np.float64) for side in zip(*self._bounds, strict=True))
        for variable, value in (at_least or {}).items():
            low[variable] = value
        cost = np.zeros(self.variables)
        cost[list(objective)] = [-factor for factor in objective.values()]
        entries = [(row, at, factor) for row, (of, _, _) in enumerate(self._rows) for at, factor in of.items()]
        rows, columns, factors = zip(*entries, strict=True)
        matrix = csr_array((factors, (rows, columns)), shape=(self.constraints, self.variables))
        with _nothing_printed():
            result = milp(
                cost,
                integrality=np.array(self._whole, dtype=np.int64),
                bounds=Bounds(low, high),
                constraints=LinearConstraint(matrix, [row[1] for row in self._rows], [row[2] for row in self._rows]),
                options={"node_limit": nodes, "time_limit": MOST_SECONDS, "mip_rel_gap": gap},
            )
        bound, left, searched = (
            getattr(result, name, None) for name in ("mip_dual_bound", "mip_gap", "mip_node_count")
        )
        return Found(
            result.x, int(result.status), str(result.message),
            np.inf if bound is None else -float(bound), np.nan if left is None else float(left), int(searched or 0),
        )  # fmt: skip


@contextmanager
def _nothing_printed() -> Iterator[None]:
    """Keep standard output closed: HiGHS prints a line of its own past every option in rare cases, and would spoil an answer."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        if os.name == "posix":
            ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
