"""The docs tell the truth: generated pages are up to date, and every block that a reader may copy runs."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from in_process import run_in_process

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/tutorial/*.md")), *sorted(ROOT.glob("docs/how-to/*.md"))]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE_MARK = "# file: "
MOST_DRAWS = 200
QUESTIONS = "adapt|allocate|claims|clock|cost|dropout|explore|gap|improve|robustness|size"
PLAYS = (
    rf"^\$ casus (?:compare(?! --resume)|deter|{QUESTIONS}) |casus\.compare\(|streaming\.stream\(|planner\.(?:{QUESTIONS})\("
    r"|^\$ casus show .*--(?:timeline|gantt)|\bSession\("
)


@dataclass(frozen=True)
class Block:
    page: Path
    line: int
    language: str
    text: str

    @property
    def commands(self) -> list[str]:
        return [line[2:] for line in self.text.splitlines() if line.startswith("$ casus ")]

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [Block(page, text.count("\n", 0, m.start()) + 1, m[1], m[2]) for m in FENCE.finditer(text)]


def runs(block: Block) -> bool:
    return block.language == "python" or bool(block.commands)


def write_file(block: Block, folder: Path) -> None:
    file = folder / block.text.splitlines()[0].removeprefix(FILE_MARK)
    assert folder in file.resolve().parents, f"{block.where}: writes outside its folder"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block.text, "utf-8")


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_reference", ROOT / "scripts" / "generate_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT / "scripts"))  # where Python would look if the script were run
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return module


def test_generated_pages_are_up_to_date(generator, tmp_path):
    made = {file.relative_to(tmp_path): file.read_text("utf-8") for file in generator.write_pages(tmp_path)}
    assert made
    for page, text in made.items():
        kept = generator.REFERENCE / page
        assert kept.exists(), f"{kept} is missing; run `make docs`"
        assert kept.read_text("utf-8") == text, f"{page} is stale; run `make docs`"


def test_no_page_is_left_of_what_is_no_longer_generated(generator):
    kept = {page.relative_to(generator.REFERENCE).as_posix() for page in generator.REFERENCE.rglob("*.md")}
    left = kept - set(generator.pages())
    assert kept
    assert not left, f"nothing writes {sorted(left)} any more; delete what is no rule's or no subject's page"


def test_every_rule_has_a_page_that_the_index_leads_to(generator):
    from casus.pacts.rules.catalogue import RULES

    pages = generator.pages()
    assert RULES
    for rule in RULES:
        assert f"# {rule.id} {rule.name} ({rule.severity})" in pages[f"rules/{rule.id}.md"]
        assert f"(rules/{rule.id}.md)" in pages["rules.md"]


def test_every_field_of_a_scenario_says_what_it_means(generator):
    records = generator.records()
    silent = [
        f"{name}.{field}"
        for name, schema in records.items()
        for field, spec in schema["properties"].items()
        if not generator.meaning(spec, records)
    ]
    assert records
    assert not silent


def test_there_are_pages_and_each_has_blocks_that_run():
    assert len(PAGES) >= 4
    for page in PAGES:
        assert [block for block in blocks_of(page) if runs(block)], f"{page.name} has no block that runs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_blocks_run_in_order(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for block in blocks_of(page):
        for command in block.commands if block.language == "console" else []:
            done = run_in_process(shlex.split(command))
            assert done.returncode == 0, f"{block.where}: $ {command}\n{done.stdout}\n{done.stderr}"
        if block.language == "python":
            exec(compile(block.text, block.where, "exec"), {"__name__": "docs"})
        if block.language == "yaml" and block.text.startswith(FILE_MARK):
            write_file(block, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_studies_in_the_docs_are_quick(page):
    for block in filter(runs, blocks_of(page)):
        given = [int(n) for n in re.findall(r"(?:--draws |\bdraws=)([0-9]+)", block.text)]
        studies = len(re.findall(PLAYS, block.text, re.MULTILINE))
        assert len(given) == studies, f"{block.where}: a study without stated draws takes the default"
        assert all(n <= MOST_DRAWS for n in given), f"{block.where}: more than {MOST_DRAWS} draws"


def links_of(page: Path) -> list[str]:
    text = FENCE.sub("", page.read_text("utf-8"))
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    return [target.split("#")[0] for target in targets if not re.match(r"[a-z]+:", target) and target.split("#")[0]]


def every_page() -> list[Path]:
    return [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]


@pytest.mark.parametrize("page", every_page(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    broken = [target for target in links_of(page) if not (page.parent / target).exists()]
    assert not broken, f"{page.relative_to(ROOT)}: {broken}"


@pytest.fixture(scope="module")
def entries():
    from casus.evidence.register import read_register

    return read_register().entries


@pytest.fixture(scope="module")
def known(entries):
    from casus.backtest.cases import CASES
    from casus.flow.scenario.read import CLAIMS, LIBRARY, read_scenario, scenario_names
    from casus.foundation.documents import read_document
    from casus.pacts.read import casebook_names

    claims = {claim["id"] for file in LIBRARY.glob(f"*/{CLAIMS}") for claim in read_document(file).data["claims"]}
    designs = {design.id for name in scenario_names() for design in read_scenario(name).designs}
    return {*entries, *designs, *claims, *casebook_names(), *CASES}


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/method/*.md")), ids=lambda page: page.stem)
def test_every_evidence_id_in_the_method_exists(page, entries, known):
    """What begins like an entry is one, or a design, a claim, an instrument of the casebook, or a backtest."""
    prefixes = {id.split("-")[0] for id in entries} - {"full", "grey", "limited", "probe"}
    text = FENCE.sub("", page.read_text("utf-8"))
    named = {word for word in re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+)`", text) if word.split("-")[0] in prefixes}
    assert not named - known


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/method/*.md")), ids=lambda page: page.stem)
def test_every_method_page_says_what_it_leaves_out(page):
    text = page.read_text("utf-8")
    assert page.stem == "limits" or text.rindex("\n## ") == text.index("\n## What it leaves out")
