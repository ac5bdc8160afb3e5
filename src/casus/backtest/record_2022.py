"""The depth of the invasion of 2022 as recorded, the shipped table or a user's own, in; depth by sector and day out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from casus.backtest.series import Rules, read_header, read_series, shipped
from casus.flow.handoffs import Floats
from casus.foundation.errors import InputError, Place, Problem
from casus.foundation.names import unknown_name_hint

SECTORS_DATA = "sectors_2022.csv"

BESIDE_SECTORS = ("date", "day")
LINE_BEFORE = "donbas"
"""The line of contact of before 2022, an axis of the scenario. It moved little, and the record has no sector for it."""
DIRECTIONS = frozenset({"north", "south", "east", "west"})


@dataclass(frozen=True)
class SectorRecord:
    """Depth in one sector on the days on which it was measured, in order of time."""

    sector: str
    days: Floats
    depth_km: Floats


def sectors() -> list[str]:
    """The axes of the scenario on which depth is scored."""
    return list(dict.fromkeys(read_series(shipped(SECTORS_DATA), {"axis": str}).axis))


def measured_depth(depth_km: Floats, axes: Sequence[str]) -> Floats:
    """(draws, sectors, recorded days): kilometres along the axes, given for all axes, as the record would measure them."""
    table = read_series(shipped(SECTORS_DATA), {"axis": str, "path_km": float, "measured_km": float})
    ways = {sector: table[table.axis == sector] for sector in sectors()}
    return np.stack(
        [np.interp(depth_km[:, axes.index(sector)], way.path_km, way.measured_km) for sector, way in ways.items()],
        axis=1,
    )


def read_record(file: Path) -> list[SectorRecord]:
    """What each sector's column holds; raises InputError for a column that is no sector, or for days or cells that are wrong."""
    names = _sector_columns(file)
    rules = Rules(required=frozenset({"day"}), not_negative=frozenset(names), unique="day", least_rows=1)
    table = read_series(file, {"day": int, **dict.fromkeys(names, float)}, rules).sort_values("day")
    known = {name: table[["day", name]].dropna().to_numpy(float) for name in names}
    return [
        SectorRecord(sector, known[name][:, 0], known[name][:, 1]) for name, sector in names.items() if len(known[name])
    ]


def _sector_columns(file: Path) -> dict[str, str]:
    """The sector of each column that is not a date or a day."""
    line, header = read_header(file, {"day": int})
    if "day" not in header:
        read_series(file, {"day": int})  # says that it is missing, and what there is
    found = {name: sector_of(name) for name in header if name not in BESIDE_SECTORS}
    problems = [
        Problem(f"unknown sector '{name}'", Place(file, line), _hint(name)) for name, to in found.items() if not to
    ]
    problems += _shared(file, line, found)
    if not found:
        problems.append(Problem("has no sector's column", Place(file, line), f"sectors: {', '.join(sectors())}"))
    if problems:
        raise InputError(problems)
    return {name: sector for name, sector in found.items() if sector}


def _hint(name: str) -> str:
    return f"{unknown_name_hint(name, sectors())}; besides sectors only the columns 'date' and 'day' may be there"


def _shared(file: Path, line: int, found: dict[str, str | None]) -> list[Problem]:
    """A problem for each sector to which several columns belong."""
    of = {sector: [name for name, to in found.items() if to == sector] for sector in found.values() if sector}
    return [
        Problem(f"columns {' and '.join(repr(name) for name in names)} are one sector, '{sector}'", Place(file, line))
        for sector, names in of.items()
        if len(names) > 1
    ]


def sector_of(column: str) -> str | None:
    """The sector that shares most words with a column's name; None where none does, where several do, or the line of contact.

    A direction alone is no sector. 'northern' and 'north' are one word; order and what stands between words do not matter.

    >>> sector_of("Kherson / Mykolaiv / Kryvyi_Rih"), sector_of("western Kyiv"), sector_of("kyiv")
    ('kherson-mykolaiv-kryvyirih', 'kyiv-west', None)
    """
    shared = {axis: words & _words(column) for axis, words in _words_of_axes().items()}
    most = max(len(words) for words in shared.values())
    fits = [axis for axis, words in shared.items() if len(words) == most and words - DIRECTIONS]
    return fits[0] if len(fits) == 1 and fits[0] != LINE_BEFORE else None


@cache
def _words_of_axes() -> dict[str, frozenset[str]]:
    return {axis: _words(axis) for axis in (*sectors(), LINE_BEFORE)}


def _words(name: str) -> frozenset[str]:
    one_word = re.sub(r"kryvyi[^a-z]+rih", "kryvyirih", name.lower())
    return frozenset(word.removesuffix("ern") for word in re.split(r"[^a-z]+", one_word) if word)
