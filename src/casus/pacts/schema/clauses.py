"""The clauses of a pact: what each part of the text says, coded, with the article that it rests on and a source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from casus.evidence.entry import Identifier
from casus.foundation.records import Record

Kind = Literal[
    "treaty", "executive-agreement", "political", "statute", "executive-order", "deployment", "draft", "proposal"
]
Ratification = Literal["done", "required", "refused", "not-foreseen"]
Event = Literal[
    "armed-attack", "threat", "ceasefire-breach", "border-violation", "nuclear-attack", "war", "dispute", "none"
]
Qualifier = Literal[
    "significant", "deliberate", "sustained", "unprovoked", "external", "on-request", "across-line", "named-adversary"
]
Judge = Literal["unstated", "each", "lead", "body", "joint"]
Discretion = Literal["as-deemed-necessary", "constitutional-processes", "own-laws", "voluntary", "where-possible"]
Automaticity = Literal["none", "meeting", "decision", "action"]
Means = Literal["force", "materiel", "intelligence", "logistics", "sanctions", "diplomacy", "money"]
Rule = Literal["each", "consensus", "quorum", "majority", "lead", "single", "unstated"]
LimitKind = Literal[
    "no-troops", "other-alliance-first", "own-law", "exclusion", "void-if", "neutrality", "voluntary", "sequence"
]


class Clause(Record):
    """What one part of the text says."""

    article: str | None = None
    """Article or paragraph that it rests on; null where the text is silent or has no articles."""
    says: str | None = None
    """What it says, in our own words."""
    source: str | None = None
    """Where that can be read, a key of the bibliography in the casebook; null where the pact's own source says it."""


class Form(Clause):
    """Legal form, and what it takes to be in force."""

    kind: Kind
    """Legal form; a deployment is a force without a text of its own."""
    ratification: Ratification = "not-foreseen"
    """Whether parliaments have consented: done, required and still open, refused, or never foreseen."""
    linked_to: str | None = None
    """The consent of somebody else without which it lapses, in words; null where it stands alone."""
    public: bool = True
    """False where the text, or a decisive part of it, is not published."""


class Parties(Clause):
    """Who promises, who is protected, against whom, and whose consent is needed."""

    guarantors: tuple[Identifier, ...]
    """Nations, or groups of them, that promise."""
    protected: tuple[Identifier, ...] = ()
    """States that the promise protects; may be left out where all parties protect each other."""
    adversaries: tuple[Identifier, ...] = ()
    """States against which it is meant, whether the text names them or not."""
    adversary_named: bool = False
    """True where the text names the adversary."""
    veto: tuple[Identifier, ...] = ()
    """States whose consent any help needs, parties or not."""
    lead: Identifier | None = None
    """Guarantor that plans, or whose decision the others follow."""
    mutual: bool = False
    """True where every party is both guarantor and protected."""
    count: int | None = Field(default=None, ge=1, le=200)
    """Number of guarantors, where one name in the list stands for many."""


class Trigger(Clause):
    """The event that puts the promise to the test."""

    event: Event
    """What must happen; `war` needs a state of war beside the attack, `none` means that no event is named."""
    qualifiers: tuple[Qualifier, ...] = ()
    """Words that narrow the event."""
    defined: bool = False
    """True where the text says what counts as the event."""
    grey: Literal["covered", "excluded", "silent"] = "silent"
    """Whether deniable attacks (without flags, by cyber means, by proxies) are covered."""


class Attribution(Clause):
    """Who finds that the event has happened."""

    judge: Judge = "unstated"
    """Nobody named, each party, one guarantor, a body of the pact, or a body in which the adversary sits too (joint)."""
    within_h: float | None = Field(default=None, gt=0)
    """Hours within which it must be found; null where no clock is set."""


class Obligation(Clause):
    """What is owed once the event is found."""

    level: float = Field(ge=0, le=5)
    """0 not to attack; 1 consult; 2 material support; 3 act as deemed necessary; 4 all aid; 5 respond by force."""
    discretion: tuple[Discretion, ...] = ()
    """Words that leave the extent to the guarantor."""
    automaticity: Automaticity = "none"
    """What follows without a new decision: nothing, a meeting, a decision (whatever it is), or action."""
    means: tuple[Means, ...] = ()
    """Means that the text names."""
    nonaggression: bool = False
    """True where parties promise not to attack each other or the protected state."""

    @property
    def automatic(self) -> bool:
        """Whether action needs no new decision."""
        return self.automaticity == "action"


class Consultation(Clause):
    """A promise to consult that stands beside, or below, the main one."""

    event: Event
    """What sets it in motion; `dispute` is any question about the pact itself."""


class Deadlines(Clause):
    """Three different clocks; hours, or null where the text sets none."""

    meet_h: float | None = Field(default=None, gt=0)
    """Hours within which guarantors meet or consult."""
    decide_h: float | None = Field(default=None, gt=0)
    """Hours within which guarantors decide."""
    act_h: float | None = Field(default=None, gt=0)
    """Hours within which forces act."""
    soft: bool = False
    """True where the clock holds only 'where possible', 'swiftly', 'as soon as'."""


