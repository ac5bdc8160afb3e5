"""Draws and the days of decisions in, the way of every contingent to the theatre out, without the campaign that it is for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from casus.flow.campaign import arrays
from casus.flow.campaign.pack import pack, pack_worlds
from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.scenario import Scenario


@dataclass(frozen=True)
class Deployments:
    """The way of each contingent in each world: those of the design in its order, then the pools by nation, type and tier."""

    nation: npt.NDArray[np.int64]
    """(contingents,): place of its nation among the scenario's."""
    brigades: Floats
    """(draws, contingents): what it really brings."""
    leaves_day: Floats
    """(draws, contingents), as the next three from the attack on; infinite: never."""
    head_day: Floats
    """(draws, contingents): its first part at its entry point."""
    ready_day: Floats
    """(draws, contingents): all of it there."""
    from_day: Floats
    """(draws, contingents): across the entry point, received, and free to move in the theatre."""
    mode: npt.NDArray[np.int64]
    """(draws, contingents): index into `arrays.MODES`."""


def deploy(scenario: Scenario, design: Design, draws: Draws, decision_day: Floats) -> Deployments:
    """The deployment of a design's guarantors, all of whom send combat forces; `decision_day` is (draws,) or (draws, nations)."""
    from casus.flow.campaign.kernel import deploy_all

    packed, worlds = pack(scenario, design, scenario.attacks[-1]), pack_worlds(scenario, draws)
    councils, units = (arrays.many(record, len(draws)) for record in (arrays.COUNCIL, arrays.UNITS))
    days = decision_day[:, None] if decision_day.ndim == 1 else decision_day
    councils["help_level"], councils["act_by_day"] = arrays.COMBAT, np.inf
    councils["decision_day"] = np.inf
    councils["decision_day"][:, : len(scenario.guarantors)] = days
    deploy_all(worlds, packed.stand, packed.ground, packed.nations, packed.contingents, councils, units)
    count = int(packed.contingents["count"][0])
    names = ("brigades", "leaves_day", "head_day", "ready_day", "from_day", "mode")
    kept = {name: units[name][:, :count].copy() for name in names}
    return Deployments(packed.contingents["nation"][0, :count].copy(), **kept)
