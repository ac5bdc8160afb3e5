"""Parties: who promises, against whom, and whether the adversary sits among those whose word is needed."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.pact import Pact


def _adversary_at_the_table(pact: Pact) -> Iterator[Found]:
    if not pact.adversary_at_the_table:
        return
    parties = pact.parties
    roles = {"is among the guarantors": parties.guarantors, "can refuse a consent that help needs": parties.veto}
    found = [f"'{name}' {role}" for role, names in roles.items() for name in names if name in parties.adversaries]
    yield Found("parties", f"an adversary sits at the table: {', '.join(found)}")


def _no_adversary_named(pact: Pact) -> Iterator[Found]:
    if not pact.parties.adversary_named:
        yield Found("parties", "the text does not say against whom it is meant")


def _single_guarantor(pact: Pact) -> Iterator[Found]:
    if pact.parties.mutual and pact.guarantor_count == 2:
        yield Found("parties", f"each party has a single guarantor, the other: {' and '.join(pact.parties.guarantors)}")
    if not pact.parties.mutual and pact.guarantor_count == 1:
        yield Found("parties", f"only one guarantor, '{pact.parties.guarantors[0]}'")


def _members_may_fight(pact: Pact) -> Iterator[Found]:
    if pact.parties.mutual and pact.guarantor_count > 2 and not pact.obligation.nonaggression:
        yield Found(
            "obligation",
            f"no promise not to attack each other among {pact.guarantor_count} parties that protect each other",
        )


def _lead_may_not_act(pact: Pact) -> Iterator[Found]:
    decision = pact.decision
    if decision.rule in {"lead", "single"} and pact.guarantor_count > 1 and not decision.fallback:
        yield Found("decision", f"all wait for '{pact.parties.lead}', and nothing says what follows if it does not act")


RULES = (
    Rule(
        id="P601",
        name="adversary-at-the-table",
        severity="error",
        finds="An adversary that is itself a guarantor, or whose consent help needs.",
        why=(
            "Whoever breaks the promise then has a voice in whether it was broken and in what follows. Its own "
            "promise of restraint can be worth having, and the help of the others must not wait for it."
        ),
        case="budapest-1994",
        precedent=(
            "Russia is one of the three promisors and can stop the Security Council, to which help is referred. "
            "Ukraine asked for consultations in February 2022 and was invaded by Russia three days later."
        ),
        mend="Take its restraint in a text of its own, and let the guarantors find and decide without it.",
        trips="parties: {veto: [borea]}",
        clears="parties: {veto: []}",
        check=_adversary_at_the_table,
    ),
    Rule(
        id="P602",
        name="no-adversary-named",
        severity="note",
        finds="A text that does not name the adversary.",
        why=(
            "Most treaties name none: that offends nobody and holds against whoever comes. It also leaves open "
            "whether a guarantor must act against a state that is its own friend."
        ),
        case="rio-1947",
        precedent=(
            "In 1982 Argentina called on it against the United Kingdom. The United States favoured Britain, and most "
            "see in it a failure of the treaty."
        ),
        mend="Name the adversary, or say whether the duty holds against a guarantor's other allies.",
        trips="parties: {adversary_named: false}",
        clears="parties: {adversary_named: true}",
        check=_no_adversary_named,
    ),
    Rule(
        id="P603",
        name="single-guarantor",
        severity="note",
        finds="A promise that hangs on one guarantor.",
        why=(
            "One state decides faster than many, and cannot wait for another to go first. If it does not act, through "
            "a change of government or a crisis elsewhere, nobody else has promised to."
        ),
        case="us-ukraine-2024",
        precedent=(
            "One government promised ten years, with six months' notice. As recalled it lapsed in practice; no call "
            "on it is on record."
        ),
        mend="Add a second guarantor with forces of its own, whose promise does not wait for the first.",
        trips="parties: {guarantors: [dorvan]}",
        clears="parties: {guarantors: [dorvan, elmere]}",
        check=_single_guarantor,
    ),
    Rule(
        id="P605",
        name="members-may-fight-each-other",
        severity="note",
        finds="A pact of more than two parties that protect each other, without a promise not to attack each other.",
        why=(
            "If one party attacks another, both can call on the rest. The text leaves open whom these owe help, and "
            "whether anything at all."
        ),
        case="weu-1954",
        precedent=(
            "It stands untested there. The promise alone is no safeguard: as recalled the Warsaw Pact was used "
            "against members of its own in 1956 and 1968, and the casebook codes that treaty as containing one."
        ),
        mend="Add the promise, and say who judges and what follows when it is broken among members.",
        trips="{parties: {mutual: true}, obligation: {nonaggression: false}}",
        clears="obligation: {nonaggression: true}",
        check=_members_may_fight,
    ),
    Rule(
        id="P606",
        name="lead-may-not-act",
        severity="warning",
        finds="Several guarantors that wait for one, and nothing on what follows if that one does not act.",
        why=(
            "A lead makes a coalition quick while it leads. If it hesitates, the others have neither a duty nor a "
            "right under the text, and each can wait with good reason."
        ),
        case="us-draft-2025",
        precedent=(
            "It stands untested: the President of the United States alone was to determine the answer, after "
            "consultation."
        ),
        mend="Let the willing act when the lead has not decided within stated hours, or name who leads next.",
        trips="decision: {rule: lead, fallback: false}",
        clears="decision: {fallback: true}",
        check=_lead_may_not_act,
    ),
)
