"""Law: the form of a text, what it takes to be in force, and how easily it is undone."""

from __future__ import annotations

from collections.abc import Iterator

from casus.pacts.rules.rule import Found, Rule
from casus.pacts.schema.pact import Pact


def _not_binding(pact: Pact) -> Iterator[Found]:
    if pact.form.kind == "political":
        yield Found("form", "the form is 'political': nobody owes it in law")


def _not_ratified(pact: Pact) -> Iterator[Found]:
    if pact.form.ratification == "required":
        yield Found("form", "parliaments must consent and have not yet done so")
    if pact.form.ratification == "refused":
        yield Found("form", "a parliament has refused its consent")


def _hangs_on_another(pact: Pact) -> Iterator[Found]:
    if pact.form.linked_to is not None:
        yield Found("form", f"it lapses without the consent of somebody else: {pact.form.linked_to.rstrip('.')}")


def _one_hand_can_revoke(pact: Pact) -> Iterator[Found]:
    if pact.form.kind in {"executive-order", "executive-agreement"}:
        yield Found("form", f"the executive that made this '{pact.form.kind}' can end it alone")


def _not_published(pact: Pact) -> Iterator[Found]:
    if not pact.form.public:
        yield Found("form", "the text, or a decisive part of it, is not published")


def _only_a_draft(pact: Pact) -> Iterator[Found]:
    if pact.form.kind in {"draft", "proposal"}:
        yield Found("form", f"a '{pact.form.kind}' that nobody has signed")


def _national_law_reserved(pact: Pact) -> Iterator[Found]:
    reserved = [f"'{word}'" for word in pact.obligation.discretion if word in {"own-laws", "constitutional-processes"}]
    if reserved:
        yield Found("obligation", f"reserves {' and '.join(reserved)}: each state's law says what it may do")
    elif any(limit.kind == "own-law" for limit in pact.limits):
        yield Found("limits", "reserves 'own-law': each state's law says what it may do")


RULES = (
    Rule(
        id="L501",
        name="not-binding-in-law",
        severity="warning",
        finds="A political text, which binds nobody in law.",
        why=(
            "A political word can be kept, and a treaty broken. But nobody can be held to it at law, no parliament "
            "has taken it on, and the next government inherits no duty."
        ),
        case="budapest-1994",
        precedent=(
            "A political memorandum. Ukraine asked for consultations under it on 21 February 2022 and was invaded "
            "three days later."
        ),
        mend="Give it the form of a treaty, or have each parliament adopt the promise as law.",
        trips="form: {kind: political}",
        clears="form: {kind: treaty}",
        check=_not_binding,
    ),
    Rule(
        id="L502",
        name="ratification-not-done",
        severity="error",
        finds="Consent of parliaments that is required and not given.",
        why="Until then the promise is not in force: it can be read as a plan, and nobody owes anything under it.",
        case="uk-us-france-1919",
        precedent=(
            "The Senate of the United States never took up the treaty of 1919, so that the promise never came into "
            "force."
        ),
        mend="Ratify before the event that it is meant for, or say what applies in the meantime.",
        trips="form: {ratification: required}",
        clears="form: {ratification: done}",
        check=_not_ratified,
    ),
    Rule(
        id="L503",
        name="hangs-on-another-consent",
        severity="warning",
        finds="A promise that lapses unless somebody else consents too.",
        why=(
            "A promise that waits for another is at most as likely to come into force as that other, however willing "
            "its own maker is."
        ),
        case="uk-us-france-1919",
        precedent="The British promise to France hung on American ratification. That never came, and both lapsed.",
        mend="Let each promise stand alone, or say what each guarantor still owes when another does not join.",
        trips="form: {linked_to: ratification by Hadria}",
        clears="form: {linked_to: null}",
        check=_hangs_on_another,
    ),
    Rule(
        id="L504",
        name="revocable-by-one-executive",
        severity="warning",
        finds="An executive order or an executive agreement.",
        why=(
            "It is quick to make and needs no vote. For the same reason the same office, or its next holder, can end "
            "it without one, and a promise for many years spans several holders."
        ),
        case="us-qatar-2025",
        precedent="It stands untested; any President can revoke the order.",
        mend=(
            "Bring it before parliament as a treaty or a statute, or bind its end to notice and a report to parliament."
        ),
        trips="form: {kind: executive-order}",
        clears="form: {kind: statute}",
        check=_one_hand_can_revoke,
    ),
    Rule(
        id="L505",
        name="text-not-published",
        severity="warning",
        finds="A text that is not published, or a decisive part of which is not.",
        why=(
            "An adversary cannot be held back by words that it cannot read, and a public cannot hold its government "
            "to them. Secrecy also lets the parties describe the same duty differently."
        ),
        case="saudi-pakistan-2025",
        precedent=(
            "It stands untested: what it owes is not known, and its nuclear part was claimed by some and denied by "
            "others."
        ),
        mend="Publish the promise, and keep secret only plans and numbers.",
        trips="form: {public: false}",
        clears="form: {public: true}",
        check=_not_published,
    ),
    Rule(
        id="L506",
        name="only-a-draft",
        severity="warning",
        finds="A draft or a proposal.",
        why=(
            "Nobody has promised anything yet, and words change before signature. What the linter finds in it is what "
            "it would leave open if it were signed as it stands."
        ),
        case="us-draft-2025",
        precedent=(
            "It stands untested: reported in November 2025, followed by another document that by mid-February 2026 "
            "was unsigned."
        ),
        mend="Sign it; until then, say what applies in the meantime.",
        trips="form: {kind: draft}",
        clears="form: {kind: treaty}",
        check=_only_a_draft,
    ),
    Rule(
        id="L507",
        name="national-law-reserved",
        severity="note",
        finds="A promise under each state's own laws, procedures or constitution.",
        why=(
            "Nearly every modern text says so, and states would hardly sign without it. What it means differs from "
            "state to state, from a report after the event to a vote before it, and the text itself does not tell."
        ),
        case="russia-dprk-2024",
        precedent=(
            "The treaty reserves each side's own laws. It was honoured all the same: more than ten thousand North "
            "Korean soldiers went to the Kursk region, some by report before it was in force."
        ),
        mend="List for each guarantor what its law asks, and how long that takes, in an annex.",
        trips="obligation: {discretion: [own-laws]}",
        clears="obligation: {discretion: []}",
        check=_national_law_reserved,
    ),
)
