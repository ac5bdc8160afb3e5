"""`casus show` of pacts as a user meets it: the casebook, one instrument, a pact as text, annex and row of ATOP."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from in_process import run_in_process

from casus.pacts.atop import VARIABLES
from casus.pacts.read import casebook_file, casebook_names, instrument


def run(*arguments):
    return run_in_process(["casus", "show", *map(str, arguments)])


def shown(*arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def found(*arguments):
    return json.loads(shown(*arguments, "--json"))


def rows(*arguments):
    return list(csv.DictReader(io.StringIO(shown(*arguments, "--as", "atop"))))


def test_the_casebook_is_listed_with_what_became_of_each():
    listed = {one["id"]: one for one in found("casebook")["instruments"]}
    assert tuple(listed) == casebook_names()
    assert listed["budapest-1994"]["outcomes"] == {"not": 2}
    assert listed["budapest-1994"]["year"] == "1994"
    assert {"id", "title", "year", "form", "level", "calls", "outcomes"} == set(listed["paris-2026"])
    text = shown("casebook")
    assert all(id in text for id in casebook_names())


def test_an_instrument_is_described_call_by_call():
    text = " ".join(shown("budapest-1994").split())
    for call in instrument("budapest-1994").history:
        assert call.event in text
        assert call.why[:60] in text
    assert "outcome: not honoured" in text
    assert "sources" in text
    assert "A/49/765" in text, "the bibliography is spelt out"
    assert "after 504 hours (21 days)" in " ".join(shown("north-atlantic-1949").split())
    assert found("budapest-1994")["id"] == "budapest-1994"


def test_every_instrument_can_be_described():
    for id in casebook_names():
        assert shown(f"casebook/{id}")


def test_a_pact_has_three_forms():
    assert "promises: to consult" in shown("budapest-1994", "--as", "text")
    assert "Article 14. Legal form and entry into force" in shown("budapest-1994", "--as", "annex")
    (row,) = rows("us-japan-1960")
    assert list(row) == ["instrument", "alliance", "why", *VARIABLES]
    assert (row["atopid"], row["base"], row["offense"], row["alliance"]) == ("3375", "3", "", "1")


def test_each_form_has_its_json():
    assert found("budapest-1994", "--as", "text")["title"].startswith("Memorandum")
    assert found("budapest-1994", "--as", "annex")["annex"].startswith("Memorandum")
    assert found("us-japan-1960", "--as", "atop")["offense"] is None


def test_a_pact_without_a_row_says_why():
    done = run("budapest-1994", "--as", "atop")
    assert done.returncode == 0
    assert "binds nobody in law" in done.stderr
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row["alliance"] == "0"


def test_the_whole_casebook_as_rows():
    assert [row["instrument"] for row in rows("casebook")] == list(casebook_names())
    assert [set(VARIABLES) < set(row) for row in found("casebook", "--as", "atop")["rows"]] == [True] * len(
        casebook_names()
    )


def test_designs_have_the_forms_too_with_nations_by_name():
    annex = shown("tripwire", "--scenario", "tutorial", "--as", "annex")
    assert "Elmere" in annex
    assert "The text does not say what stands behind" not in annex, "posture is read into peacetime"
    assert shown("tutorial/tripwire", "--as", "annex") == annex
    assert "posture" in shown("tutorial/tripwire")


def test_a_name_that_both_have_is_the_designs_unless_it_is_said_otherwise():
    design = run("paris-2026")
    assert "posture" in design.stdout
    assert design.stderr.splitlines() == [
        "paris-2026 is a design of ukraine; the pact of the casebook is casebook/paris-2026"
    ]
    assert "history" in shown("casebook/paris-2026")
    text = run("paris-2026", "--as", "text")
    assert "president-gov-ua-2026-paris" in text.stdout
    assert text.stderr.splitlines() == ["paris-2026 is the pact of the casebook; the design's is ukraine/paris-2026"]
    assert shown("ukraine/paris-2026", "--as", "text") != text.stdout
    assert not run("casebook/paris-2026").stderr


def test_files_of_ones_own(tmp_path):
    mine = tmp_path / "mine.yaml"
    shutil.copy(casebook_file("anzus-1951"), mine)
    assert shown(mine, "--as", "annex") == shown("anzus-1951", "--as", "annex")
    assert "history" in shown(mine)
    design = tmp_path / "design.yaml"
    design.write_text(
        "id: design\ntitle: A design\nsummary: A design in a file of its own.\nsource: invented for a test\n"
        "pact:\n  title: A pact\n  form: {kind: treaty}\n  parties: {guarantors: [one, two]}\n"
        "  trigger: {event: armed-attack}\n  obligation: {level: 3}\n  decision: {rule: each}\n  source: made up\n"
    )
    assert "guarantors: One, Two" in shown(design)
    assert found(design)["id"] == "design"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("budapst-1994",), "did you mean 'budapest-1994'?"),
        (("budapst-1994", "--as", "annex"), "did you mean 'budapest-1994'?"),
        (("casebook/budapst-1994",), "did you mean 'budapest-1994'?"),
        (("casebook/forward-defence", "--as", "text"), "the casebook has no 'forward-defence'"),
        (("casebook", "--as", "annex"), "not as annex"),
        (("ukraine/forward-defense", "--as", "annex"), "did you mean 'forward-defence'?"),
        (("ground-law", "--as", "annex"), "no pact is named 'ground-law'"),
        (("budapest-1994", "--as", "poem"), "'text', 'annex', 'atop'"),
        (("casebok",), "did you mean 'casebook'?"),
    ],
)
def test_bad_names_exit_2_with_the_nearest(arguments, says):
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""
