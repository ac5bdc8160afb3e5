"""A coded pact in, its row in the alliance-level form of ATOP 5 out; what our coding cannot tell is None, never a guess.

ATOP: Leeds, Ritter, Mitchell and Long (2002), Alliance Treaty Obligations and Provisions, International Interactions 28.
The indices are those of Leeds and Anac (2005), Alliance institutionalization and alliance performance, same journal 31.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from casus.pacts.phrases import GROUPS
from casus.pacts.schema.pact import Pact

Code = int | str | None

ACTS_OF_ONE = {"statute": "a statute", "executive-order": "an executive order", "deployment": "a deployment of forces"}
UNSIGNED = {"draft": "a draft", "proposal": "a proposal"}
CRISES = {"armed-attack", "threat", "ceasefire-breach", "border-violation", "nuclear-attack", "war"}
"""Events that are military; a promise to consult on any question of common interest does not count."""
PLACES = {"administered", "lawful", "named"}
"""Ground that is narrower than the parties' own."""
LEAST_HELP = 3.0
"""Obligation from which help with forces is promised, if only 'as deemed necessary'."""
LEAST_PARTIES = 2
MONTHS_PER_YEAR = 12
PLANS = {"none": 0, "contacts": 1, "plans": 2, "common": 3}
ORGANISATIONS = {"none": 0, "meetings": 1, "named": 2, "standing": 3}
MILITARY_AID: dict[str, Code] = {"none": 0, "training": 3, "arms": None}
STATIONED = 3
"""Code of base where one side has bases on the other's ground."""


class Variable(NamedTuple):
    """One variable of a row."""

    meaning: str
    """What it is and how it is derived from our fields, or why it cannot be told."""
    derive: Callable[[Pact], Code]
    """Its code, or None."""


def atop_row(instrument_id: str, pact: Pact, atop_id: int | None) -> dict[str, Code]:
    """The row of a pact: `alliance` is False, with `why`, and all codes are None, where ATOP would hold none."""
    why = why_no_row(pact)
    head: dict[str, Code] = {"instrument": instrument_id, "alliance": why is None, "why": why}
    if why is not None:
        return head | dict.fromkeys(VARIABLES)
    return head | {name: variable.derive(pact) for name, variable in VARIABLES.items()} | {"atopid": atop_id}


def why_no_row(pact: Pact) -> str | None:
    """Why ATOP would hold no row, or None where it would.

    An alliance there is a formal agreement among states to cooperate militarily. We take as formal what binds its
    signatories in law and is in force, and as cooperation any promise of help, of consultation in a crisis, or not to attack.
    """
    return next(_reasons(pact), None)


def _reasons(pact: Pact) -> Iterator[str]:
    form, parties = pact.form, pact.parties
    if form.kind in ACTS_OF_ONE:
        yield f"it is {ACTS_OF_ONE[form.kind]}, the act of one state and no agreement among states"
    if form.kind in UNSIGNED:
        yield f"it is {UNSIGNED[form.kind]} that nobody has signed"
    if form.kind == "political":
        yield "it is a political declaration, which binds nobody in law"
    if form.ratification in {"required", "refused"} and pact.in_force is None:
        yield "the consent of parliaments that it needs was not given, so that it is not in force"
    if len({*parties.guarantors, *parties.protected}) < LEAST_PARTIES and (parties.count or 1) < LEAST_PARTIES:
        yield "it has one party only"
    if not (_defense(pact) or _consul(pact) or pact.obligation.nonaggression):
        yield "it promises neither help, nor consultation in a crisis, nor not to attack"


def _part(date: str | None, place: int, ongoing: Code = None) -> Code:
    """The year, month or day of a date; None where it is not given so closely."""
    if date is None:
        return ongoing
    parts = date.split("-")
    return int(parts[place]) if place < len(parts) else None


def _defense(pact: Pact) -> int:
    return int(pact.obligation.level >= LEAST_HELP)


