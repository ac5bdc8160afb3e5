"""What goes with an answer about absent guarantors: how sure it is, what would make up for one, and what it hides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casus.flow.metrics.cost import yearly_cost_meur
from casus.study.asked import Asked
from casus.study.dropout.found import Group, Pledge
from casus.study.dropout.losses import Loss
from casus.study.dropout.never_joined import without_parties
from casus.study.dropout.roll import How
from casus.study.reservations import Reservations


def reserved(
    asked: Asked, how: How, pledges: Sequence[Pledge], groups: Sequence[Group], whole: Loss, exact: bool
) -> Reservations:
    """The three."""
    return Reservations(
        _confidence(asked, pledges, groups, exact),
        _alternative(asked, pledges, whole),
        (*_hidden(asked, how, pledges, whole),),
    )


def _confidence(asked: Asked, pledges: Sequence[Pledge], groups: Sequence[Group], exact: bool) -> str:
    n = len(pledges)
    text = f"Paired in {len(asked.draws):,} worlds; intervals hold at 95 % for all {n} guarantors at once. "
    errors = [pledge.value.se for pledge in pledges if pledge.value is not None]
    if errors:
        kind = "over all subsets" if exact else "sampled, an order and its reverse for the worlds"
        text += f"Shapley values ({kind}) have standard errors of {max(errors):.4f} at most. "
    if groups:
        text += f"Of {len(groups):,} larger sets {sum(group.sure for group in groups)} lose more than their members beyond chance."
    return text.strip()


def _alternative(asked: Asked, pledges: Sequence[Pledge], whole: Loss) -> str:
    """Who could be done without, and what that saves."""
    if not pledges:
        return "No absence was played to the end."
    spared = [pledge for pledge in pledges if pledge.loss.verdict != "pivotal"]
    if not spared:
        return "No single guarantor can be spared: each absence loses more than chance does."
    brigades = sum(pledge.member.in_place for pledge in spared)
    cheap = max(spared, key=lambda pledge: pledge.member.in_place)
    text = (
        f"{len(spared)} of {len(pledges)} guarantors can stay out, one at a time, without a loss that these draws show"
    )
    if brigades > 0.0:
        text += f"; of the {brigades:g} brigades that they have in place most are those of {cheap.member.name} "
        text += f"({cheap.member.in_place:g}, {_yearly_meur(asked, cheap):,.0f} million euro a year)"
    return f"{text}. Not all of them at once: all {len(pledges)} together are worth {whole.value:.3f}."


def _yearly_meur(asked: Asked, pledge: Pledge) -> float:
    """What the posture costs less each year without its forces, mean over worlds."""
    without = without_parties(asked.design, [pledge.member.nation], ())
    costs = [yearly_cost_meur(asked.scenario, design, asked.draws).mean() for design in (asked.design, without)]
    return float(costs[0] - costs[1])


def _hidden(asked: Asked, how: How, pledges: Sequence[Pledge], whole: Loss) -> Iterator[str]:
    redundant = [pledge for pledge in pledges if pledge.loss.verdict == "redundant"]
    if redundant:
        most = max(redundant, key=lambda pledge: pledge.loss.high)
        yield (
            f"Redundant means no loss that these draws can show: behind that word up to {most.loss.high:.3f} may hide "
            f"({most.member.name}), and what two lose together."
        )
    yield _politics(how, asked)
    yield _shared(how, asked)
    gains = [pledge for pledge in pledges if pledge.loss.only_without > 0.0]
    if gains:
        most = max(gains, key=lambda pledge: pledge.loss.only_without)
        yield (
            f"In single worlds less can hold more: in {most.loss.only_without:.3f} of all worlds the line holds without "
            f"{most.member.name} and falls with it; in {most.loss.only_with:.3f} it is the other way round."
        )
    yield (
        f"Only the campaign counts: all guarantors add {whole.value:.3f} to the probability of holding. What a pledge does to "
        "deter an attack, or costs, is not in it."
    )


def _politics(how: How, asked: Asked) -> str:
    if how == "stays-out":
        return (
            "A guarantor that stays out is seen to: the others hesitate, a lead that fails leaves its followers to decide alone, "
            "and under consensus it may block. What its absence loses is that too, not its brigades alone."
        )
    rule = asked.design.pact.decision.rule
    return (
        f"As if it had never been a party: fewer guarantors leave it less to each other, and under the rule '{rule}' those "
        "that are left decide. Nobody takes over its brigades."
    )


def _shared(how: How, asked: Asked) -> str:
    """What of the posture belongs to no nation, and what of it flies without one."""
    posture, air = asked.design.posture, asked.design.posture.air.aircraft
    common = {
        f"{posture.forward_stock_days:g} days of stocks": posture.forward_stock_days,
        f"works in {len(posture.works)} zones": len(posture.works),
        f"arms for {posture.arms_meur_year:,.0f} million euro a year": posture.arms_meur_year,
    }
    there = ", ".join(name for name, amount in common.items() if amount > 0)
    said = (
        f"What the posture has in common ({there}) stays whoever is absent, and no pledge is credited with it. "
        if there
        else ""
    )
    if air > 0.0:
        flown = (
            "fly by the share of fighters whose nations decide"
            if how == "stays-out"
            else "are flown by those that are left"
        )
        said += f"Its {air:g} aircraft belong to no nation: they {flown}."
    return said.strip() or (
        "The posture has nothing in common: with a guarantor go its forces, fighters and arms in war, and nothing else."
    )
