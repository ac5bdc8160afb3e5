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
    """Id of the nation."""
    type: UnitType
    """Unit type."""
    brigades: float
    """Brigade equivalents."""
    origin: str | None
    """Zone from which they come."""
    goal: str | None
    """Zone to which they go."""


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
    giving: dict[str | None, float] = {zone: -more for zone, more in change.items() if more < -LEAST}
    getting: dict[str | None, float] = {zone: more for zone, more in change.items() if more > LEAST}
    spare = sum(getting.values()) - sum(giving.values())
    (giving if spare > 0.0 else getting)[None] = abs(spare)
    while len(giving) and len(getting):
        origin, goal = next(iter(giving)), next(iter(getting))
        brigades = min(giving[origin], getting[goal])
        if brigades > LEAST:
            yield Move(nation, kind, brigades, origin, goal)
        for side, zone in ((giving, origin), (getting, goal)):
            side[zone] -= brigades
            if side[zone] <= LEAST:
                del side[zone]
