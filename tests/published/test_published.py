"""Our laws give the numbers that their books print, case by case, as tests/published/<book>.yaml lists them.

A case's function is looked up in tests/published/<book>.py where there is one, and else in the book's `module`.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import numpy as np
import pytest

from casus.flow.campaign.arrays import WORKS
from casus.foundation.documents import read_document

HERE = Path(__file__).parent
BOOKS = {file.stem: read_document(file).data for file in sorted(HERE.glob("*.yaml"))}
CASES = [(book, case) for book, held in BOOKS.items() for case in held.get("cases") or ()]
ADAPTORS = sorted(file.stem for file in HERE.glob("*.py") if file.stem in BOOKS)


def name_of(part: Any) -> str:
    return part if isinstance(part, str) else f"{part['function']}-{'-'.join(map(str, part['inputs'].values()))}"[:80]


@cache
def adaptor_of(book: str) -> ModuleType | None:
    """The module tests/published/<book>.py, or None where the law needs none."""
    file = HERE / f"{book}.py"
    if not file.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"published_{book}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def function_of(book: str, name: str) -> Callable[..., Any]:
    """The function of that name, from the adaptor if it is there."""
    adaptor = adaptor_of(book)
    if hasattr(adaptor, name):
        return getattr(adaptor, name)  # type: ignore[no-any-return]
    return getattr(importlib.import_module(BOOKS[book]["module"]), name)  # type: ignore[no-any-return]


def own_functions(module: ModuleType) -> dict[str, Callable[..., Any]]:
    """The public functions that a module defines itself, by name."""
    return {
        name: inspect.unwrap(held)
        for name, held in vars(module).items()
        if not name.startswith("_") and inspect.isroutine(inspect.unwrap(held)) and held.__module__ == module.__name__
    }


def reached(names: set[str], functions: dict[str, Callable[..., Any]]) -> set[str]:
    """The functions of those names, and all that they call among the others."""
    found = names & set(functions)
    called = {name for each in found for name in names_in(functions[each].__code__)}
    return found if called & set(functions) <= found else reached(found | called, functions)


def names_in(code: CodeType) -> set[str]:
    """The global names that a function uses, also inside its comprehensions."""
    inner = [constant for constant in code.co_consts if isinstance(constant, CodeType)]
    return set(code.co_names).union(*(names_in(each) for each in inner))


def inputs_of(case: dict[str, Any]) -> dict[str, Any]:
    """A case's inputs, with works by name turned into their index."""
    inputs: dict[str, Any] = dict(case["inputs"])
    if isinstance(inputs.get("works"), str):
        inputs["works"] = WORKS.index(inputs["works"])
    return inputs


def test_there_are_books() -> None:
    assert BOOKS
    assert CASES


@pytest.mark.parametrize("book", sorted(BOOKS))
def test_every_book_says_where_each_number_was_read_and_has_cases(book: str) -> None:
    held = BOOKS[book]
    assert held["cases"]
    assert all(isinstance(text, str) and text.strip() for text in held["sources"].values())
    assert {case["source"] for case in held["cases"]} == set(held["sources"])


@pytest.mark.parametrize("book", ADAPTORS)
def test_every_function_of_an_adaptor_is_tried(book: str) -> None:
    adaptor = adaptor_of(book)
    assert adaptor is not None
    functions = own_functions(adaptor)
    assert set(functions) == reached({case["function"] for case in BOOKS[book]["cases"]}, functions)


@pytest.mark.parametrize(("book", "case"), CASES, ids=name_of)
def test_the_law_gives_the_printed_number(book: str, case: dict[str, Any]) -> None:
    found = np.asarray(function_of(book, case["function"])(**inputs_of(case)), dtype=float)
    expected = np.asarray(case["expected"], dtype=float)
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=0.0, atol=float(case["tolerance"]))
