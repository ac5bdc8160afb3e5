"""A design and its worlds in, the brigades that its guarantors would send if all came out; a promise of nobody's forces refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from casus.flow.handoffs import Draws, Floats
from casus.flow.metrics.feasibility import pool_brigades
from casus.flow.scenario.schema.design import Design
from casus.foundation.errors import InputError, Problem
from casus.study.asked import Asked


@dataclass(frozen=True)
class Promised:
    """What the guarantors would have in the line if all came."""

    brigades: Floats
    """(worlds,)."""
    kind: Literal["assigned", "pools"]
    """`assigned`: in place and on standby, as the posture says; `pools`: all that they could send, where it assigns none."""


def promised(design: Design, draws: Draws) -> Promised:
    """The brigades that a posture assigns; where it assigns none, the pools of the pact's guarantors."""
    assigned = sum(one.brigades for one in (*design.posture.in_place, *design.posture.standby))
    if assigned > 0.0:
        return Promised(np.full(len(draws), assigned), "assigned")
    pools = sum((pool_brigades(nation, draws) for nation in design.pact.parties.guarantors), np.zeros(len(draws)))
    return Promised(pools, "pools")


def refuse_hollow(asked: Asked) -> None:
    """Raise InputError for a design without guarantors, or whose guarantors have nothing to send."""
    name = asked.design.id
    if not asked.design.pact.parties.guarantors:
        raise InputError(
            [Problem(f"design '{name}' has no guarantors: there is no help to wait for, and nobody to stay out")]
        )
    if not promised(asked.design, asked.draws).brigades.max() > 0.0:
        hint = "give it forces in place or on standby, or guarantors with brigades in their pools"
        raise InputError(
            [Problem(f"design '{name}' has no forces, and the pools of its guarantors are empty", hint=hint)]
        )
