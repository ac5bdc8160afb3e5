"""Costs in, what goes with the answer out: how sure it is, what else would do for less, what it hides."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from casus.flow.handoffs import Draws
from casus.flow.scenario.schema.design import Design
from casus.flow.views.cells import MEUR_PER_BEUR, billions
from casus.study.burden.frontier import Frontier, Scatter, at_least, surely_beats
from casus.study.burden.worth import Worth
from casus.study.reservations import Reservations

if TYPE_CHECKING:
    from casus.study.burden.cost import DesignCost

Costs = Mapping[str, "DesignCost"]
Scatters = Mapping[str, Mapping[str, Scatter]]


def cautions(
    asked: str | None,
    baseline: str,
    costs: Costs,
    frontiers: Mapping[str, Frontier],
    scatters: Scatters,
    draws: Draws,
) -> Reservations:
    """Filled from the answer's numbers; about the design asked about, or about the dearest."""
    if not costs:
        return Reservations("Nothing was finished, so nothing is known.", "None was tried to the end.", ())
    about = asked or max(costs, key=lambda id: costs[id].present.mean)
    said = costs[about]
    return Reservations(
        f"{_sure_of_cost(said)} {_signs(said, baseline)}",
        _alternative(about, costs, frontiers, scatters),
        tuple(_hides(said, draws)),
    )


def _sure_of_cost(said: DesignCost) -> str:
    yearly = said.yearly
    spreads = {line: float(np.ptp(np.quantile(meur, [0.05, 0.95]))) for line, meur in said.bill.lines.items()}
    widest = max(spreads, key=lambda line: spreads[line])
    if not spreads[widest] > 0.0:
        return f"{said.design} costs {span(yearly)} billion euro a year: nothing stands behind it, or what does has a set price."
    return (
        f"{said.design} costs {span(yearly)} billion euro a year in 90 % of worlds; the range is that of the evidence, and "
        f"'{widest}' is its widest line."
    )


def _signs(said: DesignCost, baseline: str) -> str:
    """Whether it pays, as each lens has it, and whether they agree."""
    if said.design == baseline:
        return "It is the baseline, so it avoids nothing against itself."
    if not said.lenses:
        return "No lens was asked whether it pays."
    each = ", ".join(
        f"{lens} {sign(one.net_meur)} ({one.pays_share:.0%} of {one.worlds} worlds)"
        for lens, one in said.lenses.items()
    )
    signs = {sign(one.net_meur) for one in said.lenses.values()}
    if len(said.lenses) == 1:
        verdict = "Only one lens speaks"
    elif "yes" in signs and "no" in signs:
        verdict = "The lenses DISAGREE about the sign"
    else:
        verdict = "The lenses agree on the sign" if len(signs) == 1 else "No two lenses contradict each other"
    return (
        f"Worth more than it costs, on average over worlds? {each}. {verdict}; 'open' is within 1.96 standard errors."
    )


def _alternative(about: str, costs: Costs, frontiers: Mapping[str, Frontier], scatters: Scatters) -> str:
    """By the first measure that there is: the price, or the lens that speaks."""
    measure = next(iter(frontiers), None)
    if measure is None or about not in scatters[measure]:
        return "None can be named: no lens places this design."
    here = scatters[measure]
    other = at_least({id: one.point for id, one in here.items()}, frontiers[measure], about)
    how = "price of aggression" if "price" in measure else "probability of no attack, by the reference class"
    if other is None:
        return f"Of the {len(here)} designs tried, none but itself has at least its {how} for no more."
    error = (
        "" if surely_beats(here[other], here[about]) else " They are not told apart in nearly all worlds: within error."
    )
    return (
        f"{other}: at least as high a {how} for {billions(costs[other].yearly.p50)} instead of "
        f"{billions(costs[about].yearly.p50)} billion euro a year (medians), the cheapest of {len(here)} tried.{error}"
    )


def _hides(said: DesignCost, draws: Draws) -> Iterator[str]:
    """What a reader would not guess."""
    of = draws.columns
    asked = sum(one.brigades for one in said.asked.posture.in_place)
    if asked > 0.0:
        behind = asked * (float(np.median(of["deployment_rotation_factor"])) - 1.0)
        yield (
            f"Budgets, not capabilities: its {asked:.1f} brigades in place tie up some {behind:.0f} more that rest and train, "
            "which their nations pay for in any case and cannot use elsewhere; rotation counts only what relieving adds."
        )
        yield (
            f"Money does not make soldiers: {said.feasible:.0%} of the forces in place are offered and sustainable, and "
            f"{said.carried:.0%} would be carried through. The bill is for all of them."
        )
    shared = float(said.bill.shared.mean()) / said.yearly.mean if said.yearly.mean > 0.0 else 0.0
    if shared > 0.0:
        yield (
            f"Who pays: {shared:.0%} of the bill belongs to no nation and is split by the size of the armies that guarantors could "
            "send, which is chosen; whose voters agree to it is another question."
        )
    if not said.yearly.mean > 0.0:
        yield "With nothing behind it, it costs nothing in peace, which is not free: what keeping its word takes is in the war."
    yield from _unpriced(said.asked)
    yield from _wider(said)
    yield from _which_war(said)


def _unpriced(design: Design) -> Iterator[str]:
    posture = design.posture
    left_out = [
        f"engaging {posture.air_defence.drones_day:g} drones more a day" if posture.air_defence.drones_day else "",
        "what guarantors send once there is war" if posture.arms_at_war else "",
        "sanctions, which cost those who impose them as well" if design.settlement.sanctions != "lifted" else "",
        f"{design.settlement.ceded_km2:,.0f} square km ceded beforehand" if design.settlement.ceded_km2 else "",
    ]
    if any(left_out):
        yield f"Not priced: {'; '.join(filter(None, left_out))}."


def _wider(said: DesignCost) -> Iterator[str]:
    """Whether the sign hangs on the widest number of the ledger."""
    turned = [
        lens
        for lens, one in said.lenses.items()
        if (one.net_meur.mean > 0.0) != (one.net_without_wider_war_meur.mean > 0.0)
    ]
    if turned:
        yield (
            f"The sign by {' and '.join(turned)} turns where war with a nuclear-armed state costs guarantors nothing beyond their "
            "soldiers: it hangs on that one number, a judgement."
        )


def _which_war(said: DesignCost) -> Iterator[str]:
    """How large the war is that the first lens with a view expects."""
    of = said.lenses.get("price")
    if of is not None and of.p_attack.mean > 0.0 and len(of.by_attack) > 1:
        largest = max(of.by_attack, key=lambda attack: of.by_attack[attack])
        share = of.by_attack[largest] / of.p_attack.mean
        yield (
            f"Which war: {share:.0%} of the probability by price is of the attack '{largest}', for which the aggressor is ready "
            "first where several pay. Were any war the heaviest attack, the net by price would be "
            f"{of.net_of_heaviest_meur.mean / MEUR_PER_BEUR:,.0f} instead of {of.net_meur.mean / MEUR_PER_BEUR:,.0f} billion euro. "
            "The record does not say how large its wars were: any open attack is taken, all alike."
        )


def span(given: Worth) -> str:
    """The middle nine tenths, billion euro."""
    low, high = billions(given.p05), billions(given.p95)
    return low if low == high else f"{low} to {high}"


def sign(net: Worth) -> str:
    """Whether it is worth more than it costs, on average: yes, no, or open where Monte Carlo error hides it."""
    if math.isnan(net.mean) or abs(net.mean) <= 1.96 * net.se:
        return "open"
    return "yes" if net.mean > 0.0 else "no"
