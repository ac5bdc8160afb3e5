"""What happened when a pact was called: one record a call, and the instrument that holds pact and calls together."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from casus.evidence.entry import DateText, Identifier, Status
from casus.foundation.records import Record
from casus.pacts.schema.pact import Pact

Outcome = Literal["honoured", "partly", "not", "untested"]
Scale = Literal["grey", "probe", "limited", "full"]


class Call(Record):
    """One occasion on which the pact was, or by its words could have been, called."""

    event: str = Field(min_length=8)
    """What happened, in our own words."""
    date: DateText
    """Day of the event."""
    guarantors: tuple[Identifier, ...]
    """Who was called on."""
    invoked: bool
    """True where the protected state, or the body, formally called on it."""
    level: float | None = Field(default=None, ge=0, le=5)
    """Obligation that was called on, where it is not the main one (a clause on consultation); null for the main one."""
    outcome: Outcome
    """Whether what the text promises was done: honoured, partly, not; untested where it owed nothing yet."""
    decided: bool | None = None
    """Whether a binding decision to help, owed or not, was taken within thirty days; null where nothing is known."""
    acted: bool | None = None
    """Whether anything beyond words was done within thirty days, owed or not, by forces in place too."""
    in_time: bool | None = None
    """Whether help came before what it was to protect was lost."""
    decide_h: float | None = Field(default=None, ge=0)
    """Hours from the event to the first binding decision."""
    first_force_h: float | None = Field(default=None, ge=0)
    """Hours from the event to the first force in the theatre."""
    scale: Scale | None = None
    """Scale of the attack."""
    great_power: bool | None = None
    """Whether to help meant to face a great power (before 1945) or a nuclear-armed state (after)."""
    borders: bool | None = None
    """Whether a guarantor called on shares a land border, or a strait under 40 km, with the attacked state."""
    troops: bool | None = None
    """Whether a guarantor's own troops stood on the attacked ground beforehand."""
    status: Status
    """seen or data where a source was read, recalled where it was not, judgement where the coding is ours alone."""
    source: str = Field(min_length=3)
    """Source, by its key in the bibliography."""
    why: str = Field(min_length=12)
    """Why the outcome is coded so, and what speaks against it."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Call:
        if self.acted and self.decided is False:
            raise ValueError("acted without a decision; say decided: true, or null where it is not known")
        if self.in_time and not self.acted:
            raise ValueError("help that came in time needs acted: true")
        if self.decide_h is not None and self.decided is False:
            raise ValueError("hours to a decision are given, and decided is false")
        return self


class Instrument(Record):
    """One file of the casebook, or a pact of a user's own: the pact and its history."""

    casus: Literal[1]
    """Version of the format."""
    id: Identifier
    """Name, place or party and year; equal to the file's."""
    pact: Pact
    """The text, coded."""
    history: tuple[Call, ...] = ()
    """What happened when it was called; empty where it never was."""
    atop: int | None = None
    """Number of the alliance in ATOP, where that has it."""
