"""Scenario, design, attack and draws in; the arrays and records that the kernel reads out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from casus.flow.campaign import arrays
from casus.flow.campaign.arrays import Records
from casus.flow.campaign.blocks import Blocks, form_blocks
from casus.flow.campaign.laws.terrain import TERRAIN
from casus.flow.campaign.reach import country_km2, great_circle_km, line_km, station_km
from casus.flow.draws.sample import NATION_EVENTS, NATION_NORMALS, WORLD_EVENTS
from casus.flow.draws.streams import key_of
from casus.flow.handoffs import Draws
from casus.flow.scenario.quantities import (
    AGGRESSOR_UNITS,
    ATTACK_UNITS,
    NATION_UNITS,
    PROTECTED_UNITS,
)
from casus.flow.scenario.schema.design import Contingent, Design
from casus.flow.scenario.schema.roles import AttackOption
from casus.flow.scenario.schema.scenario import Scenario
from casus.flow.scenario.schema.theatre import Axis, Segment, Theatre
from casus.foundation import sizes
from casus.pacts.schema.pact import Pact

DETOUR = 1.25  # road over straight line; 1.15 to 1.3 on the roads of 2022, as the facts of the scenario state
HOURS_PER_DAY = 24.0


class Packed(NamedTuple):
    """One design against one attack, ready for the kernel: a record of each kind, as arrays of one."""

    ground: Records
    promise: Records
    stand: Records
    nations: Records
    contingents: Records
    assault: Records
    clock: Records


def pack(scenario: Scenario, design: Design, attack: AttackOption, decided_day: float = math.inf) -> Packed:
    """The records of one design against one attack; a finite day is imposed on the guarantors' decisions."""
    contingents, used = _pack_contingents(scenario, design)
    return Packed(
        _filled(arrays.GROUND, _ground(scenario, design)),
        _filled(arrays.PROMISE, _promise(scenario, design, decided_day)),
        _filled(arrays.STAND, _stand(scenario, design)),
        _filled(arrays.NATION, _nations(scenario, used)),
        _filled(arrays.CONTINGENT, contingents),
        _filled(arrays.ASSAULT, _assault(scenario, attack)),
        _filled(arrays.CLOCK, _clock(scenario)),
    )


def _filled(record_type: np.dtype[np.void], values: Mapping[str, Any]) -> Records:
    """An array of one record with every field set; shorter arrays fill the front of a padded field."""
    if set(values) != set(record_type.names or ()):
        raise AssertionError(f"fields differ: {set(values) ^ set(record_type.names or ())}")
    record = arrays.many(record_type, 1)
    fields = record.view(np.ndarray)  # whose fields are found four times as fast
    for name, value in values.items():
        given = np.asarray(value)
        if not given.size:  # a list of none, such as the entry points of a theatre without help from abroad
            continue
        front: tuple[int | slice, ...] = (0, *(slice(0, size) for size in given.shape))
        fields[name][front] = given
    return record


# --- worlds -----------------------------------------------------------------------------------------------------------


_packed: WeakKeyDictionary[Draws, tuple[Scenario, Records, Blocks]] = WeakKeyDictionary()
"""Worlds that were packed, for as long as their draws live: every design and attack of a study meets the same."""


def pack_worlds(scenario: Scenario, draws: Draws) -> Records:
    """A record for each draw with a field for everything that the kernel reads from a world; not to be written to."""
    return pack_blocks(scenario, draws)[0]


def pack_blocks(scenario: Scenario, draws: Draws) -> tuple[Records, Blocks]:
    """The worlds as records, and shared out over the blocks that the kernel plays in step."""
    known = _packed.get(draws)
    if known is None or known[0] is not scenario:
        worlds = _pack_worlds(scenario, draws)
        known = _packed[draws] = scenario, worlds, form_blocks(worlds, sites(scenario))
    return known[1:]


def sites(scenario: Scenario) -> npt.NDArray[np.int64]:
    """The stream of random numbers of each axis, from its name."""
    return np.array([key_of(0, f"axis.{axis.id}") & 0xFFFFFFFF for axis in scenario.theatre.axes])


def _pack_worlds(scenario: Scenario, draws: Draws) -> Records:
    from casus.flow.campaign.fortunes import allot_all

    worlds = arrays.many(world_type(scenario), len(draws))
    worlds["seed"], worlds["draw"] = key_of(draws.seed, "kernel") & 0xFFFFFFFF, draws.numbers
    for name, columns in _world_columns(scenario).items():
        if isinstance(columns, str):
            worlds[name] = draws.columns[columns]
        else:
            for index, column in enumerate(columns):
                worlds[name][:, index] = draws.columns[column]
    allot_all(worlds, sites(scenario))
    return worlds


