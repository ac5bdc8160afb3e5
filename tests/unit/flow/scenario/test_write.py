"""What is written of a record can be read back, whatever its texts hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.flow.scenario.write import plain_yaml
from casus.foundation.documents import parse_document

WORDS = st.text(st.characters(categories=["L", "Zs", "Cs", "Cc", "Po"]))
"""Without figures: PyYAML takes `1e6` for a word, and writes it bare, where we read a number."""


@given(st.dictionaries(st.text(st.characters(categories=["L"]), min_size=1), WORDS, min_size=1))
def test_any_text_is_read_back(content):
    assert parse_document(plain_yaml(content), Path("a.yaml")).data == content


@pytest.mark.parametrize("text", ["x\ud800y", "\udfff", "\x07", "\u2028", "no", "12:30", "010", "", " a: b #"])
def test_so_are_half_of_a_pair_and_what_looks_like_something_else(text):
    assert parse_document(plain_yaml({"title": text}), Path("a.yaml")).data == {"title": text}
