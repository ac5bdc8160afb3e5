"""An answer in, how sure it is, what else would do for less and what it hides out, in sentences from its own numbers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from casus.flow.metrics.feasibility import feasible_share
from casus.flow.metrics.measure import Share
from casus.flow.metrics.rotation import sustained_months
from casus.flow.scenario.schema.design import LEAST_CONTINGENT, Design
from casus.study.asked import Asked
from casus.study.reservations import Reservations
from casus.study.sizing.binding import FEWER_WORLDS, Relaxed
from casus.study.sizing.curve import Fall, Point
from casus.study.sizing.lever import over_pool
from casus.study.sizing.others import Other
from casus.study.sizing.search import Attempt
from casus.study.sizing.sizing import Asking

NATIONS_NAMED = 4  # chosen: more names than that are a table


def reserve(
    asked: Asked,
    asking: Asking,
    answer: float | None,
    held: Share,
    attempts: tuple[Attempt, ...],
    guess: float | None,
    short: float | None,
    curve: tuple[Point, ...],
    falls: tuple[Fall, ...],
    relaxed: tuple[Relaxed, ...],
    others: tuple[Other, ...],
    cost_meur: float,
    complete: bool,
) -> Reservations:
    """The three reservations of a sizing."""
    if not complete:
        stopped = "Stopped early: nothing is confirmed that is not shown as confirmed."
        return Reservations(stopped, "Stopped early: not every alternative was tried.", tuple(_fixed(asked, asking)))
    force = asking.most if answer is None else answer
    sure = _not_reached(asking, held, attempts) if answer is None else _confirmed(asking, held, attempts, guess, short)
    alternative = _relaxations(asking, relaxed) if answer is None else _cheapest(asking, others, cost_meur)
    hides = (
        *_fixed(asked, asking),
        *_asked_of_nations(asked, asking, asking.lever.with_force(force)),
        *_laws(asking, curve, force),
        *_falls(asking, falls),
    )
    return Reservations(sure, alternative, hides)


# --- how sure ---------------------------------------------------------------------------------------------------------


def _confirmed(
    asking: Asking, held: Share, attempts: tuple[Attempt, ...], guess: float | None, short: float | None
) -> str:
    last, unit = attempts[-1], asking.lever.unit
    tries = (
        "at once"
        if len(attempts) == 1
        else f"at attempt {len(attempts)}, after {_listed(attempts)} were not shown to reach it"
    )
    sentences = [
        f"Confirmed {tries}: the line held in {held.value:.3f} of {last.worlds:,} fresh worlds, and the true share exceeds "
        f"{last.bound:.3f} but for an error of {last.error:.3g} (5 % over all attempts; Monte Carlo error alone)."
    ]
    if guess is not None and guess < last.force:
        sentences.append(
            f"The curve itself crosses the target at {guess:.1f} {unit}; the rest is the price of being sure."
        )
    if short is not None:
        sentences.append(f"{short:g} {unit} are too few (95 %).")
    return " ".join(sentences)


def _listed(attempts: tuple[Attempt, ...]) -> str:
    return ", ".join(f"{one.force:g}" for one in attempts[:-1])


def _not_reached(asking: Asking, held: Share, attempts: tuple[Attempt, ...]) -> str:
    low, high = held.interval
    at = f"With {asking.most:g} {asking.lever.words} the line holds in {held.value:.3f} of {held.n:,} worlds (95 %: {low:.3f} to {high:.3f})"
    if high < asking.target:
        return f"{at}: below the target beyond Monte Carlo error."
    tried = f" {len(attempts)} forces were tried on fresh worlds and none confirmed." if attempts else ""
    return f"{at}: too near to the target to be told from it with these draws.{tried} More draws may show it reached."


# --- what else --------------------------------------------------------------------------------------------------------


def _relaxations(asking: Asking, relaxed: tuple[Relaxed, ...]) -> str:
    alone = [one for one in relaxed[:-1] if one.held.interval[0] >= asking.target]
    if alone:
        names = "; ".join(f"{one.relaxation.words} ({one.held.value:.2f})" for one in alone[:NATIONS_NAMED])
        return f"At {asking.most:g} {asking.lever.unit} one measure alone would reach the target: {names}."
    together = relaxed[-1]
    verb = "would reach it" if together.held.interval[0] >= asking.target else "would not show it reached either"
    return f"No single measure that was tried reaches the target; all {len(relaxed) - 1} together {verb} ({together.held.value:.2f})."


def _cheapest(asking: Asking, others: tuple[Other, ...], cost_meur: float) -> str:
    reach = [one for one in others if one.reaches]
    tried = f"{len(others)} other ways were tried in {FEWER_WORLDS:,} worlds, unconfirmed"
    if not reach:
        return f"None found that reaches the target ({tried}). The answer's design costs {cost_meur:,.0f} million euro a year."
    best = reach[0]
    named = best.words if best.force is None else f"{best.force:g} {best.words}"
    than = "less than" if best.cost_meur < cost_meur else "no less than"
    return (
        f"Cheapest of the {len(reach)} others that reach it: {named}, for {best.cost_meur:,.0f} million euro a year, {than} the answer's "
        f"{cost_meur:,.0f} ({tried})."
    )


# --- what it hides ----------------------------------------------------------------------------------------------------


def _fixed(asked: Asked, asking: Asking) -> Iterator[str]:
    lever = asking.lever
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


def _asked_of_nations(asked: Asked, asking: Asking, design: Design) -> Iterator[str]:
    if asking.lever.unit == "aircraft":
        yield f"The guarantors have {asking.lever.pool:.0f} combat aircraft that they could send at all (median)."
        return
    if design.posture.in_place:
        offered = float(np.median(feasible_share(design, asked.draws)))
        lasts = float(np.mean(np.isinf(sustained_months(design, asked.draws))))
        yield (
            f"Of these brigades in place nations have offered and can sustain {offered:.0%} (median); in {lasts:.0%} of the worlds "
            "every nation can relieve its own for good."
        )
    over = over_pool(asked.draws, design)
    if over:
        names = sorted(over, key=lambda nation: -over[nation])
        more = f" and {len(names) - NATIONS_NAMED} more" if len(names) > NATIONS_NAMED else ""
        yield f"More is asked than their pools hold of {', '.join(names[:NATIONS_NAMED])}{more}."
    small = [one for one in (*design.posture.in_place, *design.posture.standby) if one.brigades < LEAST_CONTINGENT]
    if small:
        yield f"{len(small)} contingents are smaller than the floor of {LEAST_CONTINGENT:g} brigades: a size, not a proposal."


def _laws(asking: Asking, curve: tuple[Point, ...], force: float) -> Iterator[str]:
    at = next((point for point in curve if point.force == force), None)
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
        yield f"Taken alone, {len(reach)} of {len(at.held_by_law)} laws reach the target there: {', '.join(reach)}."


def _falls(asking: Asking, falls: tuple[Fall, ...]) -> Iterator[str]:
    for one in falls:
        yield (
            f"More does less between {one.below:g} and {one.above:g} {asking.lever.unit}: {one.change.value:+.3f} ± {one.change.se:.3f} in the "
            "same worlds."
        )
    if not falls:
        yield "The curve nowhere falls beyond Monte Carlo error; in single worlds a little more force can do less."
