"""A pact: who promises what to whom, when it applies, who decides and by when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pydantic import Field, model_validator

from casus.evidence.entry import DateText
from casus.foundation.records import Record
from casus.pacts.schema.clauses import (
    Attribution,
    Consultation,
    Deadlines,
    Decision,
    Duration,
    Exit,
    Form,
    Limit,
    Obligation,
    Parties,
    Peacetime,
    Scope,
    Terms,
    Trigger,
)


class Pact(Record):
    """The promise as text, coded clause by clause."""

    title: str
    """Name of the instrument or proposal."""
    signed: DateText | None = None
    """Day of signature or publication."""
    in_force: DateText | None = None
    """Day of entry into force; null where it never was, or needs none."""
    ended: DateText | None = None
    """Day on which it ended; null where it has not."""
    form: Form
    """Legal form and ratification."""
    parties: Parties
    """Who promises, who is protected, and whose consent is needed."""
    trigger: Trigger
    """What sets the promise in motion."""
    attribution: Attribution = Attribution()
    """Who finds that it has happened."""
    obligation: Obligation
    """What is owed."""
    consultation: Consultation | None = None
    """A promise to consult beside the main one."""
    deadlines: Deadlines = Deadlines()
    """Clocks that the text sets."""
    decision: Decision
    """How guarantors decide."""
    scope: Scope = Scope()
    """Where it holds."""
    peacetime: Peacetime | None = None
    """What stands behind it; left out in a design, whose posture says it."""
    duration: Duration = Duration()
    """How long it lasts."""
    exit: Exit = Exit()
    """How a guarantor may leave."""
    limits: tuple[Limit, ...] = ()
    """What the text takes back."""
    terms: Terms | None = None
    """Terms of the peace that it sets; left out in a design, whose settlement says them."""
    source: str = Field(min_length=3)
    """Where the text can be read and how it was coded; a key of the bibliography in the casebook."""

    @property
    def ratified(self) -> bool:
        """Whether parliaments have consented."""
        return self.form.ratification == "done"

    @property
    def binding(self) -> bool:
        """Whether it binds in law: a treaty or statute that parliaments consented to, or that needs no consent of theirs."""
        return self.ratified or (self.form.kind == "treaty" and self.form.ratification == "not-foreseen")

    @property
    def adversary_at_the_table(self) -> bool:
        """Whether an adversary is itself a guarantor, or its consent is needed."""
        return bool({*self.parties.adversaries} & {*self.parties.guarantors, *self.parties.veto})

    @property
    def guarantor_count(self) -> int:
        """How many nations promise."""
        return self.parties.count or len(self.parties.guarantors)

    @model_validator(mode="after")
    def _is_consistent(self) -> Pact:
        problems = [*_problems_with_parties(self.parties), *_problems_with_promise(self), *_problems_with_clocks(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self


def _problems_with_parties(parties: Parties) -> Iterator[str]:
    for role in ("guarantors", "protected", "adversaries", "veto"):
        names = getattr(parties, role)
        if len(set(names)) != len(names):
            yield f"a name stands twice among the {role}"
    both = sorted({*parties.guarantors} & {*parties.protected})
    if both and not parties.mutual:
        yield f"{', '.join(both)} is both guarantor and protected; say 'mutual: true' where all parties protect each other"
    hostile = sorted({*parties.protected} & {*parties.adversaries})
    if hostile:
        yield f"{', '.join(hostile)} is both protected and adversary"
    if parties.lead is not None and parties.lead not in parties.guarantors:
        yield f"the lead '{parties.lead}' is not among the guarantors"
    if parties.count is not None and parties.count < len(parties.guarantors):
        yield f"the count of {parties.count} is below the {len(parties.guarantors)} guarantors named"


def _problems_with_promise(pact: Pact) -> Iterator[str]:
    obligation, decision = pact.obligation, pact.decision
    if obligation.automatic and obligation.level < 4:
        yield "an automatic response needs an obligation of 4 or 5"
    free = sorted({"as-deemed-necessary", "voluntary"} & {*obligation.discretion})
    if obligation.automatic and free:
        yield f"an automatic response contradicts the discretion '{free[0]}': the text cannot say both"
    if decision.rule in {"lead", "single"} and pact.parties.lead is None:
        yield f"the rule '{decision.rule}' needs a 'lead' among the parties"
    if (decision.rule == "quorum") != (decision.quorum is not None):
        yield "the rule 'quorum' and the number 'quorum' go together"
    if decision.quorum is not None and decision.quorum > pact.guarantor_count:
        yield f"a quorum of {decision.quorum} cannot be had from {pact.guarantor_count} guarantors"
    strangers = sorted({*decision.weights} - {*pact.parties.guarantors})
    if strangers:
        yield f"weights are given to {', '.join(strangers)}, not among the guarantors"


def _problems_with_clocks(pact: Pact) -> Iterator[str]:
    clocks = [("meet", pact.deadlines.meet_h), ("decide", pact.deadlines.decide_h), ("act", pact.deadlines.act_h)]
    given = [(verb, hours) for verb, hours in clocks if hours is not None]
    for (first, sooner), (second, later) in pairwise(given):
        if later < sooner:
            yield f"the deadline to {second} ({later:g} h) runs out before the one to {first} ({sooner:g} h)"
