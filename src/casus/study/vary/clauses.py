"""A design in, the same design with a clause mended that the linter found open out; what costs no money, and what it asks.

Each rule of the linter carries the least change of fields that clears it, as data (`Rule.clears`). It is laid over the design:
over its pact as it stands, over its posture and settlement where the rule speaks of what a design says there. A few rules need
more than their example says, and have a mend of their own below. A mend is offered only if, linted again, the finding is gone
and no finding of severity error is new.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import Any

import yaml

from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.whole_pact import whole_pact
from casus.foundation.records import Record
from casus.pacts.diff import differences
from casus.pacts.rules.catalogue import RULES, family_of
from casus.pacts.rules.duration import LONG_NOTICE_MONTHS
from casus.pacts.rules.obligation import HELP_LEVEL
from casus.pacts.rules.rule import Rule
from casus.pacts.rules.trigger import ORIGIN, THRESHOLD
from casus.study.vary.change import Change, made
from casus.study.vary.parts import with_pact

Mend = Callable[[Design], Design]

FREE_OF_POSTURE = ("delegated", "mandate")
"""What a text says of peacetime that a design's posture says in a field of the same name, at no cost in euros."""
OF_SETTLEMENT = ("neutral", "foreign_troops", "army_cap_kperson", "sanctions")
"""What a text says of the terms of peace that a design's settlement says in a field of the same name."""
HOURS_TO_FIND = 12.0
"""Within which a body finds the event; the hours of the rule that asks for some (T106)."""
NOT_WORDS = ("P603",)
"""A second guarantor is no word that could be put into the text."""
SAME_LIMIT = {"own-laws": "own-law", "voluntary": "voluntary"}
"""By word of discretion, the kind of limit that says the same."""
ASKS = {
    "trigger": "guarantors that take on more cases than they had meant to",
    "obligation": "guarantors that give up words which left the extent to them",
    "decision": "guarantors that give up a veto, or accept a clock",
    "forces": "authority or consent given in peacetime",
    "law": "signatures and votes of parliaments, and the time these take",
    "parties": "signatories that lose a seat, or take on the lead",
    "duration": "governments that bind their successors",
    "limits": "guarantors that take back a reservation",
    "settlement": "the aggressor's consent: it is a term of the peace",
}
"""By family of rules, who must give what: the price of a mend that costs no money."""


def clause_changes(design: Design) -> tuple[Change, ...]:
    """For each finding of the linter that a change of words mends, that change."""
    found = open_rules(design)
    offered = (_change(rule, design) for rule in RULES if rule.id in found and rule.id not in NOT_WORDS)
    return tuple(change for change in offered if change is not None)


def open_rules(design: Design) -> frozenset[str]:
    """Ids of the rules that find something in a design."""
    pact = whole_pact(design)
    return frozenset(rule.id for rule in RULES if any(True for _ in rule.check(pact)))


def errors_of(rules: frozenset[str]) -> frozenset[str]:
    """Those of the rules whose findings are errors."""
    return frozenset(rule.id for rule in RULES if rule.id in rules and rule.severity == "error")


def _change(rule: Rule, design: Design) -> Change | None:
    """The first mend of a rule that does for a design; None where none does."""
    before = open_rules(design)
    for mend in mends_of(rule):
        change = Change(_id(rule), "clause", "", ASKS[family_of(rule)], mend, rule=rule.id)
        after = made(change, design)
        if after is not None and rule.id not in (then := open_rules(after)) and not errors_of(then) - errors_of(before):
            return replace(change, words=_words(design, after))
    return None


def mends_of(rule: Rule) -> tuple[Mend, ...]:
    """How a rule's finding is mended by a change of words, the rule's own way first; none where no words do it."""
    if rule.id in NOT_WORDS:
        return ()
    first = OWN.get(rule.id, partial(_laid_over, rule))
    return (first, ELSE[rule.id]) if rule.id in ELSE else (first,)


def _id(rule: Rule) -> str:
    return f"{rule.id.lower()}-{rule.name}"


def _words(before: Design, after: Design) -> str:
    """The fields that change, in the order of the schema, and the limits that go."""
    parts = ("pact", "posture", "settlement")
    fields = [field for part in parts for field in differences(getattr(before, part), getattr(after, part))]
    words = [
        f"{one.field}: {_plain(one.a)} to {_plain(one.b)}" for one in fields if not one.field.startswith("limits.")
    ]
    gone = [limit.kind for limit in before.pact.limits if limit not in after.pact.limits]
    return "; ".join([*words, *(f"without the limit '{kind}' as it stands" for kind in gone)])


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == ():
        return "none"
    return (
        ", ".join(map(str, value)) if isinstance(value, tuple) else f"{value:g}" if isinstance(value, float) else value
    )


# --- as the rule says -------------------------------------------------------------------------------------------------


