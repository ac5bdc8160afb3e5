"""A coded pact as a few lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casus.pacts.schema.clauses import Deadlines
from casus.pacts.schema.pact import Pact

EVENTS = {
    "threat": "a threat of armed attack, or the attack itself",
    "armed-attack": "an armed attack",
    "ceasefire-breach": "a breach of the ceasefire",
    "border-violation": "a violation of the borders",
    "nuclear-attack": "an attack in which nuclear weapons are used",
    "war": "an armed attack that brings a state of war",
    "dispute": "a question about the pact itself",
    "none": "no event that the text names",
}
JUDGES = {
    "unstated": "the text does not say",
    "each": "each party",
    "lead": "the lead nation",
    "body": "a body of the pact",
    "joint": "a body in which the adversary sits too",
}
OBLIGATIONS = (
    (0.5, "not to attack"),
    (1.5, "to consult"),
    (2.49, "to consult and send material support"),
    (2.99, "to decide on help, troops left open"),
    (3.74, "to act as each deems necessary"),
    (4.99, "to give all aid in their power"),
    (5.0, "to respond with armed force"),
)
AUTOMATIC = {
    "none": "",
    "meeting": "; a meeting follows of itself",
    "decision": "; a decision is owed, whatever it is",
    "action": "; action needs no new decision",
}
RULES = {
    "each": "each decides for itself",
    "consensus": "all decide together, and one can block",
    "quorum": "a number of them decides for all",
    "majority": "a majority by weight decides for all",
    "lead": "the lead nation decides and the others follow",
    "single": "one guarantor decides for all",
    "unstated": "the text does not say",
}


def pact_text(pact: Pact, names: Mapping[str, str]) -> str:
    """The pact in a few lines, with nations by name."""
    return "\n".join(f"  {line}" for line in _lines(pact, names))


def _lines(pact: Pact, names: Mapping[str, str]) -> Iterator[str]:
    parties, obligation = pact.parties, pact.obligation
    yield f"{pact.title} ({pact.form.kind.replace('-', ' ')}, {'ratified' if pact.ratified else 'not ratified'})"
    yield f"guarantors: {_named(parties.guarantors, names)}"
    if pact.adversary_at_the_table:
        yield "the aggressor is itself among the guarantors, or its consent is needed"
    yield f"applies to: {event_text(pact)}; who finds it: {JUDGES[pact.attribution.judge]}"
    yield f"promises: {obligation_text(obligation.level)}{AUTOMATIC[obligation.automaticity]}"
    yield f"decision: {RULES[pact.decision.rule]}{f' (lead: {_named([parties.lead], names)})' if parties.lead else ''}"
    yield f"clocks: {clocks_text(pact.deadlines)}"
    yield f"term: {'none' if pact.duration.years is None else f'{pact.duration.years:g} years'}"
    yield from (f"limit: {limit.says or limit.kind.replace('-', ' ')}" for limit in pact.limits)
    yield f"source: {pact.source}"


def _named(nations: tuple[str, ...] | list[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(nation, nation.replace("-", " ")) for nation in nations) or "none"


def event_text(pact: Pact) -> str:
    """The event with the words that narrow it."""
    words = ", ".join(word.replace("-", " ") for word in pact.trigger.qualifiers)
    return f"{EVENTS[pact.trigger.event]}{f' ({words})' if words else ''}"


def obligation_text(level: float) -> str:
    """What an obligation on the scale of 0 to 5 promises."""
    return next(text for most, text in OBLIGATIONS if level <= most)


def clocks_text(deadlines: Deadlines) -> str:
    """The clocks in words, or 'none'."""
    clocks = (("meet", deadlines.meet_h), ("decide", deadlines.decide_h), ("act", deadlines.act_h))
    soft = " where possible" if deadlines.soft else ""
    return ", ".join(f"{verb} within {hours:g} h{soft}" for verb, hours in clocks if hours is not None) or "none"
