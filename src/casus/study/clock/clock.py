"""A design in; how often its line holds by decision delay and brigades in place, and what an hour and a brigade are worth, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, get_args

import numpy as np

from casus.flow.campaign.simulate import simulate
from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.catalogue import HOURS_PER_DAY
from casus.flow.metrics.measure import Z95, Difference, share
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.strategy.kept import word_kept
from casus.foundation.errors import InputError, Problem
from casus.foundation.names import unknown_name_hint
from casus.study.asked import Asked, ask
from casus.study.clock.exchange import Exchange, exchange_at
from casus.study.clock.grid import (
    AFTER_24_H,
    Cell,
    brigades_of_grid,
    days_of_grid,
    designs_of_grid,
    play_row,
    refuse_large_grid,
)
from casus.study.clock.iso_lines import Point, iso_lines, round_levels
from casus.study.clock.worth import Order, Worth, gain, order_of, worth_of_brigade, worth_of_hour
from casus.study.clock.written import Written, as_written
from casus.study.reservations import Reservations
from casus.study.vary.force import brigades_of

Word = Literal["drawn", "kept"]
WORDS: tuple[Word, ...] = get_args(Word)
DEFAULT_DRAWS = 1000
"""Chosen: an error of 0.015 in a cell, and under 20 s for the usual grid; steps between cells, in the same worlds, are surer."""


@dataclass(frozen=True)
class IsoLine:
    """A line along which p_held has one value."""

    level: float
    points: tuple[Point, ...]
    """(delay in hours, brigades in place)."""


@dataclass(frozen=True)
class Claim:
    """What "24 hours after" gives the design as it stands: a movement to contact, or a defence of the line as it was."""

    contact: float
    """Share of the worlds in which guarantors' forces fight at all."""
    moved: float
    """Of these, share in which the front had moved before their first contact."""
    se: float
    """Monte Carlo standard error of `moved`."""
    verdict: Literal["movement to contact", "no movement to contact", "undecided", "no contact"]
    """By whether more than half of these worlds are one (chosen), beyond 95 % error."""


@dataclass(frozen=True)
class Clock:
    """The grid of one design against one attack, and what is read off it; every matrix is [brigades][delay]."""

    asked: Asked
    """The design, the attack and the worlds."""
    word: Word
    """Whose word is kept: as it is drawn, or everybody's."""
    days: tuple[float, ...]
    """Days after the attack on which all that keep their word decide; negative before it."""
    brigades: tuple[float, ...]
    """Guarantors' brigades in place."""
    cells: tuple[tuple[Cell | None, ...], ...]
    """[brigades][delay]; None where an interruption came before."""
    written: Written
    """What comes of the pact's own procedures, with nothing imposed."""
    designs: dict[float, Design]
    """By brigades in place, the design that was played."""

    @property
    def complete(self) -> bool:
        """False where an interruption came before every cell was played."""
        return all(cell is not None for row in self.cells for cell in row)

    @property
    def provenance(self) -> dict[str, Any]:
        """Scenario, seed, draws, version, digests: what would give the same numbers again."""
        return self.asked.provenance

    @property
    def own(self) -> int:
        """Row of the design's own brigades."""
        return self.brigades.index(brigades_of(self.asked.design))

    @property
    def after_24_h(self) -> int:
        """Column of "24 hours after"."""
        return self.days.index(AFTER_24_H)

    @property
    def own_row(self) -> tuple[Cell, ...]:
        """The cells of the design's own brigades, which are always played."""
        return tuple(cell for cell in self.cells[self.own] if cell is not None)

    @property
    def delay_hours(self) -> tuple[float, ...]:
        """Delays of the columns, from the attack on; before it, negative."""
        return tuple(day * HOURS_PER_DAY for day in self.days)

    @cached_property
    def p_held(self) -> Floats:
        """(brigades, delay): share of the worlds held; NaN where not played."""
        return self._field(lambda cell: share(cell.held).value)

    @cached_property
    def se(self) -> Floats:
        """(brigades, delay): Monte Carlo standard error of a cell taken alone."""
        return self._field(lambda cell: share(cell.held).se)

    @cached_property
    def p_contact(self) -> Floats:
        """(brigades, delay): share of the worlds in which guarantors' forces fight."""
        return self._field(lambda cell: cell.p_contact)

    @cached_property
    def movement_to_contact(self) -> Floats:
        """(brigades, delay): of the worlds with contact, those in which the front had moved before; NaN without contact."""
        return self._field(lambda cell: cell.movement_to_contact[0])

    @cached_property
    def contact_hours(self) -> Floats:
        """(brigades, delay): median hours from the attack to first contact, where there is one."""
        return self._field(lambda cell: cell.contact_hours)

    @cached_property
    def hour(self) -> Worth:
        """What deciding an hour earlier adds to p_held."""
        return worth_of_hour(self.cells, self.days)

    @cached_property
    def brigade(self) -> Worth:
        """What one more brigade in place adds to p_held."""
        return worth_of_brigade(self.cells, self.brigades)

    @cached_property
    def order(self) -> Order:
        """How far p_held falls with delay and rises with brigades, as it should."""
        return order_of(self.cells)

    @cached_property
    def iso_lines(self) -> tuple[IsoLine, ...]:
        """Lines of equal p_held at round values within its range, no closer than the error of a cell."""
        levels = round_levels(self.p_held, float(np.nanmax(self.se)))
        found = ((level, iso_lines(self.delay_hours, self.brigades, self.p_held, level)) for level in levels)
        return tuple(IsoLine(level, tuple(line)) for level, lines in found for line in lines)

    @cached_property
    def against_24_h(self) -> tuple[Difference, ...]:
        """By delay, what p_held of the design's own brigades gains or loses against deciding 24 hours after the attack."""
        late = self.own_row[self.after_24_h]
        return tuple(gain(cell, late) for cell in self.own_row)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """What a brigade is worth in hours, where the pact as written lies and at 24 hours after."""
        at = {"as written": self.written.column(self.days), "24 hours after": self.after_24_h}
        return tuple(self._exchange(place, column) for place, column in at.items() if column is not None)

    @property
    def claim(self) -> Claim:
        """Whether "24 hours after" is a movement to contact for the design's own brigades."""
        cell = self.own_row[self.after_24_h]
        moved, se = cell.movement_to_contact
        if not np.isfinite(moved):
            return Claim(cell.p_contact, moved, se, "no contact")
        if abs(moved - 0.5) <= Z95 * se:
            return Claim(cell.p_contact, moved, se, "undecided")
        return Claim(cell.p_contact, moved, se, "movement to contact" if moved > 0.5 else "no movement to contact")

    @cached_property
    def reservations(self) -> Reservations:
        """How sure, what else would do, what it hides."""
        from casus.study.clock.reserve import reservations_of

        return reservations_of(self)

    def rows(self) -> list[dict[str, Any]]:
        """A row for each cell, for a table or a CSV."""
        from casus.study.clock.as_json import rows_of

        return rows_of(self)

    def as_json(self) -> dict[str, Any]:
        """The contract's keys first: delay_hours, brigades, p_held[brigades][delay]; numbers that do not exist are null."""
        from casus.study.clock.as_json import clock_as_json

        return clock_as_json(self)

    def _exchange(self, place: str, column: int) -> Exchange:
        hour, brigade = self.hour.at(self.own, column), self.brigade.at(self.own, column)
        return exchange_at(place, self.delay_hours[column], self.brigades[self.own], hour, brigade)

    def _field(self, of: Callable[[Cell], float]) -> Floats:
        return np.array([[np.nan if cell is None else of(cell) for cell in row] for row in self.cells])