def world_type(scenario: Scenario) -> np.dtype[np.void]:
    """The record of one world: a field for each quantity of the model, and padded fields for each kind of role."""
    fields = [(name, "f8", _padding(name)) for name in _world_columns(scenario)]
    allotments = [(name, "f8", (sizes.AXES,)) for name in ("attack_allotment", "defence_allotment")]
    return np.dtype([("seed", "i8", ()), ("draw", "i8", ()), *fields, *allotments])


def _padding(field: str) -> tuple[int, ...]:
    """Shape of a world's field: one number, or one for each role of its kind."""
    most = {"attack_": sizes.ATTACKS, "nation_": sizes.NATIONS, "entry_": sizes.ENTRIES}
    if field in {"ally_opens", "event_ally"}:
        return (sizes.ALLIES,)
    return next(((size,) for prefix, size in most.items() if field.startswith(prefix)), ())


def _world_columns(scenario: Scenario) -> dict[str, str | tuple[str, ...]]:
    """Each field of a world with the column, or the columns one for each role, of the draws that fill it."""
    columns: dict[str, str | tuple[str, ...]] = {name: name for name in scenario.parameters}
    columns |= {f"protected_{field}": f"protected.{field}" for field in PROTECTED_UNITS}
    columns |= {f"aggressor_{field}": f"aggressor.{field}" for field in AGGRESSOR_UNITS}
    columns |= {f"event_{name}": f"event.{name}" for name in WORLD_EVENTS}
    allies = [ally.id for ally in scenario.setup.aggressor.allies]
    columns["ally_opens"] = tuple(f"ally.{ally}.opens" for ally in allies)
    columns["event_ally"] = tuple(f"event.ally.{ally}" for ally in allies)
    for field in ATTACK_UNITS:
        columns[f"attack_{field}"] = tuple(f"attack.{attack.id}.{field}" for attack in scenario.attacks)
    for field in (*NATION_UNITS, *NATION_EVENTS, *NATION_NORMALS):
        columns[f"nation_{field}"] = tuple(f"nation.{nation.id}.{field}" for nation in scenario.guarantors)
    columns["entry_capacity"] = tuple(f"entry.{entry.id}.capacity" for entry in scenario.theatre.entry_points)
    return columns


# --- the ground -------------------------------------------------------------------------------------------------------


def _ground(scenario: Scenario, design: Design) -> dict[str, Any]:
    theatre = scenario.theatre
    axes, most = theatre.axes, max(len(axis.segments) for axis in theatre.axes)
    zones = {zone.id: index for index, zone in enumerate(theatre.zones)}
    cities = {city.id: index for index, city in enumerate(scenario.cities)}
    allies = {ally.id: index for index, ally in enumerate(scenario.setup.aggressor.allies)}
    table = {name: np.zeros((len(axes), most)) for name in ("end", "width", "mobility", "defence", "casualty", "river")}
    works, urban = np.zeros((len(axes), most), np.int64), np.zeros((len(axes), most), np.int64)
    city = np.full((len(axes), most), -1, np.int64)
    for x, axis in enumerate(axes):
        end_km = 0.0
        for s, segment in enumerate(axis.segments):
            end_km += segment.length_km
            factors = TERRAIN[segment.terrain]
            row = (end_km, segment.width_km, factors.mobility, factors.defence, factors.casualty, segment.river_m)
            for name, number in zip(table, row, strict=True):
                table[name][x, s] = number
            works[x, s] = _works(design, axis, segment)
            urban[x, s] = segment.terrain == "urban"
            city[x, s] = cities[segment.city] if segment.city else -1
    return {
        "axes": len(axes),
        "zones": len(zones),
        "entries": len(theatre.entry_points),
        "cities": len(cities),
        "segments": [len(axis.segments) for axis in axes],
        "end_km": table["end"],
        "width_km": table["width"],
        "mobility": table["mobility"],
        "defence": table["defence"],
        "casualty": table["casualty"],
        "works": works,
        "urban": urban,
        "river_m": table["river"],
        "city": city,
        "people": [city.population for city in scenario.cities],
        "key": [city.id in theatre.key_cities for city in scenario.cities],
        "start_km": [design.settlement.start_km.get(axis.id, 0.0) for axis in axes],
        "rail_km": [axis.rail_km for axis in axes],
        "defender_share": [axis.defender_share for axis in axes],
        "ally": [allies[axis.opened_by] if axis.opened_by else -1 for axis in axes],
        "zone": [zones[axis.zone] for axis in axes],
        "zone_km": _zone_km(theatre),
        "entry_km": _entry_km(theatre),
        "gauge_break": [entry.gauge_break for entry in theatre.entry_points],
        "hold_depth_km": [axis.hold_depth_km or theatre.hold_depth_km for axis in axes],
        "country_km2": country_km2(scenario),
    }


