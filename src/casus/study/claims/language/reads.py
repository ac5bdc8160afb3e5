"""A hypothesis and a study's names in, all that it looks at out, its sets gone over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casus.flow.metrics.catalogue import METRICS
from casus.study.claims.language.forms import slots
from casus.study.claims.language.hypothesis import Hypothesis
from casus.study.claims.language.known import Known
from casus.study.claims.language.members import expand
from casus.study.claims.language.nodes import Delta, Drawn, Measured, Name, Node, Number, Over, children, walk

Read = tuple[str, str | None, str | None, str | None]
"""Metric, design, attack, lens; None where the metric asks for none, or none is given."""


def reads(hypothesis: Hypothesis, known: Known) -> frozenset[Read]:
    """Every metric that a sound hypothesis looks at, for which design, attack and lens."""
    return frozenset(read for tree in _trees(hypothesis) for read in _reads(tree, known, {}))


def drawn_names(hypothesis: Hypothesis) -> frozenset[str]:
    """Every assumption that it names."""
    nodes = (node for tree in _trees(hypothesis) for node, _ in walk(tree))
    return frozenset(node.quantity.text for node in nodes if isinstance(node, Drawn))


def _trees(hypothesis: Hypothesis) -> tuple[Node, ...]:
    return (hypothesis.statement,) if hypothesis.condition is None else (hypothesis.condition, hypothesis.statement)


def _reads(node: Node, known: Known, bound: Mapping[str, str]) -> Iterator[Read]:
    match node:
        case Measured():
            yield _read(node.metric.text, node.arguments, bound)
        case Delta():
            first, second, *rest = node.arguments
            yield from (_read(node.metric.text, (design, *rest), bound) for design in (first, second))
        case Over():
            for member in expand(node.members, known):
                yield from _reads(node.of, known, {**bound, node.variable.text: member})
        case _:
            for child in children(node):
                yield from _reads(child, known, bound)


def _read(metric: str, arguments: tuple[Name | Number, ...], bound: Mapping[str, str]) -> Read:
    texts = [bound.get(one.text, one.text) if isinstance(one, Name) else None for one in arguments]
    named = dict(zip(slots(METRICS[metric]), texts, strict=False))
    return metric, named.get("design"), named.get("attack"), named.get("lens")
