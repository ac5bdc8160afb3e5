"""Supply: days of ammunition at combat intensity, what is used, what comes, and what a force is worth without."""

from __future__ import annotations

from casus.flow.campaign.arrays import POSITIONAL
from casus.flow.campaign.compiled import compiled


@compiled
def daily_use(world, assault):  # type: ignore[no-untyped-def]
    """Days of ammunition used in a day of this attack under the law of this world."""
    return assault.intensity * (world.supply_positional_use_share if int(world.ground_law) == POSITIONAL else 1.0)


@compiled
def defence_resupply(world, stand, interdiction, aid_share):  # type: ignore[no-untyped-def]
    """Share of a day's use that reaches the defence: its own, and what guarantors send, less what is interdicted."""
    aid = world.supply_aid_resupply_share * aid_share if stand.arms_at_war else 0.0
    return min(1.0, world.supply_own_resupply_share + aid) * (1.0 - interdiction)


@compiled
def value_share(world, stock_days, resupply_share):  # type: ignore[no-untyped-def]
    """Fighting value left to a force with this stock: whole while it lasts, then as far as resupply carries it."""
    if stock_days > 0.0:
        return 1.0
    return world.supply_dry_value_share + (1.0 - world.supply_dry_value_share) * resupply_share
