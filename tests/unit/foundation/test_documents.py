"""YAML means what it says, every value has its position, and a hostile file is refused in words, never with a crash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.foundation import documents
from casus.foundation.documents import MAX_BYTES, MAX_DEPTH, MAX_NODES, parse_document, read_document
from casus.foundation.errors import InputError, Place, Problem

FILE = Path("scenario.yaml")


def data_of(text: str) -> Any:
    return parse_document(text.encode(), FILE).data


def refusal(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        parse_document(raw, FILE)
    assert caught.value.problems
    return str(caught.value)


# --- what is written is what is read ----------------------------------------------------------------------------------


def tree_of(characters: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """Plain data, as JSON can hold it, but for nothing at all and for the one key that is refused by its name."""
    texts = st.text(characters, max_size=20).filter(lambda text: text != "<<")
    leaves = st.none() | st.booleans() | st.integers(-(10**30), 10**30) | finite | texts
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4), max_leaves=12
    ).filter(lambda tree: tree is not None)


finite = st.floats(allow_nan=False, allow_infinity=False)
characters = st.characters(exclude_categories=["Cs"])
trees = tree_of(characters)
json_trees = tree_of(st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF))  # beyond, JSON escapes in pairs


class _QuotesText(yaml.SafeDumper):
    """Writes text in quotes: YAML 1.1 leaves `1e3` and `010` bare, which YAML 1.2 reads as numbers."""


_QuotesText.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@given(trees)
def test_plain_data_survives_a_round_trip_through_yaml(tree: Any) -> None:
    assert data_of(yaml.dump(tree, Dumper=_QuotesText, allow_unicode=True)) == tree


@given(json_trees)
def test_json_means_in_yaml_what_it_means_in_json(tree: Any) -> None:
    assert data_of(json.dumps(tree)) == tree


WORDS = st.text(st.sampled_from("abcxyz ,.-"), max_size=15).map(lambda text: f"a{text}z")


@given(st.dictionaries(WORDS, st.lists(WORDS | st.integers() | finite | st.booleans() | st.none()), min_size=1))
def test_what_safe_dump_writes_is_read_back(tree: Any) -> None:
    assert data_of(yaml.safe_dump(tree)) == tree


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("y", "y"),
        ("12:30", "12:30"), ("2026-08-01", "2026-08-01"), ("010", 10), ("0x1F", "0x1F"), ("0o7", "0o7"),
        ("1e3", 1000.0), ("1E-3", 0.001), (".5", 0.5), ("5.", 5.0), ("-2.5", -2.5), ("+5", 5), ("1_000", 1000),
        ("1_000_000", 1_000_000), ("1_0.5", "1_0.5"), ("true", True), ("False", False), ("null", None), ("~", None),
        ("'12'", "12"), ('"true"', "true"), ("'null'", "null"), ('"1e3"', "1e3"), ("=", "="), ("1/day", "1/day"),
    ],
)  # fmt: skip
def test_scalars_mean_what_yaml_1_2_says(written: str, meant: Any) -> None:
    read = data_of(f"a: {written}")["a"]
    assert read == meant
    assert type(read) is type(meant)


def test_a_byte_order_mark_is_skipped() -> None:
    assert parse_document(b"\xef\xbb\xbfa: 1", FILE).data == {"a": 1}


def test_an_alias_repeats_its_value() -> None:
    assert data_of("a: &x [1, 2]\nb: *x") == {"a": [1, 2], "b": [1, 2]}


def test_a_question_mark_may_be_a_key() -> None:
    assert data_of('"?": 1') == {"?": 1}


# --- where it stands --------------------------------------------------------------------------------------------------

PLACED = """\
title: A pact
zones:
- id: east
  centre: [-27.5, 42.0]
- {id: west, depth: {km: 30}}
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("title",), 1, 1),
        (("zones",), 2, 1),
        (("zones", 0), 3, 3),
        (("zones", 0, "id"), 3, 3),
        (("zones", 0, "centre"), 4, 3),
        (("zones", 0, "centre", 0), 4, 12),
        (("zones", 0, "centre", 1), 4, 19),
        (("zones", 1), 5, 3),
        (("zones", 1, "depth"), 5, 14),
        (("zones", 1, "depth", "km"), 5, 22),
    ],
)
def test_keys_and_values_have_their_line_and_column(path: tuple[str | int, ...], line: int, column: int) -> None:
    document = parse_document(PLACED.encode(), FILE)
    assert path in document.places
    assert document.place(path) == Place(FILE, line, column)


