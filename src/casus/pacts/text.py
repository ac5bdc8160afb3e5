"""A coded pact as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casus.pacts.schema import Deadlines, Pact

TRIGGERS = {
    "threat": "a threat of armed attack, or the attack itself",
    "armed-attack": "an armed attack",
    "attributed-attack": "an armed attack that has been attributed",
    "sustained-attack": "an attack that is significant, deliberate and sustained",
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
RULES = {
    "each": "each decides for itself",
    "consensus": "all decide together, and one can block",
    "majority": "two thirds decide for all",
    "lead": "the lead nation decides and the others follow",
}


def pact_text(pact: Pact, names: Mapping[str, str]) -> str:
    """The pact in a few lines, with nations by name."""
    return "\n".join(f"  {line}" for line in _lines(pact, names))


def _lines(pact: Pact, names: Mapping[str, str]) -> Iterator[str]:
    ratified = "ratified" if pact.ratified else "not ratified"
    yield f"{pact.title} ({pact.form.replace('-', ' ')}, {ratified})"
    yield f"guarantors: {', '.join(names.get(nation, nation) for nation in pact.guarantors) or 'none'}"
    if pact.adversary_is_guarantor:
        yield "the aggressor is itself among the guarantors, or holds a veto"
    yield f"applies to: {TRIGGERS[pact.trigger]}"
    yield f"promises: {obligation_text(pact.obligation)}{', without a new decision' if pact.automatic else ''}"
    lead = f" (lead: {names.get(pact.lead, pact.lead)})" if pact.lead else ""
    yield f"decision: {RULES[pact.rule]}{lead}"
    yield f"clocks: {_clocks(pact.deadlines)}"
    yield f"term: {'none' if pact.duration_years is None else f'{pact.duration_years:g} years'}"
    yield from (f"limit: {limit}" for limit in pact.limits)
    yield f"source: {pact.source}"


def obligation_text(obligation: float) -> str:
    """What an obligation on the scale of 0 to 5 promises."""
    return next(text for most, text in OBLIGATIONS if obligation <= most)


def _clocks(deadlines: Deadlines) -> str:
    clocks = (("meet", deadlines.meet_h), ("decide", deadlines.decide_h), ("act", deadlines.act_h))
    return ", ".join(f"{verb} within {hours:g} h" for verb, hours in clocks if hours is not None) or "none"
