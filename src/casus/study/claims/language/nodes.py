"""The tree of a claim: what each node says, and where it stands in the text. Trees are equal where they say the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Sign = Literal["<", "<=", ">", ">=", "==", "!="]
Fold = Literal["all", "any", "count", "share", "max", "min"]
Mean = Literal["probability", "mean", "median"]
Everything = Literal["designs", "attacks", "lenses"]


@dataclass(frozen=True)
class Span:
    """Characters of the text from `start` up to, not including, `end`; the first is 0."""

    start: int
    end: int


NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class _Spot:
    at: Span = field(default=NOWHERE, compare=False, kw_only=True)
    """Where it stands."""


@dataclass(frozen=True)
class Name(_Spot):
    """A name in the place of an argument: a design, an attack, a lens, a metric, a quantity, or a variable."""

    text: str


@dataclass(frozen=True)
class Number(_Spot):
    """A number; never negative, since a sign is a node of its own."""

    value: float


@dataclass(frozen=True)
class Word(_Spot):
    """A name that stands alone: an alternative of a drawn choice."""

    text: str


@dataclass(frozen=True)
class Measured(_Spot):
    """A metric in each world."""

    metric: Name
    arguments: tuple[Name | Number, ...]


@dataclass(frozen=True)
class Drawn(_Spot):
    """The value of an assumption in each world."""

    quantity: Name


@dataclass(frozen=True)
class Delta(_Spot):
    """A metric of the first design minus that of the second, in the same world."""

    metric: Name
    arguments: tuple[Name | Number, ...]
    """First design, second design, and what else the metric asks for."""


@dataclass(frozen=True)
class Not(_Spot):
    """True where the other is false."""

    of: Node


@dataclass(frozen=True)
class And(_Spot):
    """True where all are."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Or(_Spot):
    """True where one is."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Compared(_Spot):
    """True where every neighbouring pair stands as its sign says."""

    parts: tuple[Node, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Sum(_Spot):
    """The terms added, or taken away, from left to right; the first is added."""

    parts: tuple[Node, ...]
    signs: tuple[Literal["+", "-"], ...]


@dataclass(frozen=True)
class Product(_Spot):
    """The factors multiplied, or divided by, from left to right."""

    parts: tuple[Node, ...]
    signs: tuple[Literal["*", "/"], ...]


@dataclass(frozen=True)
class Opposite(_Spot):
    """The number with the other sign."""

    of: Node


@dataclass(frozen=True)
class Absolute(_Spot):
    """The number without its sign."""

    of: Node


@dataclass(frozen=True)
class Tag(_Spot):
    """A tag that designs must have, or must not."""

    text: str
    wanted: bool


@dataclass(frozen=True)
class Members(_Spot):
    """What a fold goes over: everything of a kind (designs perhaps by tag), or what is listed; without some."""

    of: Everything | None
    """None where the members are listed."""
    tags: tuple[Tag, ...] = ()
    listed: tuple[Name, ...] = ()
    without: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Over(_Spot):
    """One expression for every member, folded into one value."""

    fold: Fold
    variable: Name
    members: Members
    of: Node


@dataclass(frozen=True)
class Average(_Spot):
    """One number over all worlds, or over those in which `given` is true."""

    mean: Mean
    of: Node
    given: Node | None = None


Node = (
    Number
    | Word
    | Measured
    | Drawn
    | Delta
    | Not
    | And
    | Or
    | Compared
    | Sum
    | Product
    | Opposite
    | Absolute
    | Over
    | Average
)


def children(node: Node) -> tuple[Node, ...]:
    """The expressions of which an expression is made."""
    match node:
        case Not() | Opposite() | Absolute() | Over():
            return (node.of,)
        case And() | Or() | Compared() | Sum() | Product():
            return node.parts
        case Average():
            return (node.of,) if node.given is None else (node.of, node.given)
        case Number() | Word() | Measured() | Drawn() | Delta():
            return ()


def walk(node: Node) -> Iterator[tuple[Node, int]]:
    """Every node with its depth, the whole first; without recursion, so that no depth is too deep."""
    waiting = [(node, 1)]
    while waiting:
        one, depth = waiting.pop()
        yield one, depth
        waiting += [(child, depth + 1) for child in reversed(children(one))]
