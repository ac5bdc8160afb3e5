"""A document that does not fit its record is refused with every problem, each with its place and a way to mend it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field, ValidationError, model_validator

from casus.foundation.documents import parse_document
from casus.foundation.errors import InputError
from casus.foundation.records import Record
from casus.foundation.validation import validate_data, validate_document

FILE = Path("w.yaml")


class Circle(Record):
    radius: float = Field(gt=0)


class Square(Record):
    side: float = Field(gt=0)


class Part(Record):
    size_km: float = Field(gt=0)
    colour: Literal["red", "green", "dark blue"] = "red"

    @model_validator(mode="after")
    def _is_sound(self) -> Part:
        if self.colour == "green" and self.size_km > 10:
            raise ValueError("a green part cannot exceed 10 km")
        return self


class Whole(Record):
    name: str
    count: int = Field(default=1, le=9)
    pair: tuple[float, float] = (0, 1)
    parts: tuple[Part, ...] = ()
    by_name: dict[str, Part] = {}
    shape: Circle | Square | None = None
    open: bool = False


def problems_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        validate_document(parse_document(text.encode(), FILE), Whole)
    return [str(problem) for problem in caught.value.problems]


def test_a_sound_document_becomes_its_record() -> None:
    text = "name: ' A '\nparts:\n- {size_km: 3, colour: dark blue}\nopen: no\nshape: {side: 2}"
    whole = validate_document(parse_document(text.encode(), FILE), Whole)
    assert whole == Whole(name="A", parts=(Part(size_km=3, colour="dark blue"),), shape=Square(side=2))


SINGLE = {
    "unknown key": (
        "name: A\ncuont: 2",
        "w.yaml:2:1: unknown key 'cuont'\n"
        "    hint: did you mean 'count'? allowed: by_name, count, name, open, pair, parts, shape",
    ),
    "unknown key in a list": (
        "name: A\nparts:\n- size_km: 1\n- size_km: 1\n  color: red",
        "w.yaml:5:3: unknown key 'color'\n    hint: did you mean 'colour'? allowed: colour, size_km",
    ),
    "unknown key in a mapping": (
        "name: A\nby_name:\n  first: {size: 1, size_km: 1}",
        "w.yaml:3:11: unknown key 'size'\n    hint: did you mean 'size_km'? allowed: colour, size_km",
    ),
    "missing": ("count: 2", "w.yaml:1:1: name: is required"),
    "missing in a list": ("name: A\nparts:\n- {colour: red}", "w.yaml:3:3: parts.0.size_km: is required"),
    "wrong type": ("name: 5", "w.yaml:1:1: name: input should be a valid string (given: 5)"),
    "not a number": (
        "name: A\npair: [1, x]",
        "w.yaml:2:11: pair.1: input should be a valid number, unable to parse string as a number (given: 'x')",
    ),
    "not a whole number": (
        "name: A\ncount: 1.5",
        "w.yaml:2:1: count: input should be a valid integer, got a number with a fractional part (given: 1.5)",
    ),
    "out of range": ("name: A\ncount: 12", "w.yaml:2:1: count: input should be less than or equal to 9 (given: 12)"),
    "literal": (
        "name: A\nparts:\n- {size_km: 1, colour: dark-blue}",
        "w.yaml:3:16: parts.0.colour: unknown name 'dark-blue'\n"
        "    hint: did you mean 'dark blue'? allowed: dark blue, green, red",
    ),
    "a list where a mapping is due": (
        "name: A\nparts:\n- [1]",
        "w.yaml:3:3: parts.0: input should be a valid dictionary or instance of Part",
    ),
    "a rule of the record": (
        "name: A\nparts:\n- {size_km: 1}\n- {size_km: 11, colour: green}",
        "w.yaml:4:3: parts.1: a green part cannot exceed 10 km",
    ),
    "not a mapping at all": ("- A", "w.yaml:1:1: Input should be a valid dictionary or instance of Whole"),
}


@pytest.mark.parametrize(("text", "says"), SINGLE.values(), ids=SINGLE)
def test_the_refusal_says(text: str, says: str) -> None:
    assert problems_of(text) == [says]


def test_all_problems_are_named_at_once() -> None:
    problems = problems_of("count: x\nparts:\n- {size_km: 0, colour: blue}\n- 3\nextra: 1")
    starts = {problem.split(": ", 1)[0] for problem in problems}
    assert len(problems) == 6
    assert starts == {"w.yaml:1:1", "w.yaml:3:4", "w.yaml:3:16", "w.yaml:4:3", "w.yaml:5:1"}


def test_members_of_a_union_are_no_part_of_the_path() -> None:
    problems = problems_of("name: A\nshape: {radius: -1}")
    assert "w.yaml:2:9: shape.radius: input should be greater than 0 (given: -1)" in problems
    assert not [problem for problem in problems if "Circle" in problem or "Square" in problem]


def test_part_of_a_document_keeps_its_place() -> None:
    document = parse_document(b"a: 1\nthing:\n  inner: {size_km: -2}", FILE)
    with pytest.raises(InputError, match=r"^w\.yaml:3:11: thing\.inner\.size_km: input should be greater than 0"):
        validate_data(document.data["thing"]["inner"], Part, document, ("thing", "inner"))


def test_a_record_cannot_be_changed_or_hold_what_is_not_finite() -> None:
    part = Part(size_km=1)
    with pytest.raises(ValidationError, match="frozen"):
        part.size_km = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="finite"):
        Part(size_km=float("inf"))
