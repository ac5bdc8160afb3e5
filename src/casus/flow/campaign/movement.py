"""Movement in the theatre: the forces that stand on each axis, and both sides' reserves going where they are needed."""

from __future__ import annotations

import math

from casus.flow.campaign.arrays import COMBAT, HEAVY, IN_LINE, IN_POOL, LIGHT, NOT_BOUND, STAYS
from casus.flow.campaign.compiled import compiled
from casus.flow.campaign.deployment import coordination_factor, is_inside
from casus.flow.campaign.ground import place_front, power_ratio
from casus.flow.campaign.philox import ATTACKERS, DEFENDERS, standard_normal
from casus.flow.campaign.warning import surprised_share

COMMITMENT_DAYS = 2.5  # chosen: half of a reserve is in within two days, nearly all of it within a week
QUIET_RATIO = 0.5  # chosen: an axis where the attack has less than half of the defence's power can spare brigades
COMMITTED_ON_WARNING = 0.5  # chosen: half of the reserve is kept back until the main effort shows
DAYS_PER_MONTH = 30.4
MOBILISED_AFTER_DAYS = 30.0  # chosen: the first brigades of a mobilisation are worth nothing before a month
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
def settle_forces(world, stand, dt, settled):  # type: ignore[no-untyped-def]
    """Work out what brigades are worth in a campaign, and the shares of those that wait, rest or heal that a step moves."""
    settled.own_type_value, settled.own_value = protected_type_value(world), protected_value(world, stand)
    settled.hostile_value = aggressor_value(world)
    settled.committed_share = share_in(dt, COMMITMENT_DAYS)
    settled.spared_share = world.ground_thin_share * share_in(dt, world.ground_reserve_days_protected)
    settled.healed_share = share_in(dt, world.supply_return_days)


@compiled
def share_in(days, usual_days):  # type: ignore[no-untyped-def]
    """Share of what waits that goes in some days, where it goes at a steady rate and takes the usual days on average."""
    return 1.0 - math.exp(-days / usual_days)


@compiled
def find_troops(theatre, contingents, front, council):  # type: ignore[no-untyped-def]
    """Mark each nation that has forces assigned, and each that has some in the line of a zone under attack."""
    for index in range(contingents.count):
        nation = contingents.nation[index]
        if contingents.status[index] != IN_POOL:
            council.assigned[nation] = 1.0
        if contingents.status[index] == IN_LINE:
            for axis in range(theatre.axes):
                if theatre.zone[axis] == contingents.zone[index] and front.weight[axis] > 0.0:
                    council.troops[nation] = 1.0


@compiled
def open_front(world, theatre, stand, assault, warned, front):  # type: ignore[no-untyped-def]
    """Set the front as it stands at the hour of the attack; what axes at rest can spare counts as reserve."""
    brake = 1.0 - world.sanctions_brake_share if stand.sanctions_kept else 1.0
    first = world.attack_brigades[assault.index] * brake
    own = protected_brigades(world, stand)
    front.own_start, front.hostile_entered = own, first
    front.own_reserve = own
    _allot_defenders(world, theatre, front)
    front.surprised = surprised_share(world, warned)
    for axis in range(theatre.axes):
        front.ratio[axis] = 1.0
        place_front(theatre, front, axis, theatre.start_km[axis])
        front.deepest_km[axis] = theatre.start_km[axis]
        front.attacked[axis] = 1 if front.weight[axis] > 0.0 else 0
        if front.attacked[axis]:
            front.listed[front.pressed] = axis
            front.pressed += 1
        front.attackers[axis] = first * front.weight[axis]
        front.sent[axis] = front.attackers[axis]
        stays = 1.0 if front.attacked[axis] else 1.0 - world.ground_thin_share
        front.defenders[axis] = own * world.protected_line_share * front.defender_share[axis] * stays
        front.own_reserve -= front.defenders[axis]
        front.resting += 0.0 if front.attacked[axis] else front.defenders[axis]
    front.own_reserve = max(0.0, front.own_reserve)
    front.own_reserve_start = front.own_reserve
    _commit_on_warning(world, theatre, warned, front)
    _find_first_need(theatre, front)
    front.hostile_waiting = world.aggressor_reserve * world.attack_second_echelon[assault.index] * brake


