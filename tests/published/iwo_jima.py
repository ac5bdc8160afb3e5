"""Adaptors: a run over days, and the numbers of one day."""

from __future__ import annotations

import math

from casus.backtest.iwo_jima import BY_JAPANESE, BY_US, COLUMNS, DATA, engel, helmbold
from casus.backtest.series import read_series, shipped


def sheet_day(day: int) -> tuple[float, float]:
    table = read_series(shipped(DATA), COLUMNS)
    return helmbold(table.us_landings.tolist(), float(table.japanese_known[0]), BY_US, BY_JAPANESE)[day - 1]


def sheet_rate() -> float:
    return math.sqrt(BY_US * BY_JAPANESE)


def sheet_worth() -> float:
    return math.sqrt(BY_JAPANESE / BY_US)


def engel_day(day: int) -> tuple[float, float]:
    return engel(day)[day - 1]
