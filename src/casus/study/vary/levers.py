"""A design in, the same design with one thing set to a number out, sound as a file: the levers of a workbench."""

from __future__ import annotations

import math
from collections.abc import Mapping

from casus.flow.scenario.schema.design import LEAST_CONTINGENT, Contingent, Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.study.vary.force import with_brigades
from casus.study.vary.parts import with_pact, with_posture

STEP = 0.05  # brigades; chosen, in which shares of a brigade are counted
MOST_CONTINGENT = 50.0
"""The most brigades that a contingent may have."""


def with_force_in_place(
    scenario: Scenario, design: Design, attack: AttackOption, brigades: float, pools: Mapping[str, float]
) -> Design:
    """The design with about so many brigades in place: its contingents grown or shrunk alike, in steps of 0.05.

    A contingent that would fall below the floor of the schema is left out, so that the design can be written and read.
    Raises InputError where nobody can send any.
    """
    changed = with_brigades(scenario, design, attack, brigades, "in-place", None, pools)
    forces = (_in_steps(one) for one in changed.posture.in_place)
    return with_posture(changed, in_place=tuple(one for one in forces if one.brigades >= LEAST_CONTINGENT))


def with_hours_to_decide(design: Design, hours: float | None) -> Design:
    """The design whose guarantors decide within so many hours; without a number, no clock to decide or act is set.

    Clocks that would contradict it move with it: they meet no later, and act no sooner.
    """
    given = design.pact.deadlines
    if hours is None:
        return with_pact(design, "deadlines", decide_h=None, act_h=None)
    meet = None if given.meet_h is None else min(given.meet_h, hours)
    act = None if given.act_h is None else max(given.act_h, hours)
    return with_pact(design, "deadlines", meet_h=meet, decide_h=hours, act_h=act)


def with_stock(design: Design, days: float) -> Design:
    """The design with so many days of ammunition placed forward."""
    return with_posture(design, forward_stock_days=days)


def with_arms(design: Design, meur_year: float) -> Design:
    """The design with so much given in arms each year, million euro."""
    return with_posture(design, arms_meur_year=meur_year)


def _in_steps(one: Contingent) -> Contingent:
    brigades = round(math.floor(one.brigades / STEP + 0.5) * STEP, 2)
    return one.model_copy(update={"brigades": min(brigades, MOST_CONTINGENT)})
