"""A claim in, how many nodes are evaluated for it once its sets are gone over, out."""

from __future__ import annotations

from casus.study.claims.language.hypothesis import Hypothesis
from casus.study.claims.language.known import Known
from casus.study.claims.language.members import expand
from casus.study.claims.language.nodes import Node, Over, children

MOST_EVALUATIONS = 20_000  # chosen: less than a second over 2,000 worlds


def weight(hypothesis: Hypothesis, known: Known) -> int:
    """Evaluations that a hypothesis takes."""
    condition = 0 if hypothesis.condition is None else _weight(hypothesis.condition, known)
    return condition + _weight(hypothesis.statement, known)


def _weight(node: Node, known: Known) -> int:
    within = sum(_weight(child, known) for child in children(node))
    return 1 + (within * len(expand(node.members, known)) if isinstance(node, Over) else within)
