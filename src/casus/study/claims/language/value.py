"""A node in, its value out: for each world or, where it is about averages, each selection of worlds; truth is 1, 0 or NaN."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.claims.language.check import Known
from casus.study.claims.language.kleene import Bounds, both, compared, either, negation
from casus.study.claims.language.members import expand
from casus.study.claims.language.nodes import (
    Absolute,
    And,
    Average,
    Compared,
    Delta,
    Drawn,
    Measured,
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
from casus.study.claims.language.values import Argument, Values

if TYPE_CHECKING:
    from casus.study.claims.language.averages import Averages

Bound = Mapping[str, str]
"""The member for which each variable stands."""


@dataclass(frozen=True)
class Look:
    """What is looked at: the values of a study and, in a statement about averages, those."""

    values: Values
    known: Known
    averages: Averages | None = None


def value(node: Node, look: Look, bound: Bound) -> Floats:
    """(worlds,) the value of a node that was checked, or (selections,) in a statement about averages; () where it is a constant."""
    match node:
        case Number():
            return np.asarray(node.value)
        case Measured():
            return look.values.measured(node.metric.text, _arguments(node.arguments, bound))
        case Drawn():
            return look.values.drawn(node.quantity.text)
        case Delta():
            first, second, *rest = _arguments(node.arguments, bound)
            measured = [look.values.measured(node.metric.text, (design, *rest)) for design in (first, second)]
            return measured[0] - measured[1]
        case Not():
            return negation(value(node.of, look, bound))
        case And():
            return _folded(both, node.parts, look, bound)
        case Or():
            return _folded(either, node.parts, look, bound)
        case Compared():
            return _compared(node, look, bound)
        case Sum() | Product():
            return _reckoned(node, look, bound)
        case Opposite():
            return -value(node.of, look, bound)
        case Absolute():
            return np.abs(value(node.of, look, bound))
        case Over():
            return _over(node, look, bound)
        case Average():
            assert look.averages is not None  # checked: an average stands only in a statement of averages
            return look.averages.over(node, bound)
        case Word():
            raise AssertionError("a word alone has no value; the check refuses it")


def _arguments(given: tuple[Name | Number, ...], bound: Bound) -> tuple[Argument, ...]:
    return tuple(one.value if isinstance(one, Number) else bound.get(one.text, one.text) for one in given)


def _folded(fold: Callable[[Floats, Floats], Floats], parts: tuple[Node, ...], look: Look, bound: Bound) -> Floats:
    return reduce(fold, (value(part, look, bound) for part in parts))


def _reckoned(node: Sum | Product, look: Look, bound: Bound) -> Floats:
    """Terms or factors from left to right; what is divided by zero is not known."""
    result, *rest = (value(part, look, bound) for part in node.parts)
    for sign, part in zip(node.signs, rest, strict=True):
        match sign:
            case "+":
                result = result + part
            case "-":
                result = result - part
            case "*":
                result = result * part
            case "/":
                result = result / np.where(part == 0.0, np.nan, part)
    return result


def _compared(node: Compared, look: Look, bound: Bound) -> Floats:
    """Every neighbouring pair, joined by 'and'."""
    if any(isinstance(part, Word) for part in node.parts):
        return _is_word(node, look)
    bounds = [_bounds(part, look, bound) for part in node.parts]
    pairs = zip(bounds, node.signs, bounds[1:], strict=False)
    return reduce(both, (compared(left, sign, right) for left, sign, right in pairs))


def _is_word(node: Compared, look: Look) -> Floats:
    """Whether a choice fell on a word, or did not."""
    choice = next(part for part in node.parts if isinstance(part, Drawn)).quantity.text
    word = next(part for part in node.parts if isinstance(part, Word)).text
    drawn, place = look.values.drawn(choice), np.asarray(float(look.values.place_of(choice, word)))
    return compared((drawn, drawn), node.signs[0], (place, place))


def _bounds(node: Node, look: Look, bound: Bound) -> Bounds:
    """The least and greatest that a number can be: a count or a share lies between what is known of its members."""
    if not isinstance(node, Over) or node.fold not in {"count", "share"}:
        known = value(node, look, bound)
        return known, known
    members = list(_members(node, look, bound))
    true = sum((member == 1.0) * 1.0 for member in members)
    unknown = sum(np.isnan(member) * 1.0 for member in members)
    of = len(members) if node.fold == "share" else 1
    return np.asarray(true / of), np.asarray((true + unknown) / of)


def _over(node: Over, look: Look, bound: Bound) -> Floats:
    match node.fold:
        case "all":
            return reduce(both, _members(node, look, bound))
        case "any":
            return reduce(either, _members(node, look, bound))
        case "max":
            return reduce(np.maximum, _members(node, look, bound))
        case "min":
            return reduce(np.minimum, _members(node, look, bound))
        case "count" | "share":
            least, most = _bounds(node, look, bound)
            return np.where(least == most, least, np.nan)


def _members(node: Over, look: Look, bound: Bound) -> list[Floats]:
    """The expression for every member."""
    members = expand(node.members, look.known)
    return [value(node.of, look, {**bound, node.variable.text: member}) for member in members]
