"""What was searched in, the answer with its comparisons and reservations out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casus.flow.metrics.measure import share
from casus.study.allocation.curves import Points
from casus.study.allocation.instance import Placement
from casus.study.allocation.moves import brigades_moved, moves
from casus.study.allocation.record import Allocation, Compared
from casus.study.allocation.reserve import reserve
from casus.study.allocation.rivals import own_placement
from casus.study.allocation.search import Candidate, Search
from casus.study.allocation.supply import Given
from casus.study.asked import Asked


def settle(
    asked: Asked,
    gives: Sequence[Given],
    by_rotation: bool,
    points: tuple[Points, ...],
    fights: Mapping[str, float],
    search: Search,
) -> Allocation:
    """The answer: the best replayed allocation that keeps to the rules."""
    best = search.best
    assert best is not None
    own = own_placement(asked.design)
    compared = tuple(_compared(one, best, own) for one in search.candidates if one is not best and not one.proposed)
    return Allocation(
        scenario=asked.scenario,
        design=asked.design.id,
        attack=asked.attack.id,
        placement=best.placement,
        worst_axis=best.played.worst_axis,
        value=best.played.value,
        axes=best.played.shares,
        as_it_is=share(best.played.as_it_is),
        found_by=best.name,
        held_back=_held_back(gives, best.placement),
        moved=moves(own, best.placement),
        compared=compared,
        rounds=tuple(search.rounds),
        instance=search.instance,
        points=points,
        fights=fights,
        by_rotation=by_rotation,
        campaigns=search.judge.campaigns,
        reservations=reserve(asked, best, compared, search, fights, brigades_moved(own, best.placement)),
        provenance=asked.provenance,
        complete=search.complete,
    )


def _compared(one: Candidate, best: Candidate, own: Placement) -> Compared:
    return Compared(
        one.name,
        one.placement,
        one.played.value,
        one.played.worst_axis,
        share(one.played.as_it_is),
        best.played.above(one.played),
        one.breaks,
        brigades_moved(own, one.placement),
    )


def _held_back(gives: Sequence[Given], placement: Placement) -> dict[tuple[str, str], float]:
    """What is given and stands nowhere."""
    left = {(one.nation, str(one.type)): one.brigades for one in gives}
    for (nation, kind, _), brigades in placement.items():
        if (nation, kind) in left:
            left[nation, kind] -= brigades
    return {key: brigades for key, brigades in left.items() if brigades > 1e-6}
