"""An allocation and its rivals in, what goes with it out: how sure it is, what else would do, what it hides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from casus.flow.metrics.feasibility import feasible_share
from casus.flow.metrics.measure import Z95, Difference
from casus.flow.views.theatre_tables import plain
from casus.study.allocation.instance import nations_in
from casus.study.allocation.laid import laid
from casus.study.allocation.record import Compared
from casus.study.allocation.rivals import EVEN, OWN
from casus.study.allocation.search import Candidate, Search
from casus.study.asked import Asked
from casus.study.reservations import Reservations


def reserve(
    asked: Asked,
    best: Candidate,
    compared: Sequence[Compared],
    search: Search,
    fights: Mapping[str, float],
    moved: float,
) -> Reservations:
    """The reservations of one answer."""
    return Reservations(
        " ".join(_confidence(best, compared, search)),
        _alternative(compared, moved),
        tuple(_hides(asked, best, search, fights)),
    )


def _confidence(best: Candidate, compared: Sequence[Compared], search: Search) -> Iterator[str]:
    value, tried = best.played.value, search.replayed
    low, high = value.interval
    yield (
        f"P(held) on the worst axis is {value.value:.2f} ({low:.2f} to {high:.2f} for Monte Carlo error alone, {value.n:,} "
        f"worlds). It is the best of {tried} allocations replayed in the same worlds, which flatters it a little."
    )
    yield from (_against(one) for name in (EVEN, OWN) for one in compared if one.name == name)
    if best.name == OWN:
        yield "The design's own zones are the answer: nothing that was tried is better."


def _against(one: Compared) -> str:
    """What the draws show of the answer against one rival."""
    if one.value.n < 2:
        return f"One world cannot tell it from {_the(one.name)}."
    half = Z95 * one.behind.se
    broken = f" That one breaks a rule ({one.breaks[0]})." if one.breaks else ""
    if not _told_apart(one.behind):
        return (
            f"Against {_the(one.name)} ({one.value.value:.2f}) it makes no difference that these draws can show "
            f"({one.behind.value:+.3f}, give or take {half:.3f})."
        )
    if one.behind.value < 0.0:
        return f"It does worse than {_the(one.name)}, by {-one.behind.value:.3f}, give or take {half:.3f}.{broken}"
    return f"Against {_the(one.name)} ({one.value.value:.2f}) it gains {one.behind.value:.3f}, give or take {half:.3f}."


def _the(name: str) -> str:
    return name if name.startswith("the ") else f"the {name}"


def _told_apart(difference: Difference) -> bool:
    """Whether the draws tell two allocations apart at 95 %."""
    return bool(abs(difference.value) > Z95 * difference.se)


def _alternative(compared: Sequence[Compared], moved: float) -> str:
    """The allocation with the fewest moves that the draws do not tell from the answer."""
    as_good = [one for one in compared if not one.breaks and not _told_apart(one.behind)]
    price = "No zone is dearer than another in the model, so the price of an allocation is what has to move."
    if not as_good or min(one.brigades_moved for one in as_good) >= moved - 1e-6:
        return (
            f"{price} Of the {len(compared)} others that were replayed, none that keeps to the rules is as good within the error "
            f"and moves less than {moved:.3g} brigades."
        )
    one = min(as_good, key=lambda one: one.brigades_moved)
    less = "nothing" if one.brigades_moved < 1e-6 else f"{one.brigades_moved:.3g} brigades"
    return (
        f"{price} '{one.name}' moves {less} instead of {moved:.3g} brigades and cannot be told from the answer "
        f"({one.value.value:.2f})."
    )


def _hides(asked: Asked, best: Candidate, search: Search, fights: Mapping[str, float]) -> Iterator[str]:
    yield _broad_attack(asked, best, search)
    yield from _empty_zones(asked, best, search)
    yield from _opened(asked, search)
    yield _worth(fights)
    offered = float(np.nanmean(feasible_share(laid(asked.design, best.placement), asked.draws)))
    yield f"Of the brigades placed, {offered:.0%} are covered by what their nations have offered and can sustain, on average."


def _broad_attack(asked: Asked, best: Candidate, search: Search) -> str:
    broad, worst = float(best.played.as_it_is.mean()), best.played.value.value
    count = len(search.judge.attacks)
    if count > 1 and broad < worst:
        names = {axis.id: axis.name for axis in asked.scenario.theatre.axes}
        return (
            f"The attack as it is, on {count} axes at once, breaks the line more often (held {broad:.2f}) than all of it on "
            f"'{names[best.played.worst_axis]}' ({worst:.2f}): the worst axis is not the worst attack."
        )
    axes = "its one axis" if count == 1 else f"{count} axes at once"
    return f"Against the attack as it is, on {axes}, the line held in {broad:.2f} of the worlds."


def _empty_zones(asked: Asked, best: Candidate, search: Search) -> Iterator[str]:
    empty = [zone for zone in search.instance.zones if not nations_in(best.placement, zone)]
    held = [best.played.shares[curve.axis].value for curve in search.instance.curves if curve.zone in empty]
    names = {zone.id: plain(zone.name) for zone in asked.scenario.theatre.zones}
    if held:
        yield (
            f"Nobody stands in {', '.join(names[zone] for zone in empty)}: the line held there in at least {min(held):.2f} of the "
            "worlds, because the protected state's own reserve has no other axis to go to. That these zones are open to a second "
            "thrust is not in the value."
        )


def _opened(asked: Asked, search: Search) -> Iterator[str]:
    """Axes that an ally of the aggressor has to open."""
    attacked = [axis for axis in asked.scenario.theatre.axes if axis.id in search.judge.attacks]
    for ally in asked.scenario.setup.aggressor.allies:
        axes = [f"'{axis.name}'" for axis in attacked if axis.opened_by == ally.id]
        if axes:
            opens = float(np.median(asked.draws.columns[f"ally.{ally.id}.opens"]))
            yield (
                f"Judged as if {ally.name} opened its ground, which it does with probability {opens:.2f} (median): "
                f"{', '.join(axes)}."
            )


def _worth(fights: Mapping[str, float]) -> str:
    weak, sure = min(fights.values()), max(fights.values())
    often = f"{weak:.2f}" if sure - weak < 0.005 else f"{weak:.2f} to {sure:.2f}"
    return (
        f"A brigade counts for the program by its type and by how often its nation fights ({often} of the worlds, where it stands "
        "in the attacked zone). That soldiers in a zone bring the rest of their nation's forces is seen by the replay alone."
    )
