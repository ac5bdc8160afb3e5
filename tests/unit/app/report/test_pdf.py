"""The PDF has the same content, comes out the same twice, and its texts are never commands."""

from __future__ import annotations

import sys

import pytest

from casus.app.report.parts import Cell, Column, Points, Report, Section, Sentence, Table
from casus.app.report.pdf import pdf, require_typst, source
from casus.app.report.teller import Teller
from casus.foundation.errors import StoreError

EVIL = '#import "@preview/x:1.0.0" \\ ") #panic() [*$'


def small(language: str) -> Report:
    columns = tuple(Column(f"{EVIL} {place}", place > 0) for place in range(3))
    table = Table("t", EVIL, columns, ((Cell(EVIL), Cell("1"), Cell("2")),), EVIL)
    parts = (Sentence(f"{EVIL} `code {EVIL}`"), Points((Sentence("Гарантії безпеки й стримування"),), EVIL), table)
    return Report(language, EVIL, EVIL, EVIL, EVIL, (Section("one", EVIL, parts),), {})


def test_texts_are_strings_and_the_file_repeats():
    pytest.importorskip("typst")
    made = pdf(small("uk"), Teller("uk"))
    assert made.startswith(b"%PDF")
    assert pdf(small("uk"), Teller("uk")) == made


def test_every_section_and_table_is_in_it(reports):
    text = source(reports["en"], Teller("en"))
    for section in reports["en"].sections:
        assert f"<{section.id}>" in text
        for part in section.parts:
            if isinstance(part, Table):
                assert part.caption in text


def test_without_typst_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(StoreError, match="not installed\n    hint: install Casus with the extra 'pdf'"):
        require_typst()
