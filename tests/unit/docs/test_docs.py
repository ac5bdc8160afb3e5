"""The docs tell the truth: generated pages are up to date, links lead somewhere, names that pages speak of exist."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from docs_blocks import FENCE, ROOT

WRITTEN_BY_HAND = {"glossary.md"}
"""Of the pages of the reference."""


@pytest.fixture(scope="module")
def generator() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("generate_reference", ROOT / "scripts" / "generate_reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT / "scripts"))  # where Python would look if the script were run
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(ROOT / "scripts"))


@pytest.fixture(scope="module")
def pages(generator) -> dict[str, str]:
    made: dict[str, str] = generator.pages()
    return made


def test_generated_pages_are_up_to_date(generator, pages):
    assert pages
    for page, text in pages.items():
        kept = generator.REFERENCE / page
        assert kept.exists(), f"{kept} is missing; run `make docs`"
        assert kept.read_text("utf-8") == text, f"{page} is stale; run `make docs`"


def test_no_page_is_left_of_what_is_no_longer_generated(generator, pages):
    kept = {page.relative_to(generator.REFERENCE).as_posix() for page in generator.REFERENCE.rglob("*.md")}
    left = kept - {*pages} - WRITTEN_BY_HAND
    assert kept >= WRITTEN_BY_HAND
    assert not left, f"nothing writes {sorted(left)} any more; delete what is no rule's or no subject's page"


def test_every_rule_has_a_page_that_the_index_leads_to(pages):
    from casus.pacts.rules.catalogue import RULES

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


def test_every_command_shows_how_it_is_called(pages):
    from casus.app.cli.main import COMMANDS

    for command in COMMANDS:
        section = pages["cli.md"].split(f"## `casus {command}`")[1].split("\n## ")[0]
        _, _, rest = section.partition("Usage:")
        assert re.search(rf"^  casus {command}\b", rest, re.MULTILINE), f"casus {command} --help has no example"


def test_every_entry_of_the_register_can_be_linked(pages, entries):
    assert entries
    assert all(f'<a id="{id}"></a>`{id}`' in pages["evidence.md"] for id in entries)


def test_every_metric_and_every_parameter_has_a_row(pages):
    import model_page

    from casus.flow.metrics.catalogue import METRICS

    assert METRICS
    rows = {line.split("`")[1]: line for line in pages["metrics.md"].splitlines() if line.startswith("| `")}
    assert set(rows) == set(METRICS)
    assert rows["contact_moved_km"].endswith("| `contact_day`, `contact_depth_km` |")
    assert all(f"| [{name}](evidence.md#{id}) |" in pages["model.md"] for name, id in model_page.parameters().items())


def test_the_model_page_has_every_number_that_a_campaign_reads_and_writes(pages):
    import model_page

    from casus.flow.campaign import arrays

    for name in (*model_page.STATE, *model_page.GIVEN):
        section = pages["model.md"].split(f"### `{name}`")[1].split("\n### ")[0]
        assert all(f"| `{field}` |" in section for field in getattr(arrays, name).names), name


def test_every_public_name_is_on_the_page_of_python(pages):
    import python_page

    text = pages["python.md"]
    assert all(f"### `{name}`" in text for name in python_page.functions())
    for door, module in python_page.DOORS.items():
        assert all(f"`{name}`" in text or f"{door}.{name}" in text for name in module.__all__)


def test_every_field_and_member_of_a_record_has_a_meaning():
    import python_page

    rows = {
        f"{record.__name__}.{name}": meaning
        for record in python_page.records()
        for name, _, meaning in [*python_page._field_rows(record), *python_page._member_rows(record)]
    }
    assert len(rows) > 500
    assert [name for name, meaning in rows.items() if not meaning] == []
    assert {"Study.answers", "Study.deterrence", "StreamedStudy.answers"} < set(rows)


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


INDEXED = ["tutorial", "how-to", "method", "method/laws", "method/backtests", "decisions"]


@pytest.mark.parametrize("folder", INDEXED)
def test_an_index_has_a_line_for_every_page_beside_it(folder):
    index = ROOT / "docs" / folder / "index.md"
    beside = {page.name for page in index.parent.glob("*.md")} - {"index.md"}
    assert beside
    assert beside <= set(links_of(index)), f"{index.relative_to(ROOT)}: {sorted(beside - set(links_of(index)))}"


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
    assert page.stem in {"index", "limits"} or text.rindex("\n## ") == text.index("\n## What it leaves out")
