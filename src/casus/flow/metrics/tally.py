"""A range of a study's draws in, whole numbers, exact sums and sketches out that add up to those of the study.

Tallies add in any order and from any pieces to the same bits, so that a study of any length is answered from one of them
(`tallied`) without its worlds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.cost import yearly_cost_meur
from casus.flow.metrics.exact_sum import exact_sum
from casus.flow.metrics.feasibility import carried_share, feasible_by_nation, feasible_share
from casus.flow.metrics.measure import Flags, Worlds, flags, played, quantities
from casus.flow.metrics.rotation import first_out, sustained_months
from casus.flow.metrics.sketch import Sketch, sketch_of
from casus.flow.outcome.narrow import Kept
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario

Key = tuple[str, str, str]
"""Design, attack (empty for what is the design's alone) and name."""
OFFERED, FIRST_OUT = "offered.", "first_out."
"""Beginnings of the names of what is asked for each nation."""
T = TypeVar("T")


class Counted(NamedTuple):
    """In how many worlds something is so, of those in which it could be."""

    true: int
    n: int


class Summed(NamedTuple):
    """The exact sum of so many numbers."""

    total: Fraction
    n: int


@dataclass(frozen=True)
class Tally:
    """What is known of the worlds counted so far."""

    worlds: int
    counts: Mapping[Key, Counted]
    sums: Mapping[Key, Summed]
    sketches: Mapping[Key, Sketch]
    both_held: Mapping[str, npt.NDArray[np.int64]]
    """By attack, (designs, designs) worlds in which the line held under both."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.worlds + other.worlds,
            _added(self.counts, other.counts, lambda a, b: Counted(a.true + b.true, a.n + b.n)),
            _added(self.sums, other.sums, lambda a, b: Summed(a.total + b.total, a.n + b.n)),
            _added(self.sketches, other.sketches, lambda a, b: a + b),
            _added(self.both_held, other.both_held, lambda a, b: a + b),
        )


def tally(scenario: Scenario, designs: Sequence[Design], attacks: Sequence[str], worlds: Draws, kept: Kept) -> Tally:
    """What these campaigns come to: those of every design against every attack, in the same worlds."""
    counts: dict[Key, Counted] = {}
    sums: dict[Key, Summed] = {}
    sketches: dict[Key, Sketch] = {}
    for i, design in enumerate(designs):
        for j, attack in enumerate(attacks):
            of = Worlds(played(scenario, {name: array[i, j] for name, array in kept.items()}, worlds))
            counts |= {(design.id, attack, name): _counted(true) for name, true in flags(of).items()}
            for name, values in quantities(of).items():
                _count_quantity(sums, sketches, (design.id, attack, name), values)
    for design in designs:
        _count_design(scenario, design, worlds, counts, sums, sketches)
    by_attack = {attack: (kept["held"][:, j] > 0).astype(np.int64) for j, attack in enumerate(attacks)}
    return Tally(len(worlds), counts, sums, sketches, {attack: h @ h.T for attack, h in by_attack.items()})


def _count_design(
    scenario: Scenario,
    design: Design,
    worlds: Draws,
    counts: dict[Key, Counted],
    sums: dict[Key, Summed],
    sketches: dict[Key, Sketch],
) -> None:
    """Add what is the design's alone, whatever the attack."""
    for name, values in {
        "cost_meur_year": yearly_cost_meur(scenario, design, worlds),
        "feasible_share": feasible_share(design, worlds),
        "carried_share": carried_share(design, worlds),
    }.items():
        _count_quantity(sums, sketches, (design.id, "", name), values[~np.isnan(values)])
    for nation, values in zip(scenario.guarantors, feasible_by_nation(scenario, design, worlds), strict=True):
        asked = values[~np.isnan(values)]
        sums[design.id, "", f"{OFFERED}{nation.id}"] = Summed(exact_sum(asked), len(asked))
    sketches[design.id, "", "sustained_months"] = sketch_of(sustained_months(design, worlds))
    firsts = first_out(design, worlds)
    for nation in scenario.guarantors:
        if nation.id in firsts:
            counts[design.id, "", f"{FIRST_OUT}{nation.id}"] = _counted(firsts[nation.id])


def _count_quantity(sums: dict[Key, Summed], sketches: dict[Key, Sketch], key: Key, values: Floats) -> None:
    sums[key], sketches[key] = Summed(exact_sum(values), len(values)), sketch_of(values)


def _counted(true: Flags) -> Counted:
    return Counted(int(np.count_nonzero(true)), len(true))


def _added(one: Mapping[Any, T], other: Mapping[Any, T], add: Callable[[T, T], T]) -> dict[Any, T]:
    if one.keys() != other.keys():
        raise ValueError("tallies of different studies do not add up")
    return {key: add(value, other[key]) for key, value in one.items()}
