"""Notebooks with outputs in, the same without them out: what is committed is the source, in one stable form.

    python scripts/strip_notebooks.py            clean every notebook of notebooks/
    python scripts/strip_notebooks.py FILE ...   clean these

Cells are named by their place, carry no outputs, no counts and no metadata but their tags, so that a change of a notebook is a
change of its words or code. A test holds every notebook in this form.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def clean(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with its words and code alone, as nbformat 4.5."""
    cells = [_cell(cell, place) for place, cell in enumerate(notebook["cells"], start=1)]
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def _cell(cell: dict[str, Any], place: int) -> dict[str, Any]:
    tags = cell.get("metadata", {}).get("tags", [])
    metadata = {"tags": tags} if tags else {}
    source = "".join(cell["source"]).strip("\n").splitlines(keepends=True)
    code = {"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}
    return {"cell_type": cell["cell_type"], "id": f"cell-{place:02d}", "metadata": metadata, **code, "source": source}


def written(notebook: dict[str, Any]) -> str:
    """The clean notebook as the text of its file."""
    return json.dumps(clean(notebook), indent=1, ensure_ascii=False) + "\n"


def main(names: list[str]) -> None:
    """Clean files, and say which were changed."""
    for file in [Path(name) for name in names] or sorted(NOTEBOOKS.glob("*.ipynb")):
        before = file.read_text("utf-8")
        after = written(json.loads(before))
        if after != before:
            file.write_text(after, "utf-8")
            print(f"cleaned {file}")


if __name__ == "__main__":
    main(sys.argv[1:])
