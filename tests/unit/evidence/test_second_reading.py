"""Every number from outside was read a second time, blind, and the second reading fits the entry."""

from __future__ import annotations

from math import isclose
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import casus.evidence
from casus.evidence.distribution import HIGH, LOW, quantile
from casus.foundation.documents import read_document

EVIDENCE = Path(casus.evidence.__file__).parent
FROM_OUTSIDE = {"seen", "data", "recalled"}
SAME = 0.02  # chosen: a point may differ by a rounding of its source, not by more


def held(folder: str, key: str) -> list[dict[str, Any]]:
    """The records under a key in every YAML file of a folder, each with its file's stem as 'file'."""
    files = sorted((EVIDENCE / folder).glob("*.yaml"))
    return [{**record, "file": file.stem} for file in files for record in read_document(file).data[key]]


ENTRIES = {entry["id"]: entry for entry in held("data", "entries")}
READINGS = held("readings", "readings")
NUMBERED = [reading for reading in READINGS if not reading.get("none")]
COMPARED = [r for r in NUMBERED if ENTRIES.get(r["id"], {}).get("distribution") != "categorical"]


def test_there_are_readings_with_numbers() -> None:
    assert COMPARED


def test_every_number_from_outside_has_a_second_reading() -> None:
    from_outside = {id for id, entry in ENTRIES.items() if entry["status"] in FROM_OUTSIDE}
    assert from_outside
    assert not from_outside - {reading["id"] for reading in READINGS}


def test_every_reading_names_a_known_entry_once_and_lies_in_its_file() -> None:
    ids = [reading["id"] for reading in READINGS]
    assert not set(ids) - set(ENTRIES)
    assert len(ids) == len(set(ids))
    assert not [r["id"] for r in READINGS if r["file"] != ENTRIES[r["id"]]["file"]]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading["id"])
def test_every_reading_says_where_and_has_either_numbers_or_none(reading: dict[str, Any]) -> None:
    assert reading["where"]
    if reading.get("none"):
        assert "low" not in reading
        assert "high" not in reading
    else:
        assert reading["low"] <= reading["high"]


@pytest.mark.parametrize("reading", COMPARED, ids=lambda reading: reading["id"])
def test_the_second_reading_fits_the_entry(reading: dict[str, Any]) -> None:
    entry = ENTRIES[reading["id"]]
    low, high = reading["low"], reading["high"]
    if entry.get("distribution", "point") == "point":
        assert isclose(low, entry["value"], rel_tol=SAME)
        assert isclose(high, entry["value"], rel_tol=SAME)
    else:
        least, most = five_to_ninety_five(entry)
        said = f"read {low} to {high}, entry {least:g} to {most:g}"
        assert low <= most, said
        assert least <= high, said


def five_to_ninety_five(entry: dict[str, Any]) -> tuple[float, float]:
    """The values that one world in twenty lies below, and one in twenty above."""
    ends = quantile(
        entry["distribution"],
        np.array([LOW, HIGH]),
        value=entry.get("value"),
        interval=entry.get("range"),
        bounds=entry.get("bounds"),
        values=entry.get("values"),
    )
    return float(ends[0]), float(ends[1])
