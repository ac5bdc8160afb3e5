"""The days and brigades that a user asks for in, the grid that is played out; and the campaigns of every cell of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.campaign.simulate import simulate
from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.catalogue import HOURS_PER_DAY, MOVED_KM
from casus.flow.metrics.measure import share, spread
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.errors import InputError, Problem
from casus.study.asked import Asked
from casus.study.vary.force import USUAL_TYPE, brigades_of, with_brigades

DAYS = (-30.0, -14.0, -7.0, -3.0, -1.0, 0.0, 1.0, 3.0, 7.0, 14.0, 30.0)
"""Chosen: a month to either side of the attack, closer together near it."""
AFTER_24_H = 1.0
"""The day of "within 24 hours", which is on every grid."""
SHARES = (0.0, 0.5, 1.0, 1.5, 2.0)  # chosen: of the brigades that the design has, or that another has where it has none
USUAL_BRIGADES = 8.0  # chosen: where no design of the scenario has any in place
MOST_BRIGADES = 1000.0  # chosen: beyond every army of the scenarios; a larger number is a slip of the pen
MOST_CELLS = 2000  # chosen: an hour of one thread at a thousand worlds a cell

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cell:
    """What happened at one delay with one number of brigades, world by world."""

    held: Flags
    """(worlds,) whether the line held."""
    contact_day: Floats
    """(worlds,) first contact of guarantors' forces; infinite: none."""
    moved_km: Floats
    """(worlds,) how far the front had moved there by then; NaN: no contact."""
    law: npt.NDArray[np.int64]
    """(worlds,) place of the law of ground combat among `LAWS`."""

    @property
    def p_contact(self) -> float:
        """Share of the worlds in which guarantors' forces fought."""
        return share(np.isfinite(self.contact_day)).value

    @property
    def movement_to_contact(self) -> tuple[float, float]:
        """Of those worlds, the share in which the front had moved before, and its standard error."""
        moved = self.moved_km[np.isfinite(self.contact_day)] >= MOVED_KM
        found = share(moved)
        return found.value, found.se

    @property
    def contact_hours(self) -> float:
        """Median hours to contact, where there was one."""
        return spread(self.contact_day[np.isfinite(self.contact_day)] * HOURS_PER_DAY).p50


def days_of_grid(scenario: Scenario, days: Sequence[float] | None) -> tuple[float, ...]:
    """Days of the grid in order, 24 hours after the attack among them; raises InputError for days that will not do."""
    horizon = scenario.setup.horizon_days
    given = [day for day in DAYS if abs(day) <= horizon] if days is None else _numbers("days", days, "-7,0,1,7")
    beyond = [day for day in given if not abs(day) <= horizon]
    if beyond:
        hint = f"allowed: -{horizon:g} to {horizon:g}, in days after the attack; before it they are negative"
        raise InputError(
            Problem(f"day {day:g} lies beyond the horizon of {horizon:g} days", hint=hint) for day in beyond
        )
    return tuple(sorted({day + 0.0 for day in (*given, AFTER_24_H)}))


def brigades_of_grid(asked: Asked, brigades: Sequence[float] | None) -> tuple[float, ...]:
    """Brigades in place of the grid in order, the design's own among them; raises InputError for what will not do."""
    own = brigades_of(asked.design)
    if brigades is None:
        whole = own or max(map(brigades_of, asked.scenario.designs)) or USUAL_BRIGADES
        given = [whole * part for part in SHARES]
    else:
        given = _numbers("brigades", brigades, "0,6,12,24")
    bad = [number for number in given if not 0.0 <= number <= MOST_BRIGADES]
    if bad:
        hint = f"allowed: 0 to {MOST_BRIGADES:g} brigades in place"
        raise InputError(Problem(f"{number:g} brigades cannot be in place", hint=hint) for number in bad)
    return tuple(sorted({number + 0.0 for number in (*given, own)}))


def _numbers(name: str, given: Sequence[float], example: str) -> list[float]:
    """What was given, as numbers; raises InputError for what is none, or where there is nothing."""
    if not len(given):
        raise InputError([Problem(f"{name} is empty", hint=f"for example {example}")])
    try:
        return [float(number) for number in given]
    except (TypeError, ValueError) as error:
        raise InputError(
            [Problem(f"{name} holds what is not a number: {error}", hint=f"for example {example}")]
        ) from error


def refuse_large_grid(days: Sequence[float], brigades: Sequence[float]) -> None:
    """Raise InputError for more cells than anybody waits for."""
    if len(days) * len(brigades) > MOST_CELLS:
        asked = f"{len(days)} days by {len(brigades)} brigades are {len(days) * len(brigades):,} cells"
        raise InputError([Problem(f"{asked}; here at most {MOST_CELLS:,}")])


def designs_of_grid(asked: Asked, brigades: Sequence[float]) -> dict[float, Design]:
    """By brigades in place, the design with so many; raises InputError where there is nobody to send them."""
    pools = usual_pools(asked.scenario, asked.draws)
    return {
        number: with_brigades(asked.scenario, asked.design, asked.attack, number, pools=pools) for number in brigades
    }


def usual_pools(scenario: Scenario, draws: Draws) -> dict[str, float]:
    """Brigades that each nation could send of the type that a design without any in place is given: median over the worlds."""
    pool = "heavy" if USUAL_TYPE == "heavy" else "light"
    return {nation.id: float(np.median(draws.columns[f"nation.{nation.id}.{pool}"])) for nation in scenario.guarantors}


def play_row(asked: Asked, worlds: Draws, design: Design, days: Sequence[float]) -> Iterator[Cell]:
    """The cells of one number of brigades, day by day, in the same worlds."""
    for day in days:
        yield play_cell(asked, worlds, design, day)


def play_cell(asked: Asked, worlds: Draws, design: Design, day: float = math.inf) -> Cell:
    """A cell; of its campaigns no more is kept than that takes."""
    records = simulate(asked.scenario, design, asked.attack, worlds, day).records
    return Cell(
        records["held"] > 0,
        records["contact_day"].copy(),
        records["contact_depth_km"].copy(),
        records["law"].astype(np.int64),
    )
