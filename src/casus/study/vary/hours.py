"""A design in, the same design with less time between the event and the answer out; nothing of it costs money."""

from __future__ import annotations

from functools import partial

from casus.flow.scenario.schema.design import Design
from casus.study.vary.change import Change
from casus.study.vary.parts import with_pact, with_posture

SHORTEST_H = {"meet_h": 6.0, "decide_h": 12.0, "act_h": 24.0}
"""Hours to meet, decide and act; chosen, the shortest that any of the shipped designs states."""


def hours_changes() -> tuple[Change, ...]:
    """Clocks set or shortened, authority given beforehand, a threat that is enough."""
    return (
        Change(
            "hours-decide", "hours", "meet within 6 h, decide within 12 h",
            "governments that bind themselves to a clock", partial(_within, ("meet_h", "decide_h")),
        ),
        Change(
            "hours-act", "hours", "meet within 6 h, decide within 12 h, act within 24 h",
            "governments, and forces that can keep such a clock", partial(_within, tuple(SHORTEST_H)),
        ),
        Change(
            "delegate", "hours", "commanders may use assigned forces at once",
            "capitals that give authority out of their hands in peacetime", lambda design: with_posture(design, delegated=True),
        ),
        Change(
            "mandate", "hours", "parliaments consent beforehand",
            "a vote in every parliament, before there is a crisis", lambda design: with_posture(design, mandate=True),
        ),
        Change(
            "trigger-threat", "hours", "a threat is enough, without an attack",
            "guarantors that may be called while nobody has fired", lambda design: with_pact(design, "trigger", event="threat"),
        ),
        Change(
            "automatic", "hours", "action follows without a new decision",
            "parliaments that give up the last word", _automatic,
        ),
    )  # fmt: skip


def _within(clocks: tuple[str, ...], design: Design) -> Design:
    """Hours as short as `SHORTEST_H`, or as short as they are where that is less."""
    given = design.pact.deadlines
    hours = {clock: min(getattr(given, clock) or SHORTEST_H[clock], SHORTEST_H[clock]) for clock in clocks}
    return with_pact(design, "deadlines", **hours)


def _automatic(design: Design) -> Design:
    """For a pact that owes all aid or force, and leaves none of it to what a guarantor deems necessary."""
    obligation = design.pact.obligation
    if obligation.level < 4 or {"as-deemed-necessary", "voluntary"} & {*obligation.discretion}:
        return design
    return with_pact(design, "obligation", automaticity="action")
