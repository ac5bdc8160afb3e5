"""A hypothesis in, its canonical text out: one way of writing each tree, which parses to the same tree."""

from __future__ import annotations

from casus.study.claims.language.hypothesis import Hypothesis
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
    Sum,
    Word,
)

OR, AND, NOT, COMPARED, SUM, PRODUCT, OPPOSITE, ATOM = range(8)
"""How tightly each binds; what binds less tightly than its place asks for is put in brackets."""


def unparse(hypothesis: Hypothesis) -> str:
    """The canonical text of a hypothesis."""
    given = "" if hypothesis.condition is None else f"given {_text(hypothesis.condition)}: "
    return given + _text(hypothesis.statement)


def _within(node: Node, least: int) -> str:
    return _text(node) if _binding(node) >= least else f"({_text(node)})"


def _binding(node: Node) -> int:
    levels = {Or: OR, And: AND, Not: NOT, Compared: COMPARED, Sum: SUM, Product: PRODUCT, Opposite: OPPOSITE}
    return levels.get(type(node), ATOM)


def _text(node: Node) -> str:
    match node:
        case Number():
            return _number(node.value)
        case Word():
            return node.text
        case Measured():
            return f"{node.metric.text}({_listed(node.arguments)})"
        case Drawn():
            return f"drawn({node.quantity.text})"
        case Delta():
            return f"delta({_listed((node.metric, *node.arguments))})"
        case Not():
            return f"not {_within(node.of, NOT)}"
        case And():
            return " and ".join(_within(part, NOT) for part in node.parts)
        case Or():
            return " or ".join(_within(part, AND) for part in node.parts)
        case Compared():
            return _joined(node, SUM)
        case Sum():
            return _joined(node, PRODUCT)
        case Product():
            return _joined(node, OPPOSITE)
        case Opposite():
            return f"-{_within(node.of, OPPOSITE)}"
        case Absolute():
            return f"abs({_text(node.of)})"
        case Over():
            return f"{node.fold}({node.variable.text} in {_members(node.members)}: {_text(node.of)})"
        case Average():
            given = "" if node.given is None else f" given {_text(node.given)}"
            return f"{node.mean}({_text(node.of)}{given})"


def _joined(node: Compared | Sum | Product, least: int) -> str:
    first, *rest = (_within(part, least) for part in node.parts)
    return first + "".join(f" {sign} {part}" for sign, part in zip(node.signs, rest, strict=True))


def _number(value: float) -> str:
    return repr(value).removesuffix(".0")


def _listed(arguments: tuple[Name | Number, ...]) -> str:
    return ", ".join(_number(one.value) if isinstance(one, Number) else one.text for one in arguments)


def _members(members: Members) -> str:
    tags = ", ".join(tag.text if tag.wanted else f"not {tag.text}" for tag in members.tags)
    of = f"{{{_listed(members.listed)}}}" if members.of is None else members.of + (f"[{tags}]" if tags else "")
    return of + (f" without {{{_listed(members.without)}}}" if members.without else "")