def clock(
    scenario: str | Scenario,
    design: str,
    attack: str | None = None,
    days: Sequence[float] | None = None,
    brigades: Sequence[float] | None = None,
    word: Word = "drawn",
    draws: int = DEFAULT_DRAWS,
    seed: int = 1,
    progress: Callable[[str], None] | None = None,
) -> Clock:
    """How often a design holds, by the day on which all that keep their word decide and the brigades that are in place.

    Day 0 is the attack; day 1 ("24 hours after") and the design's own brigades are always on the grid. All cells meet the
    same worlds. With `word="kept"` they are worlds in which every guarantor keeps its word. An interruption keeps the
    rows that are finished. Raises InputError for names, days, brigades or numbers that will not do.
    """
    asked = ask(scenario, design, attack, draws, seed)
    if word not in WORDS:
        raise InputError([Problem(f"unknown word '{word}'", hint=unknown_name_hint(word, WORDS))])
    delays, numbers = days_of_grid(asked.scenario, days), brigades_of_grid(asked, brigades)
    refuse_large_grid(delays, numbers)
    designs = designs_of_grid(asked, numbers)
    worlds = asked.draws if word == "drawn" else word_kept(asked.draws, draws)
    free = simulate(asked.scenario, asked.design, asked.attack, worlds).records
    written = as_written(free, len(asked.scenario.guarantors))
    cells = _play(asked, worlds, designs, delays, progress)
    return Clock(asked, word, delays, numbers, cells, written, designs)


def _play(
    asked: Asked,
    worlds: Draws,
    designs: dict[float, Design],
    days: Sequence[float],
    progress: Callable[[str], None] | None,
) -> tuple[tuple[Cell | None, ...], ...]:
    """All cells, the design's own row first; an interruption after it keeps what is finished."""
    own = brigades_of(asked.design)
    rows: dict[float, list[Cell]] = {}
    try:
        for number in sorted(designs, key=lambda number: (number != own, number)):
            row = []
            for day, cell in zip(days, play_row(asked, worlds, designs[number], days), strict=True):
                row.append(cell)
                if progress:
                    progress(f"{number:g} brigades, day {day:+g}")
            rows[number] = row
    except KeyboardInterrupt:
        if own not in rows:
            raise
    missing: tuple[Cell | None, ...] = (None,) * len(days)
    return tuple(tuple(rows[number]) if number in rows else missing for number in designs)
