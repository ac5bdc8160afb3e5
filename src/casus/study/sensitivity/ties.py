"""A scenario in, the factors that may vary alone out: a column of the draws each, or several that are drawn together.

Sobol indices share out a variance among numbers that are independent. Correlated quantities are not, nor are the numbers of the
model of kept promises, which one reading of the record draws together; each such tie is one factor. The uniform numbers from which
a tie is drawn are independent of all others, so that exchanging all its columns is exchanging those numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casus.flow.draws.described import CHANCE, Described
from casus.flow.draws.kept_promises import FAMILY
from casus.flow.scenario.schema.scenario import Scenario
from casus.pacts.honour.prior import base_entry, slope_entry
from casus.pacts.honour.terms import FAMILIES, SLOPES
from casus.study.sensitivity.standing import MIXED, weakest

HONOUR = "honour_model"
"""Name of the factor that stands for the model of kept promises."""
NUMBERS = "small_numbers"
"""Name of the factor that stands for the many small random numbers of a campaign, keyed by the draw's number."""
REST = "all_the_rest"
"""Name of the factor that stands for every column that the screening did not keep."""


@dataclass(frozen=True)
class Factor:
    """What is exchanged at once between two worlds."""

    about: Described
    """What it is; of a tie, on what its weakest column stands."""
    columns: tuple[str, ...]
    """Columns of the draws."""
    numbers: bool = False
    """Whether the number of the draw is exchanged too, and with it the campaign's small random numbers."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.about.name


def factors_alone(scenario: Scenario, columns: Sequence[Described]) -> list[Factor]:
    """Every factor that may vary alone, in the order of the draws' columns, and the small random numbers last."""
    by_name = {column.name: column for column in columns}
    ties = list(_ties(scenario, by_name))
    tied = {name for tie in ties for name in tie}
    alone = [Factor(column, (column.name,)) for column in columns if column.name not in tied]
    return [*alone, *(_tie([by_name[name] for name in tie]) for tie in ties), small_numbers()]


def small_numbers() -> Factor:
    """The campaign's own small random numbers as a factor."""
    what = "small random numbers of a campaign: weather, fortune of single fights and strikes"
    return Factor(Described(NUMBERS, what, "1", CHANCE, CHANCE, ""), (), numbers=True)


def together(name: str, what: str, factors: Iterable[Factor]) -> Factor:
    """Several factors as one, on whatever each of them stands."""
    return _as_one(Described(name, what, "", MIXED, MIXED, ""), list(factors))


def _as_one(about: Described, parts: Sequence[Factor]) -> Factor:
    return Factor(about, tuple(c for part in parts for c in part.columns), any(part.numbers for part in parts))


def _ties(scenario: Scenario, known: dict[str, Described]) -> Iterator[tuple[str, ...]]:
    """The names that are drawn together; what two ties share makes one of them."""
    pairs = [set(correlation.between) for correlation in scenario.setup.correlations]
    groups = [*pairs, *([_honour() & set(known)] if FAMILY in known else [])]
    while groups:
        tie, rest = groups[0], groups[1:]
        touching = [group for group in rest if group & tie]
        groups = [set.union(tie, *touching), *(group for group in rest if not group & tie)] if touching else rest
        if not touching:
            yield tuple(name for name in known if name in tie)


def _honour() -> set[str]:
    entries = [*(base_entry(family) for family in FAMILIES), *(slope_entry(term) for term in SLOPES)]
    return {FAMILY, *(entry.replace("-", "_") for entry in entries)}


def _tie(columns: Sequence[Described]) -> Factor:
    parts = [Factor(column, (column.name,)) for column in columns]
    names = [column.name for column in columns]
    name, what = "+".join(names), " and ".join(column.what for column in columns)
    if FAMILY in names:
        what = f"model of kept promises: which reading of the record, base rates, effects of clauses ({len(names)} numbers)"
        name = HONOUR
    least = weakest(columns)
    return _as_one(Described(name, what, "", least.grade, least.status, ""), parts)
