"""A design in, the same design with one brigade more out: from whom, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Contingent, Design
from casus.flow.scenario.schema.roles import AttackOption, UnitType
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation import sizes
from casus.study.vary.change import Change, with_posture
from casus.study.vary.force import USUAL_NOTICE_DAYS, short_names, zone_weights

TYPES: tuple[UnitType, ...] = ("heavy", "medium", "light")
POOLS_A_NATION = 6
"""Contingents that the model itself keeps for each guarantor."""
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

    Each comes from the guarantor that has most left in its pool beyond what the design asks of it already, and goes to the
    attacked zone that lacks most of its share; a type that nobody has left is not there, nor is any where troops are banned.
    """
    if design.settlement.foreign_troops == "banned" or _full(design):
        return ()
    weights = zone_weights(scenario, attack)
    names = short_names(scenario)
    zone = pressed_zone(weights, design)
    senders = {kind: sender(pools, design, kind) for kind in TYPES}
    offered = [
        Change(
            f"brigade-{kind}", "brigades", f"1 {kind} brigade of {nation} in {names[zone]}",
            "soldiers who stand where an attack meets them, for as long as the peace lasts",
            partial(_placed, weights, pools, kind),
        )
        for kind, nation in senders.items() if nation
    ]  # fmt: skip
    if senders["heavy"]:
        offered.append(
            Change(
                "brigade-standby", "brigades",
                f"1 heavy brigade of {senders['heavy']} on standby ({USUAL_NOTICE_DAYS:g} days), its equipment there",
                "a brigade kept ready that is free for nothing else", partial(_on_standby, pools),
            )
        )  # fmt: skip
    return tuple(offered)


def sender(pools: Pools, design: Design, kind: UnitType) -> str | None:
    """The guarantor with most brigades left for this type; None where none has a whole one left."""
    left = {nation: _left(pools, design, nation, kind) for nation in design.pact.parties.guarantors if nation in pools}
    best = max(left, key=lambda nation: left[nation], default=None)
    return best if best is not None and left[best] >= 1.0 else None


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
    in_place = _more(before.posture.in_place, after.posture.in_place)
    return ", ".join((*in_place, *_more(before.posture.standby, after.posture.standby)))


def _more(before: tuple[Contingent, ...], after: tuple[Contingent, ...]) -> list[str]:
    """Each contingent that has grown, and by how much."""
    had = {_like(one): one.brigades for one in before}
    grown = [(one, one.brigades - had.get(_like(one), 0.0)) for one in after]
    return [
        f"{number:g} {one.type} {'brigade' if number == 1.0 else 'brigades'} of {one.nation} {f'in {one.zone}' if one.zone else 'on standby'}"
        for one, number in grown
        if number > 0.0
    ]


def _like(one: Contingent) -> Contingent:
    """What two contingents that stand together have in common."""
    return one.model_copy(update={"brigades": 1.0})


def _placed(weights: Mapping[str, float], pools: Pools, kind: UnitType, design: Design) -> Design:
    nation = sender(pools, design, kind)
    if nation is None:
        return design
    one = Contingent(nation=nation, type=kind, brigades=1.0, zone=pressed_zone(weights, design))
    return with_posture(design, in_place=_joined(design.posture.in_place, one))


def _on_standby(pools: Pools, design: Design) -> Design:
    nation = sender(pools, design, "heavy")
    if nation is None:
        return design
    one = Contingent(nation=nation, type="heavy", brigades=1.0, notice_days=USUAL_NOTICE_DAYS, prepositioned=True)
    return with_posture(design, standby=_joined(design.posture.standby, one))


def _joined(known: tuple[Contingent, ...], one: Contingent) -> tuple[Contingent, ...]:
    """The contingents with one more, added to the like of it where there is one."""
    for place, force in enumerate(known):
        if _like(force) == _like(one):
            grown = force.model_copy(update={"brigades": force.brigades + one.brigades})
            return (*known[:place], grown, *known[place + 1 :])
    return (*known, one)


def _left(pools: Pools, design: Design, nation: str, kind: UnitType) -> float:
    pool = "heavy" if kind == "heavy" else "light"
    forces = (*design.posture.in_place, *design.posture.standby)
    used = sum(one.brigades for one in forces if one.nation == nation and (one.type == "heavy") == (pool == "heavy"))
    return pools[nation][pool] - used


def _full(design: Design) -> bool:
    """Whether another contingent would be more than can be played."""
    posture = design.posture
    have = len(posture.in_place) + len(posture.standby) + POOLS_A_NATION * len(design.pact.parties.guarantors)
    return have >= sizes.CONTINGENTS
