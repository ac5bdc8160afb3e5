"""An annex says all that is coded: two codings that differ print differently; silence is said, codes never are."""

from __future__ import annotations

import re
import typing
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from casus.foundation.records import Record
from casus.pacts import phrases, wordings
from casus.pacts.annex import WIDTH, annex
from casus.pacts.articles import ARTICLES
from casus.pacts.read import casebook_names, instrument
from casus.pacts.schema.clauses import Clause
from casus.pacts.schema.pact import Pact

PLAIN: dict[Any, list[Any]] = {
    bool: [False, True],
    int: [1, 2, 3, 4, 5],
    float: [0, 0.25, 0.5, 1, 3, 3.5, 4, 24, 24.0000001, 96],
    str: ["one", "two", "three", "a-b", "some words"],
    type(None): [None],
}
FILLED = {"consultation": {"event": "threat"}, "peacetime": {}, "terms": {}, "limits": [{"kind": "void-if"}]}
FREE: dict[str, Any] = {
    **FILLED,
    "title": "A pact",
    "form": {"kind": "treaty"},
    "parties": {"guarantors": ["one", "two", "three"], "lead": "one", "count": 4},
    "trigger": {"event": "armed-attack"},
    "obligation": {"level": 4},
    "decision": {"rule": "quorum", "quorum": 2},
    "source": "made up",
}
"""A pact in which every clause is there and most fields may be changed alone."""


def of_casebook(id: str) -> dict[str, Any]:
    held = instrument(id).pact.model_dump(exclude_none=True)
    return {**FILLED, **held, "limits": held["limits"] or FILLED["limits"]}


BASES = (
    FREE,
    {**FREE, "decision": {"rule": "majority"}, "parties": {"guarantors": ["one", "two"], "mutual": True}},
    of_casebook("us-draft-2025"),
)


def records_in(annotation: Any) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [record for part in typing.get_args(annotation) for record in records_in(part)]


