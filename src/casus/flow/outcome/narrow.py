"""Campaigns' records in, what a study keeps of them out: without the room that its scenario does not use, as exact as it keeps it.

The kernel's record has room for the largest scenario; what a study keeps of it takes four tenths of that. It lies by name from
the start, where the dataset has it: memory is dear the first time that it is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from casus.flow.campaign.arrays import OUTCOME_SCALARS, RECORDED_DAYS
from casus.flow.handoffs import Campaigns, Floats
from casus.flow.scenario.schema.scenario import Scenario

BY_NATION = ("decision_day", "help_level", "left_day", "arrival_day", "arrival_mode", "joined_day", "joined_axis")
BY_DAY = ("control_day", "arrived_brigades", "line_brigades")
Kept = Mapping[str, Floats]
"""By name, (designs, attacks, draws), or (draws,) of one design and attack; with further dimensions, in single precision, of what
each campaign has many of."""


def recorded_days(scenario: Scenario) -> list[int]:
    """Days after the attack of which a scenario's campaigns keep something."""
    return [day for day in RECORDED_DAYS if day <= scenario.setup.horizon_days]


def tails_of(scenario: Scenario) -> dict[str, dict[str, int]]:
    """By variable that a campaign has many of: its further dimensions and their lengths."""
    axes, nations, days = len(scenario.theatre.axes), len(scenario.guarantors), len(recorded_days(scenario))
    tails: dict[str, dict[str, int]] = {name: {"nation": nations} for name in BY_NATION}
    return tails | {"depth_km": {"axis": axes, "day": days}} | {name: {"day": days} for name in BY_DAY}


def room_for(scenario: Scenario, *shape: int) -> Kept:
    """Arrays for what is kept of so many campaigns; what is in them before it is put there means nothing."""
    room = {name: np.empty(shape) for name in OUTCOME_SCALARS}
    for name, tail in tails_of(scenario).items():
        room[name] = np.empty((*shape, *tail.values()), np.float32)
    return room


def put(campaigns: Campaigns, kept: Kept, *place: int) -> None:
    """Put the campaigns of a design and attack into their place, what each has many of cut to its length."""
    for name, array in kept.items():
        into = array[place]
        into[...] = campaigns.records[name][tuple(slice(0, length) for length in into.shape)]


def narrowed(scenario: Scenario, campaigns: Campaigns) -> Kept:
    """What is kept of the campaigns of one design and attack, (draws, ...), for whoever has yet to put them beside others."""
    kept = room_for(scenario, len(campaigns.records))
    put(campaigns, kept)
    return kept


def side_by_side(parts: Sequence[Kept], designs: int, attacks: int) -> Kept:
    """What is kept of several that come design by design, and attack by attack within each, in one."""
    stacked = {name: np.stack([part[name] for part in parts]) for name in parts[0]}
    return {name: array.reshape(designs, attacks, *array.shape[1:]) for name, array in stacked.items()}
