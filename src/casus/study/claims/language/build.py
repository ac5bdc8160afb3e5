"""Lark's tree in, the nodes of a claim out."""

from __future__ import annotations

from typing import Any

from lark import Token
from lark.tree import Meta
from lark.visitors import Transformer_NonRecursive, v_args

from casus.study.claims.language.nodes import (
    Absolute,
    And,
    Average,
    Compared,
    Delta,
    Drawn,
    Measured,
    Members,
    Name,
    Node,
    Not,
    Number,
    Opposite,
    Or,
    Over,
    Product,
    Span,
    Sum,
    Tag,
    Word,
)


def _span(meta: Meta) -> Span:
    return Span(meta.start_pos, meta.end_pos)


def _number(token: Token) -> Number:
    """A number as it is written; one too large for a float is infinite, which `parse` refuses."""
    value = float(token.removesuffix("%"))
    return Number(value / 100 if token.endswith("%") else value, at=Span(token.start_pos or 0, token.end_pos or 0))


def _name(token: Token) -> Name:
    return Name(str(token), at=Span(token.start_pos or 0, token.end_pos or 0))


@v_args(meta=True)
class Build(Transformer_NonRecursive[Token, Any]):
    """One method for each rule of the grammar; it works without recursion, however deep the text nests."""

    def start(self, _meta: Meta, parts: list[Any]) -> tuple[Node | None, Node]:
        """The condition, if there is one, and the statement."""
        condition, statement = parts
        return condition, statement

    def condition(self, _meta: Meta, parts: list[Any]) -> Node:
        """What is given."""
        condition: Node = parts[0]
        return condition

    def either(self, meta: Meta, parts: list[Any]) -> Or:
        """Parts of which one must be true."""
        return Or(tuple(parts), at=_span(meta))

    def both(self, meta: Meta, parts: list[Any]) -> And:
        """Parts that must all be true."""
        return And(tuple(parts), at=_span(meta))

    def negated(self, meta: Meta, parts: list[Any]) -> Not:
        """The last part: before it stands the word itself, which the sets keep."""
        return Not(parts[-1], at=_span(meta))

    def compared(self, meta: Meta, parts: list[Any]) -> Compared:
        """Operands and the signs between them."""
        return Compared(tuple(parts[::2]), _signs(parts), at=_span(meta))

    def summed(self, meta: Meta, parts: list[Any]) -> Sum:
        """Terms and the signs between them."""
        return Sum(tuple(parts[::2]), _signs(parts), at=_span(meta))

    def multiplied(self, meta: Meta, parts: list[Any]) -> Product:
        """Factors and the signs between them."""
        return Product(tuple(parts[::2]), _signs(parts), at=_span(meta))

    def opposite(self, meta: Meta, parts: list[Any]) -> Opposite:
        """A number with the other sign."""
        return Opposite(parts[-1], at=_span(meta))

    def absolute(self, meta: Meta, parts: list[Any]) -> Absolute:
        """A number without its sign."""
        return Absolute(parts[0], at=_span(meta))

    def number(self, _meta: Meta, parts: list[Any]) -> Number:
        """A number."""
        return _number(parts[0])

    def quantity(self, _meta: Meta, parts: list[Any]) -> Number:
        """A number as an argument."""
        return _number(parts[0])

    def name(self, _meta: Meta, parts: list[Any]) -> Name:
        """A name as an argument."""
        return _name(parts[0])

    def word(self, meta: Meta, parts: list[Any]) -> Word:
        """A name alone."""
        return Word(str(parts[0]), at=_span(meta))

    def measured(self, meta: Meta, parts: list[Any]) -> Measured:
        """A metric and its arguments."""
        return Measured(_name(parts[0]), parts[1], at=_span(meta))

    def drawn(self, meta: Meta, parts: list[Any]) -> Drawn:
        """An assumption."""
        return Drawn(parts[0], at=_span(meta))

    def delta(self, meta: Meta, parts: list[Any]) -> Delta:
        """A metric and the arguments of its difference."""
        return Delta(parts[0], parts[1], at=_span(meta))

    def arguments(self, _meta: Meta, parts: list[Any]) -> tuple[Name | Number, ...]:
        """Arguments in their order."""
        return tuple(parts)

    def fold(self, _meta: Meta, parts: list[Any]) -> str:
        """How members are folded."""
        return str(parts[0])

    def mean(self, _meta: Meta, parts: list[Any]) -> str:
        """Which average."""
        return str(parts[0])

    def folded(self, meta: Meta, parts: list[Any]) -> Over:
        """A fold over members."""
        fold, variable, members, of = parts
        return Over(fold, variable, members, of, at=_span(meta))

    def average(self, meta: Meta, parts: list[Any]) -> Average:
        """An average over worlds."""
        mean, of, given = parts
        return Average(mean, of, given, at=_span(meta))

    def members(self, meta: Meta, parts: list[Any]) -> Members:
        """What is gone over, without what is left out."""
        of, without = parts
        if isinstance(of, Members):
            return Members(of.of, of.tags, (), without or (), at=_span(meta))
        return Members(None, (), of, without or (), at=_span(meta))

    def everything(self, meta: Meta, parts: list[Any]) -> Members:
        """Everything of a kind, perhaps by tag."""
        return Members(str(parts[0]), tuple(tag for tag in parts[1:] if tag), at=_span(meta))  # type: ignore[arg-type]

    def listed(self, _meta: Meta, parts: list[Any]) -> tuple[Name, ...]:
        """Names between braces."""
        return tuple(parts)

    def tag(self, meta: Meta, parts: list[Any]) -> Tag:
        """A tag, wanted unless 'not' stands before it."""
        denied, name = parts
        return Tag(str(name), denied is None, at=_span(meta))


def _signs(parts: list[Any]) -> tuple[Any, ...]:
    return tuple(str(sign) for sign in parts[1::2])
