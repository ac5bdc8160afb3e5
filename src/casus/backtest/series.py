"""A CSV file of a recorded series in, its columns as a table out; what is wrong with it is said with line and column."""

from __future__ import annotations

import csv
import datetime
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import nearest_name

if TYPE_CHECKING:
    import pandas as pd

SHIPPED = Path(__file__).parent / "data"
MOST_PROBLEMS = 20  # chosen: a file with more is the wrong file
MOST_NAMES = 12  # chosen: a hint is read, not searched
MOST_LETTERS = 60  # chosen: enough of a cell to find it by
LARGEST_WHOLE = 2**53  # floats beyond it skip whole numbers (IEEE 754)


class Month(int):
    """A month as the number of months since the year 0; read and written like 2022-10."""

    def __str__(self) -> str:
        return f"{self // 12:04d}-{self % 12 + 1:02d}"


@dataclass(frozen=True)
class Rules:
    """What must hold of a table, beyond the kinds of its columns, before a case can be scored on it."""

    required: frozenset[str] = frozenset()
    """Columns in which no cell may be empty."""
    positive: frozenset[str] = frozenset()
    """Columns whose numbers must be above 0."""
    not_negative: frozenset[str] = frozenset()
    """Columns whose numbers must be 0 or above."""
    at_most: Mapping[str, float] = field(default_factory=dict)
    """The most that the numbers of a column may be."""
    one_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the cells of a column may hold."""
    unique: str | None = None
    """A column in which nothing may be there twice."""
    least_rows: int = 0


ANY = Rules()


def shipped(name: str) -> Path:
    """A series that comes with Casus."""
    return SHIPPED / name


def read_series(file: Path, columns: Mapping[str, type], rules: Rules = ANY) -> pd.DataFrame:
    """The named columns of a CSV file of the kinds given, empty cells as missing; other columns are kept as text.

    A kind is str, float, int, Month or datetime.date. Lines that start with '#' are comments; a row is one line. Raises
    InputError naming every bad cell and every cell that breaks a rule, or the columns that are missing.
    """
    import pandas as pd

    lines = _lines(file)
    first, header = _header(file, lines, columns)
    _require_columns(file, first, header, columns)
    problems: list[Problem] = []
    rows = [dict(_row(file, number, line, header, columns, rules, problems)) for number, line in lines[1:]]
    problems += _twice(file, [number for number, _ in lines[1:]], rows, rules.unique)
    if len(rows) < rules.least_rows:
        problems.append(Problem(f"holds {len(rows)} rows; at least {rules.least_rows} are needed", Place(file, first)))
    if problems:
        raise InputError(problems[:MOST_PROBLEMS])
    return pd.DataFrame(rows, columns=header)


def read_header(file: Path, columns: Mapping[str, type]) -> tuple[int, list[str]]:
    """The number of a file's header line, and the names in it; raises InputError, with the names expected, where it is empty."""
    return _header(file, _lines(file), columns)


def _header(file: Path, lines: list[tuple[int, str]], columns: Mapping[str, type]) -> tuple[int, list[str]]:
    if not lines:
        raise InputError([Problem("holds no table", Place(file), f"first line: {','.join(columns)}")])
    number, line = lines[0]
    try:
        return number, [name.strip() for name in _split(line)]
    except csv.Error as error:
        raise InputError([_unreadable(file, number, error)]) from error


def _lines(file: Path) -> list[tuple[int, str]]:
    """(number, text) of every line but comments and blank ones; reading has made every kind of line end a newline."""
    lines = enumerate(_text(file).split("\n"), 1)
    return [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as error:
        raise InputError([Problem(f"cannot be read: {error.strerror}", Place(file))]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem("is not UTF-8 text", Place(file), "save the file as UTF-8")]) from error


def _split(line: str) -> list[str]:
    """The cells of one line; raises csv.Error for a quote that is not closed in it, or a cell of more than 131,072 letters."""
    return next(csv.reader([line], strict=True))


def _unreadable(file: Path, line: int, error: csv.Error) -> Problem:
    hint = "a row is one line, and a quote that opens a cell closes it"
    return Problem(f"cannot be read as cells: {error}", Place(file, line), hint)


