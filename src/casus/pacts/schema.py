"""A pact: who promises what to whom, when it applies, who decides and by when."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from casus.evidence.entry import Identifier
from casus.foundation.records import Record

Trigger = Literal["threat", "armed-attack", "attributed-attack", "sustained-attack"]
Rule = Literal["each", "consensus", "majority", "lead"]


class Deadlines(Record):
    """Three different clocks; hours, or null where the text sets none."""

    meet_h: float | None = Field(default=None, gt=0)
    """Hours within which guarantors meet or consult."""
    decide_h: float | None = Field(default=None, gt=0)
    """Hours within which guarantors decide."""
    act_h: float | None = Field(default=None, gt=0)
    """Hours within which forces act."""


class Pact(Record):
    """The promise as text, coded."""

    title: str
    """Name of the instrument or proposal."""
    form: Literal["treaty", "executive-agreement", "political", "draft"]
    """Legal form."""
    ratified: bool = False
    """True where parliaments have ratified it."""
    guarantors: tuple[Identifier, ...]
    """Nations that promise."""
    lead: Identifier | None = None
    """Nation whose decision the others follow."""
    adversary_is_guarantor: bool = False
    """True where the aggressor is itself a guarantor or holds a veto."""
    trigger: Trigger
    """What sets the promise in motion."""
    obligation: float = Field(ge=0, le=5)
    """0 not to attack; 1 consult; 2 material support; 3 act as deemed necessary; 4 all aid; 5 respond by force."""
    automatic: bool = False
    """True where no new decision is needed."""
    rule: Rule
    """How guarantors decide."""
    deadlines: Deadlines = Deadlines()
    """Clocks that the text sets."""
    duration_years: float | None = Field(default=None, gt=0)
    """Term, or null for none."""
    limits: tuple[str, ...] = ()
    """Limits and void conditions that the text names."""
    source: str = Field(min_length=12)
    """Where the text can be read and how it was coded."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Pact:
        if len(set(self.guarantors)) != len(self.guarantors):
            raise ValueError("a guarantor is named twice")
        if self.rule == "lead" and self.lead is None:
            raise ValueError(f"the rule '{self.rule}' needs a 'lead'")
        if self.lead is not None and self.lead not in self.guarantors:
            raise ValueError(f"the lead '{self.lead}' is not among the guarantors")
        if self.automatic and self.obligation < 4:
            raise ValueError("an automatic response needs an obligation of 4 or 5")
        return self
