"""Settlement: terms of a peace that bear on whether the promise can be kept, and who watches over them."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.pact import Pact

FORCE_FROM_LEVEL = 2.5
"""Obligation from which force is in question, and not talks and supplies alone; chosen, half way from 2 to 3."""


def _army_capped(pact: Pact) -> Iterator[Found]:
    if pact.terms and pact.terms.army_cap_kperson is not None:
        yield Found(
            "terms", f"the protected state's army may have no more than {_persons(pact.terms.army_cap_kperson)}"
        )


def _neutral(pact: Pact) -> Iterator[Found]:
    if pact.terms and pact.terms.neutral:
        yield Found(
            "terms", "neutrality keeps the protected state from planning, training or commanding with its guarantors"
        )


def _troops_banned(pact: Pact) -> Iterator[Found]:
    if pact.terms and pact.terms.foreign_troops == "banned" and pact.obligation.level >= FORCE_FROM_LEVEL:
        yield Found("terms", "guarantors' troops are 'banned' from the ground that they promise to help defend")


def _positions_given_up(pact: Pact) -> Iterator[Found]:
    if pact.terms and pact.terms.cedes_positions:
        yield Found("terms", "ground with prepared positions is given up")


def _sanctions_lifted(pact: Pact) -> Iterator[Found]:
    if pact.terms and pact.terms.sanctions == "lifted":
        yield Found("terms", "sanctions are 'lifted', and nothing brings them back after a breach")


def _nobody_watches(pact: Pact) -> Iterator[Found]:
    peace = pact.terms is not None or pact.trigger.event == "ceasefire-breach"
    if peace and (pact.peacetime is None or pact.peacetime.monitoring == "none"):
        yield Found("peacetime", "a peace is to be kept, and no mission watches whether it is")


def _one_side_bound(pact: Pact) -> Iterator[Found]:
    terms = pact.terms
    if terms is None or terms.adversary_limited:
        return
    limits = [f"an army of {_persons(terms.army_cap_kperson)}"] if terms.army_cap_kperson is not None else []
    limits += ["a zone without forces"] if terms.demilitarised_zone else []
    if limits:
        yield Found("terms", f"the adversary accepts nothing of the same kind in return for {' and '.join(limits)}")


def _only_observes(pact: Pact) -> Iterator[Found]:
    if pact.peacetime and pact.peacetime.monitoring == "observes":
        yield Found(
            "peacetime", "the mission 'observes', and neither reports to the public nor says who broke the peace"
        )


def _persons(kperson: float) -> str:
    return f"{round(1000 * kperson):,} persons"


RULES = (
    Rule(
        id="S901",
        name="army-capped",
        severity="warning",
        finds="A ceiling on the protected state's army.",
        why=(
            "That army must hold until help comes, and a ceiling sets how much ground it can hold, for how long and "
            "with which reserves. Whether it binds depends on what the state could keep up in peace anyway."
        ),
        case="us-draft-2025",
        precedent=(
            "It stands untested: the plan beside the draft had 600,000 persons, later plans and statements 800,000."
        ),
        mend=(
            "Leave the number out, tie it to the adversary's, or let it lapse on a breach and exclude reserves from it."
        ),
        trips="terms: {army_cap_kperson: 600}",
        clears="terms: {army_cap_kperson: null}",
        check=_army_capped,
    ),
    Rule(
        id="S902",
        name="neutrality-bars-preparation",
        severity="warning",
        finds="Neutrality of the protected state that bars plans, training and headquarters with its guarantors.",
        why=(
            "The promise may hold all the same. It must then be carried out by forces that have never planned or "
            "trained together."
        ),
        case="belgium-1839",
        precedent=(
            "London declared war some fifteen hours after the invasion of 1914, so the guarantee was honoured; six "
            "days before, the cabinet had held that it did not bind to force. As recalled, British troops fought on "
            "day 19."
        ),
        mend="Keep out of alliances if that is agreed, and allow plans, training and liaison with guarantors by name.",
        trips="terms: {neutral: true}",
        clears="terms: {neutral: false}",
        check=_neutral,
    ),
    Rule(
        id="S903",
        name="troops-banned-though-promised",
        severity="warning",
        finds="A promise that may call for force, under terms that ban the guarantors' troops.",
        why=(
            "Help then starts from outside, after the event. If the journey is longer than the attack, it comes after "
            "what it was to protect is lost; and whether the ban ends with the breach, the terms must say."
        ),
        case="us-draft-2025",
        precedent="It stands untested: by the plan beside the draft, NATO agrees not to deploy troops in Ukraine.",
        mend=(
            "Allow stated forces, or say that the ban ends with a breach and name forces near by that can be there in "
            "time."
        ),
        trips="terms: {foreign_troops: banned}",
        clears="terms: {foreign_troops: allowed}",
        check=_troops_banned,
    ),
    Rule(
        id="S904",
        name="prepared-positions-given-up",
        severity="warning",
        finds="Prepared positions given up beyond the line held.",
        why=(
            "The defence moves to ground that is not prepared, and the next attack starts closer to what lies behind. "
            "New positions take time, labour and mines."
        ),
        case="us-draft-2025",
        precedent="It stands untested: the plan beside the draft foresaw withdrawal from the rest of Donbas.",
        mend="Leave the line where it is, or have new positions built and manned before the old ones are given up.",
        trips="terms: {cedes_positions: true}",
        clears="terms: {cedes_positions: false}",
        check=_positions_given_up,
    ),
    Rule(
        id="S905",
        name="sanctions-lifted-for-good",
        severity="warning",
        finds="Sanctions lifted for good.",
        why=(
            "After a breach they would have to be agreed on anew, state by state. What they can do is modest: by one "
            "long count they reach their aim in about a third of cases, and no plan should rest on them alone."
        ),
        case="us-draft-2025",
        precedent=(
            "No text of the casebook lifts them for good, so it stands untested. The plan beside this draft has the "
            "milder term: they come back after a renewed attack."
        ),
        mend="Let them return by themselves on a breach that a named body finds.",
        trips="terms: {sanctions: lifted}",
        clears="terms: {sanctions: snap-back}",
        check=_sanctions_lifted,
    ),
    Rule(
        id="S906",
        name="nobody-watches",
        severity="warning",
        finds="A peace or a ceasefire to be kept, without a mission that watches it.",
        why=(
            "Each side then tells its own story of every incident, and guarantors must find out for themselves before "
            "they decide. By one study monitors go with less violence on a large scale, and not with fewer small "
            "clashes."
        ),
        case="ceasefire-ladder-2026",
        precedent=(
            "It stands untested: known from one newspaper and not confirmed, with a first answer within 24 hours of a "
            "breach."
        ),
        mend="Send a mission with free movement and means of its own, which says who did it.",
        trips="peacetime: {monitoring: none}",
        clears="peacetime: {monitoring: reports}",
        check=_nobody_watches,
    ),
    Rule(
        id="S907",
        name="limits-bind-one-side",
        severity="warning",
        finds="A ceiling on forces or an empty zone, without limits of the same kind on the adversary.",
        why=(
            "Limits on both sides can make surprise harder for both. Where they bind one, the balance on the day of "
            "an attack shifts to the other."
        ),
        case="us-draft-2025",
        precedent=(
            "It stands untested: the plan beside the draft limits the Ukrainian army to 600,000 persons, and no "
            "ceiling for the Russian is in what was read."
        ),
        mend="Agree on limits of the same kind for both sides, with inspection.",
        trips="terms: {demilitarised_zone: true, adversary_limited: false}",
        clears="terms: {adversary_limited: true}",
        check=_one_side_bound,
    ),
    Rule(
        id="S908",
        name="mission-only-observes",
        severity="note",
        finds="A mission that observes, and neither reports to the public nor says who broke the peace.",
        why=(
            "What it sees helps only those that are told. A breach that nobody names gives a guarantor that would "
            "rather wait a reason to wait."
        ),
        case="us-draft-2025",
        precedent="It stands untested: a monitoring commission led by Europeans, coded as one that observes.",
        mend="Let it publish what it sees, and say who did it within stated hours.",
        trips="peacetime: {monitoring: observes}",
        clears="peacetime: {monitoring: attributes}",
        check=_only_observes,
    ),
)
