"""A design in, what each nation gives to be placed out: what the design has in place, or what its pools sustain by rotation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import LEAST_CONTINGENT, Design
from casus.flow.scenario.schema.roles import UnitType
from casus.foundation.errors import InputError, Problem
from casus.study.allocation.instance import Contribution
from casus.study.vary.force import USUAL_TYPE

USUAL_PIECE = 0.5
"""Brigades in which contributions are placed where no least contingent is asked for; chosen: two battalions with their support."""
VALUE_OF: dict[UnitType, str] = {kind: f"ground_{kind}_value" for kind in ("heavy", "medium", "light")}
"""Draws column of what a brigade of a type is worth against a mechanised one, as `campaign.movement.type_value` takes it."""


@dataclass(frozen=True)
class Given:
    """Brigades of one nation and type."""

    nation: str
    type: UnitType
    brigades: float


def given(design: Design, draws: Draws, by_rotation: bool) -> tuple[Given, ...]:
    """What each nation gives, by type; raises InputError where that is nothing."""
    if design.settlement.foreign_troops == "banned":
        raise InputError([Problem(f"design '{design.id}' bans foreign troops: there is nothing to allocate")])
    found = _sustained(design, draws) if by_rotation else _in_place(design)
    if not found and by_rotation:
        raise InputError([Problem(f"design '{design.id}': no guarantor's pools sustain a battalion by rotation")])
    if not found:
        raise InputError(
            [
                Problem(
                    f"design '{design.id}' has no forces in place to allocate",
                    hint="--by-rotation takes what its guarantors' pools sustain",
                )
            ]
        )
    return found


def _in_place(design: Design) -> tuple[Given, ...]:
    brigades = dict[tuple[str, UnitType], float]()
    for one in sorted(design.posture.in_place, key=lambda one: one.nation):
        brigades[one.nation, one.type] = brigades.get((one.nation, one.type), 0.0) + one.brigades
    return tuple(Given(nation, kind, sum_) for (nation, kind), sum_ in brigades.items())


def _sustained(design: Design, draws: Draws) -> tuple[Given, ...]:
    """Median pools over the median rotation factor; what is below the resolution floor is left out."""
    factor, found = float(np.median(draws.columns["deployment_rotation_factor"])), []
    pools: tuple[tuple[UnitType, str], ...] = (("heavy", "heavy"), (USUAL_TYPE, "light"))
    for nation in sorted(design.pact.parties.guarantors):
        for kind, pool in pools:
            column = draws.columns.get(f"nation.{nation}.{pool}")
            brigades = 0.0 if column is None else float(np.median(column)) / factor
            if brigades >= LEAST_CONTINGENT:
                found.append(Given(nation, kind, brigades))
    return tuple(found)


def least_by_nation(gives: tuple[Given, ...], least: float | None) -> dict[str, float]:
    """The least contingent of each nation: what is asked for, or the resolution floor, or all of it where it gives less."""
    floor = LEAST_CONTINGENT if least is None else least
    return {nation: min(floor, brigades) for nation, brigades in _by_nation(gives).items()}


def piece_by_nation(gives: tuple[Given, ...], least: float | None, design: Design) -> dict[str, float]:
    """Brigades in which each nation's are placed: the least contingent; raises InputError where a nation's forces do not reach it.

    Where none is asked for: the usual piece, or less where the nation gives less, or the design itself sends less to a zone.
    """
    whole = _by_nation(gives)
    if least is None:
        stated = _least_stated(design)
        return {nation: min(USUAL_PIECE, brigades, stated.get(nation, brigades)) for nation, brigades in whole.items()}
    if not least >= LEAST_CONTINGENT:
        raise InputError(
            [Problem(f"--least is {least:g} brigades; the resolution floor is {LEAST_CONTINGENT:g} (a battlegroup)")]
        )
    short = {nation: brigades for nation, brigades in whole.items() if brigades < least - 1e-9}
    if short:
        named = ", ".join(f"{nation} {brigades:.2g}" for nation, brigades in short.items())
        hint = f"the most that all can meet is {min(whole.values()):.2g}; without --least a small nation sends what it gives"
        raise InputError(
            [Problem(f"--least is {least:g} brigades, and some nations give fewer in all: {named}", hint=hint)]
        )
    return dict.fromkeys(whole, least)


def _least_stated(design: Design) -> dict[str, float]:
    """By nation, the fewest brigades that a design has of it in any zone."""
    sent = dict[tuple[str, str | None], float]()
    for one in design.posture.in_place:
        sent[one.nation, one.zone] = sent.get((one.nation, one.zone), 0.0) + one.brigades
    least = dict[str, float]()
    for (nation, _), brigades in sent.items():
        least[nation] = min(brigades, least.get(nation, brigades))
    return least


def _by_nation(gives: tuple[Given, ...]) -> dict[str, float]:
    whole = dict[str, float]()
    for one in gives:
        whole[one.nation] = whole.get(one.nation, 0.0) + one.brigades
    return whole


def contributions(
    gives: tuple[Given, ...], pieces: Mapping[str, float], draws: Draws, fights: Mapping[str, float]
) -> tuple[Contribution, ...]:
    """The same in pieces of about that size, each with its worth.

    A brigade's worth is the median value of its type times the share of worlds in which its nation fights.
    """
    value = {kind: float(np.median(draws.columns[column])) for kind, column in VALUE_OF.items()}
    return tuple(
        Contribution(
            one.nation,
            one.type,
            one.brigades,
            max(1, int(one.brigades / pieces[one.nation] + 1e-9)),
            value[one.type] * fights[one.nation],
        )
        for one in gives
    )
