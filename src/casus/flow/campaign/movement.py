"""Movement in the theatre: the forces that stand on each axis, and both sides' reserves going where they are needed."""

from __future__ import annotations

import math

from casus.flow.campaign.arithmetic import either
from casus.flow.campaign.arrays import HEAVY, IN_LINE, IN_POOL, LANES, LIGHT, NATIONS
from casus.flow.campaign.compiled import compiled, compiled_as_written, compiled_in_place
from casus.flow.campaign.ground import place_front, power_ratio
from casus.flow.campaign.warning import surprised_share

COMMITMENT_DAYS = 2.5  # chosen: half of a reserve is in within two days, nearly all of it within a week
QUIET_RATIO = 0.5  # chosen: an axis where the attack has less than half of the defence's power can spare brigades
COMMITTED_ON_WARNING = 0.5  # chosen: half of the reserve is kept back until the main effort shows
DAYS_PER_MONTH = 30.4
MOBILISED_AFTER_DAYS = 30.0  # chosen: the first brigades of a mobilisation are worth nothing before a month
LEAST_NEED = 1e-300  # keeps the division finite where nobody is pressed
FIRST_LOOK_KM = 1.0  # chosen: an axis that has not moved counts as a kilometre deep, so that all get something at first


@compiled
def army_share(world, stand):  # type: ignore[no-untyped-def]
    """Share of its peacetime army that a settlement leaves to the protected state."""
    return min(1.0, stand.army_cap_kperson / world.protected_personnel)


@compiled
def protected_brigades(world, stand):  # type: ignore[no-untyped-def]
    """Brigades of the protected state."""
    return (world.protected_heavy + world.protected_medium + world.protected_light) * army_share(world, stand)


@compiled
def protected_type_value(world):  # type: ignore[no-untyped-def]
    """Mean value of the protected state's brigades by their types, against a mechanised one."""
    heavy, medium, light = world.protected_heavy, world.protected_medium, world.protected_light
    value = heavy * world.ground_heavy_value + medium * world.ground_medium_value + light * world.ground_light_value
    return value / (heavy + medium + light)


@compiled
def protected_value(world, stand):  # type: ignore[no-untyped-def]
    """Mean value of its brigades against a mechanised one, with the arms that guarantors gave in peacetime."""
    return protected_type_value(world) * (1.0 + world.arms_value_per_beur_year * stand.arms_beur_year)


@compiled
def aggressor_value(world):  # type: ignore[no-untyped-def]
    """Mean value of the aggressor's brigades against a mechanised one of the protected state."""
    heavy = world.aggressor_heavy_share
    medium = (1.0 - heavy) * world.aggressor_medium_share
    light = 1.0 - heavy - medium
    mean = heavy * world.ground_heavy_value + medium * world.ground_medium_value + light * world.ground_light_value
    return mean * world.ground_aggressor_quality


@compiled
def type_value(world, unit_type):  # type: ignore[no-untyped-def]
    """Value of a brigade of a type against a mechanised one."""
    if unit_type == HEAVY:
        return world.ground_heavy_value
    return world.ground_light_value if unit_type == LIGHT else world.ground_medium_value


@compiled
def supply_share(world, unit_type):  # type: ignore[no-untyped-def]
    """What a brigade of a type uses of ammunition and fuel against what a heavy one uses."""
    if unit_type == HEAVY:
        return 1.0
    return world.supply_light_tonnes_share if unit_type == LIGHT else world.supply_medium_tonnes_share


@compiled
def settle_forces(world, stand, dt, settled, lane):  # type: ignore[no-untyped-def]
    """Work out what brigades are worth in a campaign, and the shares of those that wait, rest or heal that a step moves."""
    settled.own_type_value[lane], settled.own_value[lane] = protected_type_value(world), protected_value(world, stand)
    settled.hostile_value[lane] = aggressor_value(world)
    settled.committed_share[lane] = share_in(dt, COMMITMENT_DAYS)
    settled.spared_share[lane] = world.ground_thin_share * share_in(dt, world.ground_reserve_days_protected)
    settled.healed_share[lane] = share_in(dt, world.supply_return_days)


@compiled
def share_in(days, usual_days):  # type: ignore[no-untyped-def]
    """Share of what waits that goes in some days, where it goes at a steady rate and takes the usual days on average."""
    return 1.0 - math.exp(-days / usual_days)