@compiled
def _allot_defenders(world, theatre, front):  # type: ignore[no-untyped-def]
    """Set the share of the line's forces on each axis, as uncertain as any order of battle, in sum as stated."""
    stated, drawn = 0.0, 0.0
    for axis in range(theatre.axes):
        front.defender_share[axis] = theatre.defender_share[axis] * _allotment(world, DEFENDERS, theatre.site[axis])
        stated += theatre.defender_share[axis]
        drawn += front.defender_share[axis]
    for axis in range(theatre.axes):
        front.defender_share[axis] *= stated / drawn if drawn > 0.0 else 0.0


@compiled
def _allotment(world, stream, site):  # type: ignore[no-untyped-def]
    """Factor on the stated share of an axis."""
    return math.exp(world.ground_allotment_log_sd * standard_normal(world.seed, world.draw, stream, site, 0))


@compiled
def _commit_on_warning(world, theatre, warned, front):  # type: ignore[no-untyped-def]
    """Put into the line what the days of warning left time for, in proportion to the build-up before each axis.

    The rest waits until the main effort shows.
    """
    days = max(0.0, warned - world.ground_reserve_days_protected)
    share = COMMITTED_ON_WARNING * share_in(days, COMMITMENT_DAYS)
    for axis in range(theatre.axes):
        front.defenders[axis] += front.own_reserve_start * share * front.weight[axis]
    front.own_reserve -= front.own_reserve_start * share


@compiled
def _find_first_need(theatre, front):  # type: ignore[no-untyped-def]
    """Set how hard each axis will be pressed in the first step, as far as both sides' brigades tell before it.

    As in every later step it is a ratio: a share of the attack would call an axis quiet that nobody holds.
    """
    for axis in range(theatre.axes):
        front.need[axis] = power_ratio(front.attackers[axis], front.defenders[axis])


@compiled
def choose_axes(world, theatre, assault, front):  # type: ignore[no-untyped-def]
    """Set the weights of the attacked axes, without those that an ally keeps closed; they sum to 1."""
    total = 0.0
    for axis in range(theatre.axes):
        ally = theatre.ally[axis]
        closed = ally >= 0 and world.event_ally[ally] >= world.ally_opens[ally]
        likely = assault.weight[axis] * _allotment(world, ATTACKERS, theatre.site[axis])
        front.weight[axis] = 0.0 if closed else likely
        total += front.weight[axis]
    for axis in range(theatre.axes):
        front.weight[axis] /= total


@compiled
def muster_units(world, contingents, council, units):  # type: ignore[no-untyped-def]
    """Set the contingents as they stand at the hour of the attack; those in place whose nation will not fight withdraw."""
    for index in range(contingents.count):
        stays_out = council.help_level[contingents.nation[index]] < COMBAT
        units.withdrawn[index] = 1 if is_inside(contingents, index) and stays_out else 0
        units.entered[index] = units.brigades[index]
        units.axis[index], units.bound_for[index] = -1, NOT_BOUND
        units.km_left[index], units.joined_day[index] = math.inf, math.inf
        units.type_value[index] = type_value(world, contingents.type[index])
        units.load[index] = supply_share(world, contingents.type[index])
    units.waiting = units.coming


@compiled
def neediest(front):  # type: ignore[no-untyped-def]
    """The attacked axis that was pressed hardest a step ago."""
    best = front.listed[0]
    for place in range(1, front.pressed):
        axis = front.listed[place]
        if front.need[axis] > front.need[best]:
            best = axis
    return best


@compiled
def move_reserves(world, theatre, assault, front, settled, warned, day, dt):  # type: ignore[no-untyped-def]
    """Commit both sides' reserves: the defence where it is pressed, the aggressor where it succeeds, in proportion."""
    if day >= world.ground_reserve_days_protected - warned:
        _relieve_quiet_axes(front, settled.spared_share)
        _plug(front, front.own_reserve * settled.committed_share)
    if day >= world.ground_reserve_days_aggressor:
        _exploit(theatre, front, front.hostile_waiting * settled.committed_share)
    if day >= MOBILISED_AFTER_DAYS:
        raised = world.aggressor_mobilised * assault.intensity * dt / DAYS_PER_MONTH
        front.hostile_waiting += raised
        _exploit(theatre, front, raised)
        gone = max(0.0, front.own_lost - front.own_replaced - front.own_mending)
        replaced = min(1.0, world.protected_replacement * dt) * gone
        front.own_replaced += replaced
        front.own_reserve += replaced
        _plug(front, replaced)


