"""A file of coded situations in; each as a record, its promise as a pact and a call on it, out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from casus.evidence.entry import Identifier
from casus.flow.strategy import reference_features
from casus.foundation.documents import read_document
from casus.foundation.records import Record
from casus.foundation.validation import validate_document
from casus.pacts.read import instrument
from casus.pacts.schema.clauses import Decision, Form, Kind, Obligation, Parties, Trigger
from casus.pacts.schema.history import Call, Scale
from casus.pacts.schema.pact import Pact

Level = Literal["low", "even", "high"]
Want = Literal["limited", "major", "vital"]
Losses = Literal["none", "possible", "announced", "in-force"]


class Promise(Record):
    """The promise: an instrument of the casebook, or what a coder would note of one that is not in it."""

    instrument: Identifier | None = None
    """Its id in the casebook."""
    form: Kind | None = None
    """Legal form; a treaty or a statute counts as ratified."""
    level: float | None = Field(default=None, ge=0, le=5)
    """Obligation, on the casebook's scale."""
    depth: float = Field(default=0.0, ge=0, le=1)
    """Military institutions: 0 none, 0.5 plans or staff talks, 1 bases or a common command."""
    members: int | None = Field(default=None, ge=1)
    """Number of guarantors, where one name stands for many."""

    @model_validator(mode="after")
    def _is_one_or_the_other(self) -> Promise:
        if (self.instrument is None) == (self.form is None or self.level is None):
            raise ValueError("give either an instrument of the casebook, or form and level")
        return self


class Situation(Record):
    """One case of the file."""

    id: Identifier
    """Place, and the year in which its window ends."""
    years: tuple[int, int]
    """First and last year of the window: at most the last ten years of a regime."""
    aggressor: Identifier
    """Who could be feared to attack."""
    protected: Identifier
    """Whom."""
    guarantors: tuple[Identifier, ...]
    """Who had promised help, or stood there; nobody in a base case."""
    pact: Promise | None = None
    """What they had promised; null in a base case."""
    calls: tuple[str, ...]
    """Months of the casebook's calls that are this very case, so that they are left out when it is predicted."""
    forces: Literal["none", "light", "heavy"]
    """Guarantors' ground forces in the protected state; heavy from a brigade with armour on."""
    major_power: bool
    """Whether a major power is among the guarantors."""
    monitored: bool
    """Whether an international mission watched the line."""
    great_power: bool
    """Whether the aggressor was a great power (before 1945) or a nuclear-armed state, or close to one (after)."""
    scale: Scale
    """Scale of the attack that was feared."""
    local: Level
    """Chance of a quick win without outside help, as it looked then."""
    help: Level
    """Chance that outside help, where it was sent, would come in time and turn the outcome."""
    want: Want
    """How much the aggressor wanted what it could take."""
    sanctions: Losses
    """Other losses that an attack would bring: none, possible, announced, or in force already."""
    attacked: bool
    """Whether regular forces entered ground that was protected, in the window and without free consent."""
    contested: bool = False
    """True where a fair reader could code `attacked` the other way."""
    status: Literal["seen", "recalled"]
    """Whether its main facts were read in the source or are from memory; its levels are judgement in any case."""
    source: Identifier
    """Key of the bibliography."""
    why: str = Field(min_length=20)
    """Why the levels are coded so."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Situation:
        if bool(self.guarantors) != (self.pact is not None):
            raise ValueError("guarantors and a pact go together; a base case has neither")
        if not self.guarantors and (self.forces != "none" or self.major_power):
            raise ValueError("without guarantors there are no forces of theirs and no major power among them")
        if not self.years[0] <= self.years[1] <= self.years[0] + 10:
            raise ValueError("a window runs forward and is ten years at most")
        return self


class SituationFile(Record):
    """What the file holds."""

    cases: tuple[Situation, ...] = Field(min_length=3)
    """Situations in the order in which their windows end."""


def read_situations(file: Path) -> tuple[Situation, ...]:
    """The situations of a file; raises InputError with every problem."""
    return validate_document(read_document(file), SituationFile).cases


def pact_of(case: Situation) -> Pact:
    """The promise as a pact; in a base case one without guarantors that owes nothing."""
    promise = case.pact
    if promise is not None and promise.instrument is not None:
        return instrument(promise.instrument).pact
    kind: Kind = "political" if promise is None or promise.form is None else promise.form
    return Pact(
        title=case.id,
        form=Form(kind=kind, ratification="done" if kind in {"treaty", "statute"} else "not-foreseen"),
        parties=Parties(guarantors=case.guarantors, count=None if promise is None else promise.members),
        trigger=Trigger(event="none" if promise is None else "armed-attack"),
        obligation=Obligation(level=0.0 if promise is None or promise.level is None else promise.level),
        decision=Decision(rule="each"),
        source=case.source,
    )


def call_on(case: Situation) -> Call:
    """The call that the attack would be, as the model of kept promises sees one."""
    return Call(
        event=f"{case.aggressor} attacks {case.protected}",
        date=f"{case.years[1]}",
        guarantors=case.guarantors,
        invoked=False,
        outcome="untested",
        scale=case.scale,
        great_power=case.great_power,
        troops=case.forces != "none",
        status="judgement",
        source=case.source,
        why=case.why,
    )


def depth_of(case: Situation, pact: Pact) -> float:
    """Share of the deepest military institutions: as ATOP's codes have it for the casebook, as coded for the rest."""
    if case.pact is None or case.pact.instrument is None:
        return 0.0 if case.pact is None else case.pact.depth
    return reference_features.depth_of(pact)
