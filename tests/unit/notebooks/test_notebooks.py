"""The worked notebooks: in their clean form, complete, and each of their cells runs."""

from __future__ import annotations

import importlib.util
import json
import re
import shlex
from pathlib import Path

import pytest
from notebooks import FILES, NOTEBOOKS, PARAMETERS, cells_of, run_notebook

ROOT = NOTEBOOKS.parent
QUESTIONS = 10
FEWEST_DRAWS = 200
SMALL = {
    "DRAWS": 40, "STEPS": 1, "PRICE_DRAWS": 4, "MOST": 2, "EXPLORED": 32, "ROUNDS": 1, "RESAMPLES": 50, "BRIGADES": [0, 12],
    "DAYS": [-7, 1],
}  # fmt: skip
FEW_DESIGNS = {"DESIGNS": ["memorandum", "article5-like", "forward-defence"]}
ASKED_OF_FEW = ("08", "10")
by_name = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@pytest.fixture(scope="module")
def strip():
    spec = importlib.util.spec_from_file_location("strip_notebooks", ROOT / "scripts" / "strip_notebooks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def _without_pictures(monkeypatch):
    """Pictures are drawn by `make verify`, and by the tests of each chart; here they would take most of the time."""
    from casus.app.card import card
    from casus.app.notebook import pages
    from casus.flow.views import charted

    monkeypatch.setattr(charted, "png", lambda spec, scale: b"PNG")
    monkeypatch.setattr(card, "png", lambda spec, scale: b"PNG")
    monkeypatch.setattr(pages, "_pictures", lambda of: [])


def test_there_is_one_for_each_question():
    assert [file.name[:2] for file in FILES] == [f"{number:02d}" for number in range(1, QUESTIONS + 1)]


def test_a_notebook_that_was_run_is_told_from_a_clean_one(strip):
    notebook = json.loads(FILES[0].read_text("utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code |= {"execution_count": 3, "outputs": [{"output_type": "stream", "name": "stdout", "text": ["0.7"]}]}
    assert strip.written(notebook) == FILES[0].read_text("utf-8")
    assert json.dumps(notebook) != json.dumps(strip.clean(notebook))


@by_name
def test_it_is_clean(file, strip):
    text = file.read_text("utf-8")
    assert text == strip.written(json.loads(text)), f"python scripts/strip_notebooks.py {file.name}"


@by_name
def test_it_is_what_the_format_says(file):
    import nbformat

    notebook = nbformat.read(file, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)


@by_name
def test_it_asks_says_what_would_refute_and_ends_with_what_it_cannot_say(file):
    first, *_, last = (text for text, _ in cells_of(file, "markdown"))
    for words in (
        "\n> ",
        "**What would answer it.**",
        "**What would refute the usual claims.**",
        "**What this notebook uses.**",
    ):
        assert words in first
    assert "## What the model cannot say" in last
    assert "```console\n$ casus " in last


@by_name
def test_its_draws_are_worth_reading(file):
    (parameters,) = (text for text, is_it in cells_of(file, "code") if is_it)
    draws = re.search(r"^DRAWS = ([0-9]+)  # .*200 or more", parameters, re.MULTILINE)
    assert draws, f"the cell tagged '{PARAMETERS}' says how many draws"
    assert int(draws[1]) >= FEWEST_DRAWS
    assert re.search(r"^SEED = 1$", parameters, re.MULTILINE)


@by_name
def test_its_words_hold_no_result_of_a_run(file):
    """Numbers with decimals are printed by code: another seed would make those in words wrong."""
    words = "\n".join(
        re.sub(r"```.*?```|`[^`]*`|\([^)]*\)", "", text, flags=re.DOTALL) for text, _ in cells_of(file, "markdown")
    )
    assert set(re.findall(r"[0-9]+\.[0-9]+", words)) <= {"1.96", "0.7"}


@by_name
def test_its_links_lead_somewhere(file):
    text = "\n".join(text for text, _ in cells_of(file, "markdown"))
    targets = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    assert not [target for target in targets if not (file.parent / target).exists()]


@by_name
def test_its_commands_would_run(file):
    from casus.app.cli.main import casus

    commands = [
        line[2:] for text, _ in cells_of(file, "markdown") for line in text.splitlines() if line.startswith("$ casus ")
    ]
    assert commands
    for line in commands:
        _, name, *words = shlex.split(line)
        command = casus.get_command(None, name)
        assert command is not None, line
        command.make_context(name, words)


@by_name
@pytest.mark.usefixtures("_without_pictures")
def test_its_cells_run_and_what_they_end_with_can_be_shown(file, capsys):
    from casus.app.notebook.pages import html

    shown: list[str] = []

    def show(value):
        if type(value).__module__.startswith("casus.") and not hasattr(value, "_repr_mimebundle_"):
            page = html(value)
            assert page, f"a notebook would show a {type(value).__name__} by the name of its class"
            shown.append(page)

    run_notebook(file, SMALL | (FEW_DESIGNS if file.name.startswith(ASKED_OF_FEW) else {}), show)
    assert any("<table" in page for page in shown)
    assert "nan" not in capsys.readouterr().out.split()


def test_the_index_names_every_notebook():
    index = (ROOT / "docs" / "how-to" / "work-in-a-notebook.md").read_text("utf-8")
    listed = re.findall(r"\(\.\./\.\./notebooks/([^)]+\.ipynb)\)", index)
    assert listed == [file.name for file in FILES]
    for file in FILES:
        title = re.sub(r"^# [0-9]+\. ", "", cells_of(Path(file), "markdown")[0][0].splitlines()[0])
        assert f"[{title}](../../notebooks/{file.name})" in index
