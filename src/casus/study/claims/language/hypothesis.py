"""A claim's text in, its tree out, or one problem that points at the character where it stops making sense."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from casus.foundation.errors import InputError, Place
from casus.study.claims.language.build import Build
from casus.study.claims.language.nodes import Average, Node, Number, Span, walk
from casus.study.claims.language.spot import problem_at
from casus.study.claims.language.syntax import unexpected_character, unexpected_token

GRAMMAR = Path(__file__).with_name("grammar.lark")
MOST_CHARACTERS = 2_000  # chosen: a page; the longest shipped claim has a fifth of it
MOST_DEPTH = 40  # chosen: far beyond what a reader follows, well within Python's own limit


@dataclass(frozen=True)
class Hypothesis:
    """A claim as a tree; two are equal where they say the same, whatever their spaces."""

    text: str = field(compare=False)
    """As it was written."""
    condition: Node | None
    """Worlds of which it speaks; all where None."""
    statement: Node
    """What it says of them."""
    about: Literal["worlds", "averages"]
    """Whether it is true or false in each world, or once, of averages over them."""


def parse(text: str, place: Place | None = None) -> Hypothesis:
    """The hypothesis that a text states; `place` is where it stands in a file. Raises InputError that points at the character."""
    if len(text) > MOST_CHARACTERS:
        what = f"the text has {len(text):,} characters; at most {MOST_CHARACTERS:,} are read"
        raise InputError([problem_at(text, Span(MOST_CHARACTERS, MOST_CHARACTERS), what, None, place)])
    condition, statement = Build().transform(_tree(text, place))
    hypothesis = Hypothesis(text, condition, statement, _about(statement))
    _refuse_excess(hypothesis, place)
    return hypothesis


def _tree(text: str, place: Place | None) -> Tree[Token]:
    try:
        return _parser().parse(text)
    except UnexpectedCharacters as error:
        raise InputError([unexpected_character(text, error, place)]) from error
    except UnexpectedToken as error:
        raise InputError([unexpected_token(text, error, place)]) from error


@cache
def _parser() -> Lark:
    """The parser of the grammar; the words of the language are words everywhere, hence the basic lexer."""
    return Lark(
        GRAMMAR.read_text("utf-8"), parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=True
    )


def _about(statement: Node) -> Literal["worlds", "averages"]:
    return "averages" if any(isinstance(node, Average) for node, _ in walk(statement)) else "worlds"


def _refuse_excess(hypothesis: Hypothesis, place: Place | None) -> None:
    """Raise InputError where it nests too deep or a number is too large."""
    for tree in (hypothesis.condition, hypothesis.statement):
        for node, depth in walk(tree) if tree is not None else ():
            if depth > MOST_DEPTH:
                what = f"nests deeper than {MOST_DEPTH}"
                raise InputError([problem_at(hypothesis.text, node.at, what, None, place)])
            if isinstance(node, Number) and not math.isfinite(node.value):
                what = "the number is too large"
                raise InputError([problem_at(hypothesis.text, node.at, what, None, place)])
