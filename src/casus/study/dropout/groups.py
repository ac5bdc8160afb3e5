"""Who was absent with what result in, the groups that lose more than their members and those that leave nothing out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb

import numpy as np

from casus.flow.metrics.measure import paired, share
from casus.study.dropout.found import Group, Without
from casus.study.dropout.losses import Flags, loss, sure_by

Results = Mapping[frozenset[str], Flags]
"""By the nations absent, (worlds,) whether the line held; larger sets have the first worlds alone. The empty set is there."""


def subsets(n: int, up_to: int) -> int:
    """How many sets of one to so many there are."""
    return sum(comb(n, size) for size in range(1, up_to + 1))


def groups(results: Results, order: Sequence[str]) -> tuple[Group, ...]:
    """Every set of two and more that was played, the greatest loss beyond the sum of the singles first."""
    sets = [absent for absent in results if len(absent) > 1]
    found = [_group(results, absent, order, len(sets)) for absent in sets]
    return tuple(sorted(found, key=lambda group: -group.extra.value))


def _group(results: Results, absent: frozenset[str], order: Sequence[str], questions: int) -> Group:
    held = results[absent]
    worlds = slice(0, len(held))
    everyone = results[frozenset()][worlds]
    lost = [everyone.astype(np.float64) - results[frozenset([nation])][worlds] for nation in absent]
    extra = paired(everyone.astype(np.float64) - held, np.asarray(sum(lost)))
    sure = extra.value > sure_by(questions) * extra.se > 0.0
    return Group(_ordered(absent, order), loss(everyone, held), extra, sure, len(held))


def minimal(results: Results, nobody: Flags, order: Sequence[str]) -> tuple[Without, ...]:
    """The smallest sets whose absence leaves no more than nobody leaves, as far as these draws can show.

    A set that was played in so few worlds that all and nobody cannot be told apart there is none.
    """
    everyone = results[frozenset()]
    found: list[frozenset[str]] = []
    for absent in sorted(results, key=len):
        held = results[absent]
        blind = bool(absent) and leaves_nothing(everyone[: len(held)], nobody)
        if not blind and not any(smaller <= absent for smaller in found) and leaves_nothing(held, nobody):
            found.append(absent)
    return tuple(Without(_ordered(absent, order), share(results[absent])) for absent in found)


def leaves_nothing(held: Flags, nobody: Flags) -> bool:
    """Whether the line holds no more often than with nobody, beyond the error of both in the same worlds."""
    return loss(held, nobody[: len(held)]).low <= 0.0


def _ordered(absent: frozenset[str], order: Sequence[str]) -> tuple[str, ...]:
    return tuple(nation for nation in order if nation in absent)
