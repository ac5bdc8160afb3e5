"""A monthly log of strikes in; by class of weapon the months in order, what was launched, and what share was stopped, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from casus.backtest.series import Month, Rules, read_series, shipped
from casus.flow.handoffs import Floats

DATA = "strikes_monthly.csv"
CLASSES = ("drone", "cruise", "ballistic")
LAUNCHED = {"drone": "shahed_launched", "cruise": "cruise_launched", "ballistic": "ballistic_launched"}
STOPPED = {"drone": "shahed_pct_neutralised", "cruise": "cruise_pct", "ballistic": "ballistic_pct"}
COLUMNS = {"month": Month} | dict.fromkeys(LAUNCHED.values(), int) | dict.fromkeys(STOPPED.values(), float)
RULES = Rules(
    required=frozenset({"month", *LAUNCHED.values()}),
    not_negative=frozenset({*LAUNCHED.values(), *STOPPED.values()}),
    at_most=dict.fromkeys(STOPPED.values(), 100.0),
    unique="month",
    least_rows=1,
)
BASELINE_MONTHS = 6


@dataclass(frozen=True)
class Salvos:
    """The months of one class of weapon in order of time."""

    month: npt.NDArray[np.int64]
    """Months since the year 0."""
    launched: Floats
    """Weapons."""
    share: Floats
    """Share stopped; not a number where it is not known or none was launched."""
    asked: npt.NDArray[np.bool_]
    """Whether the month stood in the file that is scored, and not only in the past that it was given."""

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        """Whether the share stopped of a month says anything."""
        return ~np.isnan(self.share)


def read_strikes(file: Path | None) -> dict[str, Salvos]:
    """The classes of a file, behind the shipped months that lie before its first one; the shipped file where none is given.

    A forecaster of the user's first month would have had the months before it. None of them is scored.
    """
    asked = _table(file or shipped(DATA))
    past = _table(shipped(DATA)) if file else asked
    past = past[past["month"] < asked["month"].min()]
    return {kind: _salvos(kind, past, asked) for kind in CLASSES}


def _table(file: Path) -> Any:
    return read_series(file, COLUMNS, RULES).sort_values("month")


def _salvos(kind: str, past: Any, asked: Any) -> Salvos:
    month, launched, percent = (
        np.concatenate([table[name].to_numpy(dtype=np.float64) for table in (past, asked)])
        for name in ("month", LAUNCHED[kind], STOPPED[kind])
    )
    share = np.where(launched > 0, percent / 100.0, np.nan)
    return Salvos(month.astype(np.int64), launched, share, np.arange(len(month)) >= len(past))


def six_month_mean(salvos: Salvos, row: int) -> float:
    """Mean share stopped of the six months before, each counting the same; of the last known one where they hold none."""
    return float(np.mean(salvos.share[_recent(salvos, row)]))


def six_month_pool(salvos: Salvos, row: int) -> float:
    """Share stopped of all that was launched in the six months before, or in the last known one where they hold none."""
    recent = _recent(salvos, row)
    return float(np.average(salvos.share[recent], weights=salvos.launched[recent]))


def _recent(salvos: Salvos, row: int) -> npt.NDArray[np.intp]:
    before = np.flatnonzero(salvos.known[:row])
    recent = before[salvos.month[before] >= salvos.month[row] - BASELINE_MONTHS]
    return recent if len(recent) else before[-1:]


def scored(salvos: Salvos, least: float) -> Iterator[int]:
    """The rows of a file's own months with at least so many launched, a known share, and one known before them."""
    for row in np.flatnonzero(salvos.asked & salvos.known & (salvos.launched >= least)):
        if salvos.known[:row].any():
            yield int(row)
