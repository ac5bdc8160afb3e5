"""An expression in, the averages that may not stand in it out, and what may not stand beside an average."""

from __future__ import annotations

from collections.abc import Iterator

from casus.study.claims.language.nodes import Average, Delta, Drawn, Measured, Node, children

BESIDE = "write mean(...), median(...) or probability(...) around it, also where it is the same in all worlds"


def averages_in(node: Node) -> Iterator[Average]:
    """The outermost averages in an expression."""
    if isinstance(node, Average):
        yield node
        return
    for child in children(node):
        yield from averages_in(child)


def mixtures(node: Node) -> Iterator[tuple[Node, str, str]]:
    """In a statement about averages: values that each world has of its own, and averages within averages; what is wrong, a hint."""
    if isinstance(node, Measured | Drawn | Delta):
        yield node, "has a value of its own in each world, beside an average over them", BESIDE
    elif isinstance(node, Average):
        for inner in (average for child in children(node) for average in averages_in(child)):
            yield inner, "an average cannot stand within an average", "average each by itself"
    else:
        for child in children(node):
            yield from mixtures(child)
