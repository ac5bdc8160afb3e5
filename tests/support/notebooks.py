"""Notebooks without a kernel: the cells of a file run in this process, with smaller numbers in place of its parameters."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
FILES = sorted(NOTEBOOKS.glob("*.ipynb"))
PARAMETERS = "parameters"
"""Tag of the cell whose names a runner may replace, as Papermill has it."""


def cells_of(file: Path, kind: str) -> list[tuple[str, bool]]:
    """Text of each cell of a kind, and whether it is the one with the parameters."""
    cells = [cell for cell in json.loads(file.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]
    return [("".join(cell["source"]), PARAMETERS in cell["metadata"].get("tags", ())) for cell in cells]


def run_notebook(file: Path, given: Mapping[str, Any], shown: Callable[[Any], None]) -> dict[str, Any]:
    """The names that a notebook leaves behind; `shown` gets what each cell ends with, as a notebook displays it."""
    names: dict[str, Any] = {"__name__": "notebook"}
    for number, (text, has_parameters) in enumerate(cells_of(file, "code")):
        tree = ast.parse(text, f"{file.name}, code cell {number}")
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"{file.name}, code cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"{file.name}, code cell {number}", "eval"), names)
            if value is not None:
                shown(value)
        if has_parameters:
            names |= {name: value for name, value in given.items() if name in names}
    return names
