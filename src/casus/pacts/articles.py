"""The articles of an annex: each takes a pact and gives its sentences, with the article of the text that they rest on.

A sentence that begins with SILENT says what the text leaves out, and rests on nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from casus.pacts import wordings as words
from casus.pacts.phrases import (
    counted,
    date_text,
    hours,
    listed,
    number,
    party_list,
    party_name,
    persons,
    quoted,
    share,
    unbroken,
)
from casus.pacts.schema import clauses
from casus.pacts.schema.pact import Pact
from casus.pacts.text import EVENTS, obligation_text
from casus.pacts.wordings import SILENT

Names = Mapping[str, str]
Sentences = Iterator[str]

NO_ARTICLE = re.compile(r"^(annex|preamble|protocol)\b")
"""Parts of a text that are cited without the word article."""


def _parties(pact: Pact, names: Names) -> Sentences:
    yield from _resting(pact.parties, _roles(pact.parties, names))
    if pact.adversary_at_the_table:
        yield "Note: a state against which the promise is directed is itself a guarantor, or its consent is needed."


def _roles(of: clauses.Parties, names: Names) -> Sentences:
    yield _givers(of, names)
    if of.protected:
        yield f"The promise protects {party_list(of.protected, names)}"
    elif not of.mutual:
        yield f"{SILENT} whom the promise protects"
    if of.count is not None:
        yield f"The guarantors number {of.count}"
    yield _adversaries(of, names)
    if of.veto:
        yield f"No help may be given without the consent of {party_list(of.veto, names)}"
    if of.lead is not None:
        yield f"The lead nation is {party_name(of.lead, names)}"


def _givers(of: clauses.Parties, names: Names) -> str:
    if not of.guarantors:
        return f"{SILENT} who promises{'; what is promised, all promise to each other' if of.mutual else ''}"
    if of.mutual:
        return f"The parties are {party_list(of.guarantors, names)}; each promises what follows to the others"
    return f"The guarantors, who promise what follows, are {party_list(of.guarantors, names)}"


def _adversaries(of: clauses.Parties, names: Names) -> str:
    if not of.adversaries:
        named = "; the coding has it that one is named" if of.adversary_named else ""
        return f"{SILENT} against whom the promise is directed{named}"
    against = party_list(of.adversaries, names)
    if of.adversary_named:
        return f"The promise is directed against {against}, as the text itself says"
    return f"{SILENT} against whom the promise is directed; it is read here as directed against {against}"


def _event(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.trigger, _trigger(pact.trigger))


def _trigger(of: clauses.Trigger) -> Sentences:
    if of.event == "none":
        yield f"{SILENT} what event puts the promise to the test"
    else:
        yield f"The promise applies upon {EVENTS[of.event]}"
    if of.qualifiers:
        yield f"The event counts only where {listed(words.QUALIFIERS[word] for word in of.qualifiers)}"
    yield "The text defines what counts as the event" if of.defined else f"{SILENT} what counts as the event"
    yield words.GREY[of.grey]


def _finding(pact: Pact, _: Names) -> Sentences:
    of = pact.attribution
    judge = words.JUDGES[of.judge].format(what="that the event has happened")
    yield from _resting(of, (judge, _within("The finding is made", "by when the finding is made", of.within_h)))


def _undertaking(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.obligation, _owed(pact.obligation))


def _owed(of: clauses.Obligation) -> Sentences:
    yield f"The guarantors undertake {obligation_text(of.level)}, which is {number(of.level)} on a scale of 0 to 5"
    if of.discretion:
        yield f"How far each goes is left to it: {listed(words.DISCRETION[word] for word in of.discretion)}"
    yield words.AUTOMATICITY[of.automaticity]
    if of.means:
        yield f"The means named are {listed(words.MEANS[word] for word in of.means)}"
    else:
        yield f"{SILENT} by what means"
    if of.nonaggression:
        yield "The parties also undertake not to attack each other or the protected state"


def _consultation(pact: Pact, _: Names) -> Sentences:
    of = pact.consultation
    if of is None:
        yield f"{SILENT} that the parties consult beside the undertaking."
    elif of.event == "none":
        yield from _resting(of, ("Beside the undertaking the parties consult, without an event being named",))
    else:
        yield from _resting(of, (f"Beside the undertaking the parties consult upon {EVENTS[of.event]}",))


def _time_limits(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.deadlines, _clocks(pact.deadlines))


def _clocks(of: clauses.Deadlines) -> Sentences:
    yield _within("The guarantors meet or consult", "by when the guarantors meet or consult", of.meet_h)
    yield _within("The guarantors decide", "by when the guarantors decide", of.decide_h)
    yield _within("Forces act", "by when forces act", of.act_h)
    if of.soft:
        yield "Haste is asked for only as far as it is possible, or in words such as 'swiftly'"


def _decision(pact: Pact, names: Names) -> Sentences:
    yield from _resting(pact.decision, _deciding(pact.decision, names))


def _deciding(of: clauses.Decision, names: Names) -> Sentences:
    yield words.RULES[of.rule].format(quorum=of.quorum)
    if of.rule == "majority" or of.majority_share != type(of).model_fields["majority_share"].default:
        yield f"The majority needed is {share(of.majority_share)} of the weights"
    if of.weights:
        weights = listed(f"{party_name(id, names)} {number(weight)}" for id, weight in of.weights.items())
        yield f"The weights are {weights}, and 1 for anybody else"
    yield f"{SILENT} in which body" if of.body is None else f"The body that decides is: {of.body}"
    if of.fallback:
        yield "Guarantors that are willing may act where the others do not"
    else:
        yield f"{SILENT} whether willing guarantors may act where the others do not"


def _area(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.scope, _ground(pact.scope))


def _ground(of: clauses.Scope) -> Sentences:
    yield words.TERRITORIES[of.territory]
    if not of.line_stated:
        yield f"{SILENT} on which side of the front or disputed line the promise holds"
    yield words.FORCES_COVERED[of.forces_covered]
    if of.excludes:
        yield f"Left out are: {quoted(of.excludes)}"


def _peacetime(pact: Pact, _: Names) -> Sentences:
    if pact.peacetime is None:
        yield f"{SILENT} what stands behind the promise in peacetime."
    else:
        yield from _resting(pact.peacetime, _standing(pact.peacetime))


def _standing(of: clauses.Peacetime) -> Sentences:
    there = [phrase for field, phrase in words.STANDING.items() if getattr(of, field)]
    missing = [phrase for field, phrase in words.STANDING.items() if not getattr(of, field)]
    soldiers = persons(of.troops_kperson) if of.troops_kperson else "No"
    yield f"{soldiers} soldiers of the guarantors stand on the protected ground"
    if there:
        yield f"There are: {listed(there)}"
    if missing:
        yield f"There are none of these: {listed(missing, 'or')}"
    yield words.HEADQUARTERS[of.headquarters]
    yield words.PLANS[of.plans]
    yield words.ORGANISATIONS[of.organisation]
    yield words.AID[of.aid]
    yield words.MONITORING[of.monitoring]


def _term(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.duration, _lasting(pact.duration))


def _lasting(of: clauses.Duration) -> Sentences:
    if of.years is not None:
        yield f"The pact lasts {counted(of.years, 'year')}"
    if of.indefinite:
        yield "The pact lasts until it is ended"
    if of.years is None and not of.indefinite:
        yield f"{SILENT} how long the pact lasts"
    if of.renewal != "unstated":
        yield words.RENEWALS[of.renewal]
    elif of.years is not None:
        yield f"{SILENT} what follows the term"
    if of.ends_on:
        yield f"It ends when this happens: {quoted(of.ends_on)}"


def _withdrawal(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.exit, _leaving(pact.exit))


def _leaving(of: clauses.Exit) -> Sentences:
    yield words.EXITS[of.kind]
    if of.notice_months is not None:
        yield f"The notice is {counted(of.notice_months, 'month')}"
    elif of.kind == "notice":
        yield f"{SILENT} how long the notice is"
    if of.after_years is not None:
        yield f"No party may leave in the first {counted(of.after_years, 'year')}"


def _limits(pact: Pact, _: Names) -> Sentences:
    if not pact.limits:
        yield f"{SILENT} that anything is taken back."
    for limit in pact.limits:
        yield from _resting(limit, _limit(limit))


def _limit(of: clauses.Limit) -> Sentences:
    yield words.LIMITS[of.kind]
    if of.judge != "unstated" or of.kind == "void-if":
        yield words.JUDGES[of.judge].format(what="whether that is so")


def _terms(pact: Pact, _: Names) -> Sentences:
    if pact.terms is None:
        yield f"{SILENT} on what terms there is peace."
    else:
        yield from _resting(pact.terms, _peace(pact.terms))


def _peace(of: clauses.Terms) -> Sentences:
    cap = of.army_cap_kperson
    yield words.NEUTRAL[of.neutral]
    yield words.FOREIGN_TROOPS[of.foreign_troops]
    yield "Its forces have no ceiling" if cap is None else f"Its forces may not exceed {persons(cap)} persons"
    yield words.ADVERSARY_LIMITED[of.adversary_limited]
    yield words.CEDES_POSITIONS[of.cedes_positions]
    yield words.DEMILITARISED[of.demilitarised_zone]
    yield words.SANCTIONS[of.sanctions]


def _form(pact: Pact, _: Names) -> Sentences:
    yield from _resting(pact.form, _standing_in_law(pact))


def _standing_in_law(pact: Pact) -> Sentences:
    of = pact.form
    yield words.KINDS[of.kind]
    yield f"It was signed or published on {date_text(pact.signed)}" if pact.signed else f"{SILENT} when it was signed"
    yield words.RATIFICATIONS[of.ratification]
    if of.linked_to is not None:
        yield f'It lapses without the consent of somebody else: "{of.linked_to}"'
    yield f"It entered into force on {date_text(pact.in_force)}" if pact.in_force else f"{SILENT} that it is in force"
    if pact.ended:
        yield f"It ended on {date_text(pact.ended)}"
    if not of.public:
        yield "The text, or a decisive part of it, is not published"


def _within(what: str, silence: str, limit_h: float | None) -> str:
    return f"{SILENT} {silence}" if limit_h is None else f"{what} within {hours(limit_h)}"


def _resting(clause: clauses.Clause, sentences: Iterable[str]) -> Sentences:
    """Sentences with the article that they rest on, then the remark of the coding and where the clause was read."""
    where, cited = _citation(clause.article), False
    for sentence in sentences:
        silent = sentence.startswith(SILENT)
        cited |= not silent
        yield f"{sentence}." if silent else f"{sentence}{where}."
    if clause.says is not None:
        yield f'Note: "{clause.says}"{where}.'
    elif where and not cited:
        yield f"The text deals with the matter all the same{where}."
    if clause.source is not None:
        yield f"This was read in: {clause.source}."


def _citation(article: str | None) -> str:
    if article is None:
        return ""
    return f" ({unbroken(article if NO_ARTICLE.match(article) else f'art. {article}')})"


ARTICLES: dict[str, Callable[[Pact, Names], Sentences]] = {
    "Parties": _parties,
    "The event": _event,
    "Who finds it": _finding,
    "The undertaking": _undertaking,
    "Consultation": _consultation,
    "Time limits": _time_limits,
    "Decision": _decision,
    "Area": _area,
    "Forces and headquarters in peacetime": _peacetime,
    "Term": _term,
    "Withdrawal": _withdrawal,
    "Limits": _limits,
    "Terms of the peace": _terms,
    "Legal form and entry into force": _form,
}
"""Headings in order, with what writes their sentences."""
