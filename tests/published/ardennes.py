"""Adaptors: a fit to the shipped table, and one of its numbers."""

from __future__ import annotations

from functools import cache

from casus.backtest import ardennes
from casus.backtest.series import read_series, shipped


@cache
def days() -> ardennes.Days:
    return ardennes.days_of(read_series(shipped(ardennes.DATA), ardennes.COLUMNS))


@cache
def fit(law: str) -> ardennes.Fit:
    return ardennes.fit(days(), law)


def exponents(law: str) -> list[float]:
    return [fit(law).p, fit(law).q]


def tactical_factor(law: str) -> float:
    """The factor on the defender's losses, as the recorded fits have it."""
    return 1.0 / fit(law).d


def by_german(law: str) -> float:
    return fit(law).by_german


def by_allied(law: str) -> float:
    return fit(law).by_allied


def ssr(law: str) -> float:
    return ardennes.ssr(days(), fit(law))


def r2(law: str) -> float:
    return ardennes.r2(days(), fit(law))


def log_regression() -> list[float]:
    found = ardennes.log_regression(days())
    return [found.p, found.q]


def log_regression_errors() -> list[float]:
    found = ardennes.log_regression(days())
    return [found.p_error, found.q_error]


def log_regression_d() -> float:
    """As `tactical_factor`."""
    return 1.0 / ardennes.log_regression(days()).d


def log_regression_inverse_d() -> float:
    return ardennes.log_regression(days()).d


def log_regression_r2() -> float:
    return ardennes.log_regression(days()).r2


def log_regression_q_without_p() -> float:
    return ardennes.log_regression(days(), p=0.0).q


def log_regression_q_error_without_p() -> float:
    return ardennes.log_regression(days(), p=0.0).q_error


def log_regression_inverse_d_without_p() -> float:
    return ardennes.log_regression(days(), p=0.0).d


def totals() -> list[float]:
    return [float(days().allied_lost.sum()), float(days().german_lost.sum())]


def row(day: int) -> list[float]:
    table = read_series(shipped(ardennes.DATA), ardennes.COLUMNS)
    found = table[table.day == day].iloc[0]
    return [float(found[name]) for name in list(ardennes.COLUMNS)[1:5]]