def _consul(pact: Pact) -> int:
    beside = pact.consultation is not None and pact.consultation.event in CRISES
    main = 1 <= pact.obligation.level < LEAST_HELP and pact.trigger.event in CRISES and not _nuclear_only(pact)
    return int(beside or main)


def _nuclear_only(pact: Pact) -> bool:
    return pact.trigger.event == "nuclear-attack"


def _active(pact: Pact) -> Code:
    return 1 if _defense(pact) else None


def _conditional(pact: Pact) -> int:
    conditions = any(limit.kind in {"void-if", "sequence", "exclusion"} for limit in pact.limits)
    narrow = bool(pact.trigger.qualifiers) or bool(pact.scope.excludes) or pact.scope.territory in PLACES
    return int(conditions or narrow)


def _threat(pact: Pact) -> Code:
    against = pact.parties.adversaries
    if not pact.parties.adversary_named:
        return 0
    return 1 if len(against) == 1 and against[0] not in GROUPS else None


def _months(pact: Pact) -> int:
    years = pact.duration.years or pact.exit.after_years or 0
    return round(years * MONTHS_PER_YEAR)


def _renounce(pact: Pact) -> Code:
    if pact.exit.kind == "unstated":
        return 0
    if pact.exit.kind == "notice":
        return 0 if pact.exit.after_years else 1
    return None


def _peacetime(field: str, codes: dict[str, Code]) -> Callable[[Pact], Code]:
    """The code of a field of what stands behind the pact; None where nothing is coded."""

    def derive(pact: Pact) -> Code:
        return None if pact.peacetime is None else codes[getattr(pact.peacetime, field)]

    return derive


_milcon = _peacetime("plans", dict(PLANS))
_milaid = _peacetime("aid", MILITARY_AID)
_intcom = _peacetime("headquarters", {"none": 0, "lead": 0, "integrated": 1})
_organ = _peacetime("organisation", dict(ORGANISATIONS))


def _base(pact: Pact) -> Code:
    return None if pact.peacetime is None else STATIONED * pact.peacetime.bases


def _purpose(pact: Pact) -> Code:
    return 0 if _organ(pact) == 0 else None


def _arms_limits(pact: Pact) -> Code:
    return None if pact.terms is None else int(pact.terms.army_cap_kperson is not None)


def _institutions(pact: Pact) -> Code:
    high = _any((_is(_milcon(pact), {3}), _is(_intcom(pact), {1}), _is(_base(pact), {1, 2, 3})))
    purpose = _is(_purpose(pact), {1})
    moderate = _any((_is(_milcon(pact), {2}), _is(_milaid(pact), {3, 4}), purpose))
    if high is not False:
        return 2 if high else None
    return None if moderate is None else int(moderate)


def _formality(pact: Pact) -> Code:
    ratified = pact.form.ratification != "not-foreseen"
    public = False if not ratified else (True if pact.form.public else None)
    organised = _is(_organ(pact), {2, 3})
    return None if public is None or organised is None else int(public) + int(organised)


def _is(code: Code, wanted: set[int]) -> bool | None:
    return None if code is None else code in wanted


def _any(truths: Iterable[bool | None]) -> bool | None:
    """True where one is true, None where that depends on what is not known."""
    known = list(truths)
    return True if True in known else (None if None in known else False)


def _unknown(_: Pact) -> None:
    return None


