"""Every notebook runs in a kernel of its own, as a reader runs it: nothing is made smaller, and everything is shown."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from notebooks import FILES

pytestmark = pytest.mark.verify
LONGEST_CELL_SECONDS = 900
SOURCE = str(Path(__file__).parents[2] / "src")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_notebook_runs_and_shows_pages(file, monkeypatch):
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([SOURCE, *filter(None, [os.environ.get("PYTHONPATH")])]))
    notebook = nbformat.read(file, as_version=4)
    NotebookClient(notebook, timeout=LONGEST_CELL_SECONDS, resources={"metadata": {"path": file.parent}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert outputs
    assert not [output for output in outputs if output.output_type == "error"]
    shown = [output.data for output in outputs if "data" in output]
    assert any("<table" in data.get("text/html", "") for data in shown)
    assert any("image/png" in data or "data:image/png" in data.get("text/html", "") for data in shown)
    assert not [data for data in shown if "<casus." in data.get("text/plain", "") and "text/html" not in data]
