"""Supply: days of ammunition at combat intensity, what is used, what comes, and what a force is worth without."""

from __future__ import annotations

from casus.flow.campaign.arrays import MATERIEL, POSITIONAL
from casus.flow.campaign.compiled import compiled


@compiled
def open_store(world, stand, store):  # type: ignore[no-untyped-def]
    """Set both sides' stocks as they stand at the hour of the attack."""
    store.own_days = world.protected_stock + stand.forward_stock_days
    store.hostile_days = world.aggressor_stock


@compiled
def find_help(world, promise, council, store, day):  # type: ignore[no-untyped-def]
    """Set the share of the guarantors whose help, in any form, has had time to arrive."""
    since = day - world.supply_aid_delay_days
    members, helping = 0, 0
    for nation in range(promise.nations):
        if promise.member[nation]:
            members += 1
            if council.help_level[nation] >= MATERIEL and council.decision_day[nation] <= since:
                helping += 1
    store.helped_share = helping / members if members > 0 else 0.0


@compiled
def provide(world, stand, sky, store):  # type: ignore[no-untyped-def]
    """Set what reaches both sides in this step, and the fighting value that their supply leaves them."""
    store.own_resupply = defence_resupply(world, stand, sky.interdiction, store.helped_share)
    store.own_value = value_share(world, store.own_days, store.own_resupply)
    hostile_resupply = world.supply_aggressor_resupply_share * (1.0 - sky.hostile_interdiction)
    store.hostile_value = value_share(world, store.hostile_days, hostile_resupply)


@compiled
def consume(world, assault, sky, store, dt):  # type: ignore[no-untyped-def]
    """Take from the stocks what a step of fighting uses beyond what comes in."""
    use = daily_use(world, assault) * dt
    store.own_days = max(0.0, store.own_days - use * (1.0 - store.own_resupply))
    hostile_resupply = world.supply_aggressor_resupply_share * (1.0 - sky.hostile_interdiction)
    store.hostile_days = max(0.0, store.hostile_days - use * (1.0 - hostile_resupply))


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
