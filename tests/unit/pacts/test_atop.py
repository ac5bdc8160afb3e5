"""The rows that our coding gives against the codes of ATOP that the facts state; what differs is a list, with reasons."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from casus.pacts.atop import VARIABLES, atop_row, why_no_row
from casus.pacts.read import instrument, read_casebook
from casus.pacts.schema.pact import Pact

PAGE = Path(__file__).parents[3] / "docs" / "method" / "atop.md"
IDS = {
    "locarno-1925": 2130,
    "france-poland-1939": 2060,
    "uk-poland-1939": 2440,
    "weu-1954": 3130,
    "rio-1947": 3075,
    "north-atlantic-1949": 3180,
    "anzus-1951": 3215,
    "us-japan-1960": 3375,
    "us-korea-1953": 3240,
    "warsaw-1955": 3285,
    "ussr-dprk-1961": 3440,
    "china-dprk-1961": 3445,
    "csto-1992": 4220,
}
"""Numbers that the facts state (deterrence.md 2.1)."""
STATED = {
    "north-atlantic-1949": {"base": 3, "organ1": 3, "orgpurp1": 1, "length": 240, "milcon": 0, "intcom": 0},
    "weu-1954": {"endyr": 2011, "intcom": 1, "base": 3, "length": 600, "milcon": 2},
    "us-japan-1960": {"begyr": 1960, "base": 3, "asymm": 1, "organ1": 2, "milcon": 0},
    "us-korea-1953": {"base": 3, "milcon": 0, "asymm": 1},
    "us-philippines-1951": {"base": 0, "milcon": 0, "intcom": 0, "organ1": 0},
    "anzus-1951": {"base": 0, "organ1": 2, "milcon": 0},
    "rio-1947": {"organ1": 1, "milcon": 0, "intcom": 0, "base": 0},
    "locarno-1925": {"milcon": 0, "milinst": 0},
    "uk-poland-1939": {"milcon": 2, "length": 60},
    "france-poland-1939": {"begyr": 1921, "milcon": 2, "milaid": 3, "contrib": 1},
    "warsaw-1955": {"defense": 1, "conditio": 1, "specthrt": 6, "intcom": 1},
    "csto-1992": {"conditio": 0, "milcon": 2, "intcom": 1, "organ1": 3},
    "ussr-dprk-1961": {"conditio": 0, "milinst": 0},
    "china-dprk-1961": {"conditio": 0, "milinst": 0},
}
"""Codes of ATOP that the facts state (deterrence.md 1.2 and 2.1), or the casebook where it was read."""
UNTOLD = {("north-atlantic-1949", "orgpurp1"), ("france-poland-1939", "contrib"), ("warsaw-1955", "specthrt")}
"""Of these, what our coding cannot tell."""
DIFFERENT = {
    ("north-atlantic-1949", "milcon"),
    ("north-atlantic-1949", "intcom"),
    ("us-japan-1960", "milcon"),
    ("us-korea-1953", "asymm"),
    ("france-poland-1939", "begyr"),
}
"""Of these, what a fact of ours forces to differ; each stands on the page with its reason."""


def row(id):
    held = instrument(id)
    return atop_row(id, held.pact, held.atop)


def on_the_page():
    """Known differences: (pact, variable) -> (ours, ATOP's, why)."""
    cells = re.findall(
        r"^\| ([a-z0-9-]+) \| (\w+) \| (\d+) \| (\d+) \| (.+) \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    return {(pact, variable): (int(ours), int(theirs), why) for pact, variable, ours, theirs, why in cells}


def changed(**clauses):
    held = instrument("north-atlantic-1949").pact
    return held.model_copy(update={name: getattr(held, name).model_copy(update=new) for name, new in clauses.items()})


def test_codes_are_atops_but_for_a_list():
    wrong = {
        (id, name) for id, codes in STATED.items() for name, code in codes.items() if row(id)[name] not in {code, None}
    }
    untold = {(id, name) for id, codes in STATED.items() for name in codes if row(id)[name] is None}
    assert sum(map(len, STATED.values())) == 50
    assert wrong == DIFFERENT
    assert untold == UNTOLD


def test_numbers_are_atops():
    assert {id: row(id)["atopid"] for id in IDS} == IDS


def test_the_page_lists_every_known_difference_with_our_code_and_a_reason():
    listed = on_the_page()
    assert set(listed) >= DIFFERENT
    assert len(listed) == 29
    for (id, variable), (ours, theirs, why) in listed.items():
        assert row(id)[variable] == ours != theirs
        assert why
        assert STATED.get(id, {}).get(variable, theirs) == theirs


def test_budapest_is_not_a_row():
    found = row("budapest-1994")
    assert found["alliance"] is False
    assert "binds nobody in law" in str(found["why"])
    assert {found[name] for name in VARIABLES} == {None}


def test_what_is_no_agreement_in_force_among_states_has_no_row():
    without = {held.id for held in read_casebook() if why_no_row(held.pact)}
    assert {"us-taiwan-1979", "us-qatar-2025", "germany-lithuania-2023", "italy-2025", "us-draft-2025"} <= without
    assert {"uk-us-france-1919", "paris-2026", "ukraine-bilateral-2024"} <= without
    assert not without & {held.id for held in read_casebook() if held.atop is not None}
    for held in read_casebook():
        found = atop_row(held.id, held.pact, held.atop)
        assert list(found) == ["instrument", "alliance", "why", *VARIABLES]
        assert (found["why"] is None) == found["alliance"]


@pytest.mark.parametrize(
    ("clauses", "says"),
    [
        ({"form": {"kind": "statute"}}, "a statute"),
        ({"form": {"kind": "draft"}}, "a draft"),
        ({"parties": {"count": None}}, "one party only"),
        ({"obligation": {"level": 0.0, "nonaggression": False}, "consultation": {"event": "dispute"}}, "neither help"),
    ],
)
def test_why_there_is_no_row(clauses, says):
    assert says in str(why_no_row(changed(**clauses)))


def test_consultation_counts_only_upon_a_military_crisis():
    row_of = {
        event: atop_row("x", changed(consultation={"event": event}), None) for event in ("threat", "dispute", "none")
    }
    assert {event: found["consul"] for event, found in row_of.items()} == {"threat": 1, "dispute": 0, "none": 0}


def test_no_code_is_guessed_where_nothing_is_coded():
    bare = Pact.model_validate(
        {
            "title": "A pact",
            "form": {"kind": "treaty", "ratification": "done", "public": False},
            "parties": {"guarantors": ["one", "two"], "mutual": True},
            "trigger": {"event": "armed-attack"},
            "obligation": {"level": 2},
            "decision": {"rule": "each"},
            "source": "made up",
        }
    )
    found = atop_row("x", bare, None)
    unknown = {name for name in VARIABLES if found[name] is None}
    assert unknown >= {"milcon", "base", "organ1", "milinst", "formality", "pubsecr", "offense", "active", "begyr"}
    assert found["defense"] == 0
    assert found["consul"] == 1


def test_the_indices_follow_leeds_and_anac():
    codes = product(("none", "contacts", "plans", "common"), ("none", "lead", "integrated"), (False, True))
    for plans, headquarters, bases in codes:
        pact = changed(
            peacetime={
                "plans": plans,
                "headquarters": headquarters,
                "bases": bases,
                "organisation": "none",
                "aid": "none",
            }
        )
        high = plans == "common" or headquarters == "integrated" or bases
        assert atop_row("x", pact, None)["milinst"] == (2 if high else int(plans == "plans"))
    for organisation, ratification in product(("none", "meetings", "named", "standing"), ("done", "not-foreseen")):
        pact = changed(form={"ratification": ratification}, peacetime={"organisation": organisation})
        points = (ratification == "done") + (organisation in {"named", "standing"})
        assert atop_row("x", pact, None)["formality"] == points


def test_every_variable_says_what_it_means():
    assert len(VARIABLES) >= 30
    assert all(len(variable.meaning) > 20 for variable in VARIABLES.values())