def _require_columns(file: Path, line: int, header: list[str], columns: Mapping[str, type]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    problems = [
        *(
            Problem(f"column '{name}' is missing", Place(file, line), _found(name, header))
            for name in columns
            if name not in header
        ),
        *(Problem(f"column '{name}' is there twice", Place(file, line)) for name in twice),
    ]
    if problems:
        raise InputError(problems)


def _found(name: str, header: list[str]) -> str:
    near = nearest_name(name, header)
    more = f" and {len(header) - MOST_NAMES} more" if len(header) > MOST_NAMES else ""
    meant = f"did you mean '{near}'? " if near else ""
    return f"{meant}found: {_short(', '.join(header[:MOST_NAMES]), 4 * MOST_LETTERS)}{more}"


def _row(
    file: Path,
    line: int,
    text: str,
    header: list[str],
    columns: Mapping[str, type],
    rules: Rules,
    problems: list[Problem],
) -> Iterator[tuple[str, Any]]:
    """Each cell of a line under its column's name; what cannot be read, and what breaks a rule, is noted."""
    try:
        cells = _split(text)
    except csv.Error as error:
        problems.append(_unreadable(file, line, error))
        return
    if len(cells) != len(header):
        problems.append(Problem(f"has {len(cells)} cells where the header has {len(header)}", Place(file, line)))
        return
    for place, (name, cell) in enumerate(zip(header, cells, strict=True)):
        kind = columns.get(name, str)
        try:
            value = _value(cell.strip(), kind)
        except ValueError:
            what = f"{name} is '{_short(cell)}'; it must be {_named(kind)}"
        else:
            yield name, value
            what = _broken(name, value, rules)
        if what:
            problems.append(Problem(what, Place(file, line, _column(text, place))))


def _value(text: str, kind: type) -> Any:
    if kind is str:
        return text
    if not text:
        return None if kind in {datetime.date, Month} else math.nan
    if kind is Month:
        first = datetime.date.fromisoformat(f"{text}-01")
        return Month(first.year * 12 + first.month - 1)
    if kind is datetime.date:
        return datetime.date.fromisoformat(text)
    number = float(text)
    if not math.isfinite(number) or (kind is int and (number != int(number) or abs(number) > LARGEST_WHOLE)):
        raise ValueError(text)
    return kind(number)


def _named(kind: type) -> str:
    named = {
        float: "a number",
        int: "a whole number",
        Month: "a month like 2022-02",
        datetime.date: "a date like 2022-02-24",
    }
    return named.get(kind, "text")


def _broken(name: str, value: Any, rules: Rules) -> str:
    """Which rule a cell breaks, in words; empty where it breaks none."""
    if value is None or value == "" or value != value:  # NaN alone is unlike itself
        return f"{name} is empty" if name in rules.required else ""
    if name in rules.positive and value <= 0:
        return f"{name} is {value:g}; it must be above 0"
    if name in rules.not_negative and value < 0:
        return f"{name} is {value:g}; it must be 0 or above"
    if value > rules.at_most.get(name, value):
        return f"{name} is {value:g}; it must be at most {rules.at_most[name]:g}"
    if value not in rules.one_of.get(name, (value,)):
        return f"{name} is '{_short(value)}'; it must be {' or '.join(rules.one_of[name])}"
    return ""


def _short(text: str, most: int = MOST_LETTERS) -> str:
    return text if len(text) <= most else f"{text[:most]}..."


def _column(line: str, place: int) -> int:
    """Where a cell begins in its line, counted from 1; a comma inside quotes begins none."""
    starts, quoted = [1], False
    for at, letter in enumerate(line, 1):
        if letter == '"' and line[starts[-1] - 1] == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            starts.append(at + 1)
    return starts[min(place, len(starts) - 1)]


def _twice(file: Path, numbers: list[int], rows: list[dict[str, Any]], unique: str | None) -> Iterator[Problem]:
    """What a column that should not holds again, and where it stood first."""
    first: dict[Any, int] = {}
    for number, row in zip(numbers, rows, strict=True):
        value = row.get(unique) if unique else None
        if value is not None and value == value and first.setdefault(value, number) != number:
            yield Problem(f"{unique} {value} is there twice", Place(file, number), f"first on line {first[value]}")
