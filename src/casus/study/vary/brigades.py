"""A design in, the same design with one brigade more out: from whom, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

import numpy as np

from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import LEAST_CONTINGENT, Contingent, Design
from casus.flow.scenario.schema.roles import AttackOption, UnitType
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation import sizes
from casus.study.vary.change import Change
from casus.study.vary.force import USUAL_NOTICE_DAYS, short_names, zone_weights
from casus.study.vary.parts import with_posture

TYPES: tuple[UnitType, ...] = ("heavy", "medium", "light")
POOLS_A_NATION = 6
"""Contingents that the model itself keeps for each guarantor."""
STEP = 0.05  # brigades; chosen, in which shares of a brigade are counted
LIKELY = 0.5
"""Probability from which a nation is taken to send no ground troops whatever happens."""

Pools = Mapping[str, Mapping[str, float]]
"""By nation, the brigades of its heavy and of its light pool."""


def pools_of(scenario: Scenario, draws: Draws) -> Pools:
    """Median pools of the nations that are not likely to be barred from sending ground troops."""
    of = draws.columns
    return {
        nation.id: {pool: float(np.median(of[f"nation.{nation.id}.{pool}"])) for pool in ("heavy", "light")}
        for nation in scenario.guarantors
        if float(np.median(of[f"nation.{nation.id}.ground_barred"])) < LIKELY
    }


def brigade_changes(scenario: Scenario, attack: AttackOption, pools: Pools, design: Design) -> tuple[Change, ...]:
    """One brigade more of each type in place, and a heavy one on standby with its equipment there.

    Each comes from those that have most left in their pools (`senders`) and goes to the attacked zone that lacks most of its
    share; a type that nobody has left is not there, nor is any where troops are banned.
    """
    if design.settlement.foreign_troops == "banned" or _full(design):
        return ()
    weights = zone_weights(scenario, attack)
    zone = short_names(scenario)[pressed_zone(weights, design)]
    sent_by = {kind: " and ".join(nation for nation, _ in senders(pools, design, kind)) for kind in TYPES}
    offered = [
        Change(
            f"brigade-{kind}", "brigades", f"1 {kind} brigade of {nations} in {zone}",
            "soldiers who stand where an attack meets them, for as long as the peace lasts",
            partial(_placed, weights, pools, kind),
        )
        for kind, nations in sent_by.items() if nations
    ]  # fmt: skip
    if sent_by["heavy"]:
        words = f"1 heavy brigade of {sent_by['heavy']} on standby ({USUAL_NOTICE_DAYS:g} days), its equipment there"
        asks = "a brigade kept ready that is free for nothing else"
        offered.append(Change("brigade-standby", "brigades", words, asks, partial(_on_standby, pools)))
    return tuple(offered)


def senders(pools: Pools, design: Design, kind: UnitType) -> list[tuple[str, float]]:
    """Who sends one brigade more of a type, and how much of it: the fewest that have it left, those with most first.

    None sends less than the floor of a contingent; nobody where all together have no brigade left.
    """
    left = {nation: _left(pools, design, nation, kind) for nation in design.pact.parties.guarantors if nation in pools}
    rest, parts = 1.0, list[tuple[str, float]]()
    for nation, brigades in sorted(left.items(), key=lambda item: -item[1]):
        part = _part(brigades, rest)
        if part > 0.0:
            parts.append((nation, part))
            rest = round(rest - part, 2)
    return parts if rest <= 0.0 else []


def _part(brigades: float, rest: float) -> float:
    """What of a brigade a nation takes on, so that it sends no crumb and leaves none to the others."""
    if brigades >= rest:
        return rest
    whole = math.floor(min(brigades, rest - LEAST_CONTINGENT) / STEP + 1e-9) * STEP
    return round(whole, 2) if whole >= LEAST_CONTINGENT else 0.0


def pressed_zone(weights: Mapping[str, float], design: Design) -> str:
    """The attacked zone whose brigades fall furthest below its share of the attack, once there is one brigade more."""
    there = dict.fromkeys(weights, 0.0)
    for force in design.posture.in_place:
        if force.zone in there:
            there[force.zone] += force.brigades
    whole = sum(there.values()) + 1.0
    return max(weights, key=lambda zone: whole * weights[zone] - there[zone])


def sent(before: Design, after: Design) -> str:
    """In words, which brigades a design has more than another, of whom, and where."""
    more = [
        *_more(before.posture.in_place, after.posture.in_place),
        *_more(before.posture.standby, after.posture.standby),
    ]
    return "; ".join(
        _counted(kind, [one for one in more if one[0].type == kind]) for kind in TYPES if kind in _types(more)
    )


def _more(before: tuple[Contingent, ...], after: tuple[Contingent, ...]) -> list[tuple[Contingent, float]]:
    """Each contingent that has grown, and by how much."""
    had = {_like(one): one.brigades for one in before}
    grown = [(one, one.brigades - had.get(_like(one), 0.0)) for one in after]
    return [(one, number) for one, number in grown if number > 0.0]


def _types(more: list[tuple[Contingent, float]]) -> set[UnitType]:
    return {one.type for one, _ in more}


def _counted(kind: UnitType, more: list[tuple[Contingent, float]]) -> str:
    """How many of a type, how many of whom where there are several, and all places."""
    by_nation: dict[str, float] = {}
    for one, number in more:
        by_nation[one.nation] = by_nation.get(one.nation, 0.0) + number
    whole = sum(by_nation.values())
    nations = [f"{nation} ({number:.3g})" if len(by_nation) > 1 else nation for nation, number in by_nation.items()]
    places = dict.fromkeys(f"in {one.zone}" if one.zone else "on standby" for one, _ in more)
    noun = "brigade" if round(whole, 2) == 1.0 else "brigades"
    return f"{whole:.3g} {kind} {noun} of {', '.join(nations)} {', '.join(places).replace(', in ', ', ')}"


def _like(one: Contingent) -> Contingent:
    """What two contingents that stand together have in common."""
    return one.model_copy(update={"brigades": 1.0})


def _placed(weights: Mapping[str, float], pools: Pools, kind: UnitType, design: Design) -> Design:
    zone, forces = pressed_zone(weights, design), design.posture.in_place
    for nation, part in senders(pools, design, kind):
        forces = _joined(forces, Contingent(nation=nation, type=kind, brigades=part, zone=zone))
    return with_posture(design, in_place=forces)


def _on_standby(pools: Pools, design: Design) -> Design:
    forces, notice = design.posture.standby, USUAL_NOTICE_DAYS
    for nation, part in senders(pools, design, "heavy"):
        one = Contingent(nation=nation, type="heavy", brigades=part, notice_days=notice, prepositioned=True)
        forces = _joined(forces, one)
    return with_posture(design, standby=forces)


def _joined(known: tuple[Contingent, ...], one: Contingent) -> tuple[Contingent, ...]:
    """The contingents with one more, added to the like of it where there is one."""
    for place, force in enumerate(known):
        if _like(force) == _like(one):
            grown = force.model_copy(update={"brigades": round(force.brigades + one.brigades, 2)})
            return (*known[:place], grown, *known[place + 1 :])
    return (*known, one)


def _left(pools: Pools, design: Design, nation: str, kind: UnitType) -> float:
    pool = "heavy" if kind == "heavy" else "light"
    forces = (*design.posture.in_place, *design.posture.standby)
    used = sum(one.brigades for one in forces if one.nation == nation and (one.type == "heavy") == (pool == "heavy"))
    return pools[nation][pool] - used


def _full(design: Design) -> bool:
    """Whether as many contingents more as a shared brigade could need would be more than can be played."""
    posture = design.posture
    have = (
        round(1.0 / LEAST_CONTINGENT)
        + len(posture.in_place)
        + len(posture.standby)
        + POOLS_A_NATION * len(design.pact.parties.guarantors)
    )
    return have > sizes.CONTINGENTS
