"""A design in, the same design with a better headquarters, or with a mission on the line, out."""

from __future__ import annotations

from casus.flow.campaign.arrays import COMMANDS
from casus.flow.scenario.schema.design import Design, Monitoring
from casus.study.vary.change import Change
from casus.study.vary.parts import with_posture

MISSION = Monitoring(persons=1000, access="free", power="attributes")
"""Chosen: the mission of the shipped designs that have one."""


def command_changes(design: Design) -> tuple[Change, ...]:
    """The next better headquarters, unless the settlement makes the state neutral."""
    place = COMMANDS.index(design.posture.command)
    if design.settlement.neutral or place == len(COMMANDS) - 1:
        return ()
    following = COMMANDS[place + 1]
    named = {"lead": "a lead nation's headquarters", "integrated": "a standing integrated headquarters"}[following]
    asks = "officers of the protected state at one table with guarantors, and plans that bind"
    return (Change("command", "command", named, asks, lambda known: with_posture(known, command=following)),)


def monitoring_changes() -> tuple[Change, ...]:
    """A mission that may say who did it."""
    asks = "the consent of both sides to free movement along the line"
    return (
        Change(
            "monitoring", "monitoring", "1,000 monitors who move freely and may say who did it", asks, _watched
        ),
    )  # fmt: skip


def _watched(design: Design) -> Design:
    """With the mission; where a weaker one stands, with what it lacks."""
    known = design.posture.monitoring
    if known is None:
        return with_posture(design, monitoring=MISSION)
    return with_posture(design, monitoring=MISSION.model_copy(update={"persons": max(known.persons, MISSION.persons)}))