def test_what_is_not_in_the_file_has_the_place_of_its_nearest_ancestor() -> None:
    document = parse_document(PLACED.encode(), FILE)
    assert document.place(("zones", 1, "depth", "m", 3)) == Place(FILE, 5, 14)
    assert document.place(("nowhere",)) == Place(FILE, 1, 1)


@given(json_trees)
def test_every_value_has_a_place_inside_the_text(tree: Any) -> None:
    text = json.dumps(tree, indent=1)
    document = parse_document(text.encode(), FILE)
    lines = text.split("\n")
    assert set(paths_of(tree)) == set(document.places)
    for place in document.places.values():
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1])


def paths_of(tree: Any, above: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every value in plain data."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    return [above, *(path for step, value in pairs for path in paths_of(value, (*above, step)))]


# --- what is refused --------------------------------------------------------------------------------------------------

BILLION_LAUGHS = b"a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n" + b"".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n".encode() for n in range(1, 10)
)
DEEP_BY_INDENT = "\n".join(" " * depth + "a:" for depth in range(60)).encode()
HOSTILE: dict[str, tuple[bytes, str]] = {
    "duplicate key": (b"a: 1\nb: 2\na: 3", "scenario.yaml:3:1: key 'a' appears twice\n    hint: first on line 1"),
    "duplicate key below": (
        b"a:\n  b: 1\n  b: 2",
        "scenario.yaml:3:3: key 'b' appears twice\n    hint: first on line 2",
    ),
    "not a number": (b"a:\n- .nan", "scenario.yaml:2:3: '.nan' is not a finite number"),
    "NaN": (b"a: .NaN", "scenario.yaml:1:4: '.NaN' is not a finite number"),
    "infinity": (b"a: .inf", "scenario.yaml:1:4: '.inf' is not a finite number"),
    "minus infinity": (b"a: -.Inf", "scenario.yaml:1:4: '-.Inf' is not a finite number"),
    "not UTF-8": (b"a: 1\nb: \xe9t\xe9", "scenario.yaml:2:4: is not UTF-8 text\n    hint: save the file as UTF-8"),
    "alias in itself": (b"a:\n  b: &x [*x]", "scenario.yaml:2:6: contains itself through an alias"),
    "alias in its mapping": (b"a: &x {b: *x}", "scenario.yaml:1:4: contains itself through an alias"),
    "unknown alias": (b"a: *b", "scenario.yaml:1:4: is not valid YAML: found undefined alias 'b'"),
    "billion laughs": (BILLION_LAUGHS, f"expands to more than {MAX_NODES:,} values"),
    "deep brackets": (b"[" * 50 + b"]" * 50, f"scenario.yaml:1:42: nests deeper than {MAX_DEPTH}"),
    "very deep brackets": (b"[" * 900_000, "scenario.yaml:1:1: nests too deep to be read"),
    "deep dashes": (b"- " * 50 + b"x", f"scenario.yaml:1:83: nests deeper than {MAX_DEPTH}"),
    "deep indentation": (DEEP_BY_INDENT, f"scenario.yaml:42:42: nests deeper than {MAX_DEPTH}"),
    "deep question marks": (b"? " * 2000, "scenario.yaml:1:1: nests too deep to be read"),
    "too large": (b"a" * (MAX_BYTES + 1), "scenario.yaml:1:1: is 2,000,001 bytes; at most 2,000,000 are read"),
    "merge key": (
        b"a: &x {b: 1}\nc:\n  <<: *x",
        "scenario.yaml:3:3: merge keys ('<<') are not read\n    hint: write the fields out",
    ),
    "custom tag": (b"a: !pact x", "scenario.yaml:1:4: tag '!pact' is not read\n    hint: plain values only"),
    "empty": (b"", "scenario.yaml:1:1: is empty"),
    "only a comment": (b"# nothing\n", "scenario.yaml:1:1: is empty"),
    "tab": (b"a:\n\t- b", "scenario.yaml:2:1: is not valid YAML: found character '\\t' that cannot start any token"),
    "unclosed": (b"a: [1, 2", "scenario.yaml:1:9: is not valid YAML: expected ',' or ']', but got '<stream end>'"),
    "colon in text": (b"a: b: c", "scenario.yaml:1:5: is not valid YAML: mapping values are not allowed here"),
    "two documents": (b"a: 1\n---\nb: 2", "scenario.yaml:2:1: is not valid YAML: but found another document"),
    "key that is a list": (b"? [1, 2]\n: 3", "scenario.yaml:1:3: a key must be plain text"),
    "control character": (b"a: \x01", "is not valid YAML: unacceptable character #x0001"),
    "no such character": (b'a: "\\UFFFFFFFF"', "scenario.yaml:1:1: is not valid YAML"),
    "newer YAML": (b"%YAML 2.0\n---\na: 1", "scenario.yaml:1:1: is not valid YAML: found incompatible YAML document"),
}


