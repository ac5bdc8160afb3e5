"""An answer in, how sure it is, what else would do for less and what it hides out, in sentences from its own numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from casus.flow.metrics.feasibility import feasible_share
from casus.flow.metrics.rotation import sustained_months
from casus.flow.scenario.schema.design import LEAST_CONTINGENT
from casus.study.asked import Asked
from casus.study.reservations import Reservations
from casus.study.sizing.binding import Relaxed
from casus.study.sizing.lever import over_pool
from casus.study.sizing.others import FEW_WORLDS
from casus.study.sizing.sizing import Found

DEAR = 0.6  # chosen: below this share of the answer, being sure costs more than it should
NAMED = 4  # chosen: more are a table


def reserve(asked: Asked, of: Found) -> Reservations:
    """The three reservations of a sizing."""
    if not of.complete:
        stopped = "Stopped early: nothing is confirmed that is not shown as confirmed."
        return Reservations(stopped, "Stopped early: not every alternative was tried.", tuple(_fixed(asked, of)))
    hides = (*_fixed(asked, of), *_asked_of_nations(asked, of), *_prices(of), *_laws(of), *_falls(of))
    if of.answer is None:
        return Reservations(_not_reached(of), _relaxations(of), hides)
    return Reservations(_confirmed(of), _cheapest(of), hides)


# --- how sure ---------------------------------------------------------------------------------------------------------


def _confirmed(of: Found) -> str:
    last = of.attempts[-1]
    before = ", ".join(f"{one.force:g}" for one in of.attempts[:-1])
    tries = f"at attempt {len(of.attempts)}, {before} not having been" if before else "at the first attempt"
    sentences = [
        f"Confirmed {tries}: the line held in {of.held.value:.3f} of {last.worlds:,} fresh worlds, and the true share exceeds "
        f"{last.bound:.3f} but for an error of {last.error:.2g} (5 % over all attempts; Monte Carlo error alone)."
    ]
    if of.guess is not None and of.guess < last.force:
        sentences.append(f"The curve itself crosses the target at {of.guess:.1f}; the rest is the price of being sure.")
    if of.guess is not None and of.guess < DEAR * last.force:
        sentences.append("Most of that is Monte Carlo error on a flat curve: more draws would bring the answer down.")
    if of.short is not None:
        sentences.append(f"Up to {of.short:g} are too few (95 %).")
    return " ".join(sentences)


def _not_reached(of: Found) -> str:
    (low, high), asking = of.held.interval, of.asking
    at = (
        f"With {asking.most:g} {asking.lever.words} the line holds in {of.held.value:.3f} of {of.held.n:,} worlds (95 %: "
        f"{low:.3f} to {high:.3f})"
    )
    if high < asking.target:
        return f"{at}: below the target beyond Monte Carlo error."
    tried = f" {len(of.attempts)} forces were tried on fresh worlds and none confirmed." if of.attempts else ""
    return f"{at}: too near to the target to be told from it with these draws.{tried} More draws may show it reached."


# --- what else --------------------------------------------------------------------------------------------------------


def _relaxations(of: Found) -> str:
    asking, together = of.asking, of.relaxed[-1]
    alone = [one for one in of.relaxed[:-1] if one.held.interval[0] >= asking.target]
    if alone:
        named = "; ".join(f"{one.relaxation.words} ({one.held.value:.2f}, {_price(one)})" for one in alone[:NAMED])
        return f"At {asking.most:g} {asking.lever.unit} one change alone would reach the target: {named}."
    verb = "would reach it" if together.held.interval[0] >= asking.target else "would not show it reached either"
    return (
        "No single change that was tried reaches the target; all that alone do no harm, together, "
        f"{verb} ({together.held.value:.2f})."
    )


def _price(one: Relaxed) -> str:
    if math.isnan(one.cost_meur):
        return "no price in the model"
    return f"{one.cost_meur:,.0f} million euro a year with it"


def _cheapest(of: Found) -> str:
    reach = [one for one in of.others if one.reaches]
    tried = f"{len(of.others)} other ways were tried in {FEW_WORLDS:,} worlds, unconfirmed"
    if not reach:
        costs = f"The answer's design costs {of.cost_meur:,.0f} million euro a year."
        return f"None found that holds as often as the answer ({tried}). {costs}"
    best = reach[0]
    named = best.words if best.force is None else f"{best.force:g} {best.words}"
    than = "less than" if best.cost_meur < of.cost_meur else "no less than"
    return (
        f"Cheapest of the {len(reach)} others that hold as often: {named}, for {best.cost_meur:,.0f} million euro a year, "
        f"{than} the answer's {of.cost_meur:,.0f} ({tried})."
    )


# --- what it hides ----------------------------------------------------------------------------------------------------


def _fixed(asked: Asked, of: Found) -> Iterator[str]:
    lever = of.asking.lever
    if lever.unit == "aircraft":
        yield "Brigades, works, stocks and pact stay as they are; stations and alert too: what is added flies over the line."
        return
    if lever.own > 0.0:
        how = "Nations, types and zones keep the shares that they have in the design"
    else:
        how = "The design has none there: guarantors share them by their pools, each where attacked zones lack most"
    yield f"{how}; works, stocks, air and pact stay as they are. A better distribution might need fewer."
    if lever.where != "standby" and asked.design.posture.forward_stock_days > 0.0:
        days = asked.design.posture.forward_stock_days
        yield f"The {days:g} days of ammunition forward do not grow with the force: more brigades share the same stock."


def _asked_of_nations(asked: Asked, of: Found) -> Iterator[str]:
    asking, design = of.asking, of.asking.lever.with_force(of.force)
    if asking.lever.unit == "aircraft":
        yield f"The guarantors have {asking.lever.pool:.0f} combat aircraft that they could send at all (median)."
        return
    if design.posture.in_place:
        offered = float(np.median(feasible_share(design, asked.draws)))
        lasts = float(np.mean(np.isinf(sustained_months(design, asked.draws))))
        yield (
            f"Of these brigades in place, nations have offered and can sustain {offered:.0%} (median); in {lasts:.0%} of the "
            "worlds every nation can relieve its own for good."
        )
        if of.withdrawn_share > 0.0:
            yield f"{of.withdrawn_share:.0%} of them withdraw at the attack, their nations not fighting (mean over the worlds)."
    over = over_pool(asked.draws, design)
    if over:
        names = sorted(over, key=lambda nation: -over[nation])
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"More is asked than their pools hold of {', '.join(names[:NAMED])}{more}."
    small = [one for one in (*design.posture.in_place, *design.posture.standby) if one.brigades < LEAST_CONTINGENT]
    if small:
        yield f"{len(small)} contingents are smaller than the floor of {LEAST_CONTINGENT:g} brigades: a size, not a proposal."


def _prices(of: Found) -> Iterator[str]:
    if any(one.reaches for one in of.others):
        yield "Yearly cost counts soldiers: a heavy brigade costs what a light one does, so that what is heavier looks cheap."


def _laws(of: Found) -> Iterator[str]:
    asking, force = of.asking, of.force
    at = next((point for point in of.curve if point.force == force), None)
    if at is None or not at.held_by_law:
        return
    low, high = at.laws
    least = min(at.held_by_law, key=lambda law: at.held_by_law[law].value)
    most = max(at.held_by_law, key=lambda law: at.held_by_law[law].value)
    yield (
        f"The laws of combat disagree: at {force:g} {asking.lever.unit} from {low:.2f} ({least}) to {high:.2f} ({most}). The 95 % "
        "say nothing about which is right, nor about the ranges of the evidence."
    )
    reach = [law for law, held in at.held_by_law.items() if held.value >= asking.target]
    if reach and len(reach) < len(at.held_by_law):
        yield f"Of the {len(at.held_by_law)} laws these alone reach the target there: {', '.join(reach)}."


def _falls(of: Found) -> Iterator[str]:
    for one in of.falls:
        yield (
            f"More does less between {one.below:g} and {one.above:g} {of.asking.lever.unit}: {one.change.value:+.3f} ± "
            f"{one.change.se:.3f} in the same worlds."
        )
    if not of.falls:
        yield "The curve nowhere falls beyond Monte Carlo error; in single worlds a little more force can do less."
