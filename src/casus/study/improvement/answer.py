"""Steps and what looking again found in; the whole answer out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from casus.flow.metrics.measure import Difference, share
from casus.flow.scenario.schema.design import Design
from casus.study.asked import Asked
from casus.study.improvement.look_again import LookedAgain
from casus.study.improvement.market import Market
from casus.study.improvement.prune import rebuilt
from casus.study.improvement.record import Dropped, Improvement, Marginal, State, Taken, Weighing
from casus.study.improvement.reserve import reserve
from casus.study.improvement.value import Values
from casus.study.improvement.walk import Step, Weighed
from casus.study.reservations import Reservations
from casus.study.vary.brigades import sent
from casus.study.vary.change import Change
from casus.study.vary.clauses import open_rules

UNKNOWN = Difference(math.nan, math.nan)
TO_COME = Reservations("", "", ())
"""Stands in until there is an answer to have reservations about."""


def answer(
    asked: Asked, market: Market, budget_meur: float, steps: Sequence[Step[Design]], again: LookedAgain, complete: bool
) -> Improvement:
    """Everything that was found, with its reservations."""
    base, values = asked.design, market.values
    taken = _taken(steps, again, base, values)
    improved = _named(base, budget_meur, asked.attack.id, taken)
    found = Improvement(
        design=base.id,
        attack=asked.attack.id,
        aim=market.aim,
        budget_meur_year=budget_meur,
        priced_worlds=values.priced_worlds,
        before=state(values, base, base),
        after=state(values, improved, base),
        marginal=tuple(sorted(_marginals(steps[0], base, values, again, market.aim == "held"), key=_place)),
        taken=taken,
        dropped=tuple(Dropped(one.change, one.loss) for one in again.dropped),
        weighed=tuple(_weighings(steps)),
        whole=values.held_gain(improved, base),
        fresh=again.fresh,
        price_gain=values.price_gain(improved, base) if again.prices else None,
        stopped_by_steps=complete and steps[-1].taken is not None,
        improved=improved,
        reservations=TO_COME,
        provenance=asked.provenance,
        complete=complete,
    )
    return replace(found, reservations=reserve(found, again.instead, base, values))


def state(values: Values, design: Design, base: Design) -> State:
    """Worlds held, cost beyond the design asked about, and the price of aggression where it was read."""
    return State(share(values.held(design)), values.added_meur(design, base), values.known_price(design))


def _taken(steps: Sequence[Step[Design]], again: LookedAgain, base: Design, values: Values) -> tuple[Taken, ...]:
    """The sequence, without what was dropped, each change on top of those kept before it."""
    chosen = [step.taken for step in steps if step.taken is not None]
    losses = None if again.kept is None else {one.place: one.loss for one in again.kept}
    found, last = list[Taken](), base
    for place, one in enumerate(chosen):
        if losses is not None and place not in losses:
            continue
        after = rebuilt(last, [one.offer.change])
        change = _in_its_place(one.offer.change, last, after)
        loss = None if losses is None else losses[place]
        cost = values.added_meur(after, last).p50
        found.append(Taken(change, one.gain, cost, state(values, after, base), loss))
        last = after
    return tuple(found)


def _in_its_place(change: Change, before: Design, after: Design) -> Change:
    """The change with the brigades that it sends where it stands now, after what was dropped."""
    return replace(change, words=sent(before, after)) if change.kind == "brigades" else change


def _named(base: Design, budget_meur: float, attack: str, taken: Sequence[Taken]) -> Design:
    """The design with all that was kept, under a name of its own."""
    made = rebuilt(base, [one.change for one in taken])
    changes = "; ".join(one.change.words for one in taken) or "no change gains beyond its error"
    return made.model_copy(
        update={
            "id": f"{base.id}-improved",
            "title": f"{base.title}, improved",
            "summary": f"The design '{base.id}' with what `casus improve` chose: {changes}.",
            "source": f"{base.source} Changed by `casus improve` for {budget_meur:,.0f} million euro a year against the "
            f"attack '{attack}'; nobody has proposed it.",
        }
    )


def _marginals(
    first: Step[Design], base: Design, values: Values, again: LookedAgain, weighed_held: bool
) -> Iterator[Marginal]:
    before = open_rules(base)
    for one in first.weighed:
        if one.offer.change.number > 1 or one.in_company:
            continue
        id, after = one.offer.change.id, one.offer.after
        yield Marginal(
            one.offer.change,
            values.added_meur(after, base),
            one.gain if weighed_held else again.held.get(id, UNKNOWN),
            one.worlds if weighed_held else again.held_worlds,
            again.prices.get(id, None if weighed_held else one.gain),
            tuple(sorted(before - open_rules(after))),
            values.same_campaigns(after, base),
        )


def _place(one: Marginal) -> tuple[bool, float]:
    """Free ones first, by their gain; then the most gain for a euro."""
    gain = one.held.value if one.free else one.per_beur(one.held)
    return not one.free, -gain if gain == gain else math.inf


def _weighings(steps: Sequence[Step[Design]]) -> Iterator[Weighing]:
    for number, step in enumerate(steps, start=1):
        yield from (_weighing(number, one, step.taken) for one in step.weighed)


def _weighing(number: int, one: Weighed[Design], taken: Weighed[Design] | None) -> Weighing:
    offer, change = one.offer, one.offer.change
    return Weighing(
        number,
        change.id,
        change.words,
        one.gain,
        one.worlds,
        offer.cost_meur,
        offer.total_meur,
        one.in_company,
        one is taken,
    )
