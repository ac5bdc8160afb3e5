"""What is written of a record can be read back, whatever its texts hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.write import plain_yaml
from casus.foundation.documents import parse_document

FIGURES = st.text("0123456789+-.eEoxF_:~", min_size=1, max_size=9)
WORDS = st.one_of(st.text(st.characters(categories=["L", "N", "S", "P", "Zs", "Cs", "Cc"])), FIGURES)
NUMBERS = st.one_of(
    st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False), st.booleans(), st.none()
)


@given(st.dictionaries(st.text(st.characters(categories=["L"]), min_size=1), st.one_of(WORDS, NUMBERS), min_size=1))
def test_any_text_and_number_is_read_back_as_what_it_was(content):
    read = parse_document(plain_yaml(content), Path("a.yaml")).data
    assert read == content
    assert {key: type(value) for key, value in read.items()} == {key: type(value) for key, value in content.items()}


LIKE_OTHERS = [
    *(
        "1e6",
        "08",
        "010",
        "+1e5",
        "1.",
        ".5",
        "0o17",
        "0x1F",
        "1_000",
        "12:30",
        "12:30:45",
        ".inf",
        "-.INF",
        ".nan",
        "1e400",
    ),
    *("~", "null", "yes", "no", "true", "off", "2025-08-01", "=", "<<", "-", "?", "!x", "&a", "*a", "%"),
]
"""What looks like a number, a truth, a date, nothing, or a sign of YAML."""


@pytest.mark.parametrize("text", ["x\ud800y", "\udfff", "\x07", "\u2028", "", " a: b #", "10\n", *LIKE_OTHERS])
def test_so_are_half_of_a_pair_and_what_looks_like_something_else(text):
    assert parse_document(plain_yaml({"title": text}), Path("a.yaml")).data == {"title": text}
