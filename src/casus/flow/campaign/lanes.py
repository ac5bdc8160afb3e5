"""Lanes: what one campaign of a block hands to a formula.

A block plays its campaigns in step. Its records hold a number for each lane, and a formula takes those of one lane: `law_world`
and its like give it the world, and `clash_of` what meets on an axis. Compiled, none of them takes any time.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from casus.flow.campaign.combat import Clash
from casus.flow.campaign.compiled import compiled_as_written, compiled_in_place


class Block(NamedTuple):
    """The records of a block; each holds a number for each lane.

    They lie apart, and not in one record, so that a compiler sees that writing to one changes no other.
    """

    worlds: Any
    roll: Any
    settled: Any
    front: Any
    sides: Any
    clash: Any
    store: Any
    sky: Any
    arsenal: Any


@compiled_as_written
def block_of(worlds, kinds, room):  # type: ignore[no-untyped-def]
    """A block with these worlds and one of the records of each kind, in the order of `arrays.LANED`.

    As written, since compiled functions cannot hand records back.
    """
    return Block(
        worlds, kinds[0][room], kinds[1][room], kinds[2][room], kinds[3][room],
        kinds[4][room], kinds[5][room], kinds[6][room], kinds[7][room],
    )  # fmt: skip


class LawWorld(NamedTuple):
    """What the formulas of the laws of combat read of a world."""

    ground_positional_threshold: float
    ground_positional_advance: float
    ground_positional_loss_per_day: float
    ground_positional_exchange: float
    ground_attacker_loss_per_day: float
    ground_defender_loss_per_day: float
    bracken_p: float
    bracken_q: float
    bracken_d: float
    epstein_most_withdrawal: float
    epstein_exchange: float
    biddle_reserve_share: float
    biddle_assault_km_per_day: float
    biddle_position_depth_km: float
    biddle_exposure_defender: float
    hero_loss_factor: float
    dupuy_fatigue_per_day: float
    brigade_persons: float


class WarningWorld(NamedTuple):
    """What the formulas of warning read of a world."""

    warning_full_alert_days: float
    warning_peacetime_manning_share: float


class SupplyWorld(NamedTuple):
    """What the formulas of supply read of a world."""

    supply_static_fuel_share: float
    supply_dry_value_share: float
    supply_no_fuel_value_share: float
    supply_aid_resupply_share: float
    supply_own_resupply_share: float


class CommandWorld(NamedTuple):
    """What the formulas of headquarters read of a world."""

    command_seam_loss_share: float
    command_adhoc_factor: float
    command_lead_factor: float
    command_integrated_factor: float
    command_lead_days: float
    command_adhoc_days: float


class AirWorld(NamedTuple):
    """What the formulas of the air and strikes, and of what these leave of a march, read of a world."""

    air_neutral_sorties: float
    strike_drone_kill_share: float
    strike_decoy_share: float
    strike_cruise_other_kill: float
    strike_delay_per_leaker: float
    deployment_onward_km_per_day: float


class Settled(NamedTuple):
    """What Biddle's law reads of what a campaign never changes."""

    biddle_guards: float
    biddle_arriving: float
    biddle_casualties: float


@compiled_in_place
def law_world(worlds, lane):  # type: ignore[no-untyped-def]
    """What the formulas of the laws of combat read of the world of a lane."""
    return LawWorld(
        worlds.ground_positional_threshold[lane], worlds.ground_positional_advance[lane],
        worlds.ground_positional_loss_per_day[lane], worlds.ground_positional_exchange[lane],
        worlds.ground_attacker_loss_per_day[lane], worlds.ground_defender_loss_per_day[lane], worlds.bracken_p[lane],
        worlds.bracken_q[lane], worlds.bracken_d[lane], worlds.epstein_most_withdrawal[lane], worlds.epstein_exchange[lane],
        worlds.biddle_reserve_share[lane], worlds.biddle_assault_km_per_day[lane], worlds.biddle_position_depth_km[lane],
        worlds.biddle_exposure_defender[lane], worlds.hero_loss_factor[lane], worlds.dupuy_fatigue_per_day[lane],
        worlds.brigade_persons[lane],
    )  # fmt: skip


@compiled_in_place
def warning_world(worlds, lane):  # type: ignore[no-untyped-def]
    """What the formulas of warning read of the world of a lane."""
    return WarningWorld(
        worlds.warning_full_alert_days[lane], worlds.warning_peacetime_manning_share[lane],
    )  # fmt: skip


@compiled_in_place
def supply_world(worlds, lane):  # type: ignore[no-untyped-def]
    """What the formulas of supply read of the world of a lane."""
    return SupplyWorld(
        worlds.supply_static_fuel_share[lane], worlds.supply_dry_value_share[lane], worlds.supply_no_fuel_value_share[lane],
        worlds.supply_aid_resupply_share[lane], worlds.supply_own_resupply_share[lane],
    )  # fmt: skip


@compiled_in_place
def command_world(worlds, lane):  # type: ignore[no-untyped-def]
    """What the formulas of headquarters read of the world of a lane."""
    return CommandWorld(
        worlds.command_seam_loss_share[lane], worlds.command_adhoc_factor[lane], worlds.command_lead_factor[lane],
        worlds.command_integrated_factor[lane], worlds.command_lead_days[lane], worlds.command_adhoc_days[lane],
    )  # fmt: skip


@compiled_in_place
def air_world(worlds, lane):  # type: ignore[no-untyped-def]
    """What the formulas of the air and strikes, and of what these leave of a march, read of the world of a lane."""
    return AirWorld(
        worlds.air_neutral_sorties[lane], worlds.strike_drone_kill_share[lane], worlds.strike_decoy_share[lane],
        worlds.strike_cruise_other_kill[lane], worlds.strike_delay_per_leaker[lane],
        worlds.deployment_onward_km_per_day[lane],
    )  # fmt: skip


@compiled_in_place
def settled_of(settled, lane):  # type: ignore[no-untyped-def]
    """What Biddle's law reads of a lane's settled quantities."""
    return Settled(settled.biddle_guards[lane], settled.biddle_arriving[lane], settled.biddle_casualties[lane])


@compiled_in_place
def clash_of(front, clash, axis, days, lane):  # type: ignore[no-untyped-def]
    """What meets on an axis in a lane."""
    return Clash(
        front.attackers[axis, lane], clash.fighting[lane], clash.attack[lane], clash.behind_works[lane], clash.ratio[lane],
        clash.thin[lane], front.width_km[axis, lane], clash.terrain_mobility[lane],
        front.casualty[axis, lane], clash.control[lane], front.withdrawal_km[axis, lane], front.prosecution[axis, lane],
        clash.stopped[lane] > 0.0, days,
    )  # fmt: skip
