"""The records of campaigns in; what an attack brought the aggressor and took from it out, world by world and on average."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Settlement
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis

Records = npt.NDArray[np.void] | Mapping[str, Floats]
"""(draws,) records of one design and attack, or (draws,) arrays by the same names."""


class Course(NamedTuple):
    """What one attack brought and took: a number for each world, or one that stands for all of them."""

    ground: Floats
    """Share of the theatre's ground taken."""
    people: Floats
    """Share of the inhabitants of its cities in cities taken."""
    cities: Floats
    """Share of its key cities taken."""
    broken: Floats
    """1 where the line was broken, 0 where it held."""
    soldiers: Floats
    """Soldiers that the aggressor lost, thousands."""
    aircraft: Floats
    """Aircraft that it lost."""
    guarantor_soldiers: Floats
    """Soldiers that the guarantors lost, thousands."""
    fighting: Floats
    """Share of the guarantors' brigades whose nations sent combat forces."""
    acting: Floats
    """Share of the guarantors' brigades whose nations sent more than words."""


SHARES = ("ground", "people", "cities", "broken", "fighting", "acting")
"""What cannot exceed 1; nothing is below 0."""


class Theatre(NamedTuple):
    """All that there is to take."""

    ground_km2: float
    people: float
    key_cities: float


def course_of(scenario: Scenario, records: Records, draws: Draws) -> Course:
    """(draws,) of each: what the campaigns of one design and attack brought and took.

    Of neither kind of records is anything kept, for what is a part of them would keep them whole.
    """
    whole = theatre_of(scenario)
    return Course(
        ground=np.minimum(1.0, records["area_km2"] / whole.ground_km2),
        people=_share(records["people"], whole.people),
        cities=_share(records["key_cities"], whole.key_cities),
        broken=1.0 - records["held"],
        soldiers=records["aggressor_lost"] * draws.columns["brigade_persons"] / 1000.0,
        aircraft=np.array(records["aircraft_lost_aggressor"], dtype=np.float64),
        guarantor_soldiers=records["guarantor_lost"] * draws.columns["brigade_persons"] / 1000.0,
        fighting=np.array(records["combat_share"], dtype=np.float64),
        acting=np.array(records["acted_share"], dtype=np.float64),
    )


def mean_of(course: Course) -> Course:
    """Averages over all worlds."""
    return Course(*(np.asarray(field.mean()) for field in course))


def bounded(course: Course) -> Course:
    """The course with shares kept within 0 and 1, and losses from falling below nought."""
    return Course(
        *(np.clip(x, 0.0, 1.0 if name in SHARES else None) for name, x in zip(Course._fields, course, strict=True))
    )


def undefended(scenario: Scenario, attack: AttackOption, settlement: Settlement) -> Course:
    """What the attack would bring if nobody stood in its way: every attacked axis to its end, for nothing."""
    whole, none = theatre_of(scenario), np.asarray(0.0)
    axes = [axis for axis in scenario.theatre.axes if attack.axes.get(axis.id, 0.0) > 0.0]
    taken = _behind(scenario, axes, settlement.start_km)
    return Course(
        ground=np.asarray(taken.ground_km2 / whole.ground_km2),
        people=_share(np.asarray(taken.people), whole.people),
        cities=_share(np.asarray(taken.key_cities), whole.key_cities),
        broken=np.asarray(1.0),
        soldiers=none, aircraft=none, guarantor_soldiers=none, fighting=none, acting=none,
    )  # fmt: skip


def theatre_of(scenario: Scenario) -> Theatre:
    """All the ground and the cities that axes lead to, that which a settlement cedes included."""
    return _behind(scenario, scenario.theatre.axes, {})


def _behind(scenario: Scenario, axes: Sequence[Axis], start_km: Mapping[str, float]) -> Theatre:
    """What lies on some axes behind where their fronts start."""
    ground_km2, reached = 0.0, set()
    for axis in axes:
        end_km = 0.0
        for segment in axis.segments:
            near_km, end_km = max(end_km, start_km.get(axis.id, 0.0)), end_km + segment.length_km
            ground_km2 += max(0.0, end_km - near_km) * segment.width_km
            if segment.city and end_km > start_km.get(axis.id, 0.0):
                reached.add(segment.city)
    people = {city.id: city.population for city in scenario.cities}
    return Theatre(
        ground_km2, sum(people[city] for city in reached), float(len(reached & set(scenario.theatre.key_cities)))
    )


def _share(part: Floats, whole: float) -> Floats:
    """Part of a whole; nought where there is nothing to take."""
    return np.asarray(part / whole if whole > 0.0 else np.zeros_like(part, dtype=np.float64))