def _laid_over(rule: Rule, design: Design) -> Design:
    """The design with the rule's own least change laid over it; the same one where a design cannot say that."""
    for part, fields in _parsed(rule.clears).items():
        if part == "peacetime":
            design = _overlaid(design, "posture", {name: fields[name] for name in FREE_OF_POSTURE if name in fields})
        elif part == "terms":
            design = _overlaid(design, "settlement", {name: fields[name] for name in OF_SETTLEMENT if name in fields})
        elif isinstance(fields, dict):
            design = with_pact(design, part, **_as_read(getattr(design.pact, part), fields))
    return design


@cache
def _parsed(text: str) -> dict[str, Any]:
    """YAML of a rule as plain data, which nobody changes."""
    parsed: dict[str, Any] = yaml.safe_load(text)
    return parsed


def _overlaid(design: Design, part: str, fields: dict[str, Any]) -> Design:
    return design.model_copy(update={part: getattr(design, part).model_copy(update=fields)})


def _as_read(clause: Record, fields: dict[str, Any]) -> dict[str, Any]:
    """Values as the schema reads them: a list is a tuple."""
    read = type(clause).model_validate(clause.model_dump() | fields)
    return {name: getattr(read, name) for name in fields}


# --- where the rule's example is not enough, or says too much ---------------------------------------------------------


def _strike(words: tuple[str, ...], design: Design) -> Design:
    """Without those words in the trigger."""
    kept = tuple(word for word in design.pact.trigger.qualifiers if word not in words)
    return with_pact(design, "trigger", qualifiers=kept)


def _leave_less_open(words: tuple[str, ...], design: Design) -> Design:
    """Without those words of discretion, and without limits that say the same."""
    kept = tuple(word for word in design.pact.obligation.discretion if word not in words)
    limits = tuple(SAME_LIMIT[word] for word in words if word in SAME_LIMIT)
    return _without_limits(limits, with_pact(design, "obligation", discretion=kept))


def _without_limits(kinds: tuple[str, ...], design: Design) -> Design:
    limits = tuple(limit for limit in design.pact.limits if limit.kind not in kinds)
    return design.model_copy(update={"pact": design.pact.model_copy(update={"limits": limits})})


def _nothing_left_out(design: Design) -> Design:
    return with_pact(_without_limits(("exclusion",), design), "scope", excludes=())


def _judged(design: Design) -> Design:
    """With a body that finds whether a condition which ends the promise is met."""
    limits = tuple(
        limit.model_copy(update={"judge": "body"}) if limit.kind == "void-if" and limit.judge == "unstated" else limit
        for limit in design.pact.limits
    )
    return design.model_copy(update={"pact": design.pact.model_copy(update={"limits": limits})})


def _found_without_adversary(design: Design) -> Design:
    hours = design.pact.attribution.within_h or HOURS_TO_FIND
    return with_pact(design, "attribution", judge="body", within_h=hours)


def _with_lead(design: Design) -> Design:
    """The guarantor that is named first leads."""
    return with_pact(design, "parties", lead=next(iter(design.pact.parties.guarantors), None))


def _without_adversary(design: Design) -> Design:
    """No adversary among those who promise, or whose consent is needed."""
    parties = design.pact.parties
    stays = {
        name: tuple(n for n in getattr(parties, name) if n not in parties.adversaries)
        for name in ("guarantors", "veto")
    }
    lead = None if parties.lead in parties.adversaries else parties.lead
    return with_pact(design, "parties", lead=lead, **stays)


def _with_notice(design: Design) -> Design:
    return with_pact(design, "exit", kind="notice", notice_months=float(LONG_NOTICE_MONTHS))


def _help_owed(design: Design) -> Design:
    return with_pact(design, "obligation", level=float(HELP_LEVEL))


def _force_named(design: Design) -> Design:
    return with_pact(design, "obligation", means=(*design.pact.obligation.means, "force"))


OWN: dict[str, Mend] = {
    "T102": partial(_strike, THRESHOLD),
    "T109": _found_without_adversary,
    "T110": partial(_strike, ("on-request",)),
    "T112": partial(_strike, ("unprovoked",)),
    "T113": partial(_strike, ORIGIN),
    "O203": partial(_leave_less_open, ("as-deemed-necessary",)),
    "D308": _with_lead,
    "L507": partial(_leave_less_open, ("own-laws", "constitutional-processes")),
    "P601": _without_adversary,
    "U704": _with_notice,
    "U705": _with_notice,
    "M801": partial(_without_limits, ("no-troops",)),
    "M802": partial(_without_limits, ("other-alliance-first",)),
    "M803": _judged,
    "M804": partial(_leave_less_open, ("voluntary",)),
    "M805": partial(_without_limits, ("sequence",)),
    "M806": _nothing_left_out,
    "M809": partial(_without_limits, ("neutrality",)),
}
"""Mends by id of the rule: they strike the words found and no others, or name what only this design can name."""


ELSE: dict[str, Mend] = {"O201": _help_owed, "O202": _force_named}
"""Second mends, where the first would leave a promise of force with nothing behind it."""
