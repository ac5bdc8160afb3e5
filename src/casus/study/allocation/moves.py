"""Two allocations in, what has to move to come from one to the other out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casus.flow.scenario.schema.roles import UnitType
from casus.study.allocation.instance import Placement

LEAST = 1e-6  # brigades; rounding of sums


@dataclass(frozen=True)
class Move:
    """Brigades of one nation and type that change their zone; None: not in place."""

    nation: str
    type: UnitType
    brigades: float
    origin: str | None
    goal: str | None


def moves(before: Placement, after: Placement) -> tuple[Move, ...]:
    """The least that has to move, the largest first."""
    kinds = sorted({(nation, kind) for nation, kind, _ in (*before, *after)})
    found = [move for nation, kind in kinds for move in _of_one(nation, kind, before, after)]
    return tuple(sorted(found, key=lambda move: -move.brigades))


def brigades_moved(before: Placement, after: Placement) -> float:
    """Brigades that change their zone."""
    return sum(move.brigades for move in moves(before, after))


def _of_one(nation: str, kind: UnitType, before: Placement, after: Placement) -> Iterator[Move]:
    """Zones that give up brigades, paired with zones that get them."""
    zones = dict.fromkeys(zone for n, k, zone in (*before, *after) if (n, k) == (nation, kind))
    change = {zone: after.get((nation, kind, zone), 0.0) - before.get((nation, kind, zone), 0.0) for zone in zones}
    giving = [[zone, -more] for zone, more in change.items() if more < -LEAST]
    getting = [[zone, more] for zone, more in change.items() if more > LEAST]
    while giving or getting:
        origin, goal = (
            (giving[0] if giving else [None, float("inf")]),
            (getting[0] if getting else [None, float("inf")]),
        )
        brigades = min(origin[1], goal[1])
        yield Move(nation, kind, brigades, origin[0], goal[0])
        for side in (giving, getting):
            if side:
                side[0][1] -= brigades
                if side[0][1] <= LEAST:
                    side.pop(0)
