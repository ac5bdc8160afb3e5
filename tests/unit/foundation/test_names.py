"""An unknown name is answered with what was perhaps meant, and with what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.foundation.errors import Place, Problem
from casus.foundation.names import nearest_name, unknown_name_hint

NAMES = st.text(st.sampled_from("abcdefgh-"), min_size=1, max_size=12)


@given(st.sets(NAMES, min_size=1))
def test_a_known_name_is_nearest_to_itself(known: set[str]) -> None:
    assert all(nearest_name(name, known) == name for name in known)


@given(NAMES, st.sets(NAMES))
def test_the_nearest_name_is_a_known_one_or_none(name: str, known: set[str]) -> None:
    assert nearest_name(name, known) in {*known, None}


@given(NAMES, st.lists(NAMES, min_size=1, max_size=12, unique=True))
def test_every_allowed_name_is_listed_in_order(name: str, known: list[str]) -> None:
    assert unknown_name_hint(name, known).endswith("allowed: " + ", ".join(sorted(known)))


@pytest.mark.parametrize(
    ("name", "known", "says"),
    [
        ("souht", ["west", "south", "north"], "did you mean 'south'? allowed: north, south, west"),
        ("zzz", ["west", "east"], "allowed: east, west"),
        ("x", [], "none is defined"),
        ("n1", [f"n{n:02}" for n in range(1, 15)],
         "did you mean 'n14'? allowed: n01, n02, n03, n04, n05, n06, n07, n08, n09, n10, n11, n12 and 2 more"),
    ],
)  # fmt: skip
def test_the_hint_says(name: str, known: list[str], says: str) -> None:
    assert unknown_name_hint(name, known) == says


def test_a_problem_is_printed_with_its_place_and_hint() -> None:
    assert (
        str(Problem("is odd", Place(Path("a.yaml"), 2, 3), "make it even"))
        == "a.yaml:2:3: is odd\n    hint: make it even"
    )
    assert str(Problem("is odd")) == "is odd"