def _works(design: Design, axis: Axis, segment: Segment) -> int:
    """Works of a segment under a design: what stands, or what the design builds on the first segment behind its line."""
    level = arrays.WORKS.index(segment.works)
    planned = design.posture.works.get(axis.zone)
    first = axis.segment_behind(design.settlement.start_km.get(axis.id, 0.0))
    return max(level, arrays.WORKS.index(planned)) if planned and segment is first else level


def _zone_km(theatre: Theatre) -> list[list[float]]:
    return [[DETOUR * great_circle_km(zone.centre, axis.start) for axis in theatre.axes] for zone in theatre.zones]


def _entry_km(theatre: Theatre) -> list[list[float]]:
    length = {(line.entry, line.zone): line.length_km for line in theatre.lines}
    return [[length[entry.id, zone.id] for zone in theatre.zones] for entry in theatre.entry_points]


# --- pact, posture, settlement, attack --------------------------------------------------------------------------------


def _promise(scenario: Scenario, design: Design, decided_day: float) -> dict[str, Any]:
    pact, nations = design.pact, [nation.id for nation in scenario.guarantors]
    parties, obligation, decision, deadlines = pact.parties, pact.obligation, pact.decision, pact.deadlines
    return {
        "nations": len(nations),
        "member": [nation in parties.guarantors for nation in nations],
        "members": len(parties.guarantors),
        "trigger": _trigger(pact),
        "joint": pact.attribution.judge == "joint",
        "obligation": obligation.level,
        "binding": pact.binding,
        "treaty": pact.form.kind == "treaty",
        "automatic": obligation.automatic,
        "rule": arrays.RULES.index(decision.rule),
        "quorum": decision.quorum or 0,
        "weight": [decision.weights.get(nation, 1.0) for nation in nations],
        "majority_share": decision.majority_share,
        "fallback": decision.fallback,
        "lead": nations.index(parties.lead) if parties.lead else -1,
        "adversary_at_the_table": pact.adversary_at_the_table,
        "meet_days": _days(deadlines.meet_h),
        "decide_days": _days(deadlines.decide_h),
        "act_days": _days(deadlines.act_h),
        "decided_day": decided_day,
    }


def _trigger(pact: Pact) -> int:
    """How the kernel takes the event: its words, those that narrow it, and who must find it."""
    if pact.trigger.event == "nuclear-attack":
        return arrays.OUT_OF_REACH  # no attack option is one
    if pact.trigger.event == "threat":
        return arrays.THREAT
    if pact.trigger.event == "war" or {"significant", "sustained"} & {*pact.trigger.qualifiers}:
        return arrays.SUSTAINED_ATTACK
    return arrays.ATTRIBUTED_ATTACK if pact.attribution.judge in {"body", "joint"} else arrays.ARMED_ATTACK


def _days(hours: float | None) -> float:
    return math.inf if hours is None else hours / HOURS_PER_DAY


def _stand(scenario: Scenario, design: Design) -> dict[str, Any]:
    posture, settlement, air = design.posture, design.settlement, design.posture.air
    return {
        "delegated": posture.delegated,
        "mandate": posture.mandate,
        "command": arrays.COMMANDS.index(posture.command),
        "zones_by_nation": posture.zones_by_nation,
        "planned": posture.command in {"lead", "integrated"} and not settlement.neutral,
        "forward_stock_days": posture.forward_stock_days,
        "aircraft": air.aircraft,
        "stations": air.stations,
        "alert": air.alert,
        "based_inside": air.base == "inside",
        "station_km": station_km(scenario, air.base == "inside"),
        "drone_defence": posture.air_defence.drones_day,
        "cruise_batteries": posture.air_defence.cruise_batteries,
        "ballistic_batteries": posture.air_defence.ballistic_batteries,
        "interceptors": posture.air_defence.interceptors,
        "interceptors_month": posture.air_defence.interceptors_month,
        "ballistic_interceptors": posture.air_defence.ballistic_interceptors,
        "ballistic_interceptors_month": posture.air_defence.ballistic_interceptors_month,
        "monitors": posture.monitoring.persons if posture.monitoring else 0.0,
        "monitors_access": arrays.ACCESSES.index(posture.monitoring.access) if posture.monitoring else 0,
        "monitors_power": arrays.POWERS.index(posture.monitoring.power) if posture.monitoring else 0,
        "arms_beur_year": posture.arms_meur_year / 1000.0,
        "arms_at_war": posture.arms_at_war,
        "army_cap_kperson": settlement.army_cap_kperson or math.inf,
        "sanctions_kept": settlement.sanctions == "kept",
    }