@pytest.mark.parametrize(("raw", "says"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_words(raw: bytes, says: str) -> None:
    message = refusal(raw)
    assert message.startswith("scenario.yaml:")
    assert says in message


def test_a_number_too_long_for_a_computer_is_text() -> None:
    assert data_of("a: " + "9" * 300)["a"] == int("9" * 300)
    assert data_of("a: " + "9" * 5000)["a"] == "9" * 5000
    assert data_of("a: 9" + "_9" * 5000)["a"] == "9" + "_9" * 5000
    assert data_of("a: 1e999")["a"] == "1e999"


def test_all_problems_of_a_file_are_named_at_once() -> None:
    assert refusal(b"a: .nan\na: 1\nb: !x y\n<<: {c: 1}").count("scenario.yaml:") == 4


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "none.yaml"
    with pytest.raises(InputError) as caught:
        read_document(missing)
    assert str(caught.value) == f"{missing}:1:1: cannot be read: No such file or directory"


def test_a_file_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    file = tmp_path / "some.yaml"
    file.write_bytes(PLACED.encode())
    document = read_document(file)
    assert document.data == parse_document(PLACED.encode(), FILE).data
    assert document.place(("zones",)) == Place(file, 2, 1)


YAMLISH = st.text(st.sampled_from(list("ab01.-?:,[]{}&*!|>'\"%#@`<~=_\\U \n\t")), max_size=60).map(str.encode)


@settings(max_examples=300)
@given(st.binary(max_size=200) | YAMLISH | st.text(characters).map(str.encode))
def test_any_bytes_are_read_or_refused_in_words(raw: bytes) -> None:
    problems = problems_of(raw)
    assert all(problem.what and problem.place is not None for problem in problems)
    assert problems or () in parse_document(raw, FILE).places


def problems_of(raw: bytes) -> tuple[Problem, ...]:
    """What is wrong with bytes; empty where they are read. Any other exception is a crash."""
    try:
        parse_document(raw, FILE)
    except InputError as error:
        return error.problems
    return ()


# --- known faults, kept here until they are mended --------------------------------------------------------------------


@pytest.mark.parametrize("raw", [b"a: !pact {b: 1}", b"a: !pact [1]", b"a: !!python/object/apply:os.system [x]"])
def test_a_custom_tag_on_a_mapping_or_a_list_is_refused(raw: bytes) -> None:
    assert "is not read" in refusal(raw)


def test_half_open_intervals_in_text_are_not_nesting() -> None:
    assert data_of("- up to [0, 1) of it\n" * 60) == ["up to [0, 1) of it"] * 60


@pytest.mark.parametrize("raw", [b"---\n", b"null"])
def test_a_file_that_holds_nothing_is_empty(raw: bytes) -> None:
    assert refusal(raw) == "scenario.yaml:1:1: is empty"


def test_a_file_is_read_anew_once_it_says_something_else(tmp_path):
    file = tmp_path / "notes.yaml"
    file.write_text("size_km: 1")
    first = read_document(file)
    assert read_document(file) is first
    file.write_text("size_km: 2")
    assert read_document(file).data == {"size_km": 2}


SHIPPED = sorted(Path(documents.__file__).parents[1].rglob("*.yaml"))[::4]


def test_both_readers_find_the_same_in_files_that_we_ship(monkeypatch):
    assert len(SHIPPED) > 30
    quick = [read_document(file) for file in SHIPPED]
    monkeypatch.setattr(documents, "_quickly", lambda _: None)
    for file, read in zip(SHIPPED, quick, strict=True):
        careful = parse_document(file.read_bytes(), file)
        assert (careful.data, careful.places) == (read.data, read.places)