VARIABLES: dict[str, Variable] = {
    "atopid": Variable("number of the alliance: as the casebook has it, None where it has none", _unknown),
    "begyr": Variable("year in which it begins: that of signature", lambda pact: _part(pact.signed, 0)),
    "begmo": Variable("month in which it begins: that of signature", lambda pact: _part(pact.signed, 1)),
    "begday": Variable("day on which it begins: that of signature", lambda pact: _part(pact.signed, 2)),
    "endyr": Variable("year in which it ended, 0 where it has not", lambda pact: _part(pact.ended, 0, 0)),
    "endmo": Variable("month in which it ended, 0 where it has not", lambda pact: _part(pact.ended, 1, 0)),
    "endday": Variable("day on which it ended, 0 where it has not", lambda pact: _part(pact.ended, 2, 0)),
    "defense": Variable("1 where help with forces is promised upon an attack: an obligation of 3 or more", _defense),
    "offense": Variable("1 for a promise to join an attack: cannot be told, we code no such promise", _unknown),
    "neutral": Variable("1 for a promise to stay neutral: cannot be told, we code no such promise", _unknown),
    "nonagg": Variable("1 for a promise not to attack: nonaggression", lambda pact: int(pact.obligation.nonaggression)),
    "consul": Variable(
        "1 for consultation in military crises: a clause on it whose event is military, or a main obligation of 1 to below 3 "
        "whose event is military and not nuclear only",
        _consul,
    ),
    "active": Variable(
        "1 where defense or offense is 1: None where defense is 0, since offense cannot be told", _active
    ),
    "conditio": Variable(
        "1 where what is promised depends on place, adversary or circumstance: any qualifier of the event, narrower ground "
        "than the parties' own, an exclusion, or a limit that voids, excludes or waits",
        _conditional,
    ),
    "defcon": Variable(
        "1 where the promise of help is conditional: defense and conditio",
        lambda pact: int(_defense(pact) and _conditional(pact)),
    ),
    "specthrt": Variable(
        "specific threat: 0 where the text names no adversary, 1 for one state named; None for a group or several, since the "
        "codes 2 to 6 tell sorts apart that we do not",
        _threat,
    ),
    "pubsecr": Variable(
        "0 public, 1 partly secret, 2 secret: None where something is unpublished, since we do not say how much",
        lambda pact: 0 if pact.form.public else None,
    ),
    "secrart": Variable(
        "0 without secret articles, else what they hold: None where something is unpublished",
        lambda pact: 0 if pact.form.public else None,
    ),
    "estmode": Variable(
        "1 where ratification is needed (done, still required or refused), 0 where signature is enough",
        lambda pact: int(pact.form.ratification != "not-foreseen"),
    ),
    "length": Variable(
        "term in months: that of the pact, else the time before which nobody may leave, else 0 for none",
        _months,
    ),
    "renounce": Variable(
        "1 where a party may leave by notice at any time, 0 where nothing is said or leaving waits for a first term; None for "
        "other ways out (codes 2 to 4)",
        _renounce,
    ),
    "milcon": Variable(
        "contact of the forces in peacetime: 0 none, 1 contacts, 2 plans for war, 3 common defence policy", _milcon
    ),
    "milaid": Variable("military aid: 0 none, 3 training or know-how; None for arms, which may be 1, 2 or 4", _milaid),
    "intcom": Variable("1 for an integrated headquarters; a lead nation's is 0", _intcom),
    "subord": Variable("1 or 2 where one side's forces are put under the other's: cannot be told, not coded", _unknown),
    "organ1": Variable("organisation: 0 none, 1 meetings, 2 named without staff, 3 with a standing staff", _organ),
    "orgpurp1": Variable(
        "purpose of the organisation: 0 without one; else None, since we do not code what it is for", _purpose
    ),
    "base": Variable("0 without bases, 3 where guarantors have bases on the protected ground", _base),
    "contrib": Variable("1 where contributions are laid down: cannot be told, not coded", _unknown),
    "armred": Variable("1 where forces are limited: an army cap among the terms; None without terms", _arms_limits),
    "asymm": Variable(
        "1 where parties owe different things: those that are not mutual", lambda pact: int(not pact.parties.mutual)
    ),
    "milinst": Variable(
        "military institutions: 2 where milcon is 3, intcom is 1 or base is over 0; 1 where milcon is 2, milaid is 3 or 4 or "
        "the organisation is military; else 0. subord and contrib, which also count, are taken as absent",
        _institutions,
    ),
    "formality": Variable(
        "one point for a ratified treaty that is not wholly secret, one for an organisation of kind 2 or 3; organ2, which also "
        "counts, is taken as absent",
        _formality,
    ),
}
"""Every variable of a row, in order."""