@compiled
def _relieve_quiet_axes(front, spared_share):  # type: ignore[no-untyped-def]
    """Take into the reserve what axes can spare on which the attack has become too weak to matter."""
    spared = 0.0
    for place in range(front.pressed):
        axis = front.listed[place]
        if front.ratio[axis] < QUIET_RATIO:
            spare = front.defenders[axis] * (1.0 - front.ratio[axis] / QUIET_RATIO) * spared_share
            front.defenders[axis] -= spare
            spared += spare
    front.own_reserve += spared


@compiled
def _plug(front, brigades):  # type: ignore[no-untyped-def]
    """Send brigades of the protected state's reserve to the attacked axes, as hard as each was pressed a step ago."""
    total = 0.0
    for place in range(front.pressed):
        total += front.need[front.listed[place]]
    if total > 0.0:
        each = brigades / total
        for place in range(front.pressed):
            axis = front.listed[place]
            front.defenders[axis] += each * front.need[axis]
        front.own_reserve -= brigades


@compiled
def _exploit(theatre, front, brigades):  # type: ignore[no-untyped-def]
    """Send waiting brigades of the aggressor to the attacked axes, in proportion to the depth gained on each."""
    total = 0.0
    for place in range(front.pressed):
        total += _success_km(theatre, front, front.listed[place])
    each = brigades / total
    for place in range(front.pressed):
        axis = front.listed[place]
        sent = each * _success_km(theatre, front, axis)
        front.attackers[axis] += sent
        front.sent[axis] += sent
    front.hostile_waiting -= brigades
    front.hostile_entered += brigades


@compiled
def _success_km(theatre, front, axis):  # type: ignore[no-untyped-def]
    """Depth gained on an attacked axis, at least a little."""
    return FIRST_LOOK_KM + max(0.0, front.depth_km[axis] - theatre.start_km[axis])


@compiled
def move_units(theatre, nations, stand, contingents, front, units, daily_km, day, dt):  # type: ignore[no-untyped-def]
    """Bring guarantors' contingents forward and into the line."""
    if units.waiting == 0:
        return
    for place in range(units.coming):
        index = units.listed[place]
        if units.axis[index] < 0 and units.from_day[index] <= day:
            if units.bound_for[index] == NOT_BOUND:
                _set_out(theatre, nations, stand, contingents, front, units, daily_km, index)
            if units.bound_for[index] >= 0:
                units.km_left[index] -= daily_km * dt
                if units.km_left[index] <= 0.0:
                    units.axis[index] = _joined_axis(theatre, contingents, front, units, index)
                    units.joined_day[index] = day
                    units.in_line += 1
                    units.waiting -= 1


@compiled
def _set_out(theatre, nations, stand, contingents, front, units, daily_km, index):  # type: ignore[no-untyped-def]
    """Choose the axis that a contingent goes to, and the distance; days before the attack are marched already."""
    zone = contingents.zone[index]
    marched = max(0.0, -units.from_day[index]) * daily_km
    if contingents.status[index] == IN_LINE:
        own_axis = _attacked_axis_of(theatre, front, zone)
        if own_axis >= 0:
            units.bound_for[index], units.km_left[index] = own_axis, 0.0
            return
        if stand.zones_by_nation:
            units.bound_for[index] = STAYS
            units.waiting -= 1
            return
    target = neediest(front)
    units.bound_for[index] = target
    if zone >= 0:
        units.km_left[index] = theatre.zone_km[zone, target] - marched
    else:
        entry = nations.entry[contingents.nation[index]]
        units.km_left[index] = theatre.entry_km[entry, theatre.zone[target]] - marched


