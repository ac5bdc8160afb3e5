"""A record is closed, and what is true or false is no number, though Python counts it as 0 or 1."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from casus.foundation.records import Record


class Held(Record):
    """One field of each kind that a truth may be taken for."""

    depth_km: float = 0.0
    days: int = 0
    shares: tuple[float, ...] = ()
    key: bool = False
    known: bool | None = None


@pytest.mark.parametrize("field", ["depth_km", "days"])
@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_is_no_number(field: str, truth: bool) -> None:
    with pytest.raises(ValidationError, match="a valid number, not true or false"):
        Held(**{field: truth})


def test_nor_is_one_in_a_list() -> None:
    with pytest.raises(ValidationError, match="a valid number, not true or false"):
        Held(shares=[0.5, True])  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [{"key": True}, {"known": False}, {"depth_km": 1.5}, {"shares": [0.5, 1]}])
def test_truths_and_numbers_have_fields_of_their_own(given: dict[str, Any]) -> None:
    assert Held(**given) != Held()


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        Held(depth=1.0)  # type: ignore[call-arg]