@compiled
def find_troops(theatre, contingents, front, council, lane):  # type: ignore[no-untyped-def]
    """Mark each nation that has forces assigned, and each that has some in the line of a zone under attack."""
    for nation in range(NATIONS):
        council.troops[nation], council.assigned[nation] = 0.0, 0.0
    for index in range(contingents.count):
        nation = contingents.nation[index]
        if contingents.status[index] != IN_POOL:
            council.assigned[nation] = 1.0
        if contingents.status[index] == IN_LINE:
            for axis in range(theatre.axes):
                if theatre.zone[axis] == contingents.zone[index] and front.weight[axis, lane] > 0.0:
                    council.troops[nation] = 1.0


@compiled
def open_front(world, theatre, stand, assault, warned, front, sides, lane):  # type: ignore[no-untyped-def]
    """Set the front as it stands at the hour of the attack; what axes at rest can spare counts as reserve."""
    brake = 1.0 - world.sanctions_brake_share if stand.sanctions_kept else 1.0
    first = world.attack_brigades[assault.index] * brake
    own = protected_brigades(world, stand)
    sides.own_start[lane], sides.hostile_entered[lane] = own, first
    _allot_defenders(world, theatre, front, lane)
    sides.surprised[lane] = surprised_share(world, warned)
    waiting = own
    for axis in range(theatre.axes):
        attacked = front.weight[axis, lane] > 0.0
        front.ratio[axis, lane], front.attacked[axis, lane] = 1.0, 1.0 if attacked else 0.0
        place_front(
            theatre, front, axis, theatre.start_km[axis], world.ground_attack_km_per_brigade,
            world.ground_porous_km_per_brigade, world.ground_river_hold_ratio, lane,
        )  # fmt: skip
        front.allied_value[axis, lane] = 1.0
        front.attackers[axis, lane] = first * front.weight[axis, lane]
        front.sent[axis, lane] = front.attackers[axis, lane]
        stays = 1.0 if attacked else 1.0 - world.ground_thin_share
        front.defenders[axis, lane] = own * world.protected_line_share * front.defender_share[axis, lane] * stays
        waiting -= front.defenders[axis, lane]
        sides.resting[lane] += 0.0 if attacked else front.defenders[axis, lane]
    sides.own_reserve[lane] = max(0.0, waiting)
    sides.own_reserve_start[lane] = sides.own_reserve[lane]
    _commit_on_warning(world, theatre, warned, front, sides, lane)
    _find_first_need(theatre, front, lane)
    sides.hostile_waiting[lane] = world.aggressor_reserve * world.attack_second_echelon[assault.index] * brake


@compiled
def list_axes(theatre, block):  # type: ignore[no-untyped-def]
    """List the axes that are attacked in any lane; on one that is not attacked in a lane nobody comes, so that it stays at rest."""
    block.roll.pressed = 0
    for axis in range(theatre.axes):
        attacked = False
        for lane in range(block.roll.filled):
            attacked = attacked or block.front.attacked[axis, lane] > 0.0
        if attacked:
            block.roll.listed[block.roll.pressed] = axis
            block.roll.pressed += 1


@compiled
def _allot_defenders(world, theatre, front, lane):  # type: ignore[no-untyped-def]
    """Set the share of the line's forces on each axis, as uncertain as any order of battle, in sum as stated."""
    stated, drawn = 0.0, 0.0
    for axis in range(theatre.axes):
        share = theatre.defender_share[axis] * world.defence_allotment[axis]
        front.defender_share[axis, lane] = share
        stated += theatre.defender_share[axis]
        drawn += share
    for axis in range(theatre.axes):
        front.defender_share[axis, lane] *= stated / drawn if drawn > 0.0 else 0.0


@compiled
def _commit_on_warning(world, theatre, warned, front, sides, lane):  # type: ignore[no-untyped-def]
    """Put into the line what the days of warning left time for, in proportion to the build-up before each axis.

    The rest waits until the main effort shows.
    """
    days = max(0.0, warned - world.ground_reserve_days_protected)
    share = COMMITTED_ON_WARNING * share_in(days, COMMITMENT_DAYS)
    for axis in range(theatre.axes):
        front.defenders[axis, lane] += sides.own_reserve_start[lane] * share * front.weight[axis, lane]
    sides.own_reserve[lane] -= sides.own_reserve_start[lane] * share


