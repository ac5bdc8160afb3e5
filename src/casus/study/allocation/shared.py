"""A design in, what sharing a zone among nations leaves of their strength out."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np

from casus.flow.campaign.arrays import COMMANDS
from casus.flow.campaign.deployment import coordination_factor
from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Design

FACTORS = ("seam_loss_share", "adhoc_factor", "lead_factor", "integrated_factor", "adhoc_days", "lead_days")


def shared_factor(design: Design, draws: Draws) -> float:
    """Factor on the strength of a zone with more than one nation: the kernel's own, at the median of what it draws.

    Of headquarters that stand: the days until one is formed count in the replay, not here.
    """
    names = [f"command_{name}" for name in FACTORS]
    world = SimpleNamespace(**{name: float(np.median(draws.columns[name])) for name in names})
    posture = design.posture
    stand = SimpleNamespace(zones_by_nation=posture.zones_by_nation, command=COMMANDS.index(posture.command))
    uncompiled = getattr(coordination_factor, "py_func", coordination_factor)
    return min(1.0, float(uncompiled(world, stand, 2, math.inf)))
