"""A campaign's record in, the same without the room that its scenario does not use out, as exact as a study keeps it.

The kernel's record has room for the largest scenario; what a study keeps of it takes four tenths of that, in memory and on its
way from a worker.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from casus.flow.campaign.arrays import OUTCOME_SCALARS, RECORDED_DAYS
from casus.flow.handoffs import Campaigns
from casus.flow.scenario.schema.scenario import Scenario

BY_NATION = ("decision_day", "help_level", "left_day", "arrival_day", "arrival_mode", "joined_day", "joined_axis")
BY_DAY = ("control_day", "arrived_brigades", "line_brigades")


def recorded_days(scenario: Scenario) -> list[int]:
    """Days after the attack of which a scenario's campaigns keep something."""
    return [day for day in RECORDED_DAYS if day <= scenario.setup.horizon_days]


def tails_of(scenario: Scenario) -> dict[str, dict[str, int]]:
    """By variable that a campaign has many of: its further dimensions and their lengths."""
    axes, nations, days = len(scenario.theatre.axes), len(scenario.guarantors), len(recorded_days(scenario))
    tails: dict[str, dict[str, int]] = {name: {"nation": nations} for name in BY_NATION}
    return tails | {"depth_km": {"axis": axes, "day": days}} | {name: {"day": days} for name in BY_DAY}


def narrowed(campaigns: Campaigns, tails: Mapping[str, Mapping[str, int]]) -> Campaigns:
    """The same campaigns, what each has many of cut to its length and in single precision, as a dataset keeps it."""
    wide = [(name, np.float32, tuple(tail.values())) for name, tail in tails.items()]
    narrow = np.dtype([*((name, np.float64) for name in OUTCOME_SCALARS), *wide])
    if campaigns.records.dtype == narrow:
        return campaigns
    records = np.empty(len(campaigns.records), narrow)
    for name in OUTCOME_SCALARS:
        records[name] = campaigns.records[name]
    for name, tail in tails.items():
        records[name] = campaigns.records[name][(slice(None), *(slice(0, size) for size in tail.values()))]
    return Campaigns(campaigns.design, campaigns.attack, records)
