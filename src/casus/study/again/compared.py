"""Parts of a study compared with what was kept in, what they come to together out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.tally import Tally
from casus.study.again.bits import (
    BitDifference,
    FirstDifference,
    Unlike,
    alike,
    bit_differences,
    first_difference,
    numbers_in,
)
from casus.study.again.tallies import numbers_counted, tallies_unlike, tally_differences

if TYPE_CHECKING:
    import xarray as xr


@dataclass(frozen=True)
class Compared:
    """What was compared, and what differs in it."""

    numbers: int = 0
    differences: tuple[BitDifference, ...] = ()
    unlike: tuple[Unlike, ...] = ()
    first: FirstDifference | None = None
    """Among numbers by (design, attack, draw)."""

    def __add__(self, other: Compared) -> Compared:
        return Compared(
            self.numbers + other.numbers,
            _together([*self.differences, *other.differences]),
            tuple(dict.fromkeys([*self.unlike, *other.unlike])),
            self.first or other.first,
        )


def compared_range(kept: xr.Dataset, again: xr.Dataset) -> Compared:
    """Of a range of a streamed study's draws."""
    kept, again, unlike = alike(kept, again)
    differences = tuple(bit_differences(kept, again))
    return Compared(numbers_in(again), differences, unlike, first_difference(kept, again) if differences else None)


def compared_study(kept: Outcomes, again: Outcomes, where: str) -> Compared:
    """Of a whole study, its variables named by where it lies."""
    before, after, unlike = alike(kept.data, again.data)
    differences = (replace(one, variable=f"{where}: {one.variable}") for one in bit_differences(before, after))
    named = (replace(one, what=f"{where}: {one.what}") for one in unlike)
    return Compared(numbers_in(after), tuple(differences), tuple(named))


def compared_summaries(kept: Tally, again: Tally) -> Compared:
    """Of what all draws come to."""
    return Compared(numbers_counted(again), tuple(tally_differences(kept, again)), tuple(tallies_unlike(kept, again)))


def _together(differences: Iterable[BitDifference]) -> tuple[BitDifference, ...]:
    """One for each variable, design and attack."""
    known: dict[tuple[str, str | None, str | None], BitDifference] = {}
    for one in differences:
        where = (one.variable, one.design, one.attack)
        known[where] = _sum(known[where], one) if where in known else one
    return tuple(known.values())


def _sum(one: BitDifference, other: BitDifference) -> BitDifference:
    return replace(
        one,
        differ=one.differ + other.differ,
        beyond=one.beyond + other.beyond,
        of=one.of + other.of,
        largest=max(one.largest, other.largest),
        largest_relative=max(one.largest_relative, other.largest_relative),
    )
