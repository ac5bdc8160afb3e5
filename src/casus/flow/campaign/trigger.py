"""Trigger: the day on which what happens counts as the event of the pact, and what a mission on the line does to it."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import (
    ARMED_ATTACK,
    ATTRIBUTED_ATTACK,
    ESCORTED,
    FREE,
    OBSERVES,
    OUT_OF_REACH,
    REPORTS,
    THREAT,
)
from casus.flow.campaign.compiled import compiled

LARGE_INTENSITY = 0.5  # chosen: `limited` and `full` attacks are large, `grey` and `probe` are small


@compiled
def trigger_day(world, promise, stand, assault, warning_days):  # type: ignore[no-untyped-def]
    """Day on which the pact's trigger is met, before 0 on warning; infinite where it never is."""
    if promise.trigger == OUT_OF_REACH:
        return math.inf
    speedup = attribution_speedup(world, stand)
    if assault.deniable:
        seen = 1.0 - (1.0 - world.decision_attribution_grey_probability) / speedup
        if promise.joint or world.event_attribution >= seen:  # the adversary will not find against itself
            return math.inf
        attributed = world.decision_attribution_grey_days / speedup
    else:
        attributed = world.decision_attribution_open_days / speedup
    if promise.trigger == THREAT and warning_days > 0.0 and not assault.deniable:
        return -warning_days
    if promise.trigger == THREAT or promise.trigger == ARMED_ATTACK:
        return attributed if assault.deniable else 0.0
    if promise.trigger == ATTRIBUTED_ATTACK:
        return attributed
    small = assault.intensity < LARGE_INTENSITY
    qualifies = 1.0 - (1.0 - world.decision_small_attack_qualifies_probability) / speedup
    if small and world.event_qualifies >= qualifies:
        return math.inf
    return attributed + world.decision_sustained_days


@compiled
def attribution_speedup(world, stand):  # type: ignore[no-untyped-def]
    """Factor, at least 1, by which a mission on the line shortens attribution and the chance that it fails."""
    if stand.monitors <= 0.0:
        return 1.0
    share = min(1.0, stand.monitors / world.monitoring_full_persons)
    if stand.monitors_access != FREE:
        escorted = stand.monitors_access == ESCORTED
        share *= world.monitoring_escorted_share if escorted else world.monitoring_remote_share
    if stand.monitors_power == REPORTS:
        share *= world.monitoring_reports_share
    if stand.monitors_power == OBSERVES:
        share *= min(world.monitoring_observes_share, world.monitoring_reports_share)
    return 1.0 + (world.decision_monitoring_speedup - 1.0) * share
