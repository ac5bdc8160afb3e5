"""An improvement in; how sure it is, what else would do, and what it hides, in sentences filled from its numbers, out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from casus.flow.metrics.feasibility import feasible_share
from casus.flow.metrics.measure import Z95, Difference
from casus.flow.metrics.rotation import sustained_months
from casus.flow.scenario.schema.design import Design
from casus.flow.views.cells import MEUR_PER_BEUR
from casus.foundation.codes import LAWS
from casus.study.improvement.prune import rebuilt
from casus.study.improvement.record import Improvement, Marginal, Taken
from casus.study.improvement.value import Values
from casus.study.improvement.walk import FREE_MEUR, Weighed
from casus.study.reservations import Reservations
from casus.study.vary.brigades import TYPES
from casus.study.vary.change import WORDS


def reserve(found: Improvement, instead: Weighed[Design] | None, base: Design, values: Values) -> Reservations:
    """The reservations about an improvement."""
    sure, other = _confidence(found, base, values), _alternative(found, instead, base, values)
    return Reservations(" ".join(sure), " ".join(other), tuple(_hides(found, base, values)))


# --- how sure ---------------------------------------------------------------------------------------------------------


def _confidence(found: Improvement, base: Design, values: Values) -> Iterator[str]:
    draws = len(values.draws)
    if found.gains:
        yield f"All that was kept moves p_held by {_signed(found.whole)} in the {draws:,} worlds in which it was chosen."
        if found.fresh is not None:
            yield f"In {draws:,} fresh worlds, free of luck in choosing, it moves it by {_signed(found.fresh)}."
        yield _by_law(found, base, values)
        if found.aim == "price" and found.price_gain is not None:
            yield f"It moves the price by {_gained(found.price_gain, found)}, read in the worlds in which it was chosen alone."
    else:
        yield f"Nothing that the budget buys moves {_measure(found)} beyond its 95 % error in {draws:,} worlds."
    tried = sum(one.gain.se > 0.0 for one in found.weighed)
    yield f"{tried} gains were compared with their error, of which one in forty may pass by luck; what did not last was dropped."
    if found.before.price is not None:
        share = found.before.price.se_meur / found.before.price.meur.p50
        yield f"Prices come from {found.priced_worlds:,} worlds (their level has an error of {share:.0%}; their differences less)."


def _by_law(found: Improvement, base: Design, values: Values) -> str:
    """The least and the largest gain by law of ground combat."""
    law, gain = values.draws.columns["ground_law"], values.held(found.improved) * 1.0 - values.held(base)
    by_law = {name: float(gain[law == code].mean()) for code, name in enumerate(LAWS) if (law == code).any()}
    least, most = min(by_law, key=lambda one: by_law[one]), max(by_law, key=lambda one: by_law[one])
    return f"By law of ground combat the gain runs from {by_law[least]:+.3f} ({least}) to {by_law[most]:+.3f} ({most})."


# --- what else --------------------------------------------------------------------------------------------------------


def _alternative(found: Improvement, instead: Weighed[Design] | None, base: Design, values: Values) -> Iterator[str]:
    if found.gains:
        yield _part_for_less(found, base, values)
    else:
        yield _cheapest(found)
    if instead is not None and instead.gain.value > 0.0:
        whole = found.whole if found.aim == "held" else found.price_gain
        more = whole is not None and instead.gain.value > whole.value + Z95 * instead.gain.se
        told = ": more than the sequence" if more else ""
        yield (
            f"As much of one kind as the budget buys ({instead.offer.change.words}), on top of the words kept, moves "
            f"{_measure(found)} by {_gained(instead.gain, found)} for {instead.offer.total_meur:,.0f} million euro a year{told}."
        )


def _part_for_less(found: Improvement, base: Design, values: Values) -> str:
    """The free ones alone, or the first of the sequence alone."""
    free = [one.change for one in found.taken if one.change.kind in WORDS]
    if free and len(free) < len(found.taken):
        gain = values.held_gain(rebuilt(base, free), base)
        names = ", ".join(one.id for one in free)
        return f"The words alone ({names}), which cost nothing, move p_held by {_signed(gain)}, of {found.whole.value:+.3f} in all."
    first, whole = found.taken[0], found.whole.value
    if len(found.taken) == 1:
        return f"No cheaper way was found than the one change '{first.change.id}'; {len(found.marginal)} were tried."
    gained = first.after.held.value - found.before.held.value
    cost = f"{first.after.added_meur.p50:,.0f} of {found.after.added_meur.p50:,.0f} million euro a year"
    return f"The first change alone ('{first.change.id}') moves p_held by {gained:+.3f} of {whole:+.3f}, for {cost}."


def _cheapest(found: Improvement) -> str:
    """What the cheapest change costs, and what is free."""
    paid = [one for one in found.marginal if not one.free]
    free = len(found.marginal) - len(paid)
    words = f"{free} changes are free, and none of them gains beyond its error." if free else "No change is free."
    if not paid:
        return words
    least = min(paid, key=lambda one: one.cost_meur.p50)
    bought = least.cost_meur.p50 <= found.budget_meur_year
    told = "and gains nothing beyond its error" if bought else "more than the budget"
    price = f"takes {least.cost_meur.p50:,.1f} million euro a year, {told}"
    return f"The cheapest change that costs money ({least.change.words}) {price}. {words}"


# --- what it hides ----------------------------------------------------------------------------------------------------


def _hides(found: Improvement, base: Design, values: Values) -> Iterator[str]:
    if found.gains:
        yield _asked(found.taken)
        yield _order(found)
        yield from _unspent(found)
    yield from _troops(found, base, values)
    yield from _nobody_left(found)
    yield from _unread(found.marginal)
    yield from _unpriced(found)
    priced = "" if found.before.price is None else "; the price looks at all of them"
    yield f"Only the attack '{found.attack}' decides what is held{priced}."


def _asked(taken: tuple[Taken, ...]) -> str:
    """The price that no line of cost holds."""
    asked = dict.fromkeys(one.change.asks for one in taken)
    return f"Beside money the {len(taken)} kept ask for: {'; '.join(asked)}. None of that has a date or a price here."


def _order(found: Improvement) -> str:
    """How far the changes add up."""
    first = {one.change.id: one.held.value for one in found.marginal}
    ids = [one.change.id for one in found.taken]
    greedy = "The order is greedy: what gains only together is found only where words release forces"
    if len(ids) < 2 or len(set(ids)) < len(ids) or not all(id in first for id in ids):
        return f"{greedy}."
    alone = sum(first[id] for id in ids)
    return (
        f"{greedy}. Each on its own at the start the kept gain {alone:+.3f} in sum, together {found.whole.value:+.3f}."
    )


def _unspent(found: Improvement) -> Iterator[str]:
    rest = found.budget_meur_year - found.after.added_meur.p50
    if found.stopped_by_steps:
        yield f"The search stopped after the number of steps allowed, with {rest:,.0f} million euro a year left."
    elif rest > 0.05 * found.budget_meur_year:
        yield (
            f"{rest:,.0f} of {found.budget_meur_year:,.0f} million euro a year stay unspent: what they buy lies within its "
            "error here, which more draws would narrow; it is not shown to be worth nothing."
        )


def _troops(found: Improvement, base: Design, values: Values) -> Iterator[str]:
    """Whether anybody has offered the troops that the improved design asks."""
    if found.improved.posture.in_place == base.posture.in_place:
        return
    offered = float(np.nanmean(feasible_share(found.improved, values.draws)))
    lasting = float(np.isinf(sustained_months(found.improved, values.draws)).mean())
    yield (
        f"Of the troops in place that it then asks, {offered:.0%} are offered and can be relieved; in {lasting:.0%} of the worlds "
        "every nation keeps them up for as long as wanted."
    )


def _nobody_left(found: Improvement) -> Iterator[str]:
    """Types of brigades that were not on offer."""
    if not found.improved.pact.parties.guarantors:
        yield "The design has no guarantor: hours, clauses, brigades, aircraft, command and monitors are not on offer."
        return
    offered = {one.change.id for one in found.marginal}
    missing = [kind for kind in TYPES if f"brigade-{kind}" not in offered]
    if missing:
        yield (
            f"No {' or '.join(missing)} brigade is on offer: the guarantors that would rather send troops than not have none left "
            "in their median pools beyond what the design asks, or the settlement bans them."
        )


def _unread(marginal: tuple[Marginal, ...]) -> Iterator[str]:
    """Mends of words that no campaign reads."""
    unread = [one.change.rule for one in marginal if one.unread and one.change.rule]
    mends = sum(one.change.rule is not None for one in marginal)
    if unread:
        yield (
            f"{len(unread)} of {mends} mends of clauses change nothing that this attack's campaigns read ({', '.join(unread)}); "
            "their gain of nothing is the model's silence."
        )


def _unpriced(found: Improvement) -> Iterator[str]:
    at_start = [one.change.id for one in found.marginal if one.free and one.change.kind not in WORDS]
    later = [one.change.id for one in found.taken if one.cost_meur <= FREE_MEUR and one.change.kind not in WORDS]
    if free := dict.fromkeys([*at_start, *later]):
        yield f"The lines of cost have nothing for {', '.join(free)} where offered here: that they are free is a gap in the costs."


def _measure(found: Improvement) -> str:
    return "p_held" if found.aim == "held" else "the price of aggression"


def _gained(one: Difference, found: Improvement) -> str:
    """A gain in the measure aimed at, with its unit."""
    if found.aim == "held":
        return _signed(one)
    return f"{one.value / MEUR_PER_BEUR:+,.1f} ±{Z95 * one.se / MEUR_PER_BEUR:,.1f} billion euro"


def _signed(one: Difference) -> str:
    return f"{one.value:+.3f} ±{Z95 * one.se:.3f}" if math.isfinite(one.se) else f"{one.value:+.3f}"