def _pack_contingents(scenario: Scenario, design: Design) -> tuple[dict[str, Any], dict[tuple[str, str], float]]:
    """All contingents of a design, the members' remaining pools last, and what of the pools is used before."""
    rows: list[tuple[Contingent, int]] = list(_placed(design))
    used: dict[tuple[str, str], float] = {}
    for contingent, _ in rows:
        pool = "heavy" if contingent.type == "heavy" else "light"
        used[contingent.nation, pool] = used.get((contingent.nation, pool), 0.0) + contingent.brigades
    nations = [nation.id for nation in scenario.guarantors]
    zones = [zone.id for zone in scenario.theatre.zones]
    pools = [
        (nation, unit_type, tier)
        for nation in design.pact.parties.guarantors
        for unit_type in ("light", "heavy")
        for tier in range(arrays.TIERS)
    ]
    return {
        "count": len(rows) + len(pools),
        "nation": [nations.index(c.nation) for c, _ in rows] + [nations.index(nation) for nation, _, _ in pools],
        "type": [arrays.UNIT_TYPES.index(c.type) for c, _ in rows] + [arrays.UNIT_TYPES.index(t) for _, t, _ in pools],
        "brigades": [c.brigades for c, _ in rows] + [0.0 for _ in pools],
        "zone": [_zone_of(c, status, zones) for c, status in rows] + [-1 for _ in pools],
        "status": [status for _, status in rows] + [arrays.IN_POOL for _ in pools],
        "tier": [0 for _ in rows] + [tier for _, _, tier in pools],
        "notice_days": [-1.0 if c.notice_days is None else c.notice_days for c, _ in rows] + [-1.0 for _ in pools],
        "prepositioned": [c.prepositioned for c, _ in rows] + [False for _ in pools],
    }, used


def _placed(design: Design) -> Iterator[tuple[Contingent, int]]:
    for contingent in design.posture.in_place:
        yield contingent, arrays.IN_LINE if contingent.role == "line" else arrays.IN_RESERVE
    for contingent in design.posture.standby:
        yield contingent, arrays.ON_STANDBY


def _zone_of(contingent: Contingent, status: int, zones: list[str]) -> int:
    return zones.index(contingent.zone) if contingent.zone and status != arrays.ON_STANDBY else -1


def _nations(scenario: Scenario, used: dict[tuple[str, str], float]) -> dict[str, Any]:
    entries = {entry.id: index for index, entry in enumerate(scenario.theatre.entry_points)}
    at = {entry.id: entry.at for entry in scenario.theatre.entry_points}
    guarantors = scenario.guarantors
    return {
        "procedure": [arrays.PROCEDURES.index(nation.procedure) for nation in guarantors],
        "emergency": [nation.emergency for nation in guarantors],
        "treaty_exempt": [nation.treaty_exempt for nation in guarantors],
        "land_km": [DETOUR * great_circle_km(nation.landing or nation.home, at[nation.entry]) for nation in guarantors],
        "air_km": [great_circle_km(nation.home, at[nation.entry]) for nation in guarantors],
        "entry": [entries[nation.entry] for nation in guarantors],
        "crossing": [arrays.CROSSINGS.index(nation.crossing) for nation in guarantors],
        "used_heavy": [used.get((nation.id, "heavy"), 0.0) for nation in guarantors],
        "used_light": [used.get((nation.id, "light"), 0.0) for nation in guarantors],
    }


def _assault(scenario: Scenario, attack: AttackOption) -> dict[str, Any]:
    weights = np.array([attack.axes.get(axis.id, 0.0) for axis in scenario.theatre.axes])
    index = [option.id for option in scenario.attacks].index(attack.id)
    return {
        "index": index,
        "deniable": attack.deniable,
        "great_power": scenario.setup.aggressor.great_power,
        "intensity": attack.intensity,
        "weight": weights / weights.sum(),
        "inside_km": line_km(scenario, attack.axes, inside=True),
        "outside_km": line_km(scenario, attack.axes, inside=False),
    }


def _clock(scenario: Scenario) -> dict[str, Any]:
    step_days = scenario.setup.step_hours / HOURS_PER_DAY
    recorded = [round(day / step_days) for day in arrays.RECORDED_DAYS if day <= scenario.setup.horizon_days]
    return {
        "step_days": step_days,
        "steps": round(scenario.setup.horizon_days / step_days),
        "records": len(recorded),
        "recorded_step": recorded,
    }
