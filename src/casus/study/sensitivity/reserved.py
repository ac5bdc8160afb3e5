"""What goes with an answer about what a result depends on: how sure it is, what would do for less, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from casus.flow.handoffs import Floats
from casus.study.reservations import Reservations
from casus.study.sensitivity.by_law import InLaw
from casus.study.sensitivity.found import Line, Screening
from casus.study.sensitivity.ties import REST

FIRST_OF = 5
"""Chosen: so many of the strongest are compared between the two ways."""
FOUND, FOUND_IN = 0.085, 512
"""A total index that the screening found in 85 of 100 tries in so many worlds, on a flag of 200 small factors among 600."""


def reserved(
    result: Floats,
    worlds: int,
    lines: Sequence[Line],
    screening: Screening | None,
    laws: Sequence[InLaw],
    alone: Sequence[str],
) -> Reservations:
    """The three; of an answer that was stopped, what can be said."""
    if np.ptp(result) == 0.0:
        same = f"The result is {result[0]:g} in all {len(result):,} worlds."
        return Reservations(same, "Nothing varies, so that nothing explains it: ask for a number.", ())
    if not lines:
        return Reservations("It was stopped before any index was known.", "None was tried.", ())
    return Reservations(
        _confidence(worlds, lines), _alternative(lines, alone), (*_hidden(worlds, lines, screening, laws),)
    )


def _confidence(worlds: int, lines: Sequence[Line]) -> str:
    widths = [0.5 * (line.total_ci[1] - line.total_ci[0]) for line in lines]
    firsts = sum(line.first for line in lines)
    return (
        f"95 % intervals are a bootstrap of {worlds:,} worlds, at most ±{max(widths):.2f} on a total index: error of the sample "
        f"alone. First-order indices sum to {firsts:.2f}; {max(0.0, 1.0 - firsts):.2f} of the variance factors make only together. "
        "An index of nought means that it changed nothing in these worlds."
    )


def _alternative(lines: Sequence[Line], alone: Sequence[str]) -> str:
    strongest = [line for line in lines if line.is_named][:FIRST_OF]
    seen = [line for line in strongest if set(line.factor.columns) & set(alone)]
    missed = [line.factor.name for line in strongest if line not in seen]
    text = (
        "Cheaper: the correlation ratio, read off worlds of a study without a further campaign, "
        f"sees {len(seen)} of the {len(strongest)} strongest factors"
    )
    return f"{text}; not what acts mostly with others: {', '.join(missed)}." if missed else f"{text}."


def _hidden(worlds: int, lines: Sequence[Line], screening: Screening | None, laws: Sequence[InLaw]) -> Iterator[str]:
    yield (
        "An index says what drives the spread within the ranges that the evidence states, not what matters: what is known well, or "
        "held fixed by the design, has none. A wider range would have a larger one."
    )
    rest = next((line for line in lines if line.factor.name == REST), None)
    if rest is not None and screening is not None:
        yield (
            f"The {screening.factors - len(screening.kept) - 1} factors without a name here take part in {rest.total:.2f} of the "
            f"variance ({rest.total_ci[0]:.2f} to {rest.total_ci[1]:.2f}), mostly each in a little of it; the screening may "
            f"miss one whose total index is below about {FOUND * (FOUND_IN / worlds) ** 0.5:.2f}."
        )
    yield (
        "A total index counts all that a factor does with others, so that totals sum to more than one. A factor with a large total "
        "and no first-order index moves no mean, and the tornado does not show it."
    )
    if len(laws) > 1:
        low, high = min(laws, key=lambda law: law.mean), max(laws, key=lambda law: law.mean)
        yield (
            f"The law of ground combat is itself a choice: the mean is {low.mean:.3g} under {low.law} and {high.mean:.3g} under "
            f"{high.law}, and what matters differs between them."
        )
