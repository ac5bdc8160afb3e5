"""Decision: who must agree, and the three clocks to meet, to decide and to act."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.clauses import Deadlines
from casus.pacts.schema.pact import Pact

FEW = 5
"""Guarantors up to which we call them few; chosen: in the volunteer's dilemma with a cost of 0.3 of the benefit the chance
that nobody moves is 0.09 among two, 0.22 among five and 0.29 among thirty, so most of the rise lies below six."""


def _no_clock(pact: Pact) -> Iterator[Found]:
    if not _has_hours(pact.deadlines):
        yield Found("deadlines", "no hours are set to meet, to decide or to act")


def _no_clock_to_act(pact: Pact) -> Iterator[Found]:
    clocks = pact.deadlines
    if clocks.decide_h is not None and clocks.act_h is None and not pact.obligation.automatic:
        yield Found("deadlines", f"a deadline to decide ({clocks.decide_h:g} h) is not a deadline to act")


def _clock_to_meet_only(pact: Pact) -> Iterator[Found]:
    clocks = pact.deadlines
    if clocks.meet_h is not None and clocks.decide_h is None and clocks.act_h is None:
        yield Found("deadlines", f"a deadline to meet ({clocks.meet_h:g} h) is not a deadline to decide or to act")


def _consensus(pact: Pact) -> Iterator[Found]:
    if pact.decision.rule == "consensus" and not pact.decision.fallback and _helpers(pact) > 1:
        yield Found(
            "decision", f"one of {pact.guarantor_count} can block, and the willing are not free to act without the rest"
        )


def _consensus_of_the_whole(pact: Pact) -> Iterator[Found]:
    if pact.decision.rule == "consensus" and pact.decision.fallback and _helpers(pact) > 1:
        yield Found(
            "decision", f"the whole acts only if none of {pact.guarantor_count} blocks; the willing may act without it"
        )


def _no_rule(pact: Pact) -> Iterator[Found]:
    if pact.decision.rule == "unstated" and _helpers(pact) > 1:
        yield Found("decision", f"the text does not say how {pact.guarantor_count} guarantors decide")


def _nobody_may_act(pact: Pact) -> Iterator[Found]:
    delegated = pact.peacetime is not None and pact.peacetime.delegated
    if pact.deadlines.act_h is not None and not delegated:
        yield Found(
            "deadlines",
            f"forces are to act within {pact.deadlines.act_h:g} h, and none is in the hands of a commander who may use it",
        )


def _many_without_lead(pact: Pact) -> Iterator[Found]:
    if pact.decision.rule == "each" and pact.parties.lead is None and _helpers(pact) > FEW:
        yield Found("decision", f"each of {pact.guarantor_count} guarantors decides for itself, and none leads")


def _soft_clock(pact: Pact) -> Iterator[Found]:
    if pact.deadlines.soft and _has_hours(pact.deadlines):
        yield Found("deadlines", "the hours hold only where possible, or as soon as may be")


def _helpers(pact: Pact) -> int:
    """Guarantors that decide on help: all but the attacked one where the parties protect each other."""
    return pact.guarantor_count - int(pact.parties.mutual)


def _has_hours(clocks: Deadlines) -> bool:
    return any(hours is not None for hours in (clocks.meet_h, clocks.decide_h, clocks.act_h))


RULES = (
    Rule(
        id="D301",
        name="no-clock",
        severity="warning",
        finds="No hours at all: to meet, to decide or to act.",
        why=(
            "Words such as at once bind nobody to a day. Without hours a delay breaks nothing, and an attacker may count on "
            "having what it came for before anybody is late."
        ),
        case="north-atlantic-1949",
        precedent=(
            "Turkey's protection was asked for on 15 January 2003, was blocked four times and was agreed 32 days later, six days "
            "after article 4 was called. No clock was broken, as there is none."
        ),
        mend="Set hours for each step, the one to act among them, and forces that can meet them.",
        trips="{deadlines: {meet_h: null, decide_h: null, act_h: null}}",
        clears="deadlines: {act_h: 72}",
        check=_no_clock,
    ),
    Rule(
        id="D302",
        name="clock-to-decide-only",
        severity="warning",
        finds="A deadline to decide without a deadline to act.",
        why=(
            "A decision moves nobody. Between it and the first soldier lie orders, notice to move and the journey, and a text that "
            "sets a clock to the first alone leaves the rest to each capital."
        ),
        case="uk-poland-1939",
        precedent=(
            "London decided 54 hours after the attack of September 1939 and had declared war as promised; no British force "
            "reached Poland."
        ),
        mend="Add hours within which named forces act, and forces that can meet them; or say that action needs no new decision.",
        trips="{deadlines: {meet_h: 12, decide_h: 24, act_h: null}, obligation: {automaticity: none}}",
        clears="deadlines: {act_h: 72}",
        check=_no_clock_to_act,
    ),
    Rule(
        id="D303",
        name="clock-to-meet-only",
        severity="warning",
        finds="A deadline to meet without one to decide or to act.",
        why=(
            "A meeting held in time keeps such a clause in full, whatever comes of it. It brings governments to a table quickly "
            "and leaves how long they sit there open."
        ),
        case="ukraine-bilateral-2024",
        precedent=(
            "The agreements bring the parties together within 24 hours of a new attack. The clause has not been called on for "
            "one and stands untested."
        ),
        mend="Add hours for the decision and for the first forces or deliveries.",
        trips="{deadlines: {decide_h: null, act_h: null}}",
        clears="deadlines: {act_h: 72}",
        check=_clock_to_meet_only,
    ),
    Rule(
        id="D304",
        name="consensus-without-fallback",
        severity="warning",
        finds="A decision by all, without a way for the willing to act when one blocks.",
        why=(
            "The most doubtful guarantor sets the pace, and each new one can only slow it. Where the text lets the others go ahead "
            "a block costs time; where it does not, it may cost the answer."
        ),
        case="csto-1992",
        precedent=(
            "Armenia asked within hours in September 2022; it was sent missions to find the facts, and no decision on "
            "forces was taken. In January of that year the same rule had brought troops to Kazakhstan within a day."
        ),
        mend="Let the willing act when the body has not decided in time, or decide by a number of guarantors.",
        trips="{decision: {rule: consensus, fallback: false}}",
        clears="decision: {fallback: true}",
        check=_consensus,
    ),
    Rule(
        id="D305",
        name="no-rule-of-decision",
        severity="error",
        finds="No rule by which guarantors decide.",
        why=(
            "All, most, or each alone: the same clock means something else under each. Where the rule is missing, the first thing "
            "to be settled after an attack is how to settle anything."
        ),
        case="italy-2025",
        precedent=(
            "The proposal has the partners answer together within 24 hours, and no report says by which rule. It stands untested."
        ),
        mend="State the rule: each for itself, a number of them, a majority by weight, or after a lead.",
        trips="{decision: {rule: unstated}}",
        clears="decision: {rule: each}",
        check=_no_rule,
    ),
    Rule(
        id="D306",
        name="clock-nobody-may-keep",
        severity="warning",
        finds="A deadline to act, while no commander may use forces without a new decision.",
        why=(
            "A date binds whoever gives the order. If that is still each capital, the clock to act is a second clock to decide, "
            "even where the text says that action follows of itself."
        ),
        case="france-poland-1939",
        precedent=(
            "Small operations from day 3 and the main offensive by day 15 of mobilisation were promised. Eleven divisions went "
            "some 8 km, were halted on 12 September without a word to Poland, and day 15 passed."
        ),
        mend="Assign forces to a commander who may use them on the event, and have parliaments consent beforehand.",
        trips="{deadlines: {act_h: 24}, peacetime: {delegated: false}}",
        clears="peacetime: {delegated: true}",
        check=_nobody_may_act,
    ),
    Rule(
        id="D308",
        name="many-without-a-lead",
        severity="warning",
        finds=f"More than {FEW} guarantors that decide each for itself, and none that leads.",
        why=(
            "Where one helper would do and helping costs, each may leave it to another; in the model of this (the volunteer's "
            f"dilemma) the chance that nobody moves rises with their number. That more than {FEW} are many is our choice: most "
            "of the rise lies below."
        ),
        case="eu-42-7-2009",
        precedent=(
            "France called on it in November 2015. All members backed the call four days after the attacks; the help was then "
            "settled with each of them and came over weeks."
        ),
        mend="Name a lead that plans and moves first, or a small core whose part is fixed.",
        trips="{parties: {count: 12, lead: null}, decision: {rule: each}}",
        clears="parties: {lead: dorvan}",
        check=_many_without_lead,
    ),
    Rule(
        id="D309",
        name="soft-clock",
        severity="note",
        finds="Hours that hold only where possible, swiftly or as soon as may be.",
        why="A deadline that yields to difficulty yields on the one day on which everything is difficult.",
        case="us-ukraine-2024",
        precedent="Both sides meet at once, within 24 hours where possible. The clause stands untested.",
        mend="Strike the words, or say who may put the hour off and by how much.",
        trips="{deadlines: {soft: true}}",
        clears="deadlines: {soft: false}",
        check=_soft_clock,
    ),
    Rule(
        id="D310",
        name="consensus-of-the-whole",
        severity="note",
        finds="A decision by all for what is held in common, though the willing may act alone.",
        why=(
            "What the willing do alone they do without what is held in common: the headquarters, the plans and the forces that "
            "answer to the body. Their freedom shortens the delay, and does not bring those with it."
        ),
        case="north-atlantic-1949",
        precedent=(
            "Help for Turkey was asked in January 2003 and blocked four times; it was decided on day 32, in a committee in which "
            "the objector did not sit."
        ),
        mend="Let headquarters and assigned forces act on the word of a number of guarantors, or of their commander.",
        trips="{decision: {rule: consensus, fallback: true}}",
        clears="decision: {rule: each}",
        check=_consensus_of_the_whole,
    ),
)
