"""Draws in, the guarantors' decisions out, without the campaign that they are about."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casus.flow.campaign import arrays
from casus.flow.campaign.pack import pack, pack_worlds
from casus.flow.handoffs import Draws, Floats
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario


@dataclass(frozen=True)
class Deliberations:
    """What the guarantors decided in each world."""

    trigger_day: Floats
    """(draws,); infinite: never."""
    decision_day: Floats
    """(draws, nations); infinite: never."""
    help_level: Floats
    """(draws, nations), from NO_HELP to COMBAT."""


def deliberate(
    scenario: Scenario, design: Design, attack: AttackOption, draws: Draws, with_troops: bool
) -> Deliberations:
    """The decisions of a design's guarantors; all of them have troops on the attacked ground, or none has."""
    from casus.flow.campaign.kernel import deliberate_all

    packed, worlds = pack(scenario, design, attack), pack_worlds(scenario, draws)
    councils, called = arrays.many(arrays.COUNCIL, len(draws)), np.zeros(len(draws))
    councils["troops"] = councils["assigned"] = float(with_troops)
    deliberate_all(worlds, packed.promise, packed.stand, packed.nations, packed.assault, councils, called)
    count = len(scenario.guarantors)
    return Deliberations(called, councils["decision_day"][:, :count].copy(), councils["help_level"][:, :count].copy())
