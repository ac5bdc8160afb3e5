"""Aftermath: what follows from the fight on an axis: where its front stands, who is lost, what was used, whether the line held.

All of it in one loop over the lanes, so that what one part finds is at hand for the next.
"""

from __future__ import annotations

from casus.flow.campaign import battle, line, movement, record, supply
from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.arrays import LANES
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_in_place


@compiled_as_written
def follow(theatre, block, axis, week, day, dt):  # type: ignore[no-untyped-def]
    """Settle what follows on an axis for all who stand there."""
    if block.roll.joined[axis] > 0:
        crossings = _settle_for_all(theatre, block, axis, week, day, dt)
    else:
        crossings = _settle_for_both_sides(theatre, block, axis, week, day, dt)
    if crossings > 0:
        battle.cross(theatre, block, axis)


@compiled
def _settle_for_both_sides(theatre, block, axis, week, day, dt):  # type: ignore[no-untyped-def]
    """Settle it where no contingent of guarantors stands; returns in how many lanes the front has left its segment."""
    crossings = 0
    for lane in range(LANES):
        elsewhere, _, _, _ = _settle(theatre, block, axis, week, day, dt, lane)
        crossings += either(elsewhere, 1, 0)
    return crossings


@compiled
def _settle_for_all(theatre, block, axis, week, day, dt):  # type: ignore[no-untyped-def]
    """The same where guarantors' contingents stand in any lane, who use supplies and lose too."""
    crossings = 0
    for lane in range(LANES):
        elsewhere, ammunition_rate, fuel_rate, lost = _settle(theatre, block, axis, week, day, dt, lane)
        line.add_use(block, axis, ammunition_rate, fuel_rate, lane)
        line.take_losses(block, axis, lost, lane)
        crossings += either(elsewhere, 1, 0)
    return crossings


@compiled_in_place
def _settle(theatre, block, axis, week, day, dt, lane):  # type: ignore[no-untyped-def]
    """(whether in another segment, days of ammunition and of fuel that a brigade uses in a day, share of the defence lost)."""
    start_km, hold_km, key_km = theatre.start_km[axis], theatre.hold_depth_km[axis], block.roll.key_km[axis]
    attackers_lost, defenders_lost = battle.lost_shares(block, axis, dt, lane)
    moved_km, elsewhere = battle.move_front(block, axis, start_km, 1.0 / hold_km, week, dt, lane)
    movement.take_losses(block, axis, attackers_lost, defenders_lost, lane)
    ammunition_rate, fuel_rate = supply.add_use(block, axis, moved_km * (1.0 / dt), lane)
    record.judge(block, axis, start_km, hold_km, key_km, day + dt, lane)
    return elsewhere, ammunition_rate, fuel_rate, defenders_lost
