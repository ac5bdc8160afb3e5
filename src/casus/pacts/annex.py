"""A coded pact in, a readable treaty annex out: numbered articles in plain sentences, silence said plainly."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from casus.pacts.articles import ARTICLES
from casus.pacts.phrases import UNBROKEN
from casus.pacts.schema.pact import Pact

WIDTH = 100


def annex(pact: Pact, names: Mapping[str, str]) -> str:
    """The coding printed back as an annex; `names` gives parties by id, others are named after their ids.

    Every field shows, so two codings that differ print differently.
    """
    return "\n".join([*_head(pact), *_articles(pact, names), *_foot(pact)]) + "\n"


def _head(pact: Pact) -> Iterator[str]:
    yield from _wrapped(pact.title)
    yield "Annex: what the text says, in our words, from the coding"
    yield ""


def _articles(pact: Pact, names: Mapping[str, str]) -> Iterator[str]:
    for number, (heading, paragraphs) in zip(count(1), ARTICLES.items(), strict=False):
        yield f"Article {number}. {heading}"
        yield ""
        yield from _paragraphs(number, paragraphs(pact, names))
        yield ""


def _paragraphs(article: int, sentences: Iterable[str]) -> Iterator[str]:
    for number, sentence in enumerate(sentences, start=1):
        yield from _wrapped(sentence, f"  {article}.{number}  ", "       ")


def _foot(pact: Pact) -> Iterator[str]:
    yield from _wrapped(f"Source of the coding: {pact.source}")


def _wrapped(text: str, first: str = "", later: str = "") -> list[str]:
    lines = textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
    return [line.replace(UNBROKEN, " ") for line in lines]
