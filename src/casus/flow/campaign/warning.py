"""Warning: how many days before the attack the protected state and its guarantors know that it is coming."""

from __future__ import annotations

from casus.flow.campaign.compiled import compiled


@compiled
def warning_before(world, assault):  # type: ignore[no-untyped-def]
    """Days of believed warning before the attack; 0 where the build-up is missed or not believed."""
    if world.event_belief >= world.attack_believed[assault.index]:
        return 0.0
    return world.attack_buildup[assault.index] * (1.0 - world.warning_seen_share)


@compiled
def manning_share(world, warning_days, day):  # type: ignore[no-untyped-def]
    """Share of the line's forces in position: the peacetime share, rising to 1 as the alert goes through."""
    alerted = min(1.0, (warning_days + day) / world.warning_full_alert_days)
    return world.warning_peacetime_manning_share + (1.0 - world.warning_peacetime_manning_share) * alerted


@compiled
def surprised_share(world, warning_days):  # type: ignore[no-untyped-def]
    """Share of the effect of surprise that the warning leaves at the hour of the attack."""
    return max(0.0, 1.0 - warning_days / world.warning_full_alert_days)


@compiled
def surprise_keeps(world, dt):  # type: ignore[no-untyped-def]
    """Share of the effect of surprise that a step leaves: it fades by a share a day (Dupuy 1979)."""
    return (1.0 - world.surprise_fade_per_day) ** dt


@compiled
def surprise_factor(full_factor, surprised):  # type: ignore[no-untyped-def]
    """Factor on the attacker of the share of the effect of surprise that is left: none when fully warned."""
    return 1.0 + (full_factor - 1.0) * surprised
