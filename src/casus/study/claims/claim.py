"""What a claims file holds: who said what, and the expression that says what a study must show for it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints, model_validator

from casus.foundation.records import Record

Strength = Literal["always", "usually", "in most worlds", "in some worlds", "on average"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]


class Claim(Record):
    """A statement that somebody made, written so that a study can support or refute it."""

    id: Name
    """Name of the claim, in small letters with hyphens; no two are equal."""
    who: Line
    """Who said it."""
    where: Line | None = None
    """Publication or occasion."""
    when: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")] | None = None
    """Year, month or day, in quotes: "2025-08"."""
    source: Line | None = None
    """Key of a work in the bibliography of the evidence, or a reference in words."""
    seen: bool = False
    """Whether whoever wrote the entry has read the source, in the original or in a copy."""
    says: Text
    """The claim in neutral words."""
    side: Name | None = None
    """A family to which it belongs in the debate, such as critics or advocates; tables and charts group by it."""
    hypothesis: Annotated[str, StringConstraints(min_length=1)] | None = None
    """What must be true in a world, or of averages over worlds, in the language of claims."""
    strength: Strength | None = None
    """How often it must be true; `on average` of a hypothesis about averages."""
    coding: Text | None = None
    """Why the expression says what the author meant, what a charitable author would accept, and what it leaves out."""
    not_testable: Text | None = None
    """Why no study of this scenario can answer it, instead of a hypothesis."""

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Claim:
        """A claim is tested, with a strength, or says why it cannot be."""
        if (self.hypothesis is None) == (self.not_testable is None):
            raise ValueError("a claim needs either a 'hypothesis' or the reason why it is 'not_testable'")
        if self.hypothesis is not None and self.strength is None:
            raise ValueError(
                "a hypothesis needs a 'strength': always, usually, in most worlds, in some worlds, or on average"
            )
        return self


class ClaimsFile(Record):
    """The claims of a scenario, or a reader's own."""

    claims: tuple[Claim, ...]
    """One or more."""

    @model_validator(mode="after")
    def _not_empty(self) -> ClaimsFile:
        """A file without claims asks for nothing."""
        if not self.claims:
            raise ValueError("the file has no claims")
        return self