def leaves(record: type[Record] = Pact, at: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, field in record.model_fields.items():
        inner = records_in(field.annotation)
        found += leaves(inner[0], (*at, name)) if inner else [(*at, name)]
    return found


def field_at(path: tuple[str, ...]) -> FieldInfo:
    record: type[Record] = Pact
    for name in path[:-1]:
        record = records_in(record.model_fields[name].annotation)[0]
    return record.model_fields[path[-1]]


def values(annotation: Any, name: str) -> list[Any]:
    """Some of what the annotation allows, and perhaps more: what is out of bounds is refused when it is read."""
    origin, parts = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Literal:
        return list(parts)
    if origin is typing.Annotated:
        return values(parts[0], name)
    if origin is tuple:
        first, second, *_ = values(parts[0], name)
        return [[], [first], [second], [first, second], [second, first]]
    if origin is dict:
        return [{}, {"one": 2}, {"two": 2}, {"one": 2, "two": 3}]
    if parts:
        return [value for part in parts for value in values(part, name)]
    if annotation is str and name in {"signed", "in_force", "ended"}:
        return ["1994", "1994-12", "1994-12-05", "2024-12", "1994-12-15", "1994-13", "1994-00"]
    return PLAIN[annotation]


def laid(base: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A copy of the base with one field changed; of a list of records, the first one's."""
    name, *rest = path
    if not rest:
        return {**base, name: value}
    below = base.get(name)
    if isinstance(below, list | tuple):
        return {**base, name: [laid(below[0], tuple(rest), value), *below[1:]]}
    return {**base, name: laid(below or {}, tuple(rest), value)}


def pact_or_none(data: dict[str, Any]) -> Pact | None:
    try:
        return Pact.model_validate(data)
    except ValidationError:
        return None


LEAVES = leaves()


def test_every_clause_has_leaves_that_are_changed():
    assert len(LEAVES) >= 90
    assert {path[0] for path in LEAVES} == set(Pact.model_fields)


def changed(base: dict[str, Any], path: tuple[str, ...]) -> list[Pact]:
    """The different pacts that come of changing one field."""
    found: list[Pact] = []
    for value in values(field_at(path).annotation, path[-1]):
        pact = pact_or_none(laid(base, path, value))
        if pact is not None and pact not in found:
            found.append(pact)
    return found


@pytest.mark.parametrize("path", LEAVES, ids=".".join)
def test_no_field_can_change_unseen(path):
    most = 0
    for base in BASES:
        pacts = changed(base, path)
        assert len({annex(pact, {}) for pact in pacts}) == len(pacts)
        most = max(most, len(pacts))
    assert most > 1, "the field was never changed"


@st.composite
def pacts(draw):
    """A pact with a few fields changed."""
    data = draw(st.sampled_from(BASES))
    for path in draw(st.lists(st.sampled_from(LEAVES), max_size=4, unique=True)):
        new = laid(data, path, draw(st.sampled_from(values(field_at(path).annotation, path[-1]))))
        data = new if pact_or_none(new) else data
    return Pact.model_validate(data)


@settings(max_examples=100)
@given(pacts(), pacts())
def test_two_codings_print_alike_only_where_they_are_equal(one, other):
    assert (annex(one, {}) == annex(other, {})) == (one == other)


@pytest.mark.parametrize("name", ["consultation", "peacetime", "terms"])
def test_a_clause_left_out_is_told_from_an_empty_one(name):
    without = Pact.model_validate({key: value for key, value in FREE.items() if key != name})
    assert annex(without, {}) != annex(Pact.model_validate(FREE), {})


def test_close_numbers_print_differently():
    within = (24.0, 24.0000001, 23.9999999)
    assert len({annex(Pact.model_validate({**FREE, "deadlines": {"act_h": hours}}), {}) for hours in within}) == 3
    assert len({phrases.persons(thousand) for thousand in (4.8, 4.80001, 48)}) == 3
    assert phrases.persons(4.8) == "4,800"


def test_no_two_pacts_of_the_casebook_print_alike_and_each_prints_the_same_twice():
    printed = {id: annex(instrument(id).pact, {}) for id in casebook_names()}
    assert len(printed) >= 30
    assert len(set(printed.values())) == len(printed)
    assert printed == {id: annex(instrument(id).pact, {}) for id in casebook_names()}


def coded_words() -> set[str]:
    """Every code of the schema with a hyphen or an underscore, which no sentence may hold."""

    def codes(annotation: Any) -> list[str]:
        if typing.get_origin(annotation) is typing.Literal:
            return [word for word in typing.get_args(annotation) if isinstance(word, str)]
        return [code for part in typing.get_args(annotation) for code in codes(part)]

    every = {code for path in LEAVES for code in codes(field_at(path).annotation)} | {
        name for path in LEAVES for name in path
    }
    return {code for code in every if "-" in code or "_" in code}


def without_remarks(data: Any) -> Any:
    if isinstance(data, dict):
        free = {"says", "source", "linked_to", "excludes", "ends_on", "body"}
        return {key: without_remarks(value) for key, value in data.items() if key not in free}
    return [without_remarks(part) for part in data] if isinstance(data, list | tuple) else data


@pytest.mark.parametrize("id", casebook_names())
def test_sentences_hold_no_code_and_no_python(id):
    pact = Pact.model_validate({**without_remarks(instrument(id).pact.model_dump()), "source": "made up"})
    text = annex(pact, {})
    words = set(re.findall(r"[a-z0-9]+(?:[-_][a-z0-9]+)+", text))
    assert len(coded_words()) > 40
    assert not words & coded_words()
    assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|\{|\}|\[|\]", text)


@pytest.mark.parametrize("id", casebook_names())
def test_sentences_say_where_they_rest(id):
    pact = instrument(id).pact
    text = re.sub(r"\s+", " ", annex(pact, {}))
    for name in Pact.model_fields:
        clause = getattr(pact, name)
        if isinstance(clause, Clause) and clause.article:
            assert re.search(rf"\((art\. )?{re.escape(clause.article)}\)\.", text), name
    assert re.fullmatch(
        r"\d+\.\d+ The text does not say [^()]+\.", "1.1 The text does not say that anything is taken back."
    )


@pytest.mark.parametrize("id", casebook_names())
def test_it_reads_as_an_annex(id):
    lines = annex(instrument(id).pact, {}).splitlines()
    headings = [line for line in lines if line.startswith("Article ")]
    assert headings == [f"Article {number}. {heading}" for number, heading in enumerate(ARTICLES, start=1)]
    assert max(map(len, lines)) <= WIDTH
    numbered = [line for line in lines if re.match(r"  \d+\.\d+  ", line)]
    assert len(numbered) >= 2 * len(ARTICLES) - 4


def test_silence_is_said_and_rests_on_nothing():
    text = re.sub(r"\s+", " ", annex(instrument("budapest-1994").pact, {}))
    silent = re.findall(r"\d+\.\d+ (The text does not say .*?\.)(?= \d+\.\d+ | Article |$)", text)
    assert len(silent) >= 10
    assert not [sentence for sentence in silent if re.search(r"\(art\. [^)]*\)\.$", sentence)]
    assert "The text does not say by when the guarantors decide." in text
    assert "The text does not say how long the pact lasts." in text
    assert "consult upon a question about the pact itself (art. 6)." in text
    assert "No help may be given without the consent of Russia (art. 1, 4)." in text


def test_names_are_used_where_given():
    text = annex(Pact.model_validate(FREE), {"one": "Elmere"})
    assert "Elmere, Two and Three" in text
    assert "The lead nation is Elmere." in text


def test_every_code_has_a_wording():
    tables = {
        ("trigger", "qualifiers"): wordings.QUALIFIERS,
        ("trigger", "grey"): wordings.GREY,
        ("obligation", "discretion"): wordings.DISCRETION,
        ("obligation", "means"): wordings.MEANS,
        ("decision", "rule"): wordings.RULES,
        ("form", "kind"): wordings.KINDS,
        ("limits", "kind"): wordings.LIMITS,
    }
    for path, table in tables.items():
        annotation = field_at(path).annotation
        literal = typing.get_args(annotation)[0] if typing.get_origin(annotation) is tuple else annotation
        assert set(table) == set(typing.get_args(literal)), path
