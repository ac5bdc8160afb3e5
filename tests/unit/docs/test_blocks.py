"""Every block that a reader may copy runs, or, where it cannot run here, is checked as far as it can be, with the reason."""

from __future__ import annotations

import re
import shlex
from typing import Any

import click
import pytest
import yaml
from docs_blocks import FILE_MARK, ROOT, Block, blocks_of, commands_in, refuse_unknown_words, write_file
from in_process import run_in_process
from pydantic import ValidationError

GUIDES = [ROOT / "README.md", *sorted(ROOT.glob("docs/tutorial/*.md")), *sorted(ROOT.glob("docs/how-to/*.md"))]
RUN = [page for page in GUIDES if page.stem != "index"]
METHOD = sorted(ROOT.glob("docs/method/**/*.md"))
MOST_DRAWS = 200
QUESTIONS = "adapt|allocate|claims|clock|cost|dropout|explore|gap|improve|robustness|size"
KEPT = r"study(?![\w-])|results|big"  # folders of studies that a page has kept: asking them plays nothing
PLAYS = (
    rf"^\$ casus (?:compare(?! --resume)|deter|{QUESTIONS}) (?!(?:{KEPT})\b)"
    rf"|casus\.compare\(|streaming\.stream\(|planner\.(?:{QUESTIONS})\("
    r"|^\$ casus show .*--(?:timeline|gantt)|\bSession\("
)

ONLY_COMPILED = {
    'import casus\n\nif __name__ == "__main__":': "starts processes; tests/unit/study/cluster plays with them",
    "#!/usr/bin/env python": "needs Slurm, and dask-jobqueue, which is no dependency",
}
"""Blocks of Python that are compiled and not run, by their beginning, with the reason."""

NOT_OURS = {
    "apiVersion: kubernetes.dask.org": "a cluster of Kubernetes",
    "apiVersion: batch/v1": "a job of Kubernetes",
}
"""Blocks of YAML that hold no file of Casus, by their beginning; they are YAML all the same."""


def every_block(*languages: str) -> list[Block]:
    return [block for page in [*GUIDES, *METHOD] for block in blocks_of(page) if block.language in languages]


def runs(block: Block) -> bool:
    return block.language == "python" or bool(block.commands)


def reason_not_to_run(block: Block) -> str | None:
    return next((why for start, why in ONLY_COMPILED.items() if block.text.startswith(start)), None)


def run_python(block: Block) -> None:
    code = compile(block.text, block.where, "exec")
    if reason_not_to_run(block) is None:
        exec(code, {"__name__": "docs"})


def test_there_are_pages_and_each_has_blocks_that_run():
    assert len(RUN) >= 10
    for page in RUN:
        assert [block for block in blocks_of(page) if runs(block)], f"{page.name} has no block that runs"


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_blocks_run_in_order(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for block in blocks_of(page):
        for command in block.commands if block.language == "console" else []:
            done = run_in_process(shlex.split(command))
            assert done.returncode == 0, f"{block.where}: $ {command}\n{done.stdout}\n{done.stderr}"
        if block.language == "python":
            run_python(block)
        if block.language == "yaml" and block.text.startswith(FILE_MARK):
            write_file(block, tmp_path)


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_studies_in_the_docs_are_quick(page):
    for block in filter(runs, blocks_of(page)):
        given = [int(n) for n in re.findall(r"(?:--draws |\bdraws=)([0-9]+)", block.text)]
        studies = len(re.findall(PLAYS, block.text, re.MULTILINE)) if reason_not_to_run(block) is None else len(given)
        assert len(given) == studies, f"{block.where}: a study without stated draws takes the default"
        assert all(n <= MOST_DRAWS for n in given if reason_not_to_run(block) is None), f"{block.where}: many draws"


@pytest.mark.parametrize(
    "block",
    [one for page in METHOD for one in blocks_of(page) if one.language == "python"],
    ids=lambda block: block.where,
)
def test_python_of_the_method_runs(block, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_python(block)


@pytest.mark.parametrize("block", every_block("console", "sh"), ids=lambda block: block.where)
def test_commands_and_their_options_exist(block):
    """Those that are not run here too: they would take minutes, a cluster, a card, or a file that we may not pass on."""
    for words in commands_in(block.text):
        refuse_unknown_words(words)


def test_an_option_that_does_not_exist_is_found():
    assert list(commands_in("CASUS_DEVICE=cuda casus compare tutorial --drws 5 # few")) == [
        ["casus", "compare", "tutorial", "--drws", "5"]
    ]
    with pytest.raises(click.UsageError):
        refuse_unknown_words(["casus", "compare", "tutorial", "--drws", "5"])
    with pytest.raises(click.UsageError):
        refuse_unknown_words(["casus", "comprae"])


@pytest.fixture(scope="module")
def records():
    from casus.evidence.entry import Entry
    from casus.flow.scenario.schema.design import Posture, Settlement
    from casus.flow.scenario.schema.scenario import ScenarioFile
    from casus.pacts.schema.pact import Pact

    return [Posture, Settlement, Pact, Entry, ScenarioFile]


@pytest.mark.parametrize("block", every_block("yaml"), ids=lambda block: block.where)
def test_yaml_is_a_file_that_is_checked_or_fields_of_one(block, records):
    """A whole file is read by the commands after it, which the page's own test runs; a fragment holds fields of a record."""
    if block.text.startswith(FILE_MARK):
        following = [one for one in blocks_of(block.page) if one.line > block.line and runs(one)]
        assert following, f"{block.where}: no command reads it"
    elif any(block.text.startswith(start) for start in NOT_OURS):
        assert [*yaml.safe_load_all(block.text)]
    else:
        assert fits_one(yaml.safe_load(block.text), records), f"{block.where}: fields of no record"


def fits_one(given: dict[str, Any], records: list[Any]) -> bool:
    return any(fits(given, record) for record in records)


def fits(given: dict[str, Any], record: Any) -> bool:
    """Whether a record takes these fields: nothing that it complains of lies in one that is given."""
    try:
        record.model_validate(given)
    except ValidationError as error:
        return not {problem["loc"][0] for problem in error.errors() if problem["loc"]} & {*given}
    return True


def test_a_fragment_with_a_wrong_field_is_found(records):
    assert fits_one({"air": {"aircraft": 8, "alert": 4, "base": "inside"}}, records)
    assert not fits_one({"air": {"aircraft": 8, "alret": 4, "base": "inside"}}, records)
    assert not fits_one({"aire": {}}, records)


@pytest.mark.parametrize("table", [ONLY_COMPILED, NOT_OURS], ids=["python", "yaml"])
def test_every_exception_is_still_one(table):
    texts = [block.text for block in every_block("python", "yaml")]
    assert all(any(text.startswith(start) for text in texts) for start in table)
