"""Every language says the same things, with the same values in them."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from casus.app.words import catalogue
from casus.app.words.catalogue import LANGUAGES, words
from casus.foundation.errors import InputError

PAGES = sorted(file.stem for file in (catalogue.HERE / "en").glob("*.ftl"))


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # the parser's own name
        self.names.add(node.id.name)


def _said(file: Path) -> dict[str, set[str]]:
    said = {}
    for entry in FluentParser().parse(file.read_text("utf-8")).body:
        assert not isinstance(entry, ast.Junk), f"{file}: {entry.content}"
        if isinstance(entry, ast.Message):
            found = _Variables()
            found.visit(entry)
            said[entry.id.name] = found.names
    return said


def test_there_are_pages():
    assert PAGES


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_a_language_says_what_english_says(language, page):
    assert _said(catalogue.HERE / language / f"{page}.ftl") == _said(catalogue.HERE / "en" / f"{page}.ftl")


@pytest.mark.parametrize("page", PAGES)
def test_in_ukrainian_no_line_ends_between_a_number_and_what_it_counts_or_before_a_dash(page):
    lines = (catalogue.HERE / "uk" / f"{page}.ftl").read_text("utf-8").splitlines()
    said = [line for line in lines if not line.startswith("#")]
    assert [line for line in said if re.search(r"[\d}] (?:%|км\b|млрд|млн)|№ | — ", line)] == []


def test_numbers_and_plurals_are_written_as_the_language_does(tmp_path, monkeypatch):
    text = "held = { NUMBER($share, minimumFractionDigits: 1) } { $n ->\n    [one] world\n    [few] few\n   *[other] worlds\n }\n"
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "plural-probe.ftl").write_text(text)
        (tmp_path / language / "shared.ftl").write_text("")
    monkeypatch.setattr(catalogue, "HERE", tmp_path)
    assert words("en", "plural-probe").say("held", {"share": 1234.5, "n": 1}) == "1,234.5 world"
    assert words("uk", "plural-probe").say("held", {"share": 1234.5, "n": 2}) == "1\u00a0234,5 few"
    with pytest.raises(KeyError, match="says nothing as 'lost'"):
        words("en", "plural-probe").say("lost")
    with pytest.raises(ValueError, match="'held'"):
        words("en", "plural-probe").say("held", {"n": 1})


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(InputError, match="unknown language 'ua'"):
        words("ua", "report")
