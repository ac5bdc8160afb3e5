"""A Stata file (.dta) in, the columns asked for as numbers out; what is wrong with it is said with row and column."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.backtest.series import MOST_PROBLEMS
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import nearest_name

if TYPE_CHECKING:
    import pandas as pd


def read_stata_table(
    file: Path, columns: Mapping[str, Collection[float]], may_be_missing: Collection[str] = ()
) -> pd.DataFrame:
    """The named columns as floats, NaN where missing; a column holds what is listed for it, or any number where nothing is.

    Raises InputError for a file that is none of Stata's or holds no rows, for columns that are not there, and for every cell
    that is not allowed (rows count from 1).
    """
    table = _table(file)
    problems = [*_absent(file, list(table.columns), columns)] or [*_bad_cells(file, table, columns, may_be_missing)]
    if not problems and table.empty:
        problems = [Problem("holds no rows", Place(file))]
    if problems:
        raise InputError(problems[:MOST_PROBLEMS])
    return table[list(columns)].astype(float)


def _table(file: Path) -> pd.DataFrame:
    import pandas as pd

    try:
        return pd.read_stata(BytesIO(file.read_bytes()), convert_categoricals=False, convert_dates=False)
    except OSError as error:
        raise InputError([Problem(f"cannot be read: {error.strerror or error}", Place(file))]) from error
    except Exception as error:  # on a damaged file pandas raises nearly anything: struct.error, KeyError, MemoryError
        hint = "give the .dta file itself, of Stata 8 or later, not a CSV or a web page saved under its name"
        raise InputError([Problem("is not a Stata file that can be read", Place(file), hint)]) from error


def _absent(file: Path, found: list[str], columns: Mapping[str, Any]) -> Iterator[Problem]:
    for name in columns:
        if name not in found:
            near = nearest_name(name, found)
            hint = f"did you mean '{near}'?" if near else None
            yield Problem(f"column '{name}' is missing", Place(file), hint)


def _bad_cells(
    file: Path, table: pd.DataFrame, columns: Mapping[str, Collection[float]], may_be_missing: Collection[str]
) -> Iterator[Problem]:
    for name, allowed in columns.items():
        for row, value in enumerate(table[name].tolist(), 1):
            if what := _wrong(value, allowed, name in may_be_missing):
                yield Problem(f"row {row}: {name} {what}", Place(file))


def _wrong(value: Any, allowed: Collection[float], may_be_missing: bool) -> str:
    """What is wrong with a cell, in words; empty where nothing is."""
    if not isinstance(value, int | float):
        return "is text; it must be a number"
    if value != value:  # NaN alone is unlike itself
        return "" if may_be_missing else "is missing"
    if allowed and value not in allowed:
        return f"is {value:g}; it must be {' or '.join(f'{number:g}' for number in allowed)}"
    return ""