@compiled
def _find_first_need(theatre, front, lane):  # type: ignore[no-untyped-def]
    """Set how hard each axis will be pressed in the first step, as far as both sides' brigades tell before it.

    As in every later step it is a ratio: a share of the attack would call an axis quiet that nobody holds.
    """
    for axis in range(theatre.axes):
        front.need[axis, lane] = power_ratio(front.attackers[axis, lane], front.defenders[axis, lane])


@compiled
def choose_axes(world, theatre, assault, front, lane):  # type: ignore[no-untyped-def]
    """Set the weights of the attacked axes, without those that an ally keeps closed; they sum to 1."""
    total = 0.0
    for axis in range(theatre.axes):
        ally = theatre.ally[axis]
        closed = ally >= 0 and world.event_ally[ally] >= world.ally_opens[ally]
        likely = assault.weight[axis] * world.attack_allotment[axis]
        front.weight[axis, lane] = 0.0 if closed else likely
        total += front.weight[axis, lane]
    for axis in range(theatre.axes):
        front.weight[axis, lane] /= total


@compiled
def neediest(theatre, front, lane):  # type: ignore[no-untyped-def]
    """The attacked axis that was pressed hardest a step ago."""
    best = -1
    for axis in range(theatre.axes):
        harder = best < 0 or front.need[axis, lane] > front.need[best, lane]
        if harder and front.attacked[axis, lane] > 0.0:
            best = axis
    return best


# --- both sides' reserves ---------------------------------------------------------------------------------------------


@compiled_as_written
def move_reserves(theatre, assault, block, day, dt):  # type: ignore[no-untyped-def]
    """Commit both sides' reserves to the attacked axes.

    The defence sends as hard as each was pressed a step ago, the aggressor in proportion to the depth gained on each.
    """
    _open_claims(block, day)
    for place in range(block.roll.pressed):
        _add_claims(theatre, block, block.roll.listed[place])
    _commit(block, day)
    if day >= MOBILISED_AFTER_DAYS:
        _mobilise(block, assault.intensity * dt / DAYS_PER_MONTH, dt)
    _divide(block)
    for place in range(block.roll.pressed):
        _send_to(theatre, block, block.roll.listed[place])


@compiled
def _open_claims(block, day):  # type: ignore[no-untyped-def]
    """Nothing is claimed yet; set the share that quiet axes give up once the protected state's reserves move."""
    worlds, sides, clash, settled = block.worlds, block.sides, block.clash, block.settled
    for lane in range(LANES):
        moving = day >= worlds.ground_reserve_days_protected[lane] - sides.warning_days[lane]
        clash.each[lane] = either(moving, settled.spared_share[lane], 0.0)
        clash.total[lane], clash.hostile_total[lane] = 0.0, 0.0


@compiled
def _add_claims(theatre, block, axis):  # type: ignore[no-untyped-def]
    """Take into the reserve what an axis can spare where the attack is too weak to matter; add what it claims of both reserves."""
    front, sides, clash, start_km = block.front, block.sides, block.clash, theatre.start_km[axis]
    for lane in range(LANES):
        quiet = max(0.0, 1.0 - front.ratio[axis, lane] / QUIET_RATIO)
        spare = front.defenders[axis, lane] * quiet * clash.each[lane]
        front.defenders[axis, lane] -= spare
        sides.own_reserve[lane] += spare
        clash.total[lane] += front.need[axis, lane]
        clash.hostile_total[lane] += front.attacked[axis, lane] * success_km(front.depth_km[axis, lane], start_km)


@compiled
def _commit(block, day):  # type: ignore[no-untyped-def]
    """Set what both sides commit of their reserves in a step."""
    worlds, sides, clash, settled = block.worlds, block.sides, block.clash, block.settled
    for lane in range(LANES):
        own_moves = day >= worlds.ground_reserve_days_protected[lane] - sides.warning_days[lane]
        hostile_moves, share = day >= worlds.ground_reserve_days_aggressor[lane], settled.committed_share[lane]
        clash.committed[lane] = sides.own_reserve[lane] * either(own_moves, share, 0.0)
        clash.hostile_committed[lane] = sides.hostile_waiting[lane] * either(hostile_moves, share, 0.0)


