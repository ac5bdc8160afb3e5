"""A hypothesis and a study in, whether it holds in each world out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Floats, Outcomes
from casus.foundation.errors import InputError, Problem
from casus.study.claims.language.averages import Averages, Worlds
from casus.study.claims.language.check import Known, known_of, missing, problems
from casus.study.claims.language.hypothesis import Hypothesis
from casus.study.claims.language.nodes import Compared, Node
from casus.study.claims.language.value import Look, value
from casus.study.claims.language.values import Values

AT_ONCE = 250  # chosen: their counts take 4 MB over 2,000 worlds


@dataclass(frozen=True)
class Truth:
    """Whether a hypothesis holds, by world."""

    holds: Floats
    """(worlds,) 1 it does, 0 it does not, NaN where its condition is not met or it is not known; one answer for all where it is
    about averages."""
    applies: npt.NDArray[np.bool_]
    """(worlds,) where its condition is met."""
    margin: float
    """Left minus right of a statement about averages that is one comparison of numbers; else NaN."""


def evaluate(hypothesis: Hypothesis, outcomes: Outcomes, worlds: Worlds | None = None) -> Truth:
    """The truth of a hypothesis in a study's worlds, or in some of them; raises InputError where it cannot be tested there."""
    return Evaluator(hypothesis, outcomes).truth(worlds)


class Evaluator:
    """A hypothesis over a study, ready to be asked of many selections of its worlds.

    All that has a value in each world is worked out once; a selection takes what it needs of it.
    """

    def __init__(
        self, hypothesis: Hypothesis, outcomes: Outcomes, values: Values | None = None, known: Known | None = None
    ) -> None:
        """`values` and `known` of the same study may be handed from claim to claim, so that each is read once."""
        known = known or known_of(outcomes)
        _refuse(hypothesis, known)
        self.hypothesis = hypothesis
        self._draws = outcomes.draws
        self._look = Look(values or Values(outcomes), known)
        self._averages = Averages(self._look)
        condition = hypothesis.condition
        self._applies = np.ones(self._draws, np.bool_) if condition is None else self._in_each_world(condition) == 1.0
        self._holds = self._in_each_world(hypothesis.statement) if hypothesis.about == "worlds" else None

    def truth(self, worlds: Worlds | None = None) -> Truth:
        """The truth in some worlds, each as often as it is named; in all where none are."""
        chosen = np.arange(self._draws) if worlds is None else np.asarray(worlds, np.intp)
        applies = self._applies[chosen]
        if self._holds is not None:
            return Truth(np.where(applies, self._holds[chosen], np.nan), applies, math.nan)
        holds, margins = self.of_averages([chosen])
        return Truth(np.where(applies, holds, np.nan), applies, float(margins[0]))

    def of_averages(self, selections: Sequence[Worlds]) -> tuple[Floats, Floats]:
        """(selections,) twice: whether a statement about averages holds over each selection of worlds, and by what margin."""
        parts = [self._of_few(selections[at : at + AT_ONCE]) for at in range(0, len(selections), AT_ONCE)]
        holds, margins = zip(*parts, strict=True) if parts else ((), ())
        return np.concatenate([np.empty(0), *holds]), np.concatenate([np.empty(0), *margins])

    def _of_few(self, selections: Sequence[Worlds]) -> tuple[Floats, Floats]:
        look, statement = replace(self._look, averages=self._averages), self.hypothesis.statement
        self._averages.choose(selections, self._applies)
        with np.errstate(all="ignore"):
            holds, margin = value(statement, look, {}), np.asarray(np.nan)
            if isinstance(statement, Compared) and len(statement.parts) == 2:
                left, right = (value(part, look, {}) for part in statement.parts)
                margin = left - right
        return np.broadcast_to(holds, len(selections)), np.broadcast_to(margin, len(selections))

    def _in_each_world(self, node: Node) -> Floats:
        with np.errstate(all="ignore"):
            return np.broadcast_to(value(node, self._look, {}), self._draws)


def _refuse(hypothesis: Hypothesis, known: Known) -> None:
    """Raise InputError for a hypothesis that is wrong, or asks for what the study lacks."""
    wrong = problems(hypothesis, known)
    lacking = [Problem(f"the study has no {thing.text}") for thing in missing(hypothesis, known)]
    if wrong or lacking:
        raise InputError([*wrong, *lacking])