@compiled
def _joined_axis(theatre, contingents, front, units, index):  # type: ignore[no-untyped-def]
    """The axis that a contingent joins: its own zone's for one in the line, else the hardest pressed when it arrives."""
    own_line = contingents.status[index] == IN_LINE and theatre.zone[units.bound_for[index]] == contingents.zone[index]
    return units.bound_for[index] if own_line else neediest(front)


@compiled
def _attacked_axis_of(theatre, front, zone):  # type: ignore[no-untyped-def]
    """The axis of a zone that is pressed hardest, or -1 where none is attacked."""
    best = -1
    for axis in range(theatre.axes):
        mine = theatre.zone[axis] == zone and front.attacked[axis]
        if mine and (best < 0 or front.need[axis] > front.need[best]):
            best = axis
    return best


@compiled
def gather_allies(world, stand, contingents, front, units, forming):  # type: ignore[no-untyped-def]
    """Fill the brigades, their value and the power of the guarantors' contingents in the line on each axis.

    `forming` are the days for which their headquarters have been forming: since the attack, or since an imposed decision before it.
    """
    if units.in_line == 0:
        return
    for place in range(front.pressed):
        axis = front.listed[place]
        front.allied[axis], front.allied_power[axis], front.allied_holding[axis] = 0.0, 0.0, 0.0
        front.allied_load[axis] = 0.0
        front.allied_nations[axis], front.last_nation[axis] = 0, -1
    for place in range(units.coming):
        index = units.listed[place]
        axis, brigades = units.axis[index], units.brigades[index]
        if axis >= 0 and brigades > 0.0:
            holding = brigades * units.type_value[index]
            front.allied[axis] += brigades
            front.allied_holding[axis] += holding
            front.allied_load[axis] += brigades * units.load[index]
            front.allied_power[axis] += holding * units.supply_value[index]
            if contingents.nation[index] != front.last_nation[axis]:
                front.allied_nations[axis] += 1
                front.last_nation[axis] = contingents.nation[index]
    for place in range(front.pressed):
        axis = front.listed[place]
        under_one_head = coordination_factor(world, stand, front.allied_nations[axis], forming)
        front.allied_power[axis] *= world.ground_guarantor_quality * under_one_head


@compiled
def take_losses(world, front, units, settled):  # type: ignore[no-untyped-def]
    """Take a step's losses from everybody on each axis; some return in time, to the formation that lost them.

    Those that return to an attack do not count as sent anew: they bring it back towards its strength.
    """
    share, back = world.supply_return_share, settled.healed_share
    hostile_lost, hostile_replaced, own_lost, own_replaced, own_mending = 0.0, 0.0, 0.0, 0.0, 0.0
    for place in range(front.pressed):
        axis = front.listed[place]
        lost = front.attackers[axis] * front.attacker_loss[axis]
        front.attackers_mending[axis], returned = mend(front.attackers_mending[axis], lost * share, back)
        front.attackers[axis] += returned - lost
        hostile_lost += lost
        hostile_replaced += returned
        lost = front.defenders[axis] * front.defender_loss[axis]
        front.defenders_mending[axis], returned = mend(front.defenders_mending[axis], lost * share, back)
        front.defenders[axis] += returned - lost
        own_lost += lost
        own_replaced += returned
        own_mending += front.defenders_mending[axis]
    front.hostile_lost += hostile_lost
    front.hostile_replaced += hostile_replaced
    front.own_lost += own_lost
    front.own_replaced += own_replaced
    front.own_mending = own_mending
    if units.in_line > 0:
        _take_losses_of_units(front, units, share, back)


@compiled
def _take_losses_of_units(front, units, share, back):  # type: ignore[no-untyped-def]
    """Take a step's losses from the guarantors' contingents in the line."""
    for place in range(units.coming):
        index = units.listed[place]
        axis = units.axis[index]
        if axis >= 0:
            lost = units.brigades[index] * front.defender_loss[axis]
            units.mending[index], returned = mend(units.mending[index], lost * share, back)
            units.brigades[index] += returned - lost
            units.lost[index] += lost
            units.replaced[index] += returned


@compiled
def mend(mending, more, back):  # type: ignore[no-untyped-def]
    """(brigades still in hospital and workshop, brigades that return) where more come in and a share goes back."""
    mending += more
    return mending * (1.0 - back), mending * back