@compiled
def _mobilise(block, months, dt):  # type: ignore[no-untyped-def]
    """Raise both sides' new brigades of a step, all of which are committed.

    The aggressor's are new; the protected state replaces a share of what it has lost for good.
    """
    worlds, sides, clash = block.worlds, block.sides, block.clash
    for lane in range(LANES):
        raised = worlds.aggressor_mobilised[lane] * months
        clash.hostile_committed[lane] += raised
        sides.hostile_waiting[lane] += raised
        gone = max(0.0, sides.own_lost[lane] - sides.own_replaced[lane] - sides.own_mending[lane])
        replaced = min(1.0, worlds.protected_replacement[lane] * dt) * gone
        clash.committed[lane] += replaced
        sides.own_replaced[lane] += replaced
        sides.own_reserve[lane] += replaced


@compiled
def _divide(block):  # type: ignore[no-untyped-def]
    """Set what both sides send for a unit of claims, and take it from their reserves."""
    sides, clash = block.sides, block.clash
    for lane in range(LANES):
        sent, hostile_sent = either(clash.total[lane] > 0.0, clash.committed[lane], 0.0), clash.hostile_committed[lane]
        clash.each[lane] = sent / max(LEAST_NEED, clash.total[lane])
        clash.hostile_each[lane] = hostile_sent / clash.hostile_total[lane]
        sides.own_reserve[lane] -= sent
        sides.hostile_waiting[lane] -= hostile_sent
        sides.hostile_entered[lane] += hostile_sent


@compiled
def _send_to(theatre, block, axis):  # type: ignore[no-untyped-def]
    """Add what both sides send to an axis."""
    front, clash, start_km = block.front, block.clash, theatre.start_km[axis]
    for lane in range(LANES):
        success = front.attacked[axis, lane] * success_km(front.depth_km[axis, lane], start_km)
        front.defenders[axis, lane] += clash.each[lane] * front.need[axis, lane]
        front.attackers[axis, lane] += clash.hostile_each[lane] * success
        front.sent[axis, lane] += clash.hostile_each[lane] * success


@compiled_in_place
def success_km(depth_km, start_km):  # type: ignore[no-untyped-def]
    """Depth gained on an attacked axis, at least a little."""
    return FIRST_LOOK_KM + max(0.0, depth_km - start_km)


# --- losses -----------------------------------------------------------------------------------------------------------


@compiled_as_written
def take_losses(block):  # type: ignore[no-untyped-def]
    """Take a step's losses from both sides on each axis; some return in time, to the formation that lost them.

    Those that return to an attack do not count as sent anew: they bring it back towards its strength.
    """
    for lane in range(LANES):
        block.sides.own_mending[lane] = 0.0
    for place in range(block.roll.pressed):
        _take_losses(block, block.roll.listed[place])


@compiled
def _take_losses(block, axis):  # type: ignore[no-untyped-def]
    """Take a step's losses from both sides on an axis."""
    worlds, front, sides, settled = block.worlds, block.front, block.sides, block.settled
    for lane in range(LANES):
        share, back = worlds.supply_return_share[lane], settled.healed_share[lane]
        lost = front.attackers[axis, lane] * front.attacker_loss[axis, lane]
        mending, returned = mend(front.attackers_mending[axis, lane], lost * share, back)
        front.attackers[axis, lane] += returned - lost
        front.attackers_mending[axis, lane] = mending
        sides.hostile_lost[lane] += lost
        sides.hostile_replaced[lane] += returned
        lost = front.defenders[axis, lane] * front.defender_loss[axis, lane]
        mending, returned = mend(front.defenders_mending[axis, lane], lost * share, back)
        front.defenders[axis, lane] += returned - lost
        front.defenders_mending[axis, lane] = mending
        sides.own_lost[lane] += lost
        sides.own_replaced[lane] += returned
        sides.own_mending[lane] += mending


@compiled_in_place
def mend(mending, more, back):  # type: ignore[no-untyped-def]
    """(brigades still in hospital and workshop, brigades that return) where more come in and a share goes back."""
    there = mending + more
    return there * (1.0 - back), there * back
