"""Our laws give the numbers that their books print, case by case, as tests/published/<law>.yaml lists them."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.flow.campaign.arrays import WORKS
from casus.flow.campaign.laws import dupuy1979
from casus.flow.campaign.laws.terrain import TERRAIN

HERE = Path(__file__).parent


def advance(ratio: float, works: str, mobility: float, heavy_share: float) -> float:
    return dupuy1979.advance_km_per_day(float(ratio), WORKS.index(works), float(mobility), float(heavy_share))


def loss(norm: float, own_ratio: float, kpersons: float, terrain_casualty: float, advancing: bool) -> float:
    return dupuy1979.loss_share_per_day(norm, float(own_ratio), float(kpersons), float(terrain_casualty), advancing)


def posture(works: str) -> float:
    return float(dupuy1979.POSTURE_STRENGTH[WORKS.index(works)])


def terrain(terrain: str, factor: str) -> float:
    return float(getattr(TERRAIN[terrain], factor))


FUNCTIONS: dict[str, dict[str, Callable[..., float]]] = {
    "dupuy1979": {"advance": advance, "loss": loss, "posture": posture, "terrain": terrain},
}
BOOKS = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(HERE.glob("*.yaml"))}
CASES = [(book, case) for book, held in BOOKS.items() for case in held["cases"]]


def name_of(case: Any) -> str:
    return case if isinstance(case, str) else f"{case['function']}-{'-'.join(map(str, case['inputs'].values()))}"


def test_every_book_has_cases_and_every_function_is_tried() -> None:
    assert set(BOOKS) == set(FUNCTIONS)
    for book, functions in FUNCTIONS.items():
        assert {case["function"] for case in BOOKS[book]["cases"]} == set(functions)


@pytest.mark.parametrize(("book", "case"), CASES, ids=name_of)
def test_the_law_gives_the_printed_number(book: str, case: dict[str, Any]) -> None:
    assert BOOKS[book]["sources"][case["source"]]
    found = FUNCTIONS[book][case["function"]](**case["inputs"])
    assert math.isclose(found, case["expected"], rel_tol=0.0, abs_tol=case["tolerance"])