class Decision(Clause):
    """How guarantors decide."""

    rule: Rule
    """Each alone, all, a number of them, a majority by weight, followers after a lead, one alone, or not stated."""
    quorum: int | None = Field(default=None, ge=1, le=200)
    """Guarantors that must agree, under the rule `quorum`."""
    majority_share: float = Field(default=2 / 3, gt=0, le=1)
    """Share of the weights that must agree, under the rule `majority`; two thirds is the usual qualified majority."""
    weights: dict[Identifier, Annotated[float, Field(gt=0)]] = {}
    """Weights of the guarantors under the rule `majority`; 1 for each that is not named."""
    body: str | None = None
    """Body that decides, where the text names one."""
    fallback: bool = False
    """True where the text lets willing guarantors act when the body does not."""


class Scope(Clause):
    """Where the promise holds."""

    territory: Literal["unstated", "all", "administered", "lawful", "members", "named"] = "unstated"
    """Which ground: all of it, what is administered, what is lawfully held, members' own, or named areas."""
    line_stated: bool = True
    """False where a front or disputed line runs through the ground and the text does not say which side it covers."""
    forces_covered: bool | None = None
    """Whether an attack on guarantors' forces, ships or aircraft counts; null where the text is silent."""
    excludes: tuple[str, ...] = ()
    """What it leaves out, in words."""


class Peacetime(Clause):
    """What stands behind the pact before the event; for a design it is read from the posture."""

    troops_kperson: float = Field(default=0, ge=0)
    """Guarantors' troops stationed on the protected ground, thousand persons."""
    near_line: bool = False
    """True where they stand where an attack would meet them."""
    heavy: bool = False
    """True where armoured or mechanised brigades are among them."""
    standby: bool = False
    """True where further forces are earmarked at stated notice."""
    stocks: bool = False
    """True where ammunition or equipment is placed forward."""
    headquarters: Literal["none", "lead", "integrated"] = "none"
    """Standing headquarters: none, a lead nation's, or integrated."""
    plans: Literal["none", "contacts", "plans", "common"] = "none"
    """Planning before the event: none, staff contacts, common plans, or a common defence policy."""
    bases: bool = False
    """True where guarantors have bases on the protected ground."""
    organisation: Literal["none", "meetings", "named", "standing"] = "none"
    """Organisation: none, regular meetings, a named one without staff, or one with a standing staff."""
    aid: Literal["none", "training", "arms"] = "none"
    """Military aid that the text promises in peacetime."""
    delegated: bool = False
    """True where commanders may use forces assigned to them without a new decision."""
    mandate: bool = False
    """True where parliaments have consented beforehand."""
    monitoring: Literal["none", "observes", "reports", "attributes"] = "none"
    """Mission on the line: none, one that observes, that reports to the public, or that says who did it."""


class Duration(Clause):
    """How long it lasts."""

    years: float | None = Field(default=None, gt=0)
    """Term in years; null for none."""
    indefinite: bool = False
    """True where the text says that it lasts until ended."""
    renewal: Literal["automatic", "by-agreement", "unstated"] = "unstated"
    """How it goes on after its term."""
    ends_on: tuple[str, ...] = ()
    """Events that end it, in words."""


class Exit(Clause):
    """How a guarantor may leave."""

    kind: Literal["notice", "at-will", "barred", "unstated"] = "unstated"
    """With notice, at will, not at all, or not stated."""
    notice_months: float | None = Field(default=None, ge=0)
    """Notice that it must give, months."""
    after_years: float | None = Field(default=None, ge=0)
    """Years before which it may not leave."""


class Limit(Clause):
    """What the text takes back."""

    kind: LimitKind
    """Sort of limit; `void-if` ends the promise on a condition."""
    judge: Judge = "unstated"
    """Who finds that a condition is met."""


class Terms(Clause):
    """Terms of the peace that the text itself sets; for a design they are read from the settlement."""

    neutral: bool = False
    """True where the protected state may not plan, train or share headquarters with guarantors."""
    foreign_troops: Literal["allowed", "banned", "unstated"] = "unstated"
    """Whether guarantors' forces may be in place."""
    army_cap_kperson: float | None = Field(default=None, gt=0)
    """Ceiling on the protected state's forces, thousand persons."""
    adversary_limited: bool = False
    """True where the adversary accepts limits of the same kind."""
    cedes_positions: bool = False
    """True where ground with prepared positions is given up beyond the line held."""
    demilitarised_zone: bool = False
    """True where a zone along the line is kept free of forces."""
    sanctions: Literal["kept", "snap-back", "lifted", "unstated"] = "unstated"
    """Sanctions in peacetime: kept, lifted until a breach, lifted for good, or not mentioned."""
